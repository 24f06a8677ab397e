/** What people say of a file, the oldest first. */

import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { Avatar } from '../../../ui/Avatar';
import { LinkedText } from '../../../ui/LinkedText';
import { RelativeTime } from '../../../ui/Time';
import { sees } from '../data/sight';
import type { Place, WholeFile } from '../data/types';
import type { Named } from '../data/use-people';
import { CommentForm } from '../forms/CommentForm';

interface Props {
  place: Place;
  file: WholeFile;
  people: readonly Named[] | null;
  onChanged: () => Promise<void>;
}

export function FileComments({ place, file, people, onChanged }: Props) {
  const t = useText();
  const { person } = useMe();
  const mayComment = place.may('documents.comment_file') && !file.trashed_at;
  // Whoever may not see the file is not told of it.
  const told = (people ?? []).filter((each) => each.id !== person.id && sees(each, file));
  const nameOf = (id: string) => people?.find((each) => each.id === id)?.name;
  if (!mayComment && file.comments.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="comments">
      <h2 id="comments">{t('comments.title')}</h2>
      {file.comments.length === 0 && <p class="hint">{t('comments.none')}</p>}
      <ol class="comments">
        {file.comments.map(({ id, by, at, text, mentions }) => {
          const names = mentions.map(nameOf).filter((name) => name !== undefined);
          return (
            <li key={id}>
              <Avatar name={by.name} staff={by.kind === 'staff'} />
              <div>
                <p class="comment-head">
                  <strong dir="auto">{by.name}</strong>
                  {by.kind === 'staff' && <span class="badge">{t('comments.team')}</span>}
                  <RelativeTime at={at} />
                </p>
                <p class="comment-text" dir="auto">
                  <LinkedText text={text} />
                </p>
                {names.length > 0 && (
                  <p class="hint" dir="auto">
                    {t('comments.for', { names: names.join(', ') })}
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ol>
      {mayComment && <CommentForm file={file} people={told} onSent={onChanged} />}
    </section>
  );
}
