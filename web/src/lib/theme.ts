/** Light, dark, or as the system says. */

import { preferences } from './browser-storage';
import { createStore, useStore } from './store';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const themeKey = 'atrium.theme';

function chosen(): Theme {
  const stored = preferences.read(themeKey);
  return themes.find((theme) => theme === stored) ?? 'system';
}

const theme = createStore<Theme>('system');

export function applyTheme(next: Theme = chosen()): void {
  if (next === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  theme.set(next);
}

export function chooseTheme(next: Theme): void {
  preferences.write(themeKey, next);
  applyTheme(next);
}

export function useTheme(): Theme {
  return useStore(theme);
}
