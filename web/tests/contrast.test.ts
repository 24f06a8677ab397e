import { describe, expect, it } from 'vitest';
import { contrastRatio, fromOklch, palette, toHex, worstSurface } from '../src/lib/contrast';

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

describe('contrast', () => {
  it('is what WCAG says', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrastRatio('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrastRatio('#123456', '#123456')).toBe(1);
  });
});
