/** Another address to sign in with, and the way back from the mail to the one of before. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { counting, somebody } from '../journey.mjs';
import { look } from '../looks.mjs';
import { codeMailedTo, mailAbout, otherThan } from '../mail.mjs';
import { stack } from '../stack.mjs';
import {
  addressOf,
  askForAccount,
  button,
  codeField,
  heading,
  lea,
  password,
  passwordField,
} from './people.mjs';

const uma = { email: addressOf('uma') };
const wanted = addressOf('uma.new');
const part = (page) => page.getByRole('region', { name: 'Email address' });

async function enterAs(page, email) {
  await page.goto(`${stack.web_url}/sign-in`);
  await page.getByLabel('Email address').fill(email);
  await passwordField(page).fill(password);
  await button(page, 'Sign in').click();
}

async function undoLink() {
  const { BodyText } = await mailAbout(uma.email, 'Your address was changed');
  const link = BodyText.match(/https?:\/\/[^\s<>"]+/g)?.find((each) => each.includes('/undo-email#'));
  assert.ok(link, `no link in ${BodyText}`);
  // The portal of the mail, wherever this run finds it.
  return `${stack.web_url}/undo-email${new URL(link).hash}`;
}

export function changedEmailWalks() {
  describe('a change of address', () => {
    it('is found from the profile', async () => {
      Object.assign(uma, await somebody());
      const { page } = uma;
      await askForAccount(page, uma.email);
      await codeField(page).fill(await codeMailedTo(uma.email, 1));
      await passwordField(page, 'Choose a password').fill(password);
      await button(page, 'Create account').click();
      await page.getByRole('navigation', { name: 'Main' }).waitFor();
      await page.goto(`${stack.web_url}/profile`);
      await page.getByRole('link', { name: 'Change it' }).click();
      await heading(page, 'Sign-in and security').waitFor();
      await part(page).getByText(uma.email).waitFor();
    });

    it('names what is wrong at the field, before anything is sent', async () => {
      const { page } = uma;
      const sent = counting(page, 'POST', /\/auth\/change-email$/);
      await button(part(page), 'Change address').click();
      const field = page.getByLabel('New email address');
      await field.fill(uma.email);
      await button(part(page), 'Send code').click();
      await page.getByText('This is the address you have already.').waitFor();
      await field.fill('nobody');
      await button(part(page), 'Send code').click();
      await page.getByText('Please enter an email address').waitFor();
      assert.equal(sent.length, 0);
      await look(page, 'change-email');
    });

    it('tells an address that somebody has nothing but by mail', async () => {
      const { page } = uma;
      await page.getByLabel('New email address').fill(lea.email);
      await button(part(page), 'Send code').click();
      await codeField(page).waitFor();
      await mailAbout(lea.email, 'This address has a login already');
      await button(part(page), 'Go back').click();
      assert.equal(await page.getByLabel('New email address').inputValue(), lea.email);
    });

    it('takes the code from the mail, over a reload, and no other one', async () => {
      const { page } = uma;
      uma.expect(/\/auth\/confirm-email$/);
      await page.getByLabel('New email address').fill(wanted);
      await button(part(page), 'Send code').click();
      await part(page).getByText(wanted).waitFor();
      const code = await codeMailedTo(wanted, 1);
      await page.reload();
      await part(page).getByText(wanted).waitFor();
      await codeField(page).fill(otherThan(code));
      await button(part(page), 'Change address').click();
      await page.getByRole('alert').getByText('This code was not accepted.').waitFor();
      await look(page, 'change-email-refused');
      await codeField(page).fill(code);
      await button(part(page), 'Change address').click();
      await part(page).getByText('Your address is changed.').waitFor();
      await part(page).getByText(`We tell ${uma.email} about it.`).waitFor();
      await part(page).getByText(wanted, { exact: true }).waitFor();
      await look(page, 'change-email-done');
      await page.goto(`${stack.web_url}/profile`);
      assert.equal(await page.getByLabel('Email address').inputValue(), wanted);
    });

    it('is what one signs in with', async () => {
      const elsewhere = await somebody();
      // The link signs this one out, too.
      elsewhere.expect(/\/api\/v1\//);
      const { page } = elsewhere;
      await enterAs(page, wanted);
      await page.getByRole('navigation', { name: 'Main' }).waitFor();
    });
  });

  describe('the link in the mail to the address of before', () => {
    it('undoes it, signs out everybody, and leads to a new password', async () => {
      uma.expect(/\/api\/v1\//);
      const { page } = await somebody();
      await page.goto(await undoLink());
      await heading(page, 'Undo the change of your address?').waitFor();
      assert.equal(page.url(), `${stack.web_url}/undo-email`);
      await look(page, 'undo-email');
      await page.reload();
      const sent = counting(page, 'POST', /\/auth\/undo-email$/);
      await button(page, 'Undo the change').dblclick();
      await heading(page, 'The change is undone').waitFor();
      assert.equal(sent.length, 1);
      await look(page, 'undo-email-done');
      await page.getByRole('link', { name: 'Choose a new password' }).click();
      await heading(page, 'Reset your password').waitFor();
      await uma.page.reload();
      await heading(uma.page, 'Sign in').waitFor();
    });

    it('gives the address of before back', async () => {
      const { page } = await somebody();
      await enterAs(page, uma.email);
      await page.getByRole('navigation', { name: 'Main' }).waitFor();
    });

    it('says so when it is not whole', async () => {
      const visitor = await somebody();
      visitor.expect(/\/auth\/undo-email$/);
      const { page } = visitor;
      await page.goto(`${stack.web_url}/undo-email#bm90IHNlYWxlZA`);
      await button(page, 'Undo the change').click();
      await heading(page, 'This link no longer works').waitFor();
      await page.getByText('The link is not complete.').waitFor();
      await look(page, 'undo-email-dead');
    });
  });
}
