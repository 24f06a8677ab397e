/** What a member sees and may do, for whoever cannot change it. */

import { useText } from '../../../lib/i18n';
import { Icon } from '../../../ui/Icon';
import { acts, type Member, modules } from '../data/types';

interface Props {
  member: Member;
  why: 'more' | 'not_yours';
}

export function RightsShown({ member, why }: Props) {
  const t = useText();
  return (
    <section class="member-part" aria-labelledby="rights">
      <h2 id="rights">{t(`role.${member.role}`)}</h2>
      <p>{t(`role.${member.role}.hint`)}</p>
      <dl class="fact-list">
        {modules.map((module) => (
          <div key={module}>
            <dt>{t(`module.${module}`)}</dt>
            <dd>{t(`scope.${module}.${member.scopes[module]}`)}</dd>
          </div>
        ))}
      </dl>
      <ul class="acts">
        {acts.map((act) => (
          <li key={act}>
            <Icon name={member.acts.includes(act) ? 'check' : 'close'} />
            <span>
              {t(`act.${act}`)}
              {!member.acts.includes(act) && <span class="hint"> ({t('rights.no')})</span>}
            </span>
          </li>
        ))}
      </ul>
      <p class="hint">{t(`rights.${why}`)}</p>
    </section>
  );
}
