import { describe, expect, it } from 'vitest';
import { linksIn } from '../src/lib/links';

const linked = (text: string) => linksIn(text).map(({ start, end }) => text.slice(start, end));

describe('addresses in what people write', () => {
  it.each([
    ['„https://files.vogt.example/q“', 'https://files.vogt.example/q'],
    ['»https://files.vogt.example/q«', 'https://files.vogt.example/q'],
    ['“https://files.vogt.example/q”', 'https://files.vogt.example/q'],
    ['(see https://files.vogt.example/q).', 'https://files.vogt.example/q'],
    ['https://en.wikipedia.org/wiki/Gauge_(instrument)', 'https://en.wikipedia.org/wiki/Gauge_(instrument)'],
    [
      '(https://en.wikipedia.org/wiki/Gauge_(instrument))',
      'https://en.wikipedia.org/wiki/Gauge_(instrument)',
    ],
    ['Is it https://vogt.example/q?a=1&b=2#c?', 'https://vogt.example/q?a=1&b=2#c'],
    ['HTTPS://VOGT.example/q', 'HTTPS://VOGT.example/q'],
    ['www.vogt.example/q, and', 'www.vogt.example/q'],
    ['https://vogt.example/q…', 'https://vogt.example/q'],
    ['http://[::1]:8400/', 'http://[::1]:8400/'],
    ['<https://vogt.example/>', 'https://vogt.example/'],
  ])('are found whole, without what stands around them: %s', (text, address) => {
    expect(linked(text)).toEqual([address]);
  });

  it('lead where they say', () => {
    expect(linksIn('www.vogt.example')[0]?.href).toBe('https://www.vogt.example');
    expect(linksIn('Http://vogt.example')[0]?.href).toBe('Http://vogt.example');
  });

  it.each([
    'https://bank.example@evil.example/',
    'https://lea:secret@vogt.example/q',
    'https://@evil.example/',
    `https://bank.example:${'1'.repeat(60)}@evil.example/`,
    'https://vogt.example/\u202Egpj.exe',
    'javascript:alert(1)',
    'data:text/html,hello',
    '//evil.example/q',
    'ftp://vogt.example/q',
    'lea@vogt.example',
    'vogt.com',
    'www. is short for world wide web',
    'https://',
  ])('are not what could mislead, or is none: %s', (text) => {
    expect(linked(text)).toEqual([]);
  });

  it.each([
    ['https://аpple.com/ä', 'https://xn--pple-43d.com/ä'],
    ['www.аpple.com', 'www.xn--pple-43d.com'],
    ['https://ра.example/', 'https://xn--80a5a.example/'],
    ['https://ıntel.com', 'https://xn--ntel-kza.com'],
    ['https://ｇoogle.com/', 'https://google.com/'],
    ['https://müller.example/ä', 'https://müller.example/ä'],
    ['HTTPS://MÜLLER.example', 'HTTPS://MÜLLER.example'],
    ['https://żółć.example/', 'https://żółć.example/'],
  ])('show a host that could pass for another as it is: %s', (text, shown) => {
    expect(linksIn(text)[0]?.shown).toBe(shown);
  });

  it('take no time, however long the text is', () => {
    const start = performance.now();
    for (const part of ['www.', 'https://', 'https://a.b/(', "https://a.b/'a", '„https://a.de“ '])
      linksIn(part.repeat(10_000 / part.length));
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
