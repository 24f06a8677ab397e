/** How a text becomes paragraphs, headings and lists: the same as `functions/documents/src/made/text.rs`. */

import { useText } from '../../../lib/i18n';

export function WritingHelp() {
  const t = useText();
  return (
    <details class="writing-help">
      <summary>{t('making.help')}</summary>
      <ul>
        <li>{t('making.help.paragraph')}</li>
        <li>
          <span>{t('making.help.heading')}</span> <code>{t('making.help.heading_example')}</code>
        </li>
        <li>
          <span>{t('making.help.list')}</span> <code>{t('making.help.list_example')}</code>
        </li>
      </ul>
    </details>
  );
}
