/** Chromium as Debian ships it, and people in it who notice every error. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { stack } from './stack.mjs';
import { unusedCode } from './totp.mjs';

export const executable = process.env.ATRIUM_CHROMIUM ?? '/usr/bin/chromium';

export const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** One browser with its own profile; every person gets a context of their own in it. */
export async function openBrowser() {
  const profile = mkdtempSync(join(tmpdir(), 'atrium-e2e-'));
  const main = await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    headless: true,
    args: flags,
  });
  const browser = main.browser();
  return {
    newContext: (options) => browser.newContext(options),
    close: async () => {
      await main.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/**
 * What went wrong in a page without anybody having asked for it. A refusal that a test provokes is
 * logged by Chromium as a failed resource; `expected` names those by address.
 */
export function watch(page, complaints, expected) {
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    const { url } = message.location();
    const provoked = expected.some((pattern) => pattern.test(url));
    if (provoked && message.text().startsWith('Failed to load resource')) return;
    complaints.push(`console ${message.type()}: ${message.text()} (${url})`);
  });
}

/** A person's own browser window: cookies, storage, complaints. */
export async function personIn(browser, options = {}) {
  const desk = { locale: 'en-GB', viewport: { width: 1280, height: 900 } };
  const context = await browser.newContext({ ...desk, ...options });
  const complaints = [];
  // The bell of an open page may ask for news just as the session ends elsewhere; the page then says so.
  const expected = [/\/me\/notifications\?limit=1$/];
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`Content security policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  context.on('page', (page) => watch(page, complaints, expected));
  const page = await context.newPage();
  return { context, page, complaints, expect: (pattern) => expected.push(pattern) };
}

export async function signIn(page, person, path = '/') {
  await page.goto(stack.web_url + path);
  await enter(page, person);
}

/** On the sign-in page that is already there. */
export async function enter(page, person) {
  await page.getByLabel('Email address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  const code = page.getByLabel('Six-digit code');
  await code.waitFor();
  // Six digits are sent by themselves.
  await code.fill(await unusedCode(person.totp_secret));
  await page.getByRole('navigation', { name: /^(Main|Hauptmenü)$/ }).waitFor();
}

/** The demo people speak German and English; the tests read English. */
export async function preferEnglish(context) {
  await context.addInitScript(() => {
    // axe finishes its work in an empty page, and the browser shows a PDF in a frame: neither has our storage.
    if (location.protocol.startsWith('http') && window === window.top)
      localStorage.setItem('atrium.language', 'en');
  });
}
