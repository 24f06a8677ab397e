/** What would come of each invitation, and what is wrong with it, by the number of its row. */

import type { RefObject } from 'preact';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { Icon } from '../../../ui/Icon';
import type { Row } from '../data/invite-rows';

interface Props {
  rows: readonly Row[];
  heading: RefObject<HTMLHeadingElement | null>;
}

export function CheckedRows({ rows, heading }: Props) {
  const t = useText();
  const format = useFormat();
  const wrong = rows.filter(({ flaw }) => flaw).length;
  return (
    <section class="checked" aria-labelledby="checked">
      <h2 id="checked" ref={heading} tabIndex={-1}>
        {wrong > 0 ? t.count('invite.wrong', wrong, format.number(wrong)) : t('invite.all_good')}
      </h2>
      <table class="people rows-checked">
        <caption class="visually-hidden">{t('invite.checked')}</caption>
        <thead>
          <tr>
            <th scope="col" class="cell-number">
              {t('invite.row')}
            </th>
            <th scope="col" class="cell-who">
              {t('invite.address')}
            </th>
            <th scope="col">{t('people.role')}</th>
            <th scope="col">{t('invite.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ number, email, role, flaw, outcome }, index) => (
            <tr key={`${number} ${index}`} class={flaw ? 'wrong' : undefined}>
              <td class="cell-number">
                <span class="visually-hidden">{t('invite.row')} </span>
                {format.number(number)}
              </td>
              <td class="cell-who">
                <bdi>{email}</bdi>
              </td>
              <td>{flaw === 'role' ? '–' : t(`role.${role}`)}</td>
              <td>
                <span class={flaw ? 'mark lacking' : 'mark'}>
                  <Icon name={flaw ? 'warning' : outcome === 'already_member' ? 'close' : 'check'} />
                  <span>{flaw ? t(`invite.flaw.${flaw}`) : t(`invite.outcome.${outcome ?? 'invited'}`)}</span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
