/** From nobody to a customer with a second factor and a new password, by the mails that were really sent. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unusedCode } from './browser.mjs';
import { look } from './looks.mjs';
import { codeMailedTo, mailWithCode, mailWithoutCode, otherThan } from './mail.mjs';
import { readQr } from './qr.mjs';
import { stack } from './stack.mjs';

const run = Date.now().toString(36);
const addressOf = (name) => `${name}.${run}@vogt-feinwerk.example`;
const password = 'amber kettle orbit lamp';
const newPassword = 'violin granite meadow river';

const heading = (page, name) => page.getByRole('heading', { level: 1, name });
const button = (page, name) => page.getByRole('button', { name, exact: true });
const codeField = (page) => page.getByLabel('Code from the mail');
const passwordField = (page, name = 'Password') => page.getByLabel(name, { exact: true });
const focusIsOn = (page, name) =>
  page.waitForFunction((wanted) => document.activeElement?.getAttribute('name') === wanted, name);

function secretIn(uri) {
  const { protocol, host, searchParams } = new URL(uri);
  assert.equal(`${protocol}//${host}`, 'otpauth://totp');
  assert.ok(searchParams.get('issuer'), 'an app shows whose code it is');
  return searchParams.get('secret');
}

async function askForAccount(page, email) {
  await page.goto(`${stack.web_url}/sign-up`);
  await page.getByLabel('Your name').fill('Lea Vogt');
  await page.getByLabel('Company').fill('Vogt Feinwerk GmbH');
  await page.getByLabel('Work e-mail address').fill(email);
  await button(page, 'Continue').click();
  await heading(page, 'Check your mail').waitFor();
  await page.getByText(email).waitFor();
}

/** `somebody` opens a browser of their own; `counting` counts their requests. */
export function signUpWalks({ somebody, counting }) {
  const email = addressOf('lea');
  // A domain as people write it, and as mail needs it.
  const slow = {
    typed: `tom.${run}@vögt-feinwerk.example`,
    email: `tom.${run}@xn--vgt-feinwerk-4ib.example`,
  };
  let lea;
  let secret;

  describe('an account of one’s own', () => {
    it('names what is missing before anything is sent', async () => {
      lea = await somebody();
      const { page } = lea;
      const sent = counting(page, 'POST', /sign-up$/);
      await page.goto(`${stack.web_url}/`);
      await page.getByLabel('E-mail address').fill(email);
      await page.getByRole('link', { name: 'Create an account' }).click();
      await heading(page, 'Create an account').waitFor();
      await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
      assert.equal(await page.getByLabel('Work e-mail address').inputValue(), email);
      await look(page, 'sign-up');
      await button(page, 'Continue').click();
      await focusIsOn(page, 'name');
      assert.equal(await page.getByLabel('Company').getAttribute('aria-invalid'), 'true');
      assert.equal(sent.length, 0);
      await look(page, 'sign-up-errors');
    });

    it('keeps what was typed when the connection is lost', async () => {
      const { page, context } = lea;
      lea.expect(/\/auth\/sign-up$/);
      await page.getByLabel('Your name').fill('Lea Vogt');
      await page.getByLabel('Company').fill('Vogt Feinwerk GmbH');
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
      await heading(page, 'Check your mail').waitFor();
      await page.getByText(email).waitFor();
      await focusIsOn(page, 'code');
      assert.equal(sent.length, 1);
      const { language, time_zone } = sent[0].postDataJSON();
      assert.equal(language, 'en');
      assert.equal(time_zone, await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone));
      assert.equal(await button(page, 'Send a new code').isDisabled(), true, 'the mail has just left');
      await look(page, 'check-mail');
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
      const [earlier, newest] = [await codeMailedTo(email, 1), await codeMailedTo(email, 2)];
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
      await codeField(page).fill((await codeMailedTo(email, 2)).replace(' ', ''));
      assert.match(await codeField(page).inputValue(), /^\d{4} \d{4}$/);
      await field.fill('short');
      await button(page, 'Create account').click();
      await page.getByText('This is too short').waitFor();
      await focusIsOn(page, 'password');
      assert.equal(sent.length, 0);
      await field.fill('passwordpassword');
      await button(page, 'Create account').click();
      await page.getByText('This is easily guessed.').waitFor();
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
      await page.getByText('Ask your first question').waitFor();
      assert.doesNotMatch(await page.evaluate(() => JSON.stringify(sessionStorage)), /arrival/);
      await look(page, 'welcome');
    });

    it('tells an address with an account nothing but by mail', async () => {
      const { page } = await somebody();
      await askForAccount(page, email);
      await codeField(page).waitFor();
      await mailWithoutCode(email, /There is one already/);
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
      slow.person = await somebody();
      await askForAccount(slow.person.page, slow.typed);
    });
  });

  describe('a second factor', () => {
    it('is offered on the profile', async () => {
      const { page } = lea;
      await page.goto(`${stack.web_url}/profile`);
      await page.getByRole('heading', { level: 2, name: 'Sign-in and security' }).waitFor();
      await page.getByText('Not set up.').waitFor();
      await look(page, 'profile-security');
      await page.getByRole('link', { name: 'Set up an authenticator app' }).click();
    });

    it('takes the password once more', async () => {
      const { page } = lea;
      lea.expect(/\/auth\/sign-in$/);
      await passwordField(page).fill('not the password');
      await button(page, 'Continue').click();
      await page.getByText('This is not your password.').waitFor();
      await look(page, 'authenticator-password');
      await passwordField(page).fill(password);
      await button(page, 'Continue').click();
      await page.getByRole('img', { name: /^QR code/ }).waitFor();
      await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    });

    it('says what may be wrong with a code', async () => {
      const { page } = lea;
      lea.expect(/\/auth\/confirm-totp$/);
      await page.getByText('Enter the key by hand').click();
      await look(page, 'authenticator');
      await page.getByLabel('Six-digit code').fill('000 000');
      await page.getByRole('alert').getByText('This code does not match.').waitFor();
      assert.equal(await page.getByLabel('Six-digit code').inputValue(), '');
      await look(page, 'authenticator-refused');
    });

    it('is set up with what a camera sees, in the dark too', async () => {
      const { page } = lea;
      const before = await readQr(page);
      await page.reload();
      await page.getByText('This code is a new one.').waitFor();
      await page.getByRole('img', { name: /^QR code/ }).scrollIntoViewIfNeeded();
      const uri = await readQr(page);
      assert.notEqual(uri, before);
      await page.emulateMedia({ colorScheme: 'dark' });
      assert.equal(await readQr(page), uri);
      await page.emulateMedia({ colorScheme: 'light' });
      secret = secretIn(uri);
      await page.getByText('Enter the key by hand').click();
      const shown = await page.getByRole('button', { name: /^Copy the key/ }).textContent();
      assert.equal(shown.replaceAll(' ', ''), secret);
      const sent = counting(page, 'POST', /\/confirm-totp$/);
      await page.getByLabel('Six-digit code').fill(await unusedCode(secret));
      // Six digits are sent by themselves, and once more by whoever does not see that.
      await page.keyboard.press('Enter');
      await heading(page, 'My profile').waitFor();
      assert.equal(sent.length, 1);
      await page.getByRole('main').getByText('Your authenticator app is set up.').waitFor();
      await page.getByText('Set up. Signing in takes its code as well.').waitFor();
      await look(page, 'profile-authenticator');
    });

    it('leaves the new customer free to ask their first question', async () => {
      const { page } = lea;
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Ask us' }).click();
      await page.getByLabel('Subject').fill('Do you calibrate gauges of other makes?');
      await page.getByLabel('Your message').fill('We have six of them.');
      await button(page, 'Send').click();
      await heading(page, 'Do you calibrate gauges of other makes?').waitFor();
      await page.getByText('We have six of them.').waitFor();
    });
  });

  describe('a forgotten password', () => {
    it('is another one after a code from the mail, and opens nothing without the second factor', async () => {
      const { page } = lea;
      await page.getByRole('button', { name: /^Your menu/ }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByText('You are signed out.').waitFor();
      assert.equal(await page.evaluate(() => sessionStorage.length), 0);
      await page.getByLabel('E-mail address').fill(email);
      await page.getByRole('link', { name: 'Forgot password?' }).click();
      await heading(page, 'Choose a new password').waitFor();
      assert.equal(await page.getByLabel('E-mail address').inputValue(), email);
      await look(page, 'forgot-password');
      const asked = counting(page, 'POST', /\/auth\/forgot-password$/);
      await button(page, 'Send code').dblclick();
      await codeField(page).waitFor();
      await page.getByText('This signs out all your devices.').waitFor();
      await look(page, 'forgot-password-code');
      assert.equal(asked.length, 1);
      await codeField(page).fill(await codeMailedTo(email, 3));
      await passwordField(page, 'New password').fill(newPassword);
      const changed = counting(page, 'POST', /\/auth\/confirm-forgot-password$/);
      await button(page, 'Save and sign in').dblclick();
      await heading(page, 'Enter your code').waitFor();
      assert.equal(changed.length, 1);
      await page.getByText('All other devices have been signed out.').first().waitFor();
      await look(page, 'forgot-password-second-factor');
    });

    it('asks for the code of the app over a reload, and then lets the person in', async () => {
      const { page } = lea;
      await page.reload();
      await page.getByLabel('Six-digit code').fill(await unusedCode(secret));
      await page.getByRole('navigation', { name: 'Main' }).waitFor();
      await page.getByRole('link', { name: 'Do you calibrate gauges of other makes?' }).waitFor();
    });

    it('is no longer taken', async () => {
      const visitor = await somebody();
      visitor.expect(/\/auth\/sign-in$/);
      const { page } = visitor;
      await page.goto(`${stack.web_url}/sign-in`);
      await page.getByLabel('E-mail address').fill(email);
      await passwordField(page).fill(password);
      await button(page, 'Sign in').click();
      await page.getByRole('alert').getByText('E-mail address or password is not correct.').waitFor();
    });

    it('looks the same for an address that nobody has', async () => {
      const { page } = await somebody();
      const nobody = addressOf('nobody');
      await page.goto(`${stack.web_url}/forgot-password`);
      await page.getByLabel('E-mail address').fill(nobody);
      await button(page, 'Send code').click();
      await codeField(page).waitFor();
      await mailWithoutCode(nobody, /no active account/);
    });
  });

  describe('another mail', () => {
    it('comes after half a minute, and makes the first code worthless', async () => {
      const { page } = slow.person;
      slow.person.expect(/\/auth\/confirm-sign-up$/);
      const first = await codeMailedTo(slow.email, 1);
      await button(page, 'Send a new code').click({ timeout: 45_000 });
      await page.getByRole('main').getByText('A new mail is on its way.').waitFor();
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

  describe('a change of password', () => {
    it('signs out the other devices, and leaves the person where they were', async () => {
      const { page } = slow.person;
      const other = await somebody();
      other.expect(/\/(refresh-session|me)$/);
      await other.page.goto(`${stack.web_url}/sign-in`);
      await other.page.getByLabel('E-mail address').fill(slow.typed);
      await passwordField(other.page).fill(password);
      await button(other.page, 'Sign in').click();
      await other.page.getByRole('navigation', { name: 'Main' }).waitFor();

      await page.goto(`${stack.web_url}/profile`);
      await page.getByRole('link', { name: 'Change password' }).click();
      await heading(page, 'Choose a new password').waitFor();
      assert.equal(await page.getByLabel('E-mail address').inputValue(), slow.email);
      await page.getByRole('link', { name: 'Back to my profile' }).waitFor();
      await button(page, 'Send code').click();
      await codeField(page).fill(await codeMailedTo(slow.email, 3));
      await passwordField(page, 'New password').fill(newPassword);
      await button(page, 'Save and sign in').click();
      await heading(page, 'My profile').waitFor();
      await page.getByRole('main').getByText('All other devices have been signed out.').waitFor();

      await other.page.reload();
      await heading(other.page, 'Sign in').waitFor();
    });
  });

  describe('on a phone, in German', () => {
    it('goes from nothing to a second factor that is demanded, by touch', async () => {
      const phone = {
        viewport: { width: 360, height: 780 },
        hasTouch: true,
        isMobile: true,
        locale: 'de-DE',
      };
      const { page } = await somebody(phone);
      const own = addressOf('mia');
      // As a company does that demands it; who signs up is the only member of theirs.
      await page.route('**/auth/sign-in', (route) => {
        const postData = { ...route.request().postDataJSON(), set_up_totp: true };
        return route.continue({ postData });
      });
      await page.goto(`${stack.web_url}/sign-in`);
      await page.getByRole('link', { name: 'Konto anlegen' }).tap();
      await page.getByLabel('Ihr Name').fill('Mia Vogt');
      await page.getByLabel('Unternehmen').fill('Vogt Feinwerk GmbH');
      await page.getByLabel('Geschäftliche E-Mail-Adresse').fill(own);
      await button(page, 'Weiter').tap();
      const code = page.getByLabel('Code aus der Mail');
      await code.waitFor();
      assert.match((await mailWithCode(own)).BodyText, /Geben Sie diesen Code/);
      await code.fill(await codeMailedTo(own, 1));
      await passwordField(page, 'Passwort wählen').fill(password);
      await page.getByRole('button', { name: 'Passwort anzeigen' }).tap();
      assert.equal(await passwordField(page, 'Passwort wählen').getAttribute('type'), 'text');
      await button(page, 'Konto anlegen').tap();
      await page.getByText('Ihr Unternehmen verlangt').waitFor();
      const link = page.getByRole('link', { name: 'In Ihrer Authentifizierungs-App öffnen' });
      await link.waitFor();
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(sideways <= 0, `scrolls sideways by ${sideways} px`);
      await look(page, 'authenticator-demanded');
      const key = secretIn(await link.getAttribute('href'));
      await page.getByLabel('Sechsstelliger Code').fill(await unusedCode(key));
      await page.getByRole('navigation', { name: 'Hauptmenü' }).waitFor();
      await page.getByRole('main').getByText('Ihre Authentifizierungs-App ist eingerichtet.').waitFor();
    });
  });
}
