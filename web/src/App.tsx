/** From the address and the session to the page. */

import { useEffect } from 'preact/hooks';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso';
import type { Me, Membership } from './api/types';
import { NoAccount } from './domains/accounts/pages/NoAccount';
import { type Session, startSession, useSession } from './domains/auth/data/session';
import { Front } from './domains/auth/pages/Front';
import { Home } from './domains/home/pages/Home';
import { NewTicket } from './domains/tickets/pages/NewTicket';
import { TicketList } from './domains/tickets/pages/TicketList';
import { TicketThread } from './domains/tickets/pages/TicketThread';
import { preferences } from './lib/browser-storage';
import { useText } from './lib/i18n';
import { isFront, paths, patterns, safeNext } from './lib/paths';
import { mayAsStaff, membershipOf, PersonContext, useMe } from './lib/person';
import { Broken } from './ui/Broken';
import { Button } from './ui/Button';
import { ErrorBoundary } from './ui/ErrorBoundary';
import { lazyPage } from './ui/lazy-page';
import { NotFound } from './ui/NotFound';
import { Notice } from './ui/Notice';
import { Page } from './ui/Page';
import { problemText } from './ui/problem-text';
import { Shell } from './ui/Shell';

const Profile = lazyPage(() => import('./domains/accounts/pages/Profile').then((module) => module.Profile));
const SetUpAuthenticator = lazyPage(() =>
  import('./domains/auth/pages/SetUpAuthenticator').then((module) => module.SetUpAuthenticator),
);
const StaffQueue = lazyPage(() =>
  import('./domains/tickets/pages/StaffQueue').then((module) => module.StaffQueue),
);
const StaffTicket = lazyPage(() =>
  import('./domains/tickets/pages/StaffTicket').then((module) => module.StaffTicket),
);

export function App() {
  return (
    <LocationProvider>
      <Portal />
    </LocationProvider>
  );
}

function Portal() {
  const session = useSession();
  const { path } = useLocation();
  switch (session.phase) {
    case 'starting':
      return <div class="starting" aria-hidden="true" />;
    case 'unreachable':
      return <Unreachable session={session} />;
    case 'signed-out':
      return <Visitor why={session.why} ownEmail={null} />;
    case 'signed-in':
      // A new password ends every session, this one too: there is no portal around it.
      if (path === patterns.forgotPassword)
        return <Visitor why="arrived" ownEmail={session.me.person.email} />;
      return (
        <PersonContext.Provider value={session.me}>
          <SignedIn me={session.me} />
        </PersonContext.Provider>
      );
  }
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
    </main>
  );
}

/** Whatever was asked for, signing in comes first; the address is kept for afterwards. */
function Visitor({ why, ownEmail }: { why: 'arrived' | 'left' | 'ended'; ownEmail: string | null }) {
  const { path, url, route } = useLocation();
  useEffect(() => {
    if (!isFront(path)) route(paths.signIn(why === 'left' ? undefined : url), true);
  }, [path, why]);
  return <Front why={why} ownEmail={ownEmail} />;
}

const lastAccountKey = 'atrium.account';

function SignedIn({ me }: { me: Me }) {
  const { path, url, query, route } = useLocation();
  const accountId = /^\/accounts\/([^/]+)/.exec(path)?.[1];
  useEffect(() => {
    if (isFront(path)) route(safeNext(query.next, location.origin), true);
    else if (path === patterns.root) route(startOf(me), true);
    else if (path === patterns.staff) route(paths.staffQueue(), true);
  }, [path, me]);
  useEffect(() => {
    if (accountId && membershipOf(me, accountId)) preferences.write(lastAccountKey, accountId);
  }, [accountId, me]);

  const membership = accountId ? membershipOf(me, accountId) : lastMembership(me);
  return (
    <Shell membership={membership}>
      <ErrorBoundary resetOn={url} fallback={(retry) => <Broken retry={retry} />}>
        <Router>
          <Route path={patterns.home} component={HomeRoute} />
          <Route path={patterns.tickets} component={TicketsRoute} />
          <Route path={patterns.newTicket} component={NewTicketRoute} />
          <Route path={patterns.ticket} component={TicketRoute} />
          <Route path={patterns.profile} component={Profile} />
          <Route path={patterns.staffQueue} component={StaffQueueRoute} />
          <Route path={patterns.staffTicket} component={StaffTicketRoute} />
          <Route path={patterns.root} component={RootRoute} />
          <Route path={patterns.authenticator} component={SetUpAuthenticator} />
          <Route path={patterns.signIn} component={Nothing} />
          <Route path={patterns.signUp} component={Nothing} />
          <Route path={patterns.staff} component={Nothing} />
          <Route default component={NotFound} />
        </Router>
      </ErrorBoundary>
    </Shell>
  );
}

function lastMembership(me: Me): Membership | undefined {
  return membershipOf(me, preferences.read(lastAccountKey) ?? '') ?? me.memberships[0];
}

function startOf(me: Me): string {
  const membership = lastMembership(me);
  if (mayAsStaff(me, 'tickets.list_queue') && !membership) return paths.staffQueue();
  return membership ? paths.home(membership.account.id) : paths.root();
}

interface RouteProps {
  accountId?: string;
  ticketId?: string;
}

function useMembership(accountId = ''): Membership | undefined {
  return membershipOf(useMe(), accountId);
}

function HomeRoute({ accountId }: RouteProps) {
  const membership = useMembership(accountId);
  return membership ? <Home membership={membership} /> : <NotFound />;
}

function TicketsRoute({ accountId }: RouteProps) {
  const membership = useMembership(accountId);
  return membership?.may.includes('tickets.list_tickets') ? (
    <TicketList membership={membership} />
  ) : (
    <NotFound />
  );
}

function NewTicketRoute({ accountId }: RouteProps) {
  const membership = useMembership(accountId);
  return membership ? <NewTicket membership={membership} /> : <NotFound />;
}

function TicketRoute({ accountId, ticketId = '' }: RouteProps) {
  const membership = useMembership(accountId);
  return membership ? <TicketThread membership={membership} ticketId={ticketId} /> : <NotFound />;
}

function StaffQueueRoute() {
  return mayAsStaff(useMe(), 'tickets.list_queue') ? <StaffQueue /> : <NotFound />;
}

function StaffTicketRoute({ accountId = '', ticketId = '' }: RouteProps) {
  return useMe().staff ? <StaffTicket accountId={accountId} ticketId={ticketId} /> : <NotFound />;
}

function RootRoute() {
  return startOf(useMe()) === patterns.root ? <NoAccount /> : null;
}

/** Drawn for the moment before the address is replaced. */
function Nothing() {
  return null;
}
