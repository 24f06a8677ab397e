/** Setting up an authenticator app: by choice on the profile, and because it is demanded. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { counting, somebody } from '../journey.mjs';
import { look } from '../looks.mjs';
import { codeMailedTo, mailWithCode } from '../mail.mjs';
import { readQr } from '../qr.mjs';
import { stack } from '../stack.mjs';
import { unusedCode } from '../totp.mjs';
import { addressOf, button, heading, lea, password, passwordField, secretIn } from './people.mjs';

export function secondFactorWalks() {
  describe('a second factor', () => {
    it('is offered on the profile', async () => {
      const { page } = lea;
      await page.goto(`${stack.web_url}/profile`);
      await page.getByRole('heading', { level: 2, name: 'Sign-in and security' }).waitFor();
      await look(page, 'profile');
      await page.getByRole('link', { name: 'Open sign-in and security' }).click();
      await page.getByText('Not set up.').waitFor();
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
      lea.secret = secretIn(uri);
      await page.getByText('Enter the key by hand').click();
      const shown = await page.getByRole('button', { name: /^Copy the key/ }).textContent();
      assert.equal(shown.replaceAll(' ', ''), lea.secret);
      const sent = counting(page, 'POST', /\/confirm-totp$/);
      await page.getByLabel('Six-digit code').fill(await unusedCode(lea.secret));
      // Six digits are sent by themselves, and once more by whoever does not see that.
      await page.keyboard.press('Enter');
      await heading(page, 'Sign-in and security').waitFor();
      assert.equal(sent.length, 1);
      await page.getByRole('main').getByText('Your authenticator app is set up.').waitFor();
      await button(page.getByRole('dialog', { name: 'Your recovery codes' }), 'I have kept them').click();
      await page.getByText('Set up. It gives you the code for signing in.').waitFor();
      await look(page, 'security-authenticator');
    });

    it('leaves the new customer free to ask their first question', async () => {
      const { page } = lea;
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'New request' }).click();
      await page.getByLabel('Subject').fill('Do you calibrate gauges of other makes?');
      await page.getByLabel('Your message').fill('We have six of them.');
      await button(page, 'Send').click();
      await heading(page, 'Do you calibrate gauges of other makes?').waitFor();
      await page.getByText('We have six of them.').waitFor();
    });
  });
}

export function demandedFactorWalks() {
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
      await page.getByLabel(/^Ich akzeptiere/).tap();
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
