/** What can be done with a file of a list, behind one button. */

import { useId, useRef } from 'preact/hooks';
import { useText } from '../../../lib/i18n';
import type { ChangedPart } from '../forms/ChangeDialog';
import { DocumentIcon } from './DocumentIcon';

interface Props {
  name: string;
  /** Whether somebody can be chosen whom the file is for. */
  mayChoosePeople: boolean;
  onChange: ((part: ChangedPart) => void) | null;
  onDelete: (() => void) | null;
}

export function RowMenu({ name, mayChoosePeople, onChange, onDelete }: Props) {
  const t = useText();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  if (!onChange && !onDelete) return null;

  /** Below its button, or above where there is more room. */
  const placeIt = () => {
    const [at, box] = [button.current?.getBoundingClientRect(), menu.current];
    if (!at || !box) return;
    const below = innerHeight - at.bottom;
    const upwards = below < 260 && at.top > below;
    box.style.insetInlineStart = 'auto';
    box.style.right = `${Math.max(8, document.documentElement.clientWidth - at.right)}px`;
    box.style.top = upwards ? 'auto' : `${at.bottom + 4}px`;
    box.style.bottom = upwards ? `${innerHeight - at.top + 4}px` : 'auto';
  };
  const act = (then: () => void) => () => {
    menu.current?.hidePopover();
    then();
  };
  const parts: readonly ChangedPart[] = mayChoosePeople ? ['name', 'people', 'until'] : ['name', 'until'];
  return (
    <>
      <button
        ref={button}
        type="button"
        class="icon-button"
        popovertarget={id}
        aria-label={t('file.menu', { name })}
        title={t('file.menu_title')}
      >
        <DocumentIcon name="more" />
      </button>
      <div id={id} ref={menu} class="popover row-menu" popover="auto" onBeforeToggle={placeIt}>
        <ul>
          {onChange &&
            parts.map((part) => (
              <li key={part}>
                <button type="button" onClick={act(() => onChange(part))}>
                  {t(`file.act.${part}`)}
                </button>
              </li>
            ))}
          {onDelete && (
            <li>
              <button type="button" onClick={act(onDelete)}>
                {t('file.act.delete')}
              </button>
            </li>
          )}
        </ul>
      </div>
    </>
  );
}
