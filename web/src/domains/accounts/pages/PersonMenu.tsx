/** Who is signed in; behind it is what is theirs. */

import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { Avatar } from '../../../ui/Avatar';
import { lazyPage } from '../../../ui/lazy-page';
import { later } from '../texts/later';

const PersonMenuBody = lazyPage(
  () => import('./Menus').then((module) => module.PersonMenuBody),
  later,
  'part',
);

export function PersonMenu() {
  const t = useText();
  const { person, staff } = useMe();
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
      <div id="person-menu" class="popover" popover="auto">
        <PersonMenuBody />
      </div>
    </div>
  );
}
