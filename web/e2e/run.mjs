/**
 * The journey that the portal is for, in a real browser against the deployed stack: a customer asks,
 * the company answers, the customer reads it. By role and label, as people find things.
 *
 * `node e2e/run.mjs`, with the stack in `ATRIUM_STACK` or in `target/local/stack.json`.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { enter, openBrowser, personIn, preferEnglish, signIn } from './browser.mjs';
import { look } from './looks.mjs';
import { signUpWalks } from './sign-up.mjs';
import { demo, stack } from './stack.mjs';

const member = demo('member');
const agent = demo('agent');
// One part without a space, longer than a phone is wide: no page may grow sideways by it.
const subject = `Display of the micrometer jumps, MX-200/${'0123456789'.repeat(4)}/${Date.now().toString(36)}`;
const answerText = 'Please hold the reset key for five seconds. Does it still jump?';

let browser;
let customer;
let staff;
const everybody = [];

async function somebody(options) {
  const person = await personIn(browser, options);
  everybody.push(person);
  return person;
}

function counting(page, method, path) {
  const seen = [];
  page.on('request', (request) => {
    if (request.method() === method && path.test(new URL(request.url()).pathname)) seen.push(request);
  });
  return seen;
}

before(async () => {
  browser = await openBrowser();
  customer = await somebody();
  staff = await somebody();
  await preferEnglish(customer.context);
  await preferEnglish(staff.context);
});

after(async () => {
  await browser?.close();
});

describe('signing in', () => {
  it('shows the page to everybody, in their language', async () => {
    const visitor = await somebody({ locale: 'de-DE' });
    await visitor.page.goto(`${stack.web_url}/`);
    await visitor.page.getByRole('heading', { level: 1, name: 'Anmelden' }).waitFor();
    assert.equal(await visitor.page.locator('html').getAttribute('lang'), 'de');
    await visitor.page.getByText('English').click();
    await visitor.page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await look(visitor.page, 'sign-in');
  });

  it('names what is missing before anything is sent', async () => {
    const { page } = await somebody();
    const sent = counting(page, 'POST', /sign-in$/);
    await page.goto(`${stack.web_url}/sign-in`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const email = page.getByLabel('E-mail address');
    assert.equal(await email.getAttribute('aria-invalid'), 'true');
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'email');
    assert.equal(sent.length, 0);
    await look(page, 'sign-in-errors');
  });

  it('refuses a wrong password without saying which part was wrong', async () => {
    const visitor = await somebody();
    visitor.expect(/\/auth\/sign-in$/);
    const { page } = visitor;
    await page.goto(`${stack.web_url}/sign-in`);
    await page.getByLabel('E-mail address').fill(`nobody-${Date.now()}@nowhere.example`);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Show password' }).click();
    assert.equal(await page.getByLabel('Password', { exact: true }).getAttribute('type'), 'text');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('E-mail address or password is not correct.').waitFor();
  });

  it('asks for the code, refuses a wrong one and lets the person start over', async () => {
    const visitor = await somebody();
    visitor.expect(/\/auth\/answer-challenge$/);
    const { page } = visitor;
    await page.goto(`${stack.web_url}/sign-in`);
    await page.getByLabel('E-mail address').fill(member.email);
    await page.getByLabel('Password', { exact: true }).fill(member.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const code = page.getByLabel('Six-digit code');
    await code.waitFor();
    await page.waitForFunction(
      () => document.activeElement?.getAttribute('autocomplete') === 'one-time-code',
    );
    await look(page, 'code');
    await code.fill('000 000');
    await page.getByRole('alert').getByText('This code was not accepted.').waitFor();
    assert.equal(await code.inputValue(), '');
    await page.getByRole('button', { name: 'Start over' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  });

  it('brings a member home', async () => {
    await signIn(customer.page, member);
    await customer.page.getByRole('heading', { level: 1, name: /Jonas|Good|Hello/ }).waitFor();
    assert.match(new URL(customer.page.url()).pathname, new RegExp(`^/accounts/${member.account_ids[0]}$`));
    await customer.page
      .getByRole('table')
      .or(customer.page.getByText('Ask your first question'))
      .first()
      .waitFor();
    await look(customer.page, 'home');
  });

  it('keeps the session over a reload, with nothing readable by scripts', async () => {
    await customer.page.reload();
    await customer.page.getByRole('navigation', { name: 'Main' }).waitFor();
    const readable = await customer.page.evaluate(
      () => document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage),
    );
    assert.doesNotMatch(readable, /eyJ|refresh/);
  });
});

signUpWalks({ somebody, counting });

describe('a question and its answer', () => {
  let threadPath = '';

  it('keeps a draft over a reload', async () => {
    const { page } = customer;
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Ask us' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ask us something' }).waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    await page.getByLabel('Subject').fill(subject);
    await page.getByLabel('Your message').fill('Since this morning.');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Ask us something' }).waitFor();
    assert.equal(await page.getByLabel('Subject').inputValue(), subject);
  });

  it('says what is missing at the field', async () => {
    const { page } = customer;
    await page.getByLabel('Your message').fill('   ');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Please fill this in.').waitFor();
    assert.equal(await page.getByLabel('Your message').getAttribute('aria-invalid'), 'true');
    await look(page, 'new-ticket');
  });

  it('opens one ticket, however often the button is pressed', async () => {
    const { page } = customer;
    const opened = counting(page, 'POST', /\/tickets$/);
    await page.getByText('Something does not work').click();
    await page.getByText('Work has stopped').click();
    await page.getByText('Today', { exact: true }).click();
    await page.getByText('This makes it a ticket of Urgent priority.').waitFor();
    await page
      .getByLabel('Your message')
      .fill('Since this morning the display of the MX-200 jumps by 2 µm. 🔧\nSerial number 88-1043.');
    await page.getByRole('button', { name: 'Send' }).dblclick();
    await page.getByRole('heading', { level: 1, name: subject }).waitFor();
    assert.equal(opened.length, 1);
    assert.match(opened[0].headers()['idempotency-key'] ?? '', /^[0-9a-f-]{36}$/);
    await page.getByText('It is our turn').waitFor();
    await page.getByText('Serial number 88-1043.').waitFor();
    threadPath = new URL(page.url()).pathname;
  });

  it('shows the ticket in the list', async () => {
    const { page } = customer;
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tickets' }).click();
    await page.getByRole('link', { name: subject }).waitFor();
    await look(page, 'tickets');
    await page.getByRole('link', { name: subject }).click();
    await page.getByRole('heading', { level: 1, name: subject }).waitFor();
    assert.equal(new URL(page.url()).pathname, threadPath);
  });

  it('lets an agent find it in the queue by keyboard', async () => {
    const { page } = staff;
    await signIn(page, agent, '/staff/tickets');
    await page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor();
    const entry = page.getByRole('link', { name: subject });
    // The urgent ones are first, and this is one; still, it may be pages away.
    const more = page.getByRole('button', { name: 'Show more' });
    await page.getByRole('table').waitFor();
    while (!(await entry.isVisible())) {
      const rows = await page.getByRole('row').count();
      await more.click();
      await page.waitForFunction((before) => document.querySelectorAll('tr').length > before, rows);
    }
    await look(page, 'queue');
    await page.keyboard.press('j');
    const first = await page.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), first);
    await entry.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: subject }).waitFor();
  });

  it('survives a lost connection, and sends the answer once', async () => {
    const { page, context } = staff;
    staff.expect(/\/api\/v1\//);
    const sent = counting(page, 'POST', /\/replies$/);
    const reply = page.getByLabel('Your answer');
    await reply.fill(answerText);
    await look(page, 'staff-ticket');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Send answer' }).click();
    await page.getByRole('alert').getByText('No answer from the portal.').waitFor();
    assert.equal(await reply.inputValue(), answerText);
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Send answer' }).click();
    await page.getByText('Answer sent.').first().waitFor();
    await page.getByRole('article').getByText(answerText).waitFor();
    assert.equal(await reply.inputValue(), '');
    const keys = new Set(sent.map((request) => request.headers()['idempotency-key']));
    assert.equal(keys.size, 1, 'a retry is the same submission');
  });

  it('brings the answer to the customer, who has not reloaded', async () => {
    const { page } = customer;
    await page.getByRole('article').getByText(answerText).waitFor({ timeout: 45_000 });
    await page.getByText('Waiting for you').first().waitFor();
    await page.getByRole('article').filter({ hasText: answerText }).getByText('Team').waitFor();
    await look(page, 'thread');
  });

  it('puts what waits for the customer first on their start page', async () => {
    const { page } = customer;
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Home' }).click();
    const waiting = page.getByRole('region', { name: 'Waiting for you' });
    await waiting.getByRole('link', { name: subject }).click();
    await page.getByLabel('Your reply').fill('Thank you, that helped.');
    await page.getByLabel('Your reply').press('Control+Enter');
    await page.getByRole('article').getByText('Thank you, that helped.').waitFor();
    await page.getByText('It is our turn').waitFor();
  });
});

describe('the profile', () => {
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
    assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), member.name);
    const email = page.getByLabel('E-mail address');
    assert.equal(await email.inputValue(), member.email);
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
    await enter(page, member);
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
    assert.deepEqual([changed.name, changed.language], [member.name, 'de']);
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

describe('every address', () => {
  it('answers an unknown one, and another account’s, the same way', async () => {
    const { page } = customer;
    for (const path of [
      '/no/such/page',
      `/accounts/${demo('other_owner').account_ids[0]}/tickets`,
      '/staff/tickets',
    ]) {
      await page.goto(stack.web_url + path);
      await page.getByRole('heading', { level: 1, name: 'This page does not exist' }).waitFor();
    }
    await look(page, 'not-found');
  });

  it('shows a ticket that does not exist as not found', async () => {
    customer.expect(/\/tickets\/tic_/);
    await customer.page.goto(
      `${stack.web_url}/accounts/${member.account_ids[0]}/tickets/tic_01ARZ3NDEKTSV4RRFFQ69G5FAV`,
    );
    await customer.page.getByRole('heading', { level: 1, name: 'This page does not exist' }).waitFor();
  });

  it('comes back after signing in, but never to somebody else’s page', async () => {
    const visitor = await somebody();
    await preferEnglish(visitor.context);
    const wanted = `/accounts/${member.account_ids[0]}/tickets`;
    await visitor.page.goto(stack.web_url + wanted);
    await visitor.page.waitForURL(/\/sign-in\?next=/);
    assert.equal(new URL(visitor.page.url()).searchParams.get('next'), wanted);
    await signIn(visitor.page, member, '/sign-in?next=https://evil.example/');
    await visitor.page.waitForURL(`${stack.web_url}/accounts/**`);
  });
});

describe('leaving', () => {
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

  it('signs out every tab at once', async () => {
    const { page, context } = customer;
    const other = await context.newPage();
    await other.goto(stack.web_url);
    await other.getByRole('navigation', { name: 'Main' }).waitFor();
    await page.getByRole('button', { name: /^Your menu/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();
    await other.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await other.reload();
    await other.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    assert.equal(await other.evaluate(() => sessionStorage.length), 0);
  });
});

describe('throughout', () => {
  it('no page complained: no errors, no violations of the security policy', () => {
    assert.deepEqual(
      everybody.flatMap(({ complaints }) => complaints),
      [],
    );
  });
});
