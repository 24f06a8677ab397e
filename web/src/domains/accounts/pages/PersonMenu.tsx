/** Who is signed in, how they like the portal, and the way out. */

import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { type Problem, problemOf } from '../../../api/problem';
import { chooseLanguage, type Language, useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { Avatar } from '../../../ui/Avatar';
import { Button } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import { LookChoices } from '../../../ui/LookChoices';
import { Notice } from '../../../ui/Notice';
import { problemText } from '../../../ui/problem-text';
import { authPaths } from '../../auth/paths';
import { signOut } from '../../auth/public';
import { notificationPaths } from '../../notifications/paths';
import { saveProfile } from '../data/save-profile';
import { profilePaths } from '../paths';

export function PersonMenu() {
  const t = useText();
  const { person, staff } = useMe();
  const { path } = useLocation();
  const popover = useRef<HTMLDivElement>(null);
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
    <div class="person">
      <button
        type="button"
        class="person-button"
        popovertarget="person-menu"
        aria-label={t('menu.title', { name: person.name })}
      >
        <Avatar name={person.name} staff={staff !== null} />
        <bdi class="person-name" title={person.name}>
          {person.name}
        </bdi>
      </button>
      <div id="person-menu" class="popover" popover="auto" ref={popover}>
        <div class="who">
          <strong dir="auto">{person.name}</strong>
          <span dir="auto">{person.email}</span>
        </div>
        {ways.map(({ href, label }) => (
          <a
            key={href}
            href={href}
            aria-current={path === href ? 'page' : undefined}
            onClick={() => popover.current?.hidePopover()}
          >
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
      </div>
    </div>
  );
}
