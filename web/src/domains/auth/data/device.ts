/** A browser and what it runs on, out of how it names itself (`User-Agent`): enough to know one's own again. */

import type { Translator } from '../../../lib/i18n';

/** In this order: most name those that stand below as well. */
const browsers: readonly [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|Chromium|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const systems: readonly [RegExp, string, 'desk' | 'hand'][] = [
  [/\biPhone\b/, 'iPhone', 'hand'],
  [/\biPad\b/, 'iPad', 'hand'],
  [/\bAndroid\b/, 'Android', 'hand'],
  [/\bWindows\b/, 'Windows', 'desk'],
  [/\bCrOS\b/, 'ChromeOS', 'desk'],
  [/\bMac OS X\b/, 'macOS', 'desk'],
  [/\bLinux\b/, 'Linux', 'desk'],
];

export function deviceName(userAgent: string, t: Translator): string {
  const [, browser] = browsers.find(([sign]) => sign.test(userAgent)) ?? [];
  const [, system, kind] = systems.find(([sign]) => sign.test(userAgent)) ?? [];
  if (browser && system && kind) return t(`device.${kind}`, { browser, system });
  return browser ?? system ?? t('device.unknown');
}
