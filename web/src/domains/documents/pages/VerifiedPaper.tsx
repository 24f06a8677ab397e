/** What is known of a document by its code: whether it is good, and what it says. */

import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { Icon, type IconName } from '../../../ui/Icon';
import type { Verification } from '../data/verify';
import { middayOf } from '../data/words';
import { CheckFile } from './CheckFile';
import { Fact } from './Fact';

/** Complete by its type: a new state of the contract does not compile without a shape for it. */
const icons = {
  genuine: 'check',
  superseded: 'clock',
  revoked: 'close',
} as const satisfies Readonly<Record<Verification['state'], IconName>>;

export function VerifiedPaper({ verification }: { verification: Verification }) {
  const t = useText();
  const format = useFormat();
  const { state, code, kind, title, company, initials, issued_on, amount, signed_by, revoked_at } =
    verification;
  return (
    <>
      <section class={`verdict ${state}`} aria-labelledby="verdict">
        <div class="verdict-mark">
          <Icon name={icons[state]} />
        </div>
        <div class="verdict-words">
          <h2 id="verdict">{t(`verify.state.${state}`)}</h2>
          <p>
            {revoked_at
              ? t('verify.revoked_text', { company, date: format.date(revoked_at) })
              : t(state === 'revoked' ? 'verify.revoked_no_date' : `verify.${state}_text`, { company })}
          </p>
        </div>
        <dl class="verdict-facts">
          <Fact label={t('verify.company')}>
            <bdi>{company}</bdi>
          </Fact>
          <Fact label={t(`paper.kind.${kind}`)}>
            <bdi>{title}</bdi>
          </Fact>
          {initials && (
            <Fact label={t('verify.for')}>
              <bdi>{initials}</bdi>
            </Fact>
          )}
          <Fact label={t('verify.issued_on')}>
            <span>{format.date(middayOf(issued_on))}</span>
          </Fact>
          {amount && (
            <Fact label={t('verify.amount')}>
              <span>{format.money(amount)}</span>
            </Fact>
          )}
          {signed_by > 0 && (
            <Fact label={t('verify.signatures')}>
              <span>{t.count('verify.signed_by', signed_by, format.number(signed_by))}</span>
            </Fact>
          )}
          <Fact label={t('verify.code')}>
            <code translate={false}>{code}</code>
          </Fact>
        </dl>
      </section>
      <CheckFile key={verification.newest.sha256} verification={verification} />
    </>
  );
}
