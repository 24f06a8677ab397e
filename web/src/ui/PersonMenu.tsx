/** Who is signed in, how they like the portal, and the way out. */

import { useState } from 'preact/hooks';
import { type Problem, problemOf } from '../api/problem';
import { signOut } from '../api/session';
import { useText } from '../lib/i18n';
import { useMe } from '../lib/person';
import { problemText } from '../lib/problem-text';
import { Avatar } from './Avatar';
import { Button } from './Button';
import { LookChoices } from './LookChoices';
import { Notice } from './Notice';

export function PersonMenu() {
  const t = useText();
  const { person, staff } = useMe();
  const [leaving, setLeaving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

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

  return (
    <div class="person">
      <button
        type="button"
        class="person-button"
        popovertarget="person-menu"
        aria-label={t('shell.person_menu', { name: person.name })}
      >
        <Avatar name={person.name} staff={staff !== null} />
        <span class="person-name">{person.name}</span>
      </button>
      <div id="person-menu" class="popover" popover="auto">
        <div class="who">
          <strong>{person.name}</strong>
          <span>{person.email}</span>
        </div>
        <LookChoices />
        {problem && <Notice tone="problem">{problemText(problem, t)}</Notice>}
        <Button busy={leaving} onClick={() => void leave()}>
          {t('shell.sign_out')}
        </Button>
      </div>
    </div>
  );
}
