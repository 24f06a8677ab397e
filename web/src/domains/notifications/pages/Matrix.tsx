/** What happens, and by which way it is told: a table where there is room, else a card for each kind of event. */

import { useText } from '../../../lib/i18n';
import { useFormat, useMe } from '../../../lib/person';
import { Icon } from '../../../ui/Icon';
import type { Change } from '../data/preferences';
import type { Preferences, TextTiming, Timing, Topic, TopicTiming } from '../data/types';
import type { Saving } from '../data/use-preferences';
import { NotSaved, Saved } from './Outcome';

const timings = {
  mail: ['now', 'daily', 'never'],
  sms: ['now', 'never'],
} as const;

interface Choosing<Value> {
  values: readonly Value[];
  value: Value;
  /** Not to be chosen yet. */
  locked: boolean;
  changeTo: (value: Value) => Change;
}

/** Where the explanation of what cannot be chosen yet stands. */
const whyNoSms = 'why-no-sms';

export function Matrix({ preferences, saving }: { preferences: Preferences; saving: Saving }) {
  const t = useText();
  const { staff } = useMe();
  const format = useFormat();
  const { topics, sms, digest_at } = preferences;

  const timingText = (timing: Timing) =>
    timing === 'daily' ? t('timing.daily', { time: format.timeOfDay(digest_at) }) : t(`timing.${timing}`);

  const save = (topic: Topic, change: Change) => {
    const name = t(`topic.${staff ? 'staff' : 'customer'}.${topic}`);
    const [wanted] = 'topics' in change ? change.topics : [];
    if (!wanted) return;
    const [way, timing] =
      'mail' in wanted ? (['mail', wanted.mail] as const) : (['sms', wanted.sms] as const);
    const values = { name, way: t(`channel.${way}`), timing: timingText(timing) };
    void saving.save(topic, change, t('preferences.saved_told', values));
  };

  const choice = <Value extends Timing>(
    topic: Topic,
    way: keyof typeof timings,
    { values, value, locked, changeTo }: Choosing<Value>,
  ) => (
    <select
      aria-labelledby={`topic-${topic} channel-${way}`}
      aria-describedby={locked ? whyNoSms : undefined}
      disabled={locked}
      value={value}
      onChange={({ currentTarget }) => {
        const chosen = values.find((each) => each === currentTarget.value);
        if (chosen) save(topic, changeTo(chosen));
      }}
    >
      {values.map((each) => (
        <option key={each} value={each}>
          {timingText(each)}
        </option>
      ))}
    </select>
  );
  const byMail = ({ topic, mail }: TopicTiming) =>
    choice<Timing>(topic, 'mail', {
      values: timings.mail,
      value: mail,
      locked: false,
      changeTo: (timing) => ({ topics: [{ topic, mail: timing }] }),
    });
  const bySms = ({ topic, sms: timing }: TopicTiming) =>
    choice<TextTiming>(topic, 'sms', {
      values: timings.sms,
      // It was chosen for a number; without one, nothing is sent.
      value: sms.number ? timing : 'never',
      locked: !sms.number,
      changeTo: (wanted) => ({ topics: [{ topic, sms: wanted }] }),
    });

  return (
    <div class="matrix">
      <table>
        <caption class="visually-hidden">{t('preferences.matrix')}</caption>
        <thead>
          <tr>
            <th scope="col" class="matrix-topic">
              {t('preferences.topic')}
            </th>
            <th scope="col" id="channel-inbox">
              {t('channel.inbox')}
            </th>
            <th scope="col" id="channel-mail">
              {t('channel.mail')}
            </th>
            {sms.available && (
              <th scope="col" id="channel-sms">
                {t('channel.sms')}
              </th>
            )}
          </tr>
        </thead>
        {topics.map((row) => {
          const { topic, mail_is_fixed } = row;
          const outcome = saving.outcomes[topic];
          const side = staff ? 'staff' : 'customer';
          // Below what was changed.
          const saved = (way: keyof typeof timings) =>
            outcome &&
            wayOf(outcome.change) === way && (
              <Saved key={way} outcome={outcome} onUndo={(undo) => save(topic, undo)} />
            );
          return (
            <tbody key={topic}>
              <tr>
                <th scope="row" class="matrix-topic">
                  <span id={`topic-${topic}`}>{t(`topic.${side}.${topic}`)}</span>
                  <span class="hint">{t(`topic.${side}.${topic}.explained`)}</span>
                </th>
                <td>
                  <Label text={t('channel.inbox')} />
                  <Fixed text={t(topic === 'security' ? 'timing.never' : 'timing.always')} />
                </td>
                <td>
                  <Label text={t('channel.mail')} />
                  {mail_is_fixed ? <Fixed text={t('timing.fixed')} /> : byMail(row)}
                  {saved('mail')}
                </td>
                {sms.available && (
                  <td>
                    <Label text={t('channel.sms')} />
                    {bySms(row)}
                    {saved('sms')}
                  </td>
                )}
              </tr>
              {outcome?.phase === 'failed' && (
                <tr class="matrix-failed">
                  <td colSpan={sms.available ? 4 : 3}>
                    <NotSaved outcome={outcome} onRetry={(change) => save(topic, change)} />
                  </td>
                </tr>
              )}
            </tbody>
          );
        })}
      </table>
      {sms.available && !sms.number && (
        <p class="hint" id={whyNoSms}>
          <span>{t('preferences.sms_first')}</span> <a href="#sms">{t('preferences.sms_first_link')}</a>
        </p>
      )}
    </div>
  );
}

function wayOf(change: Change): keyof typeof timings | null {
  if (!('topics' in change)) return null;
  return 'mail' in change.topics[0] ? 'mail' : 'sms';
}

/** On a card, where no heading stands above. Those who listen hear the headings there, too. */
function Label({ text }: { text: string }) {
  return (
    <span class="matrix-label" aria-hidden="true">
      {text}
    </span>
  );
}

function Fixed({ text }: { text: string }) {
  return (
    <span class="matrix-fixed">
      <Icon name="check" />
      <span>{text}</span>
    </span>
  );
}
