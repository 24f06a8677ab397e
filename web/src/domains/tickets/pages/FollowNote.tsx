/** Whether the person hears of a ticket, and the button that changes it. Comes a moment after the ticket. */

import type { Action } from '../../../api/types';
import { announce } from '../../../lib/announce';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { mayAsStaff, membershipOf, useMe } from '../../../lib/person';
import { Button } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import { Notice } from '../../../ui/Notice';
import { problemText } from '../../../ui/problem-text';
import { follow } from '../../notifications/public';
import { hearingOf, otherwise } from '../data/following';
import type { Following, TicketWithMessages } from '../data/types';
import { PromiseNote } from './PromiseNote';
import type { Side } from './TicketMarks';

const operation = 'notifications.follow' satisfies Action;

export interface FollowNoteProps {
  ticket: TicketWithMessages;
  side: Side;
  onChanged: (following: Following) => void;
}

export function FollowNote({ ticket, side, onChanged }: FollowNoteProps) {
  const t = useText();
  const me = useMe();
  const { problem, sending, run } = useCall();
  const may =
    side === 'staff'
      ? mayAsStaff(me, operation)
      : membershipOf(me, ticket.account_id)?.may.includes(operation);
  const promise = <PromiseNote ticket={ticket} />;
  if (!may) return promise;
  const { id } = me.person;
  const hearing = hearingOf(ticket, id);

  const change = () =>
    run(async () => {
      const following = otherwise(ticket, id);
      await follow(ticket.account_id, ticket.id, following);
      onChanged(following);
      announce(t(following === 'muted' ? 'thread.muted_said' : 'thread.followed_said'));
    });

  return (
    <>
      {promise}
      <div class={`following ${hearing}`}>
        <Icon name="bell" />
        <p>
          <span>{t(`thread.following.${hearing}`)}</span>
          <Button look="quiet" busy={sending} onClick={() => void change()}>
            <span key={hearing}>{t(hearing === 'follows' ? 'thread.mute' : 'thread.follow')}</span>
          </Button>
        </p>
        {problem && (
          <Notice tone="problem">
            <p>{problemText(problem, t)}</p>
          </Notice>
        )}
      </div>
    </>
  );
}
