/** `/staff/canned-replies`: the answers that the team keeps ready. */

import '../styles/canned.css';
import { useState } from 'preact/hooks';
import { announce } from '../../../lib/announce';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { mayAsStaff, useMe } from '../../../lib/person';
import { Button } from '../../../ui/Button';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { Empty } from '../../../ui/Empty';
import { Field } from '../../../ui/Field';
import { Icon } from '../../../ui/Icon';
import { LoadFailed } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { type CannedReply, found, putCanned, useCanned } from '../data/canned';
import { CannedForm } from '../forms/CannedForm';
import { ticketPaths } from '../paths';

export function CannedReplies() {
  const t = useText();
  const mayPut = mayAsStaff(useMe(), 'tickets.put_canned_reply');
  const { data, problem, reload, set } = useCanned();
  const [wanted, setWanted] = useState('');
  const [edited, setEdited] = useState<CannedReply | 'new' | null>(null);
  const [removed, setRemoved] = useState<CannedReply | null>(null);
  const removing = useCall();
  const shown = found(data ?? [], wanted);
  const done = (said: string) => {
    setEdited(null);
    setRemoved(null);
    announce(said);
    void reload();
  };
  return (
    <Page
      title={t('canned.title')}
      width="wide"
      above={
        <a class="back" href={ticketPaths.staffQueue()}>
          <Icon name="back" />
          <span>{t('queue.back')}</span>
        </a>
      }
      actions={
        mayPut &&
        edited !== 'new' && (
          <Button look="primary" icon="plus" onClick={() => setEdited('new')}>
            {t('canned.new')}
          </Button>
        )
      }
    >
      <p class="hint">{t('canned.hint')}</p>
      {edited === 'new' && (
        <CannedForm onSaved={() => done(t('canned.saved'))} onCancel={() => setEdited(null)} />
      )}
      {problem && !data && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!data && !problem && <Skeleton rows={4} />}
      {data?.length === 0 && edited !== 'new' && (
        <Empty title={t('canned.empty_title')}>
          <p>{t('canned.none')}</p>
        </Empty>
      )}
      {data && data.length > 0 && (
        <>
          <Field label={t('canned.search')}>
            {(control) => (
              <input
                {...control}
                type="search"
                value={wanted}
                onInput={(event) => setWanted(event.currentTarget.value)}
              />
            )}
          </Field>
          {shown.length === 0 && <p class="hint">{t('canned.none_found')}</p>}
          <ul class="canned-list">
            {shown.map((reply) => (
              <li key={reply.id} class="panel">
                {edited !== null && edited !== 'new' && edited.id === reply.id ? (
                  <CannedForm
                    reply={edited}
                    onSaved={() => done(t('canned.saved'))}
                    onCancel={() => setEdited(null)}
                    onOvertaken={() => void reload()}
                  />
                ) : (
                  <Shown
                    reply={reply}
                    mayPut={mayPut}
                    onEdit={() => setEdited(reply)}
                    onRemove={() => setRemoved(reply)}
                  />
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {removed && (
        <ConfirmDialog
          title={t('canned.remove_title', { title: removed.title })}
          text={t('canned.remove_text')}
          act={t('canned.remove')}
          cancel={t('desk.cancel')}
          busy={removing.sending}
          problem={removing.problem}
          onCancel={() => setRemoved(null)}
          onAct={() =>
            void removing.run(async () => {
              const { id, version, title } = removed;
              await putCanned({ id, version, title, removed: true }, crypto.randomUUID());
              set((before) => (before ?? []).filter((each) => each.id !== id));
              done(t('canned.removed'));
            })
          }
        />
      )}
    </Page>
  );
}

interface ShownProps {
  reply: CannedReply;
  mayPut: boolean;
  onEdit: () => void;
  onRemove: () => void;
}

function Shown({ reply, mayPut, onEdit, onRemove }: ShownProps) {
  const t = useText();
  return (
    <>
      <h2 dir="auto">{reply.title}</h2>
      <div class="canned-texts">
        {reply.en && (
          <p class="message-text" lang="en">
            {reply.en}
          </p>
        )}
        {reply.de && (
          <p class="message-text" lang="de">
            {reply.de}
          </p>
        )}
      </div>
      {mayPut && (
        <div class="form-end">
          <Button onClick={onEdit}>{t('canned.change')}</Button>
          <Button look="quiet" onClick={onRemove}>
            {t('canned.remove')}
          </Button>
        </div>
      )}
    </>
  );
}
