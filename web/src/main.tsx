/** Start: brand, language and session at the same time, then the portal. */

import { render } from 'preact';
import { App } from './App';
import { startSession } from './domains/auth/data/session';
import { loadBrand } from './lib/brand';
import { speakFirst } from './lib/i18n';
import { applyTheme } from './lib/theme';
import './ui/styles/tokens.css';
import './ui/styles/base.css';
import './ui/styles/controls.css';
import './ui/styles/forms.css';
import './ui/styles/marks.css';
import './ui/styles/shell.css';
import './domains/auth/styles/front.css';
import './ui/styles/pages.css';
import './domains/tickets/styles/tickets.css';
import './ui/styles/print.css';

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no #app.');

applyTheme();
void startSession();
try {
  await Promise.all([loadBrand(), speakFirst()]);
  render(<App />, root);
} catch {
  // Without a catalogue there are no words to draw with.
  root.textContent = 'No connection. Please reload. – Keine Verbindung. Bitte laden Sie die Seite neu.';
}
