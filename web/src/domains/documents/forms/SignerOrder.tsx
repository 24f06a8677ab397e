/** Those who are to sign, in their order, which buttons change. */

import { useText } from '../../../lib/i18n';
import { Icon } from '../../../ui/Icon';
import { DocumentIcon } from '../pages/DocumentIcon';

export type OrderAct = 'up' | 'down' | 'remove';

interface Props {
  ids: readonly string[];
  nameOf: (id: string) => string;
  onAct: (id: string, act: OrderAct) => void;
}

export function SignerOrder({ ids, nameOf, onAct }: Props) {
  const t = useText();
  if (ids.length === 0) return <p class="hint">{t('signing.nobody')}</p>;
  return (
    <div class="field">
      <p class="hint" id="signer-order">
        {t('signing.order')}
      </p>
      <ol class="signer-order" aria-labelledby="signer-order">
        {ids.map((id, index) => {
          const name = nameOf(id);
          const button = (act: OrderAct, disabled: boolean) => (
            <button
              type="button"
              class="icon-button"
              data-act={act}
              disabled={disabled}
              aria-label={t(`signing.${act}`, { name })}
              title={t(`signing.${act}`, { name })}
              onClick={() => onAct(id, act)}
            >
              {act === 'up' ? <DocumentIcon name="up" /> : <Icon name={act === 'down' ? 'down' : 'close'} />}
            </button>
          );
          return (
            <li key={id} data-signer={id}>
              <bdi>{name}</bdi>
              <span class="signer-acts">
                {button('up', index === 0)}
                {button('down', index === ids.length - 1)}
                {button('remove', false)}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
