/** A forgotten password, and one that is changed. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { counting, somebody } from '../journey.mjs';
import { look } from '../looks.mjs';
import { codeMailedTo, mailWithoutCode } from '../mail.mjs';
import { stack } from '../stack.mjs';
import { unusedCode } from '../totp.mjs';
import {
  addressOf,
  button,
  codeField,
  heading,
  lea,
  newPassword,
  password,
  passwordField,
  slow,
} from './people.mjs';

export function forgottenPasswordWalks() {
  describe('a forgotten password', () => {
    it('is another one after a code from the mail, and opens nothing without the second factor', async () => {
      const { page } = lea;
      await page.getByRole('button', { name: /^Your menu/ }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByText('You are signed out.').waitFor();
      assert.equal(await page.evaluate(() => sessionStorage.length), 0);
      await page.getByLabel('Email address').fill(lea.email);
      await page.getByRole('link', { name: 'Forgot password?' }).click();
      await heading(page, 'Reset your password').waitFor();
      assert.equal(await page.getByLabel('Email address').inputValue(), lea.email);
      await look(page, 'forgot-password');
      const asked = counting(page, 'POST', /\/auth\/forgot-password$/);
      await button(page, 'Send code').dblclick();
      await codeField(page).waitFor();
      await page.getByText('This signs out all your devices.').waitFor();
      await look(page, 'forgot-password-code');
      assert.equal(asked.length, 1);
      await codeField(page).fill(await codeMailedTo(lea.email, 3));
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
      await page.getByLabel('Six-digit code').fill(await unusedCode(lea.secret));
      await page.getByRole('navigation', { name: 'Main' }).waitFor();
      await page.getByRole('link', { name: 'Do you calibrate gauges of other makes?' }).waitFor();
    });

    it('is no longer taken', async () => {
      const visitor = await somebody();
      visitor.expect(/\/auth\/sign-in$/);
      const { page } = visitor;
      await page.goto(`${stack.web_url}/sign-in`);
      await page.getByLabel('Email address').fill(lea.email);
      await passwordField(page).fill(password);
      await button(page, 'Sign in').click();
      await page.getByRole('alert').getByText('The email address or the password is not correct.').waitFor();
    });

    it('looks the same for an address that nobody has', async () => {
      const { page } = await somebody();
      const nobody = addressOf('nobody');
      await page.goto(`${stack.web_url}/forgot-password`);
      await page.getByLabel('Email address').fill(nobody);
      await button(page, 'Send code').click();
      await codeField(page).waitFor();
      await mailWithoutCode(nobody, /no active account/);
    });
  });
}

export function changedPasswordWalks() {
  describe('a change of password', () => {
    it('signs out the other devices, and leaves the person where they were', async () => {
      const { page } = slow;
      const other = await somebody();
      other.expect(/\/(refresh-session|me)$/);
      await other.page.goto(`${stack.web_url}/sign-in`);
      await other.page.getByLabel('Email address').fill(slow.typed);
      await passwordField(other.page).fill(password);
      await button(other.page, 'Sign in').click();
      await other.page.getByRole('navigation', { name: 'Main' }).waitFor();

      await page.goto(`${stack.web_url}/profile/security`);
      await page.getByRole('link', { name: 'Forgot it? Reset it by email' }).click();
      await heading(page, 'Reset your password').waitFor();
      assert.equal(await page.getByLabel('Email address').inputValue(), slow.email);
      await page.getByRole('link', { name: 'Back to my profile' }).waitFor();
      await button(page, 'Send code').click();
      await codeField(page).fill(await codeMailedTo(slow.email, 3));
      await passwordField(page, 'New password').fill(newPassword);
      await button(page, 'Save and sign in').click();
      await heading(page, 'Sign-in and security').waitFor();
      await page.getByRole('main').getByText('All other devices have been signed out.').waitFor();

      await other.page.reload();
      await heading(other.page, 'Sign in').waitFor();
    });
  });
}
