/** The messages of a ticket, oldest first, day by day. */

import { useText } from '../../../lib/i18n';
import { useFormat, useMe } from '../../../lib/person';
import { Avatar } from '../../../ui/Avatar';
import { Button } from '../../../ui/Button';
import { LinkedText } from '../../../ui/LinkedText';
import { Notice } from '../../../ui/Notice';
import { problemText } from '../../../ui/problem-text';
import { ClockTime, Day } from '../../../ui/Time';
import type { Message } from '../data/types';
import type { LoadedThread } from '../data/use-thread';
import { messagePlace } from '../paths';

export function Conversation({
  messages,
  earlier,
}: {
  messages: readonly Message[];
  earlier: LoadedThread['earlier'] | null;
}) {
  const t = useText();
  const format = useFormat();
  let day = '';
  return (
    <section class="conversation" aria-label={t('thread.title')}>
      {earlier && (
        <div class="earlier">
          <Button look="quiet" busy={earlier.loading} onClick={() => void earlier.load()}>
            {t('thread.earlier')}
          </Button>
          {earlier.problem && (
            <Notice tone="problem">
              <p>{problemText(earlier.problem, t)}</p>
            </Notice>
          )}
        </div>
      )}
      <ol>
        {messages.map((message) => {
          const startsDay = day !== format.dayKey(message.sent_at);
          day = format.dayKey(message.sent_at);
          return (
            <li key={message.seq} id={messagePlace(message.seq)}>
              {startsDay && (
                <h2 class="day">
                  <Day at={message.sent_at} />
                </h2>
              )}
              <MessageCard message={message} />
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function MessageCard({ message }: { message: Message }) {
  const t = useText();
  const { person } = useMe();
  const staff = message.author.kind === 'staff';
  const mine = message.author.id === person.id;
  return (
    <article class={`message ${staff ? 'from-staff' : 'from-customer'}`}>
      <header>
        <Avatar name={message.author.name} staff={staff} />
        <h3 dir="auto">{message.author.name}</h3>
        {staff && <span class="badge">{t('thread.staff_badge')}</span>}
        {mine && <span class="mine">{`(${t('thread.you')})`}</span>}
        <ClockTime at={message.sent_at} />
      </header>
      <p class="message-text" dir="auto">
        <LinkedText text={message.text} />
      </p>
    </article>
  );
}
