/** A passkey, recovery codes, the devices that are signed in, and showing once more who one is. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { somebody } from '../journey.mjs';
import { look } from '../looks.mjs';
import { codeMailedTo } from '../mail.mjs';
import { readQr } from '../qr.mjs';
import { stack } from '../stack.mjs';
import { unusedCode } from '../totp.mjs';
import {
  addressOf,
  askForAccount,
  button,
  codeField,
  heading,
  password,
  passwordField,
  secretIn,
} from './people.mjs';

const ada = { email: addressOf('ada') };
const security = `${stack.web_url}/profile/security`;
const part = (page, name) => page.getByRole('region', { name });
const dialog = (page, name) => page.getByRole('dialog', { name });

/** An authenticator in this browser window that always says yes. */
async function withAuthenticator(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function signOut(page) {
  await page.getByRole('button', { name: /^Your menu/ }).click();
  await button(page, 'Sign out').click();
  await page.getByText('You are signed out.').waitFor();
}

async function typeAddress(page) {
  await page.goto(`${stack.web_url}/sign-in`);
  await page.getByLabel('Email address').fill(ada.email);
  await passwordField(page).fill(password);
  await button(page, 'Sign in').click();
}

/** Keeps the codes that are shown, and closes them. */
async function keepCodes(page) {
  const codes = dialog(page, 'Your recovery codes');
  await codes.waitFor();
  ada.codes = await codes.getByRole('listitem').allTextContents();
  assert.equal(new Set(ada.codes).size, 10);
}

export function passkeyWalks() {
  describe('a passkey', () => {
    it('is offered on the start page, once', async () => {
      Object.assign(ada, await somebody());
      const { page } = ada;
      await withAuthenticator(page);
      await askForAccount(page, ada.email);
      await codeField(page).fill(await codeMailedTo(ada.email, 1));
      await passwordField(page, 'Choose a password').fill(password);
      await button(page, 'Create account').click();
      await page.getByText('Protect your account with a second factor').waitFor();
      await look(page, 'home-protect');
      await page.getByRole('link', { name: 'Choose one' }).click();
      await heading(page, 'Sign-in and security').waitFor();
      await look(page, 'security');
    });

    it('is added under a name, and recovery codes follow', async () => {
      const { page } = ada;
      await button(page, 'Add a passkey').click();
      const name = page.getByLabel('Name of the passkey');
      assert.equal(await name.inputValue(), 'Chrome on Linux');
      await name.fill('Work computer');
      await button(page, 'Continue').click();
      await keepCodes(page);
      await look(page, 'security-codes');
      await page.emulateMedia({ media: 'print' });
      assert.ok(await page.getByText(ada.codes[9]).isVisible());
      for (const away of [page.getByRole('navigation'), button(page, 'I have kept them')])
        assert.equal(await away.isVisible(), false);
      await page.emulateMedia({ media: 'screen' });
      await button(page, 'I have kept them').click();
      await part(page, 'Passkeys').getByRole('strong').filter({ hasText: 'Work computer' }).waitFor();
      await page.getByText('10 of your ten codes are left.').waitFor();
      await look(page, 'security-passkey');
    });

    it('signs in alone', async () => {
      const { page } = ada;
      await signOut(page);
      await button(page, 'Sign in with a passkey').click();
      await page.getByRole('navigation', { name: 'Main' }).waitFor();
      await page.goto(security);
      await part(page, 'Where you are signed in').getByText('By passkey').waitFor();
    });

    it('is the second factor after the password, too', async () => {
      const { page } = ada;
      await signOut(page);
      await typeAddress(page);
      await heading(page, 'Use your passkey').waitFor();
      await look(page, 'challenge-passkey');
      await button(page, 'Use passkey').click();
      await page.getByRole('navigation', { name: 'Main' }).waitFor();
    });
  });

  describe('a recovery code', () => {
    it('lets in whoever has neither, and leads on to a new app', async () => {
      ada.other = await somebody();
      const { page, expect } = ada.other;
      expect(/\/auth\/answer-challenge$/);
      await typeAddress(page);
      await button(page, 'Use a recovery code').click();
      await page.getByLabel('Recovery code', { exact: true }).fill('00000-00000');
      await button(page, 'Continue').click();
      await page.getByRole('alert').getByText('This recovery code was not accepted.').waitFor();
      await look(page, 'challenge-recovery');
      await page.getByLabel('Recovery code', { exact: true }).fill(ada.codes[0].toLowerCase());
      await page.getByLabel('I no longer have my app').check();
      await button(page, 'Continue').click();
      await page.getByText('Set up the new app now.').waitFor();
      await page.getByRole('img', { name: /^QR code/ }).scrollIntoViewIfNeeded();
      ada.secret = secretIn(await readQr(page));
      await page.getByLabel('Six-digit code').fill(await unusedCode(ada.secret));
      await page.getByRole('navigation', { name: 'Main' }).waitFor();
    });
  });

  describe('a device that is signed in', () => {
    it('is ended from another one, and out with its next click', async () => {
      const { page, other, expect } = ada;
      other.expect(/\/api\/v1\//);
      // The new app signed this one out.
      expect(/\/auth\/refresh-session$/);
      await page.goto(security);
      await button(page, 'Sign in with a passkey').click();
      const sessions = part(page, 'Where you are signed in');
      await sessions.getByText('This device').waitFor();
      await sessions
        .getByRole('button', { name: /^Sign out Chrome/ })
        .first()
        .click();
      await page.getByText('Done. No longer signed in there.').waitFor();
      await other.page
        .getByRole('navigation', { name: 'Main' })
        .getByRole('link', { name: 'Requests' })
        .click();
      await heading(other.page, 'Sign in').waitFor();
    });
  });

  describe('what concerns security', () => {
    it('asks once more who it is, and then goes on', async () => {
      const { page, expect } = ada;
      expect(/\/auth\/(remove-factor|step-up)$/);
      // As five minutes later.
      let refused = false;
      await page.route('**/auth/remove-factor', (route) => {
        if (refused) return route.continue();
        refused = true;
        const json = { type: 'about:blank', title: 'Forbidden', status: 403, code: 'step_up_required' };
        return route.fulfill({ status: 403, json });
      });
      await page.reload();
      await part(page, 'Passkeys').getByRole('button', { name: 'Remove Work computer' }).click();
      await button(dialog(page, 'Remove the passkey “Work computer”?'), 'Remove').click();
      const asked = dialog(page, 'Is it you?');
      await asked.waitFor();
      await look(page, 'step-up');
      await button(asked, 'Use your password').click();
      await passwordField(asked).fill(password);
      await asked.getByLabel('Six-digit code').fill(await unusedCode(ada.secret));
      await button(asked, 'Confirm').click();
      await button(page, 'Remove Work computer').waitFor({ state: 'detached' });
      await part(page, 'Authenticator app').getByText('Set up.').waitFor();
    });
  });
}
