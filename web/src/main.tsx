/** Start: brand, language and session at the same time, then the portal. */

// Before the domains' own styles, which build on these.
import './ui/styles/tokens.css';
import './ui/styles/base.css';
import './ui/styles/controls.css';
import './ui/styles/forms.css';
import './ui/styles/first.css';
import './ui/styles/shell.css';
import './ui/styles/pages.css';
import './ui/styles/print.css';
// Before anything is drawn.
import './ui/keyed-texts';

import { render } from 'preact';
import { App, loadListOf } from './App';
import { startSession } from './domains/auth/data/session';
import { loadBrand } from './lib/brand';
import { type Catalogue, speakFirst } from './lib/i18n';
import { applyTheme } from './lib/theme';

const firstTexts: Catalogue = {
  en: () => import('./first-texts/en').then((module) => module.en),
  de: () => import('./first-texts/de').then((module) => module.de),
};

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no #app.');

applyTheme();
try {
  // The first page replaces the shell that index.html shows meanwhile.
  await Promise.all([startSession(() => loadListOf(location.pathname)), loadBrand(), speakFirst(firstTexts)]);
  root.replaceChildren();
  render(<App />, root);
} catch {
  // Without a catalogue there are no words to draw with.
  root.textContent = 'No connection. Please reload. – Keine Verbindung. Bitte laden Sie die Seite neu.';
}
