/** What whoever gets a login accepts, with links to it; nothing where the company has not published any. */

import { useBrand } from '../../../lib/brand';
import { type MessageKey, useText } from '../../../lib/i18n';
import { Icon } from '../../../ui/Icon';

const links = { terms: 'sign_up.terms', privacy: 'sign_up.privacy' } as const satisfies Record<
  string,
  MessageKey
>;
type Published = keyof typeof links;

/** Whether there is anything to accept. */
export function useToAgree(): boolean {
  const { terms, privacy } = useBrand().links;
  return Boolean(terms || privacy);
}

interface Props {
  agreed: boolean;
  error?: string | undefined;
  onChange: (agreed: boolean) => void;
}

export function Agreement({ agreed, error, onChange }: Props) {
  const t = useText();
  const published = useBrand().links;
  const which = published.terms && published.privacy ? 'both' : published.terms ? 'terms' : 'privacy';
  if (!useToAgree()) return null;
  // A sentence with links in it: what stands between ⟦ and ⟧ names one.
  const parts = t(`sign_up.agree.${which}`).split(/⟦(terms|privacy)⟧/);
  return (
    <div class="field">
      {error && (
        <p class="field-error" id="agreed-error">
          <Icon name="warning" />
          <span>{error}</span>
        </p>
      )}
      <label class="check">
        <input
          type="checkbox"
          name="agreed"
          required
          checked={agreed}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? 'agreed-error' : undefined}
          // The form renders anew on `input`, before `change` comes.
          onInput={(event) => onChange(event.currentTarget.checked)}
        />
        <span>
          {parts.map((part, index) =>
            index % 2 === 1 ? (
              <a key={part} href={published[part as Published] ?? ''} target="_blank" rel="noopener">
                {t(links[part as Published])}
              </a>
            ) : (
              <span key={part}>{part}</span>
            ),
          )}
        </span>
      </label>
    </div>
  );
}
