/** The start page, and what stands at addresses that nobody may see. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { preferEnglish, signIn } from './browser.mjs';
import { nobodyComplained, somebody } from './journey.mjs';
import { look } from './looks.mjs';
import { demo, stack } from './stack.mjs';

const owner = demo('owner');
let customer;

describe('the start page', () => {
  it('greets who has signed in', async () => {
    customer = await somebody();
    await preferEnglish(customer.context);
    await signIn(customer.page, owner);
    await customer.page.getByRole('heading', { level: 1, name: /Anna|Good|Hello/ }).waitFor();
    assert.match(new URL(customer.page.url()).pathname, new RegExp(`^/accounts/${owner.account_ids[0]}$`));
    await customer.page
      .getByRole('table')
      .or(customer.page.getByText('Send us your first request'))
      .first()
      .waitFor();
    await look(customer.page, 'home');
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
      `${stack.web_url}/accounts/${owner.account_ids[0]}/tickets/tic_01ARZ3NDEKTSV4RRFFQ69G5FAV`,
    );
    await customer.page.getByRole('heading', { level: 1, name: 'This page does not exist' }).waitFor();
  });
});

nobodyComplained();
