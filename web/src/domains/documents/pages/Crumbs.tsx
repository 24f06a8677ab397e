/** Where a folder lies, each folder around it with the way there. */

import { useText } from '../../../lib/i18n';
import { Icon } from '../../../ui/Icon';
import { crumbsOf } from '../data/folders';
import { places } from '../data/places';
import type { Place } from '../data/types';

export function Crumbs({ place, folder }: { place: Place; folder: string }) {
  const t = useText();
  const crumbs = [{ name: t('folder.top'), path: '' }, ...crumbsOf(folder)];
  return (
    <nav class="crumbs" aria-label={t('folder.crumbs')}>
      <ol>
        {crumbs.map(({ name, path }) => (
          <li key={path}>
            {path && <Icon name="chevron" />}
            <a
              href={places.folder(place, path)}
              aria-current={path === folder ? 'page' : undefined}
              dir="auto"
            >
              {name}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
