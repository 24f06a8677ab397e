/** How satisfied the customer is with the help, of a solved ticket: asked of customers, read by the team. */

import '../styles/desk.css';
import { useState } from 'preact/hooks';
import type { Action } from '../../../api/types';
import { announce } from '../../../lib/announce';
import { draftKey } from '../../../lib/drafts';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { useSubmission } from '../../../lib/submission';
import { cleanProse, isBlank, lengthOf } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { Choice, TextArea } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice } from '../../../ui/Notice';
import { RelativeTime } from '../../../ui/Time';
import { limits } from '../data/limits';
import { rateTicket, type Score, scoreOf, scores } from '../data/rating';
import type { Rating, TicketWithMessages } from '../data/types';

export interface RatingFormProps {
  ticket: TicketWithMessages;
  /** What this person may do; the team reads only. */
  may: readonly Action[];
}

const operation = 'tickets.rate_ticket' satisfies Action;

export function RatingForm({ ticket, may }: RatingFormProps) {
  const t = useText();
  const [editing, setEditing] = useState(false);
  const [given, setGiven] = useState<Rating | undefined>();
  const rating = given ?? ticket.rating;
  const offered = ticket.status === 'solved' && may.includes(operation);
  if (!rating && !offered) return null;
  return (
    <section class="rating screen-only" aria-labelledby="rating">
      <h2 id="rating">{t(rating || !offered ? 'rating.given' : 'rating.ask')}</h2>
      {rating && !editing ? (
        <>
          <p>
            <strong>{t(`rating.${scoreOf(rating)}`)}</strong>{' '}
            <span class="hint">{`${rating.score} / 5`}</span>
          </p>
          {rating.comment && (
            <p class="message-text" dir="auto">
              {rating.comment}
            </p>
          )}
          <p class="hint">
            <bdi>{rating.author.name}</bdi> <RelativeTime at={rating.rated_at} />
          </p>
          {offered && (
            <Button look="quiet" onClick={() => setEditing(true)}>
              {t('rating.change')}
            </Button>
          )}
        </>
      ) : (
        <Asking
          ticket={ticket}
          rating={rating ?? undefined}
          onRated={(next) => {
            setEditing(false);
            setGiven(next);
          }}
        />
      )}
    </section>
  );
}

interface AskingProps {
  ticket: TicketWithMessages;
  /** What was given before. */
  rating: Rating | undefined;
  onRated: (rating: Rating) => void;
}

function Asking({ ticket, rating: before, onRated }: AskingProps) {
  const t = useText();
  const { person } = useMe();
  const [flaws, setFlaws] = useState<{ score?: string; comment?: string }>({});
  const { values, change, problem, sending, send } = useSubmission<{ score: Score | ''; comment: string }>({
    draft: draftKey(person.id, `rating-${ticket.id}`),
    initial: { score: before ? scoreOf(before) : '', comment: before?.comment ?? '' },
    submit: async ({ score, comment }, key) => {
      const rating = await rateTicket(
        ticket,
        Number(score),
        isBlank(comment) ? null : cleanProse(comment),
        key,
      );
      announce(t('rating.saved'));
      onRated(rating);
    },
  });
  const { form, texts, notice } = useFieldErrors(problem, flaws, ['score', 'comment']);
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const found = {
          ...(values.score ? {} : { score: t('rating.choose') }),
          ...(lengthOf(values.comment) > limits.rating ? { comment: t('field.too_long') } : {}),
        };
        setFlaws(found);
        if (Object.keys(found).length === 0) void send();
      }}
    >
      <Choice<Score | ''>
        legend={t('rating.legend')}
        name="score"
        look="cards"
        error={texts.score}
        value={values.score}
        options={scores.map((value) => ({ value, label: t(`rating.${value}`) }))}
        onChange={(score) => {
          setFlaws({});
          change({ score });
        }}
      />
      <TextArea
        label={t('rating.comment')}
        name="comment"
        rows={2}
        max={limits.rating}
        error={texts.comment}
        value={values.comment}
        onChange={(comment) => {
          setFlaws({});
          change({ comment });
        }}
      />
      <FormNotice lines={notice} />
      <Button type="submit" busy={sending}>
        {t('rating.send')}
      </Button>
    </form>
  );
}
