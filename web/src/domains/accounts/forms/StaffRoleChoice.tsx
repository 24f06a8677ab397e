/** What somebody is in the team, each role with what it is for. */

import { useText } from '../../../lib/i18n';
import { Choice } from '../../../ui/Field';
import { type StaffRole, staffRoles } from '../data/types';

interface Props {
  value: StaffRole;
  onChange: (role: StaffRole) => void;
}

export function StaffRoleChoice({ value, onChange }: Props) {
  const t = useText();
  return (
    <Choice
      legend={t('team.role')}
      name="role"
      value={value}
      options={staffRoles.map((role) => ({
        value: role,
        label: t(`team.role.${role}`),
        hint: t(`team.role.${role}.hint`),
      }))}
      onChange={onChange}
    />
  );
}
