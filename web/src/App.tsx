/** From the address and the session to the page. Here the domains meet; each lists its own pages. */

import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso';
import type { Me, Membership } from './api/types';
import { AccountSwitch } from './domains/accounts/pages/AccountSwitch';
import { PersonMenu } from './domains/accounts/pages/PersonMenu';
import { accountPatterns } from './domains/accounts/paths';
import {
  accountRoutes,
  Invitation,
  NoAccount,
  profileRoutes,
  staffDestinations,
  staffRoutes,
} from './domains/accounts/routes';
import { type Session, startSession, useSession } from './domains/auth/data/session';
import { Frame, Front } from './domains/auth/pages/Front';
import { authPaths, authPatterns, isFront, safeNext } from './domains/auth/paths';
import { authRoutes, UndoEmail } from './domains/auth/routes';
import { documentRoots } from './domains/documents/paths';
import { documentDestinations, documentRoutes, SharedFile, Verify } from './domains/documents/routes';
import { loadHomeAhead } from './domains/home/data/use-home';
import { homePaths } from './domains/home/paths';
import { homeDestinations, homeRoutes } from './domains/home/routes';
import { Bell } from './domains/notifications/pages/Bell';
import { notificationPaths, notificationPatterns } from './domains/notifications/paths';
import { MailStopped, notificationRoutes, Unsubscribe } from './domains/notifications/routes';
import { loadTicketsAhead } from './domains/tickets/data/use-tickets';
import { ticketPaths } from './domains/tickets/paths';
import { ticketDestinations, ticketRoutes } from './domains/tickets/routes';
import { preferences } from './lib/browser-storage';
import { useText } from './lib/i18n';
import { canBeRead, ofStaff, root } from './lib/paths';
import { mayAsStaff, membershipOf, PersonContext, useMe } from './lib/person';
import { Broken } from './ui/Broken';
import { Button } from './ui/Button';
import { LegalLinks, SupportNote } from './ui/CompanyNote';
import { ErrorBoundary } from './ui/ErrorBoundary';
import { NotFound } from './ui/NotFound';
import { Notice } from './ui/Notice';
import { Page } from './ui/Page';
import { problemText } from './ui/problem-text';
import { Shell } from './ui/Shell';

const routes = [
  ...homeRoutes,
  ...ticketRoutes,
  ...documentRoutes,
  ...accountRoutes,
  ...staffRoutes,
  ...notificationRoutes,
  ...profileRoutes,
  ...authRoutes,
];

/** Whoever comes by the link of a mail need not be the one who is signed in here. */
const ofMails: Readonly<Record<string, ComponentType<{ me: Me | null }>>> = {
  [notificationPatterns.unsubscribe]: Unsubscribe,
  [accountPatterns.invitation]: Invitation,
  [authPatterns.undoEmail]: UndoEmail,
  [documentRoots.shared]: SharedFile,
  [documentRoots.verify]: Verify,
};

export function App() {
  return (
    <LocationProvider>
      <Whole />
    </LocationProvider>
  );
}

/** Whatever breaks outside the pages, too, leaves words and a way on. */
function Whole() {
  const { url } = useLocation();
  return (
    <ErrorBoundary
      resetOn={url}
      fallback={(retry) => (
        <main class="alone" id="main">
          <Broken retry={retry} />
        </main>
      )}
    >
      <Portal />
    </ErrorBoundary>
  );
}

function Portal() {
  const session = useSession();
  const { path } = useLocation();
  // What stands behind `/verify/`, the page reads by itself.
  const PageOf = ofMails[path.startsWith(`${documentRoots.verify}/`) ? documentRoots.verify : path];
  switch (session.phase) {
    case 'starting':
      return <div class="starting" aria-hidden="true" />;
    case 'unreachable':
      return <Unreachable session={session} />;
    case 'signed-out':
      if (PageOf) return <FromMail PageOf={PageOf} me={null} />;
      return <Visitor why={session.why} ownEmail={null} />;
    case 'signed-in':
      if (PageOf) return <FromMail PageOf={PageOf} me={session.me} />;
      // A new password ends every session, this one too: there is no portal around it.
      if (path === authPatterns.forgotPassword)
        return <Visitor why="arrived" ownEmail={session.me.person.email} />;
      return (
        <PersonContext.Provider value={session.me}>
          <SignedIn me={session.me} ownTab={session.ownTab} />
        </PersonContext.Provider>
      );
  }
}

interface FromMailProps {
  PageOf: ComponentType<{ me: Me | null }>;
  me: Me | null;
}

function FromMail({ PageOf, me }: FromMailProps) {
  return (
    <Frame>
      <ErrorBoundary resetOn="" fallback={(retry) => <Broken retry={retry} />}>
        <PageOf me={me} />
      </ErrorBoundary>
    </Frame>
  );
}

function Unreachable({ session }: { session: Session & { phase: 'unreachable' } }) {
  const t = useText();
  return (
    <main class="alone" id="main">
      <Page title={t('unreachable.title')}>
        <Notice tone="problem">
          <p>{problemText(session.problem, t)}</p>
        </Notice>
        <Button look="primary" onClick={() => void startSession()}>
          {t('action.retry')}
        </Button>
      </Page>
      <footer class="support">
        <SupportNote />
        <LegalLinks />
      </footer>
    </main>
  );
}

/** Whatever was asked for, signing in comes first; the address is kept for afterwards. */
function Visitor({ why, ownEmail }: { why: 'arrived' | 'left' | 'ended'; ownEmail: string | null }) {
  const { path, query, route } = useLocation();
  useEffect(() => {
    // With its hash, which names a message, and which the router knows only of links in the portal.
    const asked = location.pathname + location.search + location.hash;
    if (!isFront(path)) route(authPaths.signIn(why === 'left' ? undefined : asked), true);
    // Of whoever has left; the next one may be somebody else.
    else if (why === 'left' && query.next) route(path, true);
  }, [path, why]);
  return <Front why={why} ownEmail={ownEmail} />;
}

const lastAccountKey = 'atrium.account';

/** Begins to load the list of a page, if the person had that account open before in this browser. */
export function loadListOf(path: string): void {
  const accountId = preferences.read(lastAccountKey);
  if (!accountId) return;
  if (path === root || path === homePaths.home(accountId)) loadHomeAhead(accountId);
  if (path === ticketPaths.tickets(accountId)) loadTicketsAhead(accountId);
}

function SignedIn({ me, ownTab }: { me: Me; ownTab: boolean }) {
  const t = useText();
  const { path, url, query, route } = useLocation();
  const accountId = /^\/accounts\/([^/]+)/.exec(path)?.[1];
  useEffect(() => {
    if (isFront(path)) route(safeNext(ownTab ? query.next : undefined, location.origin), true);
    else if (path === root) route(startOf(me), true);
    else if (path === ofStaff) route(ticketPaths.staffQueue(), true);
  }, [path, me]);
  useEffect(() => {
    if (accountId && membershipOf(me, accountId)) preferences.write(lastAccountKey, accountId);
  }, [accountId, me]);

  const own = accountId && membershipOf(me, accountId);
  // Whoever is removed is told, if they were a member when they came.
  const came = useRef(me);
  const gone = accountId && !own ? membershipOf(came.current, accountId) : undefined;
  const membership = accountId && !gone ? own || undefined : lastMembership(me);
  const destinations = [
    ...homeDestinations(membership, path, t),
    ...ticketDestinations(me, membership, path, t),
    ...documentDestinations(membership, path, t),
    ...staffDestinations(me, path, t),
  ];
  return (
    <Shell
      destinations={destinations}
      account={<AccountSwitch current={membership} />}
      menu={
        <div class="corner">
          <Bell current={path === notificationPaths.list()} />
          <PersonMenu />
        </div>
      }
      passing={leadsOn(path)}
    >
      {me.mail_stopped && <MailStopped path={path} />}
      <ErrorBoundary resetOn={url} fallback={(retry) => <Broken retry={retry} />}>
        {gone ? (
          <NoAccount left={gone} />
        ) : canBeRead(path) ? (
          <Router>
            {routes}
            <Route path={root} component={Start} />
            <Route path={authPatterns.signIn} component={Nothing} />
            <Route path={authPatterns.signUp} component={Nothing} />
            <Route path={ofStaff} component={Nothing} />
            <Route default component={NotFound} />
          </Router>
        ) : (
          <NotFound />
        )}
      </ErrorBoundary>
    </Shell>
  );
}

/** Addresses that lead on by themselves. */
function leadsOn(path: string): boolean {
  return isFront(path) || path === root || path === ofStaff || path === authPatterns.authenticator;
}

function lastMembership(me: Me): Membership | undefined {
  return membershipOf(me, preferences.read(lastAccountKey) ?? '') ?? me.memberships[0];
}

function startOf(me: Me): string {
  const membership = lastMembership(me);
  if (mayAsStaff(me, 'tickets.list_queue') && !membership) return ticketPaths.staffQueue();
  return membership ? homePaths.home(membership.account.id) : root;
}

function Start() {
  return startOf(useMe()) === root ? <NoAccount /> : null;
}

/** Drawn for the moment before the address is replaced. */
function Nothing() {
  return null;
}
