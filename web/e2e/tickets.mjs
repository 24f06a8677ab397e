/** What the portal is for: a customer asks, the company answers, the customer reads it. */

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { preferEnglish, signIn } from './browser.mjs';
import { counting, nobodyComplained, somebody } from './journey.mjs';
import { look } from './looks.mjs';
import { demo } from './stack.mjs';

const member = demo('member');
const agent = demo('agent');
const colleague = demo('admin');
// One part without a space, longer than a phone is wide: no page may grow sideways by it.
const subject = `Display of the micrometer jumps, MX-200/${'0123456789'.repeat(4)}/${Date.now().toString(36)}`;
const answerText = 'Please hold the reset key for five seconds. Does it still jump?';

let customer;
let staff;

/** The ticket's row. The urgent ones are first, and this is one; still, it may be pages away. */
async function findInQueue(page) {
  const entry = page.getByRole('link', { name: subject });
  const more = page.getByRole('button', { name: 'Show more' });
  await page.getByRole('table').waitFor();
  while (!(await entry.isVisible())) {
    const rows = await page.getByRole('row').count();
    await more.click();
    await page.waitForFunction((before) => document.querySelectorAll('tr').length > before, rows);
  }
  return entry;
}

const detailsOf = (page) => page.getByRole('complementary', { name: 'Details' });

describe('a question and its answer', () => {
  before(async () => {
    customer = await somebody();
    staff = await somebody();
    await preferEnglish(customer.context);
    await preferEnglish(staff.context);
    await signIn(customer.page, member);
  });

  let threadPath = '';

  it('keeps a draft over a reload', async () => {
    const { page } = customer;
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'New request' }).click();
    await page.getByRole('heading', { level: 1, name: 'New request' }).waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    await page.getByLabel('Subject').fill(subject);
    await page.getByLabel('Your message').fill('Since this morning.');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'New request' }).waitFor();
    assert.equal(await page.getByLabel('Subject').inputValue(), subject);
  });

  it('says what is missing at the field', async () => {
    const { page } = customer;
    await page.getByLabel('Your message').fill('   ');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Please fill this in.').waitFor();
    assert.equal(await page.getByLabel('Your message').getAttribute('aria-invalid'), 'true');
    await look(page, 'new-ticket');
  });

  it('opens one ticket, however often the button is pressed', async () => {
    const { page } = customer;
    const opened = counting(page, 'POST', /\/tickets$/);
    await page.getByText('Something does not work').click();
    await page.getByText('Work has stopped').click();
    await page.getByText('Today', { exact: true }).click();
    await page.getByText('This gives your request the priority “Urgent”.').waitFor();
    await page
      .getByLabel('Your message')
      .fill('Since this morning the display of the MX-200 jumps by 2 µm. 🔧\nSerial number 88-1043.');
    await page.getByRole('button', { name: 'Send' }).dblclick();
    await page.getByRole('heading', { level: 1, name: subject }).waitFor();
    assert.equal(opened.length, 1);
    assert.match(opened[0].headers()['idempotency-key'] ?? '', /^[0-9a-f-]{36}$/);
    await page.getByRole('main').getByText('Your request has been sent.').waitFor();
    await page.getByText('It is our turn').waitFor();
    await page.getByText('Serial number 88-1043.').waitFor();
    threadPath = new URL(page.url()).pathname;
  });

  it('shows the ticket in the list', async () => {
    const { page } = customer;
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Requests' }).click();
    await page.getByRole('link', { name: subject }).waitFor();
    await look(page, 'tickets');
    await page.getByRole('link', { name: subject }).click();
    await page.getByRole('heading', { level: 1, name: subject }).waitFor();
    assert.equal(new URL(page.url()).pathname, threadPath);
  });

  it('lets an agent find it in the queue by keyboard', async () => {
    const { page } = staff;
    await signIn(page, agent, '/staff/tickets');
    await page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor();
    const entry = await findInQueue(page);
    await look(page, 'queue');
    await page.keyboard.press('j');
    const first = await page.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), first);
    await entry.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: subject }).waitFor();
  });

  it('survives a lost connection, and sends the answer once', async () => {
    const { page, context } = staff;
    staff.expect(/\/api\/v1\//);
    const sent = counting(page, 'POST', /\/replies$/);
    const reply = page.getByLabel('Your answer');
    await reply.fill(answerText);
    await look(page, 'staff-ticket');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Send answer' }).click();
    await page.getByRole('alert').getByText('No answer from the portal.').waitFor();
    assert.equal(await reply.inputValue(), answerText);
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Send answer' }).click();
    await page.getByRole('region', { name: 'Next request' }).getByText('Answer sent.').waitFor();
    await page.getByRole('article').getByText(answerText).waitFor();
    assert.equal(await reply.inputValue(), '');
    const keys = new Set(sent.map((request) => request.headers()['idempotency-key']));
    assert.equal(keys.size, 1, 'a retry is the same submission');
  });

  it('brings the answer to the customer, who has not reloaded', async () => {
    const { page } = customer;
    await page.getByRole('article').getByText(answerText).waitFor({ timeout: 45_000 });
    await page.getByText('Answered', { exact: true }).first().waitFor();
    await page.getByRole('article').filter({ hasText: answerText }).getByText('Team').waitFor();
    await look(page, 'thread');
  });

  it('tells a second agent of the first one’s answer, and keeps what they wrote', async () => {
    const { page } = staff;
    staff.expect(/\/replies$/);
    const other = await somebody();
    await preferEnglish(other.context);
    await signIn(other.page, colleague, new URL(page.url()).pathname);
    await other.page.getByLabel('Your answer').fill('I take this one over.');
    // What the agent's page shows is from before, as if it had looked a moment ago.
    const thread = /\/api\/v1\/accounts\/[^/]+\/tickets\/[^/]+$/;
    const before = await page.evaluate(() => document.querySelectorAll('article').length);
    let held;
    await page.route(thread, async (route) => {
      held ??= await (await route.fetch()).text();
      await route.fulfill({ body: held, contentType: 'application/json' });
    });
    const looked = page.waitForResponse((response) => thread.test(response.url()));
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await looked;
    await other.page.getByRole('button', { name: 'Send answer' }).click();
    await other.page.getByRole('article').getByText('I take this one over.').waitFor();

    await page.getByLabel('Your answer').fill('My answer to the same.');
    await page.unroute(thread);
    await page.getByRole('button', { name: 'Send answer' }).click();
    const told = page
      .getByRole('alert')
      .filter({ hasText: `${colleague.name} answered while you were writing` });
    await told.waitFor();
    assert.equal(await page.getByLabel('Your answer').inputValue(), 'My answer to the same.');
    await look(page, 'staff-ticket-overtaken');
    await told.getByRole('button', { name: 'Show the answer' }).click();
    const shown = page.getByRole('listitem').filter({ hasText: 'I take this one over.' });
    await shown.and(page.locator(':focus')).waitFor();
    assert.equal(await page.evaluate(() => document.querySelectorAll('article').length), before + 1);
    await told.getByRole('button', { name: 'Send anyway' }).click();
    await page.getByRole('article').getByText('My answer to the same.').waitFor();
    assert.equal(await page.getByLabel('Your answer').inputValue(), '');
  });

  it('puts what waits for the customer first on their start page', async () => {
    const { page } = customer;
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Home' }).click();
    const waiting = page.getByRole('region', { name: 'Answered' });
    await waiting.getByRole('link', { name: subject }).click();
    await page.getByLabel('Your reply').fill('Thank you, that helped.');
    await page.getByLabel('Your reply').press('Control+Enter');
    await page.getByRole('article').getByText('Thank you, that helped.').waitFor();
    await page.getByText('It is our turn').waitFor();
    // The lists agree with the conversation at once.
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Home' }).click();
    await page.getByRole('region', { name: 'With us' }).getByRole('link', { name: subject }).waitFor();
    assert.equal(await waiting.getByRole('link', { name: subject }).count(), 0);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: subject }).waitFor();
  });

  it('loses no row when a ticket arrives while the next page is on its way', async () => {
    const { page } = staff;
    const row = (number) => ({
      id: `tic_${number}`,
      reference: 'T-0',
      account_id: 'acc_1',
      account_name: 'Brückner',
      subject: `Row ${number}`,
      kind: 'question',
      impact: 'low',
      urgency: 'low',
      priority: 'low',
      status: 'open',
      opened_by: { id: 'prs_1', name: 'Anna' },
      opened_at: '2026-01-02T03:04:05Z',
      last_activity_at: '2026-01-02T03:04:05Z',
      waiting_since: '2026-01-02T03:04:05Z',
      tags: [],
    });
    const queue = [1, 2, 3, 4].map(row);
    let release;
    const held = new Promise((resolve) => {
      release = resolve;
    });
    await page.route(/\/staff\/tickets\?/, async (route) => {
      const cursor = new URL(route.request().url()).searchParams.get('cursor');
      const start = cursor ? queue.findIndex(({ id }) => id === cursor) + 1 : 0;
      const items = queue.slice(start, start + 2);
      const last = items.at(-1);
      const next_cursor = last && last.id !== 'tic_4' ? last.id : null;
      // The page behind the old end is slow.
      if (cursor === 'tic_2') await held;
      await route.fulfill({ json: { items, next_cursor } });
    });
    await page.getByRole('main').getByRole('link', { name: 'Queue', exact: true }).click();
    await page.getByRole('link', { name: 'Row 2' }).waitFor();
    const asked = page.waitForRequest(/cursor=tic_2/);
    await page.getByRole('button', { name: 'Show more' }).click();
    await asked;
    queue.unshift(row(0));
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await page.getByRole('link', { name: 'Row 0' }).waitFor();
    release();
    await page.getByRole('link', { name: 'Row 3' }).waitFor();
    const subjects = await page.getByRole('link', { name: /^Row / }).allTextContents();
    assert.deepEqual(subjects, ['Row 0', 'Row 1', 'Row 2', 'Row 3']);
    await page.unroute(/\/staff\/tickets\?/);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: subject }).waitFor();
  });
});

describe('an answered question', () => {
  const solvedNote = 'This request is solved. Writing again reopens it.';
  const markIn = (page) => page.getByRole('button', { name: 'Mark as solved' });

  it('is marked as solved by the customer, once for a double click, and opened again', async () => {
    const { page } = customer;
    const closed = counting(page, 'POST', /\/close$/);
    const reopened = counting(page, 'POST', /\/reopen$/);
    await markIn(page).dblclick();
    const told = page.getByText('Marked as solved.', { exact: true });
    await told.waitFor();
    await page.locator(':focus').filter({ has: told }).waitFor();
    await detailsOf(page).getByText('Solved', { exact: true }).waitFor();
    assert.equal(await page.getByText(solvedNote).count(), 0, 'it is told once');
    await page
      .getByRole('status')
      .getByText('The button “Reopen” undoes this.')
      .waitFor({ state: 'attached' });
    const undo = page.getByRole('button', { name: 'Reopen' });
    await page.keyboard.press('Tab');
    assert.ok(await undo.evaluate((button) => button === document.activeElement), 'the way back is next');
    await look(page, 'thread-solved');
    assert.deepEqual([closed.length, reopened.length], [1, 0]);
    await undo.click();
    await page.getByText('Reopened.', { exact: true }).first().waitFor();
    await detailsOf(page).getByText('It is our turn').waitFor();
    assert.equal(reopened.length, 1);
  });

  it('stays open when somebody writes at the same moment, and says so', async () => {
    const { page } = customer;
    customer.expect(/\/close$/);
    await page.route(
      '**/close',
      (route) =>
        route.fulfill({
          status: 409,
          contentType: 'application/problem+json',
          body: JSON.stringify({ status: 409, code: 'conflict' }),
        }),
      { times: 1 },
    );
    const looked = page.waitForRequest(
      (request) => request.method() === 'GET' && request.url().includes('/tickets/'),
    );
    await markIn(page).click();
    await page.getByRole('alert').getByText('Somebody wrote at the same moment').waitFor();
    await looked;
    await detailsOf(page).getByText('It is our turn').waitFor();
  });

  it('is marked as solved under the same key when the connection was lost', async () => {
    const { page, context } = customer;
    customer.expect(/\/api\/v1\//);
    const closed = counting(page, 'POST', /\/close$/);
    await page.getByLabel('Your reply').fill('Half a thought');
    await context.setOffline(true);
    await markIn(page).click();
    await page.getByRole('alert').getByText('No answer from the portal.').first().waitFor();
    await context.setOffline(false);
    await markIn(page).click();
    await page.getByText('Marked as solved.', { exact: true }).waitFor();
    assert.equal(await page.getByLabel('Your reply').inputValue(), 'Half a thought');
    assert.equal(closed.length, 2);
    const keys = new Set(closed.map((request) => request.headers()['idempotency-key']));
    assert.equal(keys.size, 1, 'a retry is the same step');
    await page.getByLabel('Your reply').fill('');
    await page.getByRole('button', { name: 'Reopen' }).click();
    await page.getByText('Reopened.', { exact: true }).first().waitFor();
  });

  it('is marked as solved by an agent, who is led on and finds it among the solved', async () => {
    const { page } = staff;
    await page.getByRole('article').getByText('Thank you, that helped.').waitFor({ timeout: 45_000 });
    await markIn(page).click();
    await page.getByText('Marked as solved.', { exact: true }).waitFor();
    await detailsOf(page).getByText('Solved', { exact: true }).waitFor();
    await look(page, 'staff-ticket-solved');
    await page.getByRole('main').getByRole('link', { name: 'Queue', exact: true }).click();
    await page.getByRole('link', { name: 'Solved', exact: true }).click();
    await page.getByRole('table', { name: 'Solved' }).waitFor();
    await findInQueue(page);
    await look(page, 'queue-solved');
  });

  it('is shown as solved in the customer’s list, and opened again by a reply', async () => {
    const { page } = customer;
    await page.getByText(solvedNote).waitFor({ timeout: 45_000 });
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Requests' }).click();
    const row = page.getByRole('row').filter({ hasText: subject });
    await row.getByText('Solved', { exact: true }).waitFor();
    await row.getByRole('link', { name: subject }).click();
    await page.getByText(solvedNote).waitFor();
    await page.getByLabel('Your reply').fill('It jumps again.');
    await page.getByRole('button', { name: 'Send reply' }).click();
    await page.getByRole('article').getByText('It jumps again.').waitFor();
    await detailsOf(page).getByText('It is our turn').waitFor();
    await page.getByText(solvedNote).waitFor({ state: 'detached' });
  });

  it('is back with those that need an answer', async () => {
    const { page } = staff;
    await page.getByRole('link', { name: 'Need an answer' }).click();
    await page.getByRole('table', { name: 'Need an answer' }).waitFor();
    // What was kept of the queue before is shown until it is looked at again.
    await page.getByRole('link', { name: 'Row 1' }).waitFor({ state: 'detached' });
    await findInQueue(page);
  });
});

nobodyComplained();
