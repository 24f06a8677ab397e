/** What was just done, said once, until it is closed or the person goes on. */

import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { announce } from '../lib/announce';
import { arriveAt, untell, useTold } from '../lib/flash';
import { useText } from '../lib/i18n';
import { Icon } from './Icon';

/** `passing`: this address leads on by itself, so what is to be said goes along. */
export function Flash({ passing }: { passing: boolean }) {
  const t = useText();
  const told = useTold();
  const { path } = useLocation();

  useEffect(() => {
    if (told) announce(t(told.what));
  }, [told?.what]);
  useEffect(() => arriveAt(path, passing), [told, path, passing]);

  if (!told) return null;
  return (
    <div class="notice info flash">
      <Icon name="check" />
      <div>
        <p>{t(told.what)}</p>
      </div>
      <button type="button" class="icon-button" aria-label={t('action.close')} onClick={untell}>
        <Icon name="close" />
      </button>
    </div>
  );
}
