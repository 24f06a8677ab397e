/** The start page, and what stands at addresses that nobody may see. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { preferEnglish, signIn } from './browser.mjs';
import { counting, nobodyComplained, somebody } from './journey.mjs';
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
    await customer.page.getByRole('region', { name: 'Answered' }).getByRole('listitem').first().waitFor();
    await look(customer.page, 'home');
  });
});

describe('what waits', () => {
  /** An answered ticket, older than the other tickets of a page of the list, and those. */
  const home = {
    to_do: {
      items: [
        {
          kind: 'ticket_answered',
          id: 'tic_01ARZ3NDEKTSV4RRFFQ69G5FAV',
          reference: 'T-Q69G-5FAV',
          title: 'Answered today, asked long ago',
          of: { id: 'prs_01ARZ3NDEKTSV4RRFFQ69G5FAV', name: 'Anna' },
          since: '2026-01-02T03:04:05Z',
        },
      ],
      count: 100,
      more: true,
    },
    in_progress: { items: [], count: 0, more: false },
  };

  it('is counted by the server, in one call, and never made less than it is', async () => {
    const { page } = customer;
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.route('**/home', (route) => route.fulfill({ json: home }));
    await page.reload();
    await page.getByText('More than 100 requests have been answered.').waitFor();
    await page
      .getByRole('region', { name: 'Answered' })
      .getByRole('link', { name: 'Answered today, asked long ago' })
      .waitFor();
    assert.deepEqual(
      asked.filter((path) => path.includes('/accounts/acc_') && path.startsWith('/api/')),
      [`/api/v1/accounts/${owner.account_ids[0]}/home`],
    );
    await page.unroute('**/home');
    await page.route('**/home', (route) =>
      route.fulfill({ json: { ...home, to_do: { items: [], count: 0, more: false } } }),
    );
    await page.reload();
    await page.getByRole('heading', { name: 'Everything is done' }).waitFor();
    await look(page, 'home-quiet');
    await page.unroute('**/home');
  });
});

describe('at a slow connection', () => {
  it('the start page is asked for beside the person, once', async () => {
    const { page } = customer;
    const asked = counting(page, 'GET', /\/home$/);
    let release;
    const held = new Promise((resolve) => {
      release = resolve;
    });
    await page.route('**/api/v1/me', async (route) => {
      await held;
      await route.fallback();
    });
    const home = page.waitForRequest(/\/home$/);
    await page.reload();
    await home;
    await page.locator('.first').waitFor();
    release();
    await page.getByRole('region', { name: 'Answered' }).getByRole('listitem').first().waitFor();
    assert.equal(asked.length, 1);
    await page.unroute('**/api/v1/me');
  });
});

describe('every address', () => {
  it('answers an unknown one, and another account’s, the same way', async () => {
    const { page } = customer;
    for (const path of [
      '/no/such/page',
      '/tickets/%E0%A4%A',
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
