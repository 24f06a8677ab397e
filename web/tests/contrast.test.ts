import { describe, expect, it } from 'vitest';
import { contrastRatio, fromOklch, onPaper, palette, toHex, worstSurface } from '../src/lib/contrast';

const brands = {
  teal: '#0f766e',
  yellow: '#ffe600',
  white: '#ffffff',
  black: '#000000',
  red: '#e30613',
  navy: '#001a4d',
  pink: '#ff9ad5',
  grey: '#808080',
  lime: '#b4ff00',
  nonsense: 'teal-ish',
};

describe('a brand’s accent', () => {
  it.each(Object.entries(brands))('can be read in light and dark: %s', (_, accent) => {
    const { hue, light, dark } = palette(accent);
    for (const [shades, surface] of [
      [light, worstSurface.light],
      [dark, worstSurface.dark],
    ] as const) {
      const behind = toHex(fromOklch({ ...surface, hue }));
      expect(contrastRatio(shades.onAccent, shades.accent)).toBeGreaterThanOrEqual(4.5);
      expect(contrastRatio(shades.accentText, behind)).toBeGreaterThanOrEqual(4.5);
      expect(contrastRatio(shades.accent, behind)).toBeGreaterThanOrEqual(3);
    }
  });

  it('stays as it is where it can be read already', () => {
    expect(palette('#0f766e').light.accent).toBe('#0f766e');
  });
});

describe('on paper', () => {
  it.each(Object.entries(brands))('it can be read on white: %s', (_, accent) => {
    expect(contrastRatio(onPaper(accent), '#ffffff')).toBeGreaterThanOrEqual(4.6);
  });

  // The API computes the same ones.
  it.each([
    ['#0f766e', '#0f766e'],
    ['#E30613', '#e30613'],
    ['#000000', '#000000'],
    ['#facc15', '#996d00'],
    ['#ff0000', '#e80000'],
    ['#777777', '#747474'],
    ['#ffffff', '#747474'],
  ])('%s becomes %s', (accent, shade) => {
    expect(onPaper(accent)).toBe(shade);
  });
});

describe('contrast', () => {
  it('is what WCAG says', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrastRatio('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrastRatio('#123456', '#123456')).toBe(1);
  });
});
