/** Every page with what real people bring: 60 tickets, 100 letters without a space, Hebrew, browsers that refuse. */

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { enter, preferEnglish, signIn } from './browser.mjs';
import { exaggerate, hebrew, hebrewName, longEmail, longName } from './extremes/answers.mjs';
import { fits } from './extremes/fits.mjs';
import { translate, translated, words } from './extremes/translate.mjs';
import { nobodyComplained, somebody } from './journey.mjs';
import { demo, stack } from './stack.mjs';

const customer = demo('member');
const agent = demo('admin');
const inAccount = `/accounts/${customer.account_ids[0]}`;

const inView = (locator) =>
  locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
const directionOf = (locator) => locator.evaluate((element) => getComputedStyle(element).direction);

describe('a customer with long names, and a browser whose language is nonsense', () => {
  let page;

  before(async () => {
    const person = await somebody();
    page = person.page;
    await person.context.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'languages', { get: () => ['en-US@posix', 'de_DE.UTF-8'] });
    });
    await preferEnglish(person.context);
    await exaggerate(person.context);
    await signIn(page, customer, inAccount);
  });

  it('sees the start page', async () => {
    await page.getByRole('main').getByRole('listitem').nth(59).waitFor();
    assert.equal(await page.getByRole('contentinfo').getByRole('link', { name: 'Imprint' }).count(), 1);
    await fits(page, 'home');
  });

  it('sees the person menu whole', async () => {
    await page.getByRole('button', { name: /^Your menu/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await fits(page, 'menu');
    await page.keyboard.press('Escape');
  });

  it('sees 60 tickets', async () => {
    await page.goto(`${stack.web_url}${inAccount}/tickets`);
    await page.getByRole('row').nth(60).waitFor();
    await fits(page, 'list');
    assert.equal(await directionOf(page.getByRole('link', { name: hebrew }).first()), 'rtl');
  });

  it('prints the list within the paper', async () => {
    await page.emulateMedia({ media: 'print' });
    for (const width of [717, 739]) {
      await page.setViewportSize({ width, height: 1000 });
      const { left, right } = await page
        .getByRole('table')
        .evaluate((table) => table.getBoundingClientRect());
      assert.deepEqual([left >= 0, right <= width], [true, true], `${left} to ${right} of ${width} px`);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ media: 'screen' });
  });

  it('selects a row as text, and opens the ticket by a click anywhere in it', async () => {
    const row = page.getByRole('row').nth(1);
    const reference = row.locator('code');
    const { x, y, width, height } = await reference.boundingBox();
    await page.mouse.move(x + 1, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width - 1, y + height / 2, { steps: 5 });
    await page.mouse.up();
    assert.match(await page.evaluate(() => getSelection().toString()), /\w{4}/);
    assert.match(new URL(page.url()).pathname, /\/tickets$/, 'what is selected is not opened');
    await page.mouse.click(x - 4, y - 300);
    await page.evaluate(() => getSelection().removeAllRanges());
    await row.locator('.cell-time').click();
    await page.getByRole('article').first().waitFor();
  });

  it('reads the conversation, in the direction it was written', async () => {
    await fits(page, 'thread');
    const article = page.getByRole('article').first();
    assert.equal(await directionOf(article.locator('.message-text')), 'rtl');
    assert.equal(await directionOf(page.getByRole('heading', { level: 1 })), 'rtl');
    const links = page.locator('.message-text a');
    assert.deepEqual((await links.evaluateAll((all) => all.map((each) => each.textContent))).slice(0, 5), [
      'https://files.vogt.example/q',
      'https://files.vogt.example/q',
      'https://en.wikipedia.org/wiki/Gauge_(instrument)',
      'www.vogt.example',
      'HTTPS://xn--pple-43d.example/x',
    ]);
    const reply = page.getByLabel('Your reply');
    await reply.fill(hebrew);
    assert.equal(await directionOf(reply), 'rtl');
    await reply.fill('');
  });

  it('finds the conversation first on a phone, and what is known in a line that opens', async () => {
    const reference = page
      .getByRole('complementary', { name: 'Details' })
      .getByText('Reference', { exact: true });
    assert.equal(await reference.isVisible(), true);
    await page.setViewportSize({ width: 360, height: 640 });
    const { y } = await page.getByRole('article').first().boundingBox();
    assert.ok(y < 400, `the first message begins at ${Math.round(y)} px`);
    assert.equal(await reference.isVisible(), false);
    await page.getByRole('button', { name: 'Details' }).click();
    assert.equal(await reference.isVisible(), true);
    await fits(page, 'thread-facts');
    await page.setViewportSize({ width: 360, height: 640 });
    await page.getByRole('button', { name: 'Details' }).click();
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('prints when something was, not how long ago', async () => {
    await page.emulateMedia({ media: 'print' });
    for (const time of await page.getByRole('time').all()) {
      assert.match(await time.innerText(), /\d{4}/);
    }
    await page.emulateMedia({ media: 'screen' });
  });

  it('tabs to the person button without the page moving', async () => {
    await page.evaluate(() => scrollTo(0, 0));
    await page.getByRole('link', { name: 'Requests' }).first().focus();
    const moved = [];
    for (let step = 0; step < 4; step += 1) {
      await page.keyboard.press('Tab');
      moved.push(await page.evaluate(() => scrollY));
      if (await page.evaluate(() => document.activeElement.classList.contains('person-button'))) break;
    }
    assert.ok(await page.evaluate(() => document.activeElement.classList.contains('person-button')));
    assert.deepEqual([...new Set(moved)], [0]);
  });

  it('sees the profile and the form for a new ticket', async () => {
    await page.goto(`${stack.web_url}/profile`);
    await page.getByLabel('Phone').waitFor();
    await fits(page, 'profile');
    await page.goto(`${stack.web_url}${inAccount}/tickets/new`);
    await page.getByLabel('Subject').waitFor();
    await page.getByLabel('Subject').fill(hebrew);
    assert.equal(await directionOf(page.getByLabel('Subject')), 'rtl');
    await page.getByLabel('Subject').fill('');
    await page.getByRole('button', { name: 'Send' }).click();
    const empty = page.getByText('Please fill this in.');
    await empty.nth(1).waitFor();
    await fits(page, 'new');
    await page.getByLabel('Subject').fill('a'.repeat(140));
    await page.waitForFunction(() => document.querySelectorAll('.field-error').length === 1);
    assert.equal(await page.getByLabel('Subject').getAttribute('aria-invalid'), null);
    await page.getByLabel('Subject').fill('');
  });
});

describe('a page that the browser has translated', () => {
  let page;

  /** Nothing of the translation is left but what is the same in both languages. */
  const speaksGerman = async (heading) => {
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    const left = await translated(page);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await page.waitForLoadState('networkidle');
    const german = await words(page);
    assert.deepEqual(
      left.filter((text) => !german.includes(text)),
      [],
    );
  };

  it('still changes its language and counts down before sign-in', async () => {
    ({ page } = await somebody());
    const json = { session: 'a', digits: 8, expires_in: 1800, resend_after: 30 };
    await page.route('**/auth/forgot-password', (route) => route.fulfill({ status: 202, json }));
    await page.goto(`${stack.web_url}/forgot-password`);
    await page.getByLabel('Email address').fill('lea@vogt.example');
    await page.getByRole('button', { name: 'Send code' }).click();
    await page.getByLabel('Code from the email').waitFor();
    await translate(page);
    const timer = page.getByRole('timer');
    const before = await timer.textContent();
    await page.waitForFunction((text) => document.querySelector('[role=timer]').textContent !== text, before);
    await page.getByText('Deutsch').click();
    await speaksGerman('Prüfen Sie Ihren Posteingang');
  });

  it('still changes what it says after signing in', async () => {
    const person = await somebody();
    ({ page } = person);
    person.expect(/\/api\/v1\/me$/);
    await signIn(page, customer, inAccount);
    await page.getByRole('main').getByRole('listitem').first().waitFor();
    for (const path of [inAccount, `${inAccount}/tickets/new`, '/profile']) {
      await page.evaluate(() => localStorage.setItem('atrium.language', 'en'));
      await page.goto(stack.web_url + path);
      await page.locator('h1 span:not(.skeleton-title)').waitFor();
      await page.waitForLoadState('networkidle');
      await page.route('**/api/v1/me', (route) =>
        route.request().method() === 'PATCH' ? route.abort() : route.fallback(),
      );
      await translate(page);
      await page.locator('.person-button').click();
      await page.locator('#person-menu').getByText('Deutsch', { exact: true }).click();
      await page.waitForFunction(() => document.documentElement.lang === 'de');
      await page.keyboard.press('Escape');
      await speaksGerman(/./);
    }
  });
});

describe('an agent with 60 tickets', () => {
  let page;

  before(async () => {
    const person = await somebody();
    page = person.page;
    await exaggerate(person.context);
    // Her profile says German, whose words are longer.
    await signIn(page, agent, '/staff/tickets');
    await page.getByRole('heading', { level: 1, name: 'Eingang' }).waitFor();
  });

  it('sees the queue', async () => {
    await page.getByRole('row').nth(60).waitFor();
    await fits(page, 'queue');
    const whole = await page
      .locator('tbody tr')
      .evaluateAll((rows) => rows.filter((row) => row.getBoundingClientRect().bottom <= innerHeight).length);
    assert.ok(whole >= 10, `${whole} rows are seen at 1280 × 800`);
    assert.equal(await directionOf(page.getByText(hebrewName).last()), 'rtl');
  });

  it('reads a ticket', async () => {
    await page.getByRole('row').nth(2).getByRole('link').click();
    await page.getByRole('article').first().waitFor();
    await page.getByText(longName).first().waitFor();
    await fits(page, 'staff-ticket');
  });

  it('is led on without scrolling, and can leave a ticket behind', async () => {
    const onward = page.getByRole('region', { name: 'Nächste Anfrage' });
    const next = onward.getByRole('link');
    assert.ok(await inView(next), 'the way on');
    const first = await next.getAttribute('href');
    await onward.getByRole('button', { name: 'Überspringen' }).click();
    await page.waitForFunction(
      (before) => document.querySelector('.queue-next a').getAttribute('href') !== before,
      first,
    );
    const second = await next.getAttribute('href');
    await page.reload();
    await next.waitFor();
    assert.equal(await next.getAttribute('href'), second, 'it stays behind');
  });
});

describe('before signing in', () => {
  const phone = { width: 360, height: 640 };
  it('one can type at once', async () => {
    const { page } = await somebody({ locale: 'de-DE' });
    await page.goto(stack.web_url);
    await page.getByRole('button', { name: 'Anmelden', exact: true }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('name')), 'email');
    await fits(page, 'sign-in');
    const foot = page.getByRole('contentinfo');
    const spilling = await foot.getByRole('group').evaluateAll((groups) =>
      groups
        .filter((group) => {
          const { right } = group.querySelector('.options').getBoundingClientRect();
          return [...group.querySelectorAll('.option')].some(
            (option) => option.getBoundingClientRect().right > right - 4,
          );
        })
        .map((group) => group.textContent),
    );
    assert.deepEqual(spilling, []);
    assert.equal(await foot.getByRole('link', { name: '+46 8' }).getAttribute('href'), 'tel:+46855501020');
    for (const name of ['Impressum', 'Datenschutz', 'AGB'])
      assert.match(await foot.getByRole('link', { name }).getAttribute('href'), /^https:/);
  });

  it('the mail’s code has its name and heading in view on a phone, and so has what is wrong with it', async () => {
    const person = await somebody({ viewport: phone });
    const { page } = person;
    person.expect(/\/auth\/confirm-sign-up$/);
    const json = { session: 'a', digits: 8, expires_in: 1800, resend_after: 30 };
    await page.route('**/auth/sign-up', (route) => route.fulfill({ status: 202, json }));
    const refusal = { status: 401, code: 'challenge_refused', errors: [] };
    await page.route('**/auth/confirm-sign-up', (route) => route.fulfill({ status: 401, json: refusal }));
    await page.goto(`${stack.web_url}/sign-up`);
    await page.getByLabel('Your name').fill(longName);
    await page.getByLabel('Company').fill(hebrewName);
    await page.getByLabel('Work email address').fill(longEmail);
    await page.getByLabel(/^I accept the terms/).check();
    await fits(page, 'sign-up');
    await page.setViewportSize(phone);
    await page.getByRole('button', { name: 'Continue' }).click();
    const code = page.getByLabel('Code from the email');
    await code.waitFor();
    assert.ok(await code.evaluate((element) => element === document.activeElement));
    assert.ok(await inView(page.getByRole('heading', { level: 1, name: 'Check your email' })), 'the heading');
    assert.ok(await inView(page.getByText('Code from the email', { exact: true })), 'the label');
    await fits(page, 'mailed-code');

    for (const size of [phone, { width: 1280, height: 800 }]) {
      await page.setViewportSize(size);
      await code.fill('12345678');
      await page.getByLabel('Choose a password').fill('amber kettle orbit lamp');
      await page.getByLabel('Choose a password').press('Enter');
      const alert = page.getByRole('alert');
      await alert.getByText('This code was not accepted.').waitFor();
      await page.waitForFunction(() => document.activeElement.getAttribute('name') === 'code');
      assert.ok(await inView(alert), `the refusal at ${size.width} px`);
    }
  });

  it('who has lost the authenticator reads what to do and whom to call', async () => {
    const { page } = await somebody();
    const challenge = { name: 'totp', session: 'a', expires_in: 180 };
    await page.route('**/auth/sign-in', (route) => route.fulfill({ json: { challenge } }));
    await page.goto(stack.web_url);
    await page.getByLabel('Email address').fill('lea@vogt.example');
    await page.getByLabel('Password', { exact: true }).fill('amber kettle orbit lamp');
    await page.keyboard.press('Enter');
    await page.getByText('Lost your phone or the app?').click();
    const way = page.getByRole('group').filter({ hasText: 'Lost your phone' });
    await way.getByText('contact Lindholm Instruments').waitFor();
    await way.getByRole('link', { name: '+46 8 555 010 20' }).waitFor();
    await fits(page, 'lost');
  });
});

describe('a browser that refuses', () => {
  it('cookies, storage, locks and channels: it says what to do, and lets the person sign in all the same', async () => {
    const { page, context } = await somebody();
    await context.addInitScript(() => {
      const refuse = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
      Object.defineProperty(Navigator.prototype, 'cookieEnabled', { get: () => false });
      Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined });
      for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, { get: refuse });
      LockManager.prototype.request = async () => refuse();
      window.BroadcastChannel = refuse;
    });
    await page.goto(stack.web_url);
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await page.getByRole('alert').getByText('Allow cookies in the settings of your browser').waitFor();
    await fits(page, 'refused');
    await enter(page, agent);
  });

  it('something nobody thought of: the page before sign-in says so, and goes on', async () => {
    const person = await somebody();
    const { page } = person;
    await page.goto(stack.web_url);
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    await page.evaluate(() => {
      const { checkVisibility } = Element.prototype;
      Element.prototype.checkVisibility = () => {
        Element.prototype.checkVisibility = checkVisibility;
        throw new Error('refused');
      };
    });
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Something went wrong here' }).waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  });
});

nobodyComplained();
