/**
 * What is behind the name of the account and that of the person: the ways to what is theirs, how they like the portal, and the
 * way out. It comes a moment after the page.
 */

import type { TargetedMouseEvent } from 'preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { type Problem, problemOf } from '../../../api/problem';
import type { Membership } from '../../../api/types';
import { chooseLanguage, type Language, useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { Button } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import { LookChoices } from '../../../ui/LookChoices';
import { Notice } from '../../../ui/Notice';
import { problemText } from '../../../ui/problem-text';
import { authPaths } from '../../auth/paths';
import { signOut } from '../../auth/public';
import { homePaths } from '../../home/paths';
import { notificationPaths } from '../../notifications/paths';
import { saveProfile } from '../data/save-profile';
import { accountPaths, profilePaths } from '../paths';

const ways = [
  { action: 'accounts.get_account', to: accountPaths.company, label: 'accounts.company' },
  { action: 'accounts.list_members', to: accountPaths.people, label: 'accounts.people' },
  { action: 'accounts.list_activity', to: accountPaths.activity, label: 'accounts.activity' },
] as const;

export function AccountMenu({ current: { account, may } }: { current: Membership }) {
  const t = useText();
  const { memberships } = useMe();
  const { path } = useLocation();
  const others = memberships.length > 1;
  return (
    <>
      <div>
        <h2>
          <bdi>{account.name}</bdi>
        </h2>
        <ul>
          {ways
            .filter(({ action }) => may.includes(action))
            .map(({ to, label }) => (
              <li key={label}>
                <Way href={to(account.id)} label={t(label)} path={path} />
              </li>
            ))}
        </ul>
      </div>
      {others && (
        <div>
          <h2>{t('accounts.title')}</h2>
          <ul>
            {memberships.map((each) => (
              <li key={each.account.id}>
                <a
                  href={homePaths.home(each.account.id)}
                  aria-current={each.account.id === account.id ? 'true' : undefined}
                  onClick={closeMenu}
                >
                  <bdi>{each.account.name}</bdi>
                  {each.account.id === account.id && <Icon name="check" />}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

interface WayProps {
  href: string;
  label: string;
  path: string;
}

function Way({ href, label, path }: WayProps) {
  return (
    <a href={href} aria-current={path === href ? 'page' : undefined} onClick={closeMenu}>
      <span>{label}</span>
      <Icon name="chevron" />
    </a>
  );
}

export function PersonMenuBody() {
  const t = useText();
  const { person } = useMe();
  const { path } = useLocation();
  const [unsaved, setUnsaved] = useState<Language | null>(null);
  const [leaving, setLeaving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  /** Spoken here at once; the profile follows, and if it cannot, what is seen stays. */
  const switchTo = async (language: Language) => {
    setUnsaved(null);
    await chooseLanguage(language);
    try {
      await saveProfile({ language }, crypto.randomUUID());
    } catch {
      setUnsaved(language);
    }
  };

  const leave = async () => {
    setLeaving(true);
    setProblem(null);
    try {
      await signOut();
    } catch (thrown) {
      setProblem(problemOf(thrown));
      setLeaving(false);
    }
  };

  const ways = [
    { href: profilePaths.profile(), label: t('profile.title') },
    { href: authPaths.security(), label: t('menu.security') },
    { href: notificationPaths.preferences(), label: t('menu.notifications') },
  ];
  return (
    <>
      <div class="who">
        <strong dir="auto">{person.name}</strong>
        <span dir="auto">{person.email}</span>
      </div>
      {ways.map(({ href, label }) => (
        <a key={href} href={href} aria-current={path === href ? 'page' : undefined} onClick={closeMenu}>
          <span>{label}</span>
          <Icon name="chevron" />
        </a>
      ))}
      <LookChoices onLanguage={(language) => void switchTo(language)} />
      {unsaved && (
        <Notice tone="problem">
          <p>{t('menu.language_unsaved', { language: t(`language.${unsaved}`) })}</p>
          <Button onClick={() => void switchTo(unsaved)}>{t('action.retry')}</Button>
        </Notice>
      )}
      {problem && (
        <Notice tone="problem">
          <p>{problemText(problem, t)}</p>
        </Notice>
      )}
      <Button busy={leaving} onClick={() => void leave()}>
        {t('menu.sign_out')}
      </Button>
    </>
  );
}

/** A way out of a menu was chosen: the menu closes, and the page follows. */
function closeMenu({ currentTarget }: TargetedMouseEvent<HTMLElement>): void {
  currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
}
