/** A button that lets the browser ask for files. */

import { useRef } from 'preact/hooks';
import { Button } from '../../../ui/Button';

interface Props {
  label: string;
  /** What for, for those who hear the button alone. */
  of?: string;
  several?: boolean;
  look?: 'primary' | 'plain' | 'quiet';
  onPicked: (files: readonly File[]) => void;
}

export function PickFiles({ label, of, several = false, look = 'plain', onPicked }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple={several}
        aria-label={of ? `${label}: ${of}` : label}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same file can be chosen again.
          currentTarget.value = '';
          if (files.length > 0) onPicked(files);
        }}
      />
      <Button look={look} icon="plus" onClick={() => input.current?.click()}>
        <span>
          {label}
          {of && <span class="visually-hidden">{`: ${of}`}</span>}
        </span>
      </Button>
    </>
  );
}
