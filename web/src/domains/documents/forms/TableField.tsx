/** A table pasted out of a spreadsheet, and how it was read. */

import { useId, useMemo } from 'preact/hooks';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { Field } from '../../../ui/Field';
import { tableIn } from '../data/pasted-table';

interface Props {
  value: string;
  error?: string | undefined;
  onChange: (text: string) => void;
}

/** Rows that show whether the table was read as it was meant. */
const shownRows = 10;

export function TableField({ value, error, onChange }: Props) {
  const t = useText();
  return (
    <>
      <Field label={t('making.table')} hint={t('making.table_hint')} error={error}>
        {(control) => (
          <textarea
            {...control}
            name="table"
            class="pasted"
            rows={4}
            wrap="off"
            autoComplete="off"
            spellcheck={false}
            value={value}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
        )}
      </Field>
      <TablePreview text={value} />
    </>
  );
}

function TablePreview({ text }: { text: string }) {
  const t = useText();
  const format = useFormat();
  const caption = useId();
  const table = useMemo(() => tableIn(text), [text]);
  if (!table) return null;
  const { columns, rows } = table;
  const more = rows.length - shownRows;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys, too.
    <section class="table-preview" aria-labelledby={caption} tabIndex={0}>
      <table>
        <caption id={caption}>{t('making.preview')}</caption>
        <thead>
          <tr>
            {columns.map((column, at) => (
              <th key={`${at} ${column}`} scope="col" dir="auto">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shownRows).map((row, number) => (
            <tr key={`${number} ${row.join(' ')}`}>
              {row.map((cell, at) => (
                <td key={`${at} ${cell}`} dir="auto">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p class="hint">{t.count('making.more_rows', more, format.number(more))}</p>}
    </section>
  );
}
