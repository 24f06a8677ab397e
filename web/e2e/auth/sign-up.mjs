/** From nobody to a customer, by the mails that were really sent. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { counting, somebody } from '../journey.mjs';
import { look } from '../looks.mjs';
import { codeMailedTo, mailWithoutCode, otherThan } from '../mail.mjs';
import { stack } from '../stack.mjs';
import {
  addressOf,
  askForAccount,
  button,
  codeField,
  focusIsOn,
  heading,
  lea,
  password,
  passwordField,
  slow,
} from './people.mjs';

export function signUpWalks() {
  describe('an account of one’s own', () => {
    it('names what is missing before anything is sent', async () => {
      Object.assign(lea, await somebody());
      const { page } = lea;
      const sent = counting(page, 'POST', /sign-up$/);
      await page.goto(`${stack.web_url}/`);
      await page.getByLabel('Email address').fill(lea.email);
      await page.getByRole('link', { name: 'Create an account' }).click();
      await heading(page, 'Create an account').waitFor();
      await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
      assert.equal(await page.getByLabel('Work email address').inputValue(), lea.email);
      await look(page, 'sign-up');
      await button(page, 'Continue').click();
      await focusIsOn(page, 'name');
      assert.equal(await page.getByLabel('Company').getAttribute('aria-invalid'), 'true');
      const agreed = page.getByLabel(/^I accept the terms/);
      assert.equal(await agreed.getAttribute('aria-invalid'), 'true');
      assert.equal(sent.length, 0);
      await look(page, 'sign-up-errors');
    });

    it('keeps what was typed when the connection is lost', async () => {
      const { page, context } = lea;
      lea.expect(/\/auth\/sign-up$/);
      await page.getByLabel('Your name').fill('Lea Vogt');
      await page.getByLabel('Company').fill('Vogt Feinwerk GmbH');
      await page.getByLabel(/^I accept the terms/).check();
      await context.setOffline(true);
      await button(page, 'Continue').click();
      await page.getByRole('alert').getByText('No answer from the portal.').waitFor();
      await context.setOffline(false);
      assert.equal(await page.getByLabel('Company').inputValue(), 'Vogt Feinwerk GmbH');
    });

    it('sends one mail, however often the button is pressed', async () => {
      const { page } = lea;
      const sent = counting(page, 'POST', /sign-up$/);
      await button(page, 'Continue').dblclick();
      await heading(page, 'Check your email').waitFor();
      await page.getByText(lea.email).waitFor();
      await focusIsOn(page, 'code');
      assert.equal(sent.length, 1);
      const { language, time_zone } = sent[0].postDataJSON();
      assert.equal(language, 'en');
      assert.equal(time_zone, await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone));
      assert.equal(await button(page, 'Send a new code').isDisabled(), true, 'the mail has just left');
      await look(page, 'check-mail');
    });

    it('leaves digits that an input method composes alone until they are chosen', async () => {
      const { page } = lea;
      const devtools = await page.context().newCDPSession(page);
      const compose = (text) =>
        devtools.send('Input.imeSetComposition', {
          text,
          selectionStart: text.length,
          selectionEnd: text.length,
        });
      await compose('１');
      await compose('１２');
      // By the second frame everything that follows a keystroke is on the page.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      assert.equal(await codeField(page).inputValue(), '１２');
      await devtools.send('Input.insertText', { text: '１２３４５' });
      const typed = await codeField(page).elementHandle();
      await page.waitForFunction((field) => field.value === '1234 5', typed);
      await codeField(page).fill('');
    });

    it('keeps the step over a reload, and all that was typed on the way back', async () => {
      const { page } = lea;
      await passwordField(page, 'Choose a password').fill(password);
      await page.reload();
      await codeField(page).waitFor();
      assert.equal(await passwordField(page, 'Choose a password').inputValue(), '');
      assert.doesNotMatch(await page.evaluate(() => JSON.stringify(sessionStorage)), /amber/);
      await button(page, 'Go back').click();
      await heading(page, 'Create an account').waitFor();
      assert.equal(await page.getByLabel('Your name').inputValue(), 'Lea Vogt');
      await button(page, 'Continue').click();
      await codeField(page).waitFor();
    });

    it('refuses a wrong code, and one of an earlier mail', async () => {
      const { page } = lea;
      lea.expect(/\/auth\/confirm-sign-up$/);
      const [earlier, newest] = [await codeMailedTo(lea.email, 1), await codeMailedTo(lea.email, 2)];
      await passwordField(page, 'Choose a password').fill(password);
      for (const code of [otherThan(newest), earlier === newest ? otherThan(newest) : earlier]) {
        await codeField(page).fill(code);
        await button(page, 'Create account').click();
        await page.getByRole('alert').getByText('This code was not accepted.').waitFor();
        await focusIsOn(page, 'code');
        assert.equal(await codeField(page).inputValue(), '');
      }
      assert.equal(await passwordField(page, 'Choose a password').inputValue(), password);
      await look(page, 'check-mail-refused');
    });

    it('says at the password what is wrong with it', async () => {
      const { page } = lea;
      const sent = counting(page, 'POST', /confirm-sign-up$/);
      const field = passwordField(page, 'Choose a password');
      // As it is pasted from a mail.
      await codeField(page).fill((await codeMailedTo(lea.email, 2)).replace(' ', ''));
      assert.match(await codeField(page).inputValue(), /^\d{4} \d{4}$/);
      await field.fill('short');
      await button(page, 'Create account').click();
      await page.getByText('This is too short').waitFor();
      await focusIsOn(page, 'password');
      assert.equal(sent.length, 0);
      await field.fill('passwordpassword');
      await button(page, 'Create account').click();
      await page.getByText('This is easy to guess.').waitFor();
      assert.equal(await field.getAttribute('aria-invalid'), 'true');
      await look(page, 'check-mail-weak');
    });

    it('opens the account and signs in at once', async () => {
      const { page } = lea;
      await passwordField(page, 'Choose a password').fill(password);
      await button(page, 'Create account').dblclick();
      await page.getByRole('navigation', { name: 'Main' }).waitFor();
      await page.waitForURL(/\/accounts\/acc_/);
      await page.getByRole('main').getByText('Welcome! Your account is open.').waitFor();
      await page.getByText('Send us your first request').waitFor();
      assert.doesNotMatch(await page.evaluate(() => JSON.stringify(sessionStorage)), /arrival/);
      await look(page, 'welcome');
    });

    it('tells an address with an account nothing but by mail', async () => {
      const { page } = await somebody();
      await askForAccount(page, lea.email);
      await codeField(page).waitFor();
      await mailWithoutCode(lea.email, /There is one already/);
    });

    it('says when the code has expired', async () => {
      const { page } = await somebody();
      await page.clock.install();
      await askForAccount(page, addressOf('late'));
      await passwordField(page, 'Choose a password').fill(password);
      await page.clock.fastForward('31:00');
      await page.getByRole('alert').getByText('The code has expired.').waitFor();
      await look(page, 'check-mail-expired');
      await button(page, 'Send a new code').click();
      await codeField(page).waitFor();
      assert.equal(await passwordField(page, 'Choose a password').inputValue(), password);
      await codeMailedTo(addressOf('late'), 2);
    });

    it('starts somebody else, who is in no hurry', async () => {
      Object.assign(slow, await somebody());
      await askForAccount(slow.page, slow.typed);
    });
  });
}

export function anotherMailWalks() {
  describe('another mail', () => {
    it('comes after half a minute, and makes the first code worthless', async () => {
      const { page } = slow;
      slow.expect(/\/auth\/confirm-sign-up$/);
      const first = await codeMailedTo(slow.email, 1);
      await button(page, 'Send a new code').click({ timeout: 45_000 });
      await page.getByRole('main').getByText('A new email is on its way.').waitFor();
      await focusIsOn(page, 'code');
      await look(page, 'check-mail-again');
      const second = await codeMailedTo(slow.email, 2);
      await passwordField(page, 'Choose a password').fill(password);
      await codeField(page).fill(first === second ? otherThan(second) : first);
      await button(page, 'Create account').click();
      await page.getByRole('alert').getByText('This code was not accepted.').waitFor();
      await codeField(page).fill(second);
      await button(page, 'Create account').click();
      await page.getByRole('navigation', { name: 'Main' }).waitFor();
    });
  });
}
