/** Signing in with two factors, coming back to where one was, and leaving. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { preferEnglish, signIn } from '../browser.mjs';
import { counting, somebody } from '../journey.mjs';
import { look } from '../looks.mjs';
import { demo, stack } from '../stack.mjs';

const person = demo('owner');
let here;

export function signInWalks() {
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
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      const email = page.getByLabel('Email address');
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
      await page.getByLabel('Email address').fill(`nobody-${Date.now()}@nowhere.example`);
      await page.getByLabel('Password', { exact: true }).fill('not the password');
      await page.getByRole('button', { name: 'Show password' }).click();
      assert.equal(await page.getByLabel('Password', { exact: true }).getAttribute('type'), 'text');
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('alert').getByText('The email address or the password is not correct.').waitFor();
    });

    it('asks for the code, refuses a wrong one and lets the person start over', async () => {
      const visitor = await somebody();
      visitor.expect(/\/auth\/answer-challenge$/);
      const { page } = visitor;
      await page.goto(`${stack.web_url}/sign-in`);
      await page.getByLabel('Email address').fill(person.email);
      await page.getByLabel('Password', { exact: true }).fill(person.password);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
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

    it('lets a member in', async () => {
      here = await somebody();
      await preferEnglish(here.context);
      await signIn(here.page, person);
      await here.page.waitForURL(new RegExp(`/accounts/${person.account_ids[0]}$`));
    });

    it('keeps the session over a reload, with nothing readable by scripts', async () => {
      await here.page.reload();
      await here.page.getByRole('navigation', { name: 'Main' }).waitFor();
      const readable = await here.page.evaluate(
        () => document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage),
      );
      assert.doesNotMatch(readable, /eyJ|refresh/);
    });

    it('comes back after signing in, but never to somebody else’s page', async () => {
      const visitor = await somebody();
      await preferEnglish(visitor.context);
      const wanted = `/accounts/${person.account_ids[0]}/tickets`;
      await visitor.page.goto(stack.web_url + wanted);
      await visitor.page.waitForURL(/\/sign-in\?next=/);
      assert.equal(new URL(visitor.page.url()).searchParams.get('next'), wanted);
      await signIn(visitor.page, person, '/sign-in?next=https://evil.example/');
      await visitor.page.waitForURL(`${stack.web_url}/accounts/**`);
    });
  });
}

export function signOutWalks() {
  describe('leaving', () => {
    it('signs out every tab at once', async () => {
      const { page, context } = here;
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
}
