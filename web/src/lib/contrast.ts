/**
 * A brand's accent, corrected until it can be read.
 *
 * Companies pick any colour they like. From it we take the hue for the neutral surfaces (which the
 * style sheet does with `oklch()`), and derive shades that keep WCAG's 4.5:1 against the least
 * favourable of those surfaces, in light and in dark.
 */

export interface Shades {
  /** Fill of primary buttons and badges. */
  accent: string;
  /** Text on that fill. */
  onAccent: string;
  /** Links, active items and icons on our surfaces. */
  accentText: string;
}

export interface Palette {
  hue: number;
  light: Shades;
  dark: Shades;
}

interface Oklch {
  lightness: number;
  chroma: number;
  hue: number;
}

type Rgb = readonly [red: number, green: number, blue: number];

/** WCAG 1.4.3 asks 4.5; the rest is room for rounding and translucent overlays. */
const textRatio = 4.6;
/** WCAG 1.4.11 for the edges of controls. */
const controlRatio = 3.05;

/** The darkest light surface and the lightest dark one that text is set on; see `tokens.css`. */
export const worstSurface = {
  light: { lightness: 0.945, chroma: 0.012 },
  dark: { lightness: 0.305, chroma: 0.018 },
} as const;

export function palette(accent: string): Palette {
  const brand = brandColour(accent);
  const surface = {
    light: toHex(fromOklch({ ...worstSurface.light, hue: brand.hue })),
    dark: toHex(fromOklch({ ...worstSurface.dark, hue: brand.hue })),
  };
  return {
    hue: Math.round(brand.hue * 10) / 10,
    light: {
      ...fillFor(brand, surface.light, -1),
      accentText: shift(brand, -1, (shade) => contrastRatio(shade, surface.light) >= textRatio),
    },
    dark: {
      ...fillFor(brand, surface.dark, 1),
      accentText: shift(brand, 1, (shade) => contrastRatio(shade, surface.dark) >= textRatio),
    },
  };
}

const ink = '#08110f';
const paper = '#ffffff';

function brandColour(accent: string): Oklch {
  return toOklch(parseHex(accent) ?? [0.06, 0.43, 0.42]);
}

/** For text and buttons on white, in mails and papers; the API computes `accent_on_paper` by the same rule. */
export function onPaper(accent: string): string {
  return shift(brandColour(accent), -1, (shade) => contrastRatio(shade, paper) >= textRatio);
}

function fillFor(brand: Oklch, surface: string, direction: 1 | -1): { accent: string; onAccent: string } {
  const accent = shift(brand, direction, (shade) => {
    const label = Math.max(contrastRatio(shade, ink), contrastRatio(shade, paper));
    return label >= textRatio && contrastRatio(shade, surface) >= controlRatio;
  });
  const onAccent = contrastRatio(accent, paper) >= textRatio ? paper : ink;
  return { accent, onAccent };
}

/** The nearest lightness, in one direction, at which the shade is good enough. */
function shift(brand: Oklch, direction: 1 | -1, isGood: (shade: string) => boolean): string {
  for (let step = 0; step <= 100; step += 1) {
    const lightness = brand.lightness + (direction * step) / 100;
    if (lightness < 0 || lightness > 1) break;
    const shade = toHex(fromOklch({ ...brand, lightness }));
    if (isGood(shade)) return shade;
  }
  return direction === 1 ? paper : ink;
}

export function contrastRatio(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = parseHex(hex) ?? [0, 0, 0];
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function parseHex(hex: string): Rgb | null {
  const match = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex.trim());
  if (!match) return null;
  const [red, green, blue] = match.slice(1).map((pair) => Number.parseInt(pair, 16) / 255);
  return [red ?? 0, green ?? 0, blue ?? 0];
}

export function toHex(rgb: Rgb): string {
  const pair = (channel: number) =>
    Math.round(clamp(channel) * 255)
      .toString(16)
      .padStart(2, '0');
  return `#${rgb.map(pair).join('')}`;
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));
const linear = (channel: number) =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
const encoded = (value: number) => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055);

/** Björn Ottosson's OKLab, in polar form. */
function toOklch(rgb: Rgb): Oklch {
  const [red, green, blue] = [linear(rgb[0]), linear(rgb[1]), linear(rgb[2])];
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const lightness = 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short;
  const a = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short;
  const b = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short;
  return { lightness, chroma: Math.hypot(a, b), hue: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360 };
}

export function fromOklch({ lightness, chroma, hue }: Oklch): Rgb {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encoded(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    encoded(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    encoded(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ];
}
