/** Whoever is concerned is told: the bell rises by itself, and its entry leads to the request. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { preferEnglish, signIn } from './browser.mjs';
import { nobodyComplained, somebody } from './journey.mjs';
import { look } from './looks.mjs';
import { demo } from './stack.mjs';

const member = demo('member');
const agent = demo('agent');
const subject = `Told of an answer, ${Date.now().toString(36)}`;

let customer;
let staff;

const bell = (page, name) => page.getByRole('banner').getByRole('link', { name });

describe('what people are told', () => {
  it('begins with a request', async () => {
    customer = await somebody();
    await preferEnglish(customer.context);
    await signIn(customer.page, member);
    const { page } = customer;
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'New request' }).click();
    await page.getByLabel('Subject').fill(subject);
    await page.getByText('Work has stopped').click();
    await page.getByText('Today', { exact: true }).click();
    await page.getByLabel('Your message').fill('Please tell me when you know more.');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { level: 1, name: subject }).waitFor();
  });

  it('raises the bell of a customer who looks elsewhere, without a reload', async () => {
    const { page } = customer;
    const [, accountId, , ticketId] = new URL(page.url()).pathname.split('/').slice(1);
    const thread = new URL(page.url()).pathname;
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Requests' }).click();
    await page.getByRole('heading', { level: 1, name: 'Requests' }).waitFor();
    await bell(page, 'Notifications').click();
    await page
      .getByRole('list', { name: 'Notifications' })
      .or(page.getByText('Nothing yet'))
      .first()
      .waitFor();
    const all = page.getByRole('button', { name: 'Mark all as read' });
    if (await all.isVisible()) await all.click();
    await bell(page, /^Notifications$/).waitFor();

    staff = await somebody();
    await preferEnglish(staff.context);
    await signIn(staff.page, agent, `/staff${thread}`);
    await staff.page.getByLabel('Your answer').fill('We know more now.');
    await staff.page.getByRole('button', { name: /^Send/ }).first().click();
    await staff.page.getByText('We know more now.').first().waitFor();
    await bell(page, 'Notifications: 1 unread').waitFor({ timeout: 25_000 });
    assert.ok(accountId && ticketId);
  });

  it('shows what happened, and leads to it', async () => {
    const { page } = customer;
    const entry = page.getByRole('list', { name: 'Notifications' }).getByRole('listitem').first();
    await entry.getByRole('link', { name: subject }).waitFor({ timeout: 15_000 });
    await entry.getByText('1 new').waitFor();
    await look(page, 'notifications');
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await bell(page, /^Notifications$/).waitFor();
    await entry.getByRole('link', { name: subject }).click();
    await page.getByRole('heading', { level: 1, name: subject }).waitFor();
    await page.getByText('We know more now.').waitFor();
  });
});

nobodyComplained();
