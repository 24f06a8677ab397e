/** What a deployment says of itself in `brand.json`. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readBrand } from '../src/lib/brand';
import { withPhones } from '../src/lib/phones';

const demo = readBrand(JSON.parse(readFileSync(new URL('../public/brand.json', import.meta.url), 'utf8')));

describe('links to what a company has to publish', () => {
  const none = { imprint: null, privacy: null, terms: null };

  it('are optional', () => {
    expect([readBrand({}).links, readBrand({ links: 'no' }).links]).toEqual([none, none]);
  });

  it('lead to the company’s site by https, or into this one', () => {
    const links = { imprint: 'https://a.example/imprint', privacy: '/legal/privacy.html' };
    expect(readBrand({ links }).links).toEqual({ ...links, terms: null });
  });

  it.each(['http://a.example/', 'javascript:alert(1)', '//a.example/', '/\\a.example/', 'imprint', ' ', 7])(
    'are not %j',
    (terms) => {
      expect(readBrand({ links: { terms } }).links).toEqual(none);
    },
  );

  it('of the demo are all there', () => {
    expect(Object.values(demo.links)).not.toContain(null);
  });
});

describe('a phone number', () => {
  it('can be called', () => {
    expect(withPhones('Call +46 8 555 010 20, day and night.')).toEqual([
      { text: 'Call ', dials: null },
      { text: '+46 8 555 010 20', dials: '+46855501020' },
      { text: ', day and night.', dials: null },
    ]);
    expect(withPhones('Call +46 8 555 010 20 (8–17).')[1]).toEqual({
      text: '+46 8 555 010 20',
      dials: '+46855501020',
    });
    expect(withPhones('Call +49 30 901820. 24 hours a day')[1]?.dials).toBe('+4930901820');
    expect(withPhones('+49 (0)30/901-820')).toEqual([{ text: '+49 (0)30/901-820', dials: '+4930901820' }]);
    for (const note of Object.values(demo.supportNote))
      expect(withPhones(note).map(({ dials }) => dials)).toContain('+46855501020');
  });

  it('has its country code and more than a few digits', () => {
    const plain = 'We have 3 + 12 offices since 1957-2001.';
    expect(withPhones(plain)).toEqual([{ text: plain, dials: null }]);
  });
});
