/** The other ways to show who one is. */

import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';

export type Way = 'passkey' | 'totp' | 'password' | 'recovery_code';

interface Props {
  ways: readonly Way[];
  current: Way;
  onChoose: (way: Way) => void;
}

export function OtherWays({ ways, current, onChoose }: Props) {
  const t = useText();
  const others = ways.filter((way) => way !== current);
  if (others.length === 0) return null;
  return (
    <div class="other-ways">
      {others.map((way) => (
        <Button key={way} look="quiet" onClick={() => onChoose(way)}>
          {t(`way.${way}`)}
        </Button>
      ))}
    </div>
  );
}
