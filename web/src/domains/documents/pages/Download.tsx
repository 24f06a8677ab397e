/** Ways to the bytes of a file. Their addresses live for minutes, so an old one is asked for anew at the click. */

import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { Notice } from '../../../ui/Notice';
import { follow, stillGood } from '../data/file-calls';
import type { FileLink } from '../data/types';
import { fileProblemText } from '../data/words';

interface Props {
  label: string;
  /** Whom it is of, for those who hear the button alone. */
  of?: string;
  look?: 'primary' | 'plain' | 'quiet';
  link: FileLink | null;
  /** Asks for a new one; null where there is none any more. */
  load: () => Promise<FileLink | null | undefined>;
}

export function Download({ label, of, look = 'plain', link, load }: Props) {
  const t = useText();
  const { problem, sending, run } = useCall();
  const download = () =>
    run(async () => {
      const good = link && stillGood(link, Date.now()) ? link : await load();
      if (good) follow(good.download);
    });
  return (
    <>
      <Button look={look} icon="down" busy={sending} onClick={() => void download()}>
        <span>
          {label}
          {of && <span class="visually-hidden">{`: ${of}`}</span>}
        </span>
      </Button>
      {problem && (
        <Notice tone="problem" reveal>
          <p>{fileProblemText(problem, t)}</p>
        </Notice>
      )}
    </>
  );
}
