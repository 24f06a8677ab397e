/** For the team alone, beside a ticket: who looks after it, its tags, and notes. */

import '../styles/desk.css';
import { useState } from 'preact/hooks';
import type { Action } from '../../../api/types';
import { announce } from '../../../lib/announce';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { mayAsStaff, useMe } from '../../../lib/person';
import { Button } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import { LinkedText } from '../../../ui/LinkedText';
import { LoadFailed, Notice } from '../../../ui/Notice';
import { problemText } from '../../../ui/problem-text';
import { RelativeTime } from '../../../ui/Time';
import type { TicketWithMessages } from '../data/types';
import { type DeskChange, type TicketDesk as Known, putDesk, useColleagues, useDesk } from '../data/use-desk';
import { NoteForm } from '../forms/NoteForm';
import { ResolutionForm } from '../forms/ResolutionForm';
import { TagsForm } from '../forms/TagsForm';

const operations = {
  read: 'tickets.get_desk',
  sort: 'tickets.update_as_staff',
  note: 'tickets.write_note',
  resolve: 'tickets.resolve_complaint',
} as const satisfies Readonly<Record<string, Action>>;

export interface TicketDeskProps {
  ticket: TicketWithMessages;
  /** The ticket is another than before. */
  onChanged: () => void;
}

export function TicketDesk({ ticket, onChanged }: TicketDeskProps) {
  const t = useText();
  const me = useMe();
  const { data, problem, reload, set } = useDesk(ticket);
  const { problem: refused, sending, run } = useCall();
  /** What the tags are changed from: a colleague may change them meanwhile. */
  const [editing, setEditing] = useState<Known | null>(null);
  if (!mayAsStaff(me, operations.read)) return null;
  const maySort = mayAsStaff(me, operations.sort);

  const change = (part: Partial<DeskChange>, said: string) =>
    run(async () => {
      if (!data) return;
      try {
        const { assignee, tags, version } = data;
        const next = await putDesk(ticket, { assignee: assignee?.id ?? null, tags, version, ...part });
        set((before) => ({ ...(before ?? data), ...next, assignee: next.assignee ?? null }));
        setEditing(null);
        announce(said);
      } finally {
        await reload();
      }
    });

  return (
    <section class="desk screen-only" aria-labelledby="desk">
      <h2 id="desk">
        <Icon name="eyeOff" />
        <span>{t('desk.title')}</span>
      </h2>
      <p class="hint">{t('desk.hint')}</p>
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {data && (
        <>
          <dl class="desk-facts">
            <div>
              <dt>{t('desk.assignee')}</dt>
              <dd>
                {maySort ? (
                  <AssigneeChoice
                    desk={data}
                    busy={sending}
                    onChosen={(assignee, name) =>
                      void change(
                        { assignee },
                        t(name ? 'desk.assigned_said' : 'desk.returned_said', { name }),
                      )
                    }
                  />
                ) : (
                  <bdi>{data.assignee?.name ?? t('desk.nobody')}</bdi>
                )}
              </dd>
            </div>
            <div>
              <dt>{t('desk.tags')}</dt>
              <dd class="tags">
                {data.tags.map((tag) => (
                  <span class="tag" key={tag} dir="auto">
                    {tag}
                  </span>
                ))}
                {data.tags.length === 0 && !editing && <span class="none">{t('desk.no_tags')}</span>}
                {maySort && !editing && (
                  <Button look="quiet" onClick={() => setEditing(data)}>
                    {t('desk.edit_tags')}
                  </Button>
                )}
              </dd>
            </div>
          </dl>
          {editing && (
            <TagsForm
              tags={editing.tags}
              sending={sending}
              onSave={(tags) => void change({ tags, version: editing.version }, t('desk.tagged_said'))}
              onCancel={() => setEditing(null)}
            />
          )}
          {refused && (
            <Notice tone="problem">
              <p>{refused.code === 'conflict' ? t('desk.overtaken') : problemText(refused, t)}</p>
            </Notice>
          )}
          {ticket.kind === 'complaint' && mayAsStaff(me, operations.resolve) && (
            <ResolutionForm ticket={ticket} onResolved={onChanged} />
          )}
          <Notes desk={data} />
          {mayAsStaff(me, operations.note) && (
            <NoteForm
              ticket={ticket}
              onWritten={(note) => {
                const notes = { ...data.notes, items: [...data.notes.items, note] };
                set((before) => ({ ...(before ?? data), notes }));
                void reload();
              }}
            />
          )}
        </>
      )}
    </section>
  );
}

interface ChoiceProps {
  desk: Known;
  busy: boolean;
  /** Null: nobody any more. */
  onChosen: (assignee: string | null, name: string) => void;
}

function AssigneeChoice({ desk, busy, onChosen }: ChoiceProps) {
  const t = useText();
  const { person } = useMe();
  const { data: colleagues } = useColleagues();
  const chosen = desk.assignee?.id ?? '';
  const known = (colleagues ?? []).map(({ person_id, name }) => ({ id: person_id, name }));
  const all = desk.assignee && !known.some(({ id }) => id === chosen) ? [desk.assignee, ...known] : known;
  return (
    <div class="assignee">
      <select
        aria-label={t('desk.assignee')}
        value={chosen}
        disabled={busy}
        onChange={(event) => {
          const id = event.currentTarget.value;
          onChosen(id || null, all.find((one) => one.id === id)?.name ?? '');
        }}
      >
        <option value="">{t('desk.nobody')}</option>
        {all.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      {chosen !== person.id && (
        <Button busy={busy} onClick={() => onChosen(person.id, person.name)}>
          {t('desk.take')}
        </Button>
      )}
    </div>
  );
}

function Notes({ desk: { notes } }: { desk: Known }) {
  const t = useText();
  if (notes.items.length === 0) return null;
  return (
    <section aria-label={t('desk.notes')}>
      {notes.next_cursor && <p class="hint">{t('desk.more_notes')}</p>}
      <ol class="notes">
        {notes.items.map((note) => (
          <li key={note.seq}>
            <p class="note-by">
              <bdi>{note.author.name}</bdi> <RelativeTime at={note.written_at} />
            </p>
            <p class="message-text" dir="auto">
              <LinkedText text={note.text} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
