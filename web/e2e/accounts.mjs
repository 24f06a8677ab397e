/** The profile and the person menu: what people say about themselves, and how they like the portal. */

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { enter, preferEnglish, signIn } from './browser.mjs';
import { counting, nobodyComplained, somebody } from './journey.mjs';
import { look } from './looks.mjs';
import { demo, stack } from './stack.mjs';

const person = demo('other_owner');
const agent = demo('agent');
let customer;

describe('the profile', () => {
  before(async () => {
    customer = await somebody();
    await preferEnglish(customer.context);
    await signIn(customer.page, person);
  });

  /** Either language: saving one changes the page while we look at it. */
  const save = /^(Save|Speichern)$/;
  const saved = /^(Your profile is saved\.|Ihr Profil ist gespeichert\.)$/;
  const onPage = (page) => page.getByRole('main');

  async function openProfile(page) {
    await page.goto(`${stack.web_url}/profile`);
    await page.getByRole('heading', { level: 1, name: 'My profile' }).waitFor();
  }

  async function saveProfile(page) {
    const [response] = await Promise.all([
      page.waitForResponse((each) => each.request().method() === 'PATCH'),
      onPage(page).getByRole('button', { name: save }).click(),
    ]);
    await onPage(page).getByText(saved).waitFor();
    assert.match(response.request().headers()['idempotency-key'] ?? '', /^[0-9a-f-]{36}$/);
    return response.json();
  }

  it('is reached from the person menu', async () => {
    const { page } = customer;
    await page.getByRole('button', { name: /^Your menu/ }).click();
    await page.getByRole('link', { name: 'My profile' }).click();
    await page.getByRole('heading', { level: 1, name: 'My profile' }).waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    assert.equal(await page.getByRole('link', { name: 'My profile' }).isVisible(), false);
    assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), person.name);
    const email = page.getByLabel('Email address');
    assert.equal(await email.inputValue(), person.email);
    assert.equal(await email.isEditable(), false);
    await look(page, 'profile');
  });

  it('names a wrong phone number at its field', async () => {
    const { page } = customer;
    customer.expect(/\/api\/v1\/me$/);
    const phone = page.getByLabel('Phone');
    await phone.fill('030 901820');
    await onPage(page).getByRole('button', { name: save }).click();
    await page.getByText('Please check the number.').waitFor();
    assert.equal(await phone.getAttribute('aria-invalid'), 'true');
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'phone');
    await look(page, 'profile-error');
  });

  it('keeps what is not saved over a reload, until it is discarded', async () => {
    const { page } = customer;
    await openProfile(page);
    const phone = page.getByLabel('Phone');
    assert.equal(await phone.inputValue(), '030 901820');
    await page.getByText('Not saved yet.').waitFor();
    await page.getByRole('button', { name: 'Discard changes' }).click();
    assert.notEqual(await phone.inputValue(), '030 901820');
    await page.getByText('Not saved yet.').waitFor({ state: 'detached' });
  });

  it('keeps what was typed when the session ended meanwhile, and saves it once', async () => {
    const { page } = customer;
    customer.expect(/\/api\/v1\/(me|auth\/refresh-session)$/);
    const [asked] = await Promise.all([page.waitForRequest(/\/api\/v1\/me$/), openProfile(page)]);
    const { authorization } = await asked.allHeaders();
    const phone = page.getByLabel('Phone');
    const before = await phone.inputValue();
    await phone.fill('+49 30 5550100');
    // Ended at the server, as by a new password elsewhere; this page has not heard of it.
    const status = await page.evaluate(async (token) => {
      const headers = { authorization: token };
      const response = await fetch('/api/v1/auth/sign-out', { method: 'POST', headers });
      return response.status;
    }, authorization);
    assert.equal(status, 204);
    await onPage(page).getByRole('button', { name: save }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await enter(page, person);
    await page.getByRole('heading', { level: 1, name: 'My profile' }).waitFor();
    assert.equal(await phone.inputValue(), '+49 30 5550100');
    const sent = counting(page, 'PATCH', /\/me$/);
    await onPage(page).getByRole('button', { name: save }).dblclick();
    await onPage(page).getByText(saved).waitFor();
    assert.equal(sent.length, 1);
    await phone.fill(before);
    await saveProfile(page);
  });

  it('shows what was saved at once, there and back', async () => {
    const { page } = customer;
    await openProfile(page);
    // Nothing to save, unless a run before this one broke off.
    await onPage(page).getByText('English', { exact: true }).click();
    await onPage(page).getByRole('button', { name: save }).click();
    await onPage(page).getByText(saved).waitFor();
    const phone = page.getByLabel(/^(Phone|Telefon)/);
    const phoneBefore = await phone.inputValue();
    await phone.fill('+49 30 901820 ');
    await onPage(page).getByText('Deutsch', { exact: true }).click();
    const changed = await saveProfile(page);
    assert.deepEqual([changed.name, changed.language], [person.name, 'de']);
    await page.getByRole('heading', { level: 1, name: 'Mein Profil' }).waitFor();
    await page.getByRole('navigation', { name: 'Hauptmenü' }).waitFor();
    assert.equal(await phone.inputValue(), changed.phone, 'as the API keeps it');
    await look(page, 'profile-german');

    await openProfile(page);
    assert.equal(await onPage(page).getByRole('radio', { name: 'Deutsch' }).isChecked(), true);
    await page.getByText('In this browser you have chosen English instead.').waitFor();
    await phone.fill(phoneBefore);
    await onPage(page).getByText('English', { exact: true }).click();
    const restored = await saveProfile(page);
    assert.deepEqual([restored.phone ?? '', restored.language], [phoneBefore, 'en']);
    await page.getByRole('heading', { level: 1, name: 'My profile' }).waitFor();
  });

  it('follows the language of the menu, which says when that could not be saved', async () => {
    const { page } = customer;
    const german = onPage(page).getByRole('radio', { name: 'Deutsch' });
    await openProfile(page);
    await page.getByRole('button', { name: /^Your menu/ }).click();
    const menu = page.locator('#person-menu');
    await page.route('**/api/v1/me', (route) => route.abort());
    await menu.getByText('Deutsch', { exact: true }).click();
    await menu.getByText('in Ihrem Profil konnten wir das nicht speichern').waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'de');
    assert.equal(await german.isChecked(), false);
    await look(page, 'menu-unsaved');
    await page.unroute('**/api/v1/me');
    await menu.getByRole('button', { name: 'Erneut versuchen' }).click();
    await menu.getByRole('alert').waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.querySelector('main input[value="de"]').checked);
    await menu.getByText('English', { exact: true }).click();
    await page.waitForFunction(() => document.querySelector('main input[value="en"]').checked);
    await page.keyboard.press('Escape');
  });
});

describe('the person menu', () => {
  it('speaks German and goes dark when asked to', async () => {
    const { page } = customer;
    await page.goto(stack.web_url);
    await page.getByRole('button', { name: /^Your menu/ }).click();
    await look(page, 'menu');
    await page.getByText('Dark', { exact: true }).click();
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
    await page.getByText('Deutsch', { exact: true }).click();
    await page.getByText('Abmelden').waitFor();
    await page.getByText('English', { exact: true }).click();
    await page.getByText('System', { exact: true }).click();
    await page.keyboard.press('Escape');
  });
});

describe('another person in the same tab', () => {
  it('begins at their own start, and nothing is left that the one before was writing', async () => {
    const { page, context } = customer;
    await page.goto(`${stack.web_url}/profile`);
    await page.getByLabel('Phone').fill('+49 30 5550101');
    const drafts = () => page.evaluate(() => Object.keys(sessionStorage).filter((key) => /draft/.test(key)));
    assert.equal((await drafts()).length, 1);
    await context.clearCookies();
    await page.reload();
    await page.waitForURL(/\/sign-in\?next=%2Fprofile$/);
    await enter(page, agent);
    await page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor();
    assert.deepEqual(await drafts(), []);
  });
});

nobodyComplained();
