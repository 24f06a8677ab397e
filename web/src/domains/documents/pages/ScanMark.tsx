/** Whether a file was scanned for malware, in a word and a shape. */

import { useText } from '../../../lib/i18n';
import { Icon, type IconName } from '../../../ui/Icon';
import type { Scan } from '../data/types';
import { DocumentIcon } from './DocumentIcon';

/** Complete by its type: a new state of the contract does not compile without a shape for it. */
const icons = {
  pending: 'clock',
  clean: 'check',
  infected: 'warning',
  failed: 'close',
} as const satisfies Readonly<Record<Exclude<Scan, 'not_scanned'>, IconName>>;

export function ScanMark({ scan }: { scan: Scan }) {
  const t = useText();
  return (
    <span class={`scan ${scan}`}>
      {scan === 'not_scanned' ? <DocumentIcon name="unscanned" /> : <Icon name={icons[scan]} />}
      <span>{t(`scan.${scan}`)}</span>
    </span>
  );
}
