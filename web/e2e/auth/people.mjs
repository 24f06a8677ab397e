/** Who signs up here, and what they look for on the pages. */

import assert from 'node:assert/strict';
import { stack } from '../stack.mjs';

const run = Date.now().toString(36);

export const addressOf = (name) => `${name}.${run}@vogt-feinwerk.example`;
export const password = 'amber kettle orbit lamp';
export const newPassword = 'violin granite meadow river';

/** Goes all the way; has her browser window from the first step on, and a secret once she has set up her app. */
export const lea = { email: addressOf('lea') };

/** In no hurry. His domain as people write it, and as mail needs it. */
export const slow = {
  typed: `tom.${run}@vögt-feinwerk.example`,
  email: `tom.${run}@xn--vgt-feinwerk-4ib.example`,
};

export const heading = (page, name) => page.getByRole('heading', { level: 1, name });
export const button = (page, name) => page.getByRole('button', { name, exact: true });
export const codeField = (page) => page.getByLabel('Code from the email');
export const passwordField = (page, name = 'Password') => page.getByLabel(name, { exact: true });
export const focusIsOn = (page, name) =>
  page.waitForFunction((wanted) => document.activeElement?.getAttribute('name') === wanted, name);

export function secretIn(uri) {
  const { protocol, host, searchParams } = new URL(uri);
  assert.equal(`${protocol}//${host}`, 'otpauth://totp');
  assert.ok(searchParams.get('issuer'), 'an app shows whose code it is');
  return searchParams.get('secret');
}

export async function askForAccount(page, email) {
  await page.goto(`${stack.web_url}/sign-up`);
  await page.getByLabel('Your name').fill('Lea Vogt');
  await page.getByLabel('Company').fill('Vogt Feinwerk GmbH');
  await page.getByLabel('Work email address').fill(email);
  await page.getByLabel(/^I accept the terms/).check();
  await button(page, 'Continue').click();
  await heading(page, 'Check your email').waitFor();
  await page.getByText(email).waitFor();
}
