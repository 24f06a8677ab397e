/** Puts an answer that is kept ready into the message. */

import '../styles/canned.css';
import { useRef, useState } from 'preact/hooks';
import { announce } from '../../../lib/announce';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { Choice, Field } from '../../../ui/Field';
import { Icon } from '../../../ui/Icon';
import { LoadFailed } from '../../../ui/Notice';
import { type CannedLanguage, filled, found, useCanned } from '../data/canned';
import type { Ticket } from '../data/types';
import { ticketPaths } from '../paths';

interface Props {
  ticket: Pick<Ticket, 'opened_by' | 'reference'>;
  onChosen: (text: string) => void;
}

export function CannedPicker({ ticket, onChosen }: Props) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLDivElement>(null);
  const close = () => {
    setOpen(false);
    opener.current?.closest('form')?.querySelector('textarea')?.focus();
  };
  return (
    <div class="canned screen-only" ref={opener}>
      <button type="button" class="button quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="copy" />
        <span>{t('canned.insert')}</span>
      </button>
      {open && (
        <Choosing
          ticket={ticket}
          onClose={close}
          onChosen={(text) => {
            onChosen(text);
            announce(t('canned.inserted'));
            close();
          }}
        />
      )}
    </div>
  );
}

function Choosing({ ticket, onChosen, onClose }: Props & { onClose: () => void }) {
  const t = useText();
  const { person } = useMe();
  const { data, problem, reload } = useCanned();
  const [language, setLanguage] = useState<CannedLanguage>(t.language);
  const [wanted, setWanted] = useState('');
  const names = { customer: ticket.opened_by.name, reference: ticket.reference, agent: person.name };
  const shown = found(data ?? [], wanted);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what the button opened
    <div
      class="panel canned-panel"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      {problem && !data && <LoadFailed problem={problem} retry={() => void reload()} />}
      <div class="canned-tools">
        <Field label={t('canned.search')}>
          {(control) => (
            <input
              {...control}
              type="search"
              // biome-ignore lint/a11y/noAutofocus: it opens by a click, to be typed in
              autoFocus
              value={wanted}
              onInput={(event) => setWanted(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                event.preventDefault();
                const [first] = shown;
                if (first) onChosen(filled(first, language, names));
              }}
            />
          )}
        </Field>
        <Choice<CannedLanguage>
          legend={t('canned.language')}
          name="canned-language"
          look="segments"
          value={language}
          options={[
            { value: 'en', label: 'English', lang: 'en' },
            { value: 'de', label: 'Deutsch', lang: 'de' },
          ]}
          onChange={setLanguage}
        />
      </div>
      {data && shown.length === 0 && (
        <p class="hint">{t(data.length > 0 ? 'canned.none_found' : 'canned.none')}</p>
      )}
      <ul class="canned-list">
        {shown.map((reply) => (
          <li key={reply.id}>
            <button
              type="button"
              class="canned-choice"
              onClick={() => onChosen(filled(reply, language, names))}
            >
              <strong dir="auto">{reply.title}</strong>
              <span class="hint" dir="auto">
                {filled(reply, language, names)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p>
        <a href={ticketPaths.canned()}>{t('canned.manage')}</a>
      </p>
    </div>
  );
}
