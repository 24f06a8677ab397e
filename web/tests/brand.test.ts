/** What a company looks like: what is published, and what a deployment says of itself in `brand.json`. */

import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadBrand, readBrand, wearPublished } from '../src/lib/brand';
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

describe('a logo', () => {
  it('comes from the portal itself, or stands in its address', () => {
    for (const logo of [
      '/brand/own.svg',
      'data:image/svg+xml;base64,PHN2Zy8+',
      'data:image/png;base64,iVBORw0KGgo=',
    ])
      expect(readBrand({ logo }).logo).toBe(logo);
  });

  it.each([
    'https://a.example/logo.svg',
    '//a.example/logo.svg',
    'data:text/html;base64,PHNjcmlwdD4=',
    'data:image/svg+xml,<svg/>',
    'data:image/png;base64,"><script>',
    null,
  ])('is not %j', (logo) => {
    expect(readBrand({ logo }).logo).toBe('/brand/logo.svg');
  });
});

describe('at the start', () => {
  const file = {
    name: 'Of the file',
    accent: '#0f766e',
    logo: '/brand/file.svg',
    illustration: '/brand/art.svg',
  };
  const published = { version: 3, name: 'Published', accent: '#e30613', logo: null };
  const kept = new Map<string, string>();
  /** The brand that is worn, by its mark. */
  let worn: string[];
  let answers: Record<string, unknown>;

  beforeEach(() => {
    kept.clear();
    worn = [];
    answers = { '/brand.json': file, '/api/v1/brand': published };
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    });
    vi.stubGlobal('document', {
      documentElement: { style: { setProperty: () => {} } },
      querySelector: (selector: string) =>
        selector.includes('icon') ? { setAttribute: (_: string, logo: string) => worn.push(logo) } : null,
    });
    vi.stubGlobal('fetch', async (address: string) => {
      const answer = answers[address];
      if (answer === undefined) throw new TypeError('offline');
      return Response.json(answer);
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
  const keptBrand = () => JSON.parse(kept.get('atrium.brand') ?? 'null');

  it('there is the brand of the deployment, then the published one, which is kept', async () => {
    await loadBrand();
    expect(worn).toEqual(['/brand/file.svg']);
    await settled();
    expect(keptBrand()).toMatchObject({ version: 3, name: 'Published', illustration: '/brand/art.svg' });
    // Without a logo of its own it has that of the deployment.
    expect(keptBrand().logo).toBe('/brand/file.svg');
  });

  it('the kept one comes first, and waits for nothing', async () => {
    kept.set('atrium.brand', JSON.stringify({ ...published, logo: '/brand/kept.svg' }));
    vi.stubGlobal('fetch', () => new Promise(() => {}));
    await loadBrand();
    expect(worn).toEqual(['/brand/kept.svg']);
  });

  it('the kept one stays while the API cannot be reached', async () => {
    kept.set('atrium.brand', JSON.stringify({ ...published, logo: '/brand/kept.svg' }));
    answers = { '/brand.json': file };
    await loadBrand();
    await settled();
    expect(worn).toEqual(['/brand/kept.svg']);
    expect(keptBrand().version).toBe(3);
  });

  it('nothing published is nothing kept', async () => {
    kept.set('atrium.brand', JSON.stringify({ ...published, logo: '/brand/kept.svg' }));
    answers = { '/brand.json': file, '/api/v1/brand': { version: 0, name: 'x', accent: '#000000' } };
    await loadBrand();
    await settled();
    expect(worn).toEqual(['/brand/kept.svg', '/brand/file.svg']);
    expect(keptBrand()).toBeNull();
  });

  it('what cannot be read is no brand', async () => {
    kept.set('atrium.brand', '{"version":');
    answers = {};
    await loadBrand();
    expect(worn).toEqual(['/brand/logo.svg']);
  });

  it('what was published a moment ago is worn at once', async () => {
    await loadBrand();
    await settled();
    await wearPublished({ ...published, version: 4, logo: 'data:image/png;base64,iVBORw0KGgo=' });
    expect(worn.at(-1)).toBe('data:image/png;base64,iVBORw0KGgo=');
    expect(keptBrand().version).toBe(4);
  });
});
