/** A sheet of A4 in miniature, as the portal makes papers: the logo, what is written, and the company's lines. */

import { useText } from '../../../lib/i18n';
import type { BrandTexts } from '../data/brand-fields';
import { samples } from '../data/brand-samples';

interface Props {
  language: keyof typeof samples;
  texts: BrandTexts;
  shade: string;
  /** Null: the name stands in its place. */
  logo: string | null;
}

export function BrandPaper({ language, texts, shade, logo }: Props) {
  const t = useText();
  const { title, date, greeting, text, columns, rows } = samples[language];
  return (
    <figure class="sheet-shown" lang={language}>
      <figcaption>{t(`language.${language}`)}</figcaption>
      <div class="sheet" style={{ '--shade': shade }}>
        <div class="sheet-head">
          {logo ? <img src={logo} alt="" /> : <bdi class="sheet-name">{texts.name}</bdi>}
          <span>{date}</span>
        </div>
        <p class="sheet-title">{title}</p>
        <p>{greeting}</p>
        <p>{text}</p>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([service, times, amount]) => (
              <tr key={service}>
                <td>{service}</td>
                <td>{times}</td>
                <td>{amount}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div class="sheet-foot">
          <p>
            <bdi>{texts.legal_name}</bdi>
          </p>
          <p class="sheet-lines" dir="auto">
            {texts[`legal_lines/${language}`]}
          </p>
          <p dir="auto">{texts[`footer/${language}`]}</p>
        </div>
      </div>
    </figure>
  );
}
