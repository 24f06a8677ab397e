/** The brand as its form holds it, and a picture as its logo. */

import { describe, expect, it } from 'vitest';
import type { BrandHere, PublishedBrand } from '../../src/domains/accounts/data/brand-calls';
import {
  bodyOf,
  brandFields,
  changedFields,
  colourOf,
  flawOf,
  refusalOf,
  textsOf,
} from '../../src/domains/accounts/data/brand-fields';
import {
  inBase64,
  largestLogo,
  logoIn,
  logoRefusal,
  mediaTypeOf,
} from '../../src/domains/accounts/data/logo';
import { readBrand } from '../../src/lib/brand';

const nothing = { en: '', de: '' };
const published: PublishedBrand = {
  version: 2,
  name: 'Lindholm',
  legal_name: 'Lindholm Instruments AB',
  legal_lines: { en: 'Reg. 1\nVAT 2', de: 'HRB 1\nUSt 2' },
  footer: nothing,
  sender_name: 'Lindholm Support',
  accent: '#0f766e',
  accent_on_paper: '#0f766e',
  tagline: { en: 'Measured answers.', de: 'Genaue Antworten.' },
  support_note: nothing,
  links: { terms: 'https://a.example/terms' },
};
const deployed = readBrand({
  name: 'Of the file',
  tagline: { en: 'Of the file.', de: 'Aus der Datei.' },
  links: { imprint: 'https://a.example/imprint', privacy: '/privacy.html' },
});
const here: BrandHere = { published, deployed };
const texts = textsOf(here);

describe('the form', () => {
  it('has a field for each text, and sends what it read', () => {
    expect(Object.keys(texts).sort()).toEqual(brandFields.filter((field) => field !== 'logo').sort());
    const { accent_on_paper: _, ...same } = published;
    expect(bodyOf(texts, undefined, 2)).toEqual(same);
  });

  it('begins with what the portal wears when nothing is published yet', () => {
    const empty = { ...published, version: 0, legal_name: '', sender_name: '', tagline: nothing, links: {} };
    const first = textsOf({ published: empty, deployed });
    expect(first).toMatchObject({
      legal_name: 'Lindholm',
      sender_name: 'Lindholm',
      'tagline/de': 'Aus der Datei.',
      'links/imprint': 'https://a.example/imprint',
      // The API takes whole addresses alone.
      'links/privacy': '',
    });
  });

  it('cleans what is sent, leaves empty links out, and says of the logo what was done with it', () => {
    const typed = { ...texts, name: ' Lind\u00a0holm ', accent: 'FC0', 'links/terms': ' ' } as const;
    const body = bodyOf(typed, null, 3);
    expect(body).toMatchObject({ version: 3, name: 'Lind holm', accent: '#ffcc00', links: {}, logo: null });
    expect('logo' in bodyOf(texts, undefined, 3)).toBe(false);
  });

  it('knows what was changed', () => {
    expect(changedFields(texts, {})).toEqual([]);
    expect(changedFields(texts, { texts: { name: 'Lindholm', accent: '#000000' }, logo: null })).toEqual([
      'logo',
      'accent',
    ]);
  });
});

describe('a colour', () => {
  it.each([
    ['#0F766E', '#0f766e'],
    ['0f766e', '#0f766e'],
    [' #fc0 ', '#ffcc00'],
    ['teal', null],
    ['#12345', null],
    ['', null],
  ])('%j is %j', (typed, colour) => {
    expect(colourOf(typed)).toBe(colour);
  });
});

describe('what is wrong', () => {
  it('is found before it is sent', () => {
    expect(flawOf('name', ' \u200b')).toBe('field.required');
    expect(flawOf('name', 'x'.repeat(61))).toBe('field.too_long');
    expect(flawOf('footer/de', '')).toBeUndefined();
    expect(flawOf('footer/de', 'x'.repeat(501))).toBe('field.too_long');
    expect(flawOf('accent', 'red')).toBe('brand.accent_wrong');
    expect(flawOf('links/terms', '')).toBeUndefined();
    expect(flawOf('links/terms', 'https://a.example/')).toBeUndefined();
    for (const link of ['http://a.example/', 'a.example', '/terms', 'javascript:alert(1)'])
      expect(flawOf('links/terms', link)).toBe('brand.link_wrong');
  });

  it('is told in our words when the API finds it', () => {
    const problem = {
      code: 'invalid_body',
      status: 422,
      fields: [{ pointer: '/links/terms', code: 'invalid_format' }],
      retryAfter: null,
    };
    expect(refusalOf('links/terms', problem)).toBe('brand.link_wrong');
    expect(refusalOf('links/imprint', problem)).toBeUndefined();
    expect(refusalOf('links/terms', null)).toBeUndefined();
  });
});

describe('a logo', () => {
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0xff]);
  const utf8 = (text: string) => new TextEncoder().encode(text);

  it('is what its content says', () => {
    expect(mediaTypeOf(png)).toBe('image/png');
    for (const drawing of ['<svg xmlns="http://www.w3.org/2000/svg"/>', '\ufeff<?xml version="1.0"?>\n<svg>'])
      expect(mediaTypeOf(utf8(drawing))).toBe('image/svg+xml');
    for (const none of ['', 'svg', '<svgs>', 'See <svg>', 'GIF89a'])
      expect(mediaTypeOf(utf8(none))).toBeNull();
  });

  it('is sent in base64', async () => {
    expect(inBase64(png)).toBe(Buffer.from(png).toString('base64'));
    expect(await logoIn(new Blob([png]))).toEqual({
      media_type: 'image/png',
      data: Buffer.from(png).toString('base64'),
    });
  });

  it('that is too large or something else is not sent', async () => {
    expect(await logoIn(new Blob([new Uint8Array(largestLogo + 1)]))).toBe('brand.logo_large');
    expect(await logoIn(new Blob(['GIF89a']))).toBe('brand.logo_type');
    const lost = { size: 1, arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) };
    expect(await logoIn(lost as unknown as Blob)).toBe('brand.logo_unreadable');
  });

  it('is refused by the API for a reason', () => {
    const because = (detail?: string) =>
      logoRefusal({ pointer: '/logo', code: 'not_allowed', ...(detail ? { detail } : {}) });
    expect(because('a logo runs nothing: take the script out')).toBe('brand.logo_script');
    expect(because('a logo holds no text, which looks otherwise elsewhere: turn it into paths')).toBe(
      'brand.logo_text',
    );
    expect(because('a logo holds no pictures: send it as PNG instead')).toBe('brand.logo_content');
    expect(because('a logo has at most 2000 pixels on a side, and this has 1 by 2001')).toBe(
      'brand.logo_pixels',
    );
    expect(because('drawn with plain paths, this logo is too large: simplify it, or send it as PNG')).toBe(
      'brand.logo_large',
    );
    expect(because('there is nothing to see in this SVG')).toBe('brand.logo_empty');
    expect(because()).toBe('brand.logo_refused');
  });
});
