/** What the team does around its answers, and how a complaint ends: promised, taken, noted, answered, resolved, rated. */

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { preferEnglish, signIn } from './browser.mjs';
import { nobodyComplained, somebody } from './journey.mjs';
import { look } from './looks.mjs';
import { demo, stack } from './stack.mjs';

const owner = demo('owner');
const admin = demo('admin');
const handle = Date.now().toString(36);
const subject = `Gauge arrived without its case ${handle}`;
const secret = `secret${handle}`;

let customer;
let staff;
let path = '';

const facts = (page) => page.getByRole('complementary', { name: 'Details' });
const desk = (page) => page.getByRole('region', { name: 'For the team' });

describe('a complaint and the team', () => {
  before(async () => {
    customer = await somebody();
    staff = await somebody();
    await preferEnglish(customer.context);
    await preferEnglish(staff.context);
  });

  it('an administrator says what is promised', async () => {
    const { page } = staff;
    await signIn(page, admin, '/staff/tickets');
    await page.getByRole('link', { name: 'Service promise' }).click();
    await page.getByRole('heading', { level: 1, name: 'Service promise' }).waitFor();
    const monday = page.getByLabel('Monday');
    await monday.fill('17:00-08:00');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Please write times like 08:00-17:00, the later one last.').waitFor();
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])
      await page.getByLabel(day).fill('00:00-24:00');
    await page.getByRole('button', { name: 'Add public holidays' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').getByText('The service promise is saved.').first().waitFor();
    const holidays = page.getByLabel('Holidays', { exact: true });
    assert.match(await holidays.inputValue(), /-12-25 /);
    // Nobody works on holidays, and this may be one.
    await holidays.fill('');
    const put = page.waitForResponse((answer) => answer.request().method() === 'PUT');
    await page.getByRole('button', { name: 'Save' }).click();
    assert.equal((await put).status(), 200);
    await look(page, 'service-promise');
  });

  it('the customer complains, and sees by when we answer', async () => {
    const { page } = customer;
    await signIn(page, owner);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'New request' }).click();
    await page.getByText('You are not satisfied').click();
    await page.getByLabel('Subject').fill(subject);
    await page.getByLabel('Your message').fill('The case is missing, for the second time.');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { level: 1, name: subject }).waitFor();
    await facts(page).getByText(/^By /).first().waitFor();
    path = new URL(page.url()).pathname;
  });

  it('the team takes it, tags it and notes what the customer does not see', async () => {
    const { page } = staff;
    await page.goto(`${stack.web_url}/staff${path}`);
    await desk(page).getByRole('button', { name: 'Take it' }).click();
    await page.waitForFunction(
      (name) => document.querySelector('.assignee select')?.selectedOptions[0]?.text === name,
      admin.name,
    );
    await desk(page).getByRole('button', { name: 'Change tags' }).click();
    await desk(page).getByLabel('Tags').fill('packing, gauges');
    await desk(page).getByRole('button', { name: 'Save', exact: true }).click();
    await desk(page).getByText('gauges').waitFor();
    await desk(page).getByLabel('New note').fill(`The station had no cases left. ${secret}`);
    await desk(page).getByRole('button', { name: 'Save note' }).click();
    await desk(page).getByRole('listitem').getByText(secret).waitFor();
    await look(page, 'staff-ticket-desk');
    await page.goto(`${stack.web_url}/staff/tickets?assignee=me`);
    await page.getByRole('link', { name: subject }).waitFor();
  });

  it('answers with a text that is kept ready', async () => {
    const { page } = staff;
    await page.goto(`${stack.web_url}/staff/canned-replies`);
    await page.getByRole('button', { name: 'New ready answer' }).click();
    await page.getByLabel('Title').fill(`Sorry ${handle}`);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Please write it in one language at least.').waitFor();
    await page.getByRole('textbox', { name: 'English' }).fill('Hello {customer}, we are sorry. {agent}');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 2, name: `Sorry ${handle}` }).waitFor();
    await look(page, 'ready-answers');
    await page.goto(`${stack.web_url}/staff${path}`);
    await page.getByRole('button', { name: 'Insert a ready answer' }).click();
    await page.getByLabel('Search ready answers').fill(`sorry ${handle}`);
    await look(page, 'ready-answers-picker');
    await page.keyboard.press('Enter');
    const answer = page.getByLabel('Your answer');
    assert.equal(await answer.inputValue(), `Hello ${owner.name}, we are sorry. ${admin.name}`);
    await page.getByRole('button', { name: 'Send answer' }).click();
    await page.getByRole('article').getByText('we are sorry').waitFor();
    await facts(page)
      .getByText(/The clock stands still/)
      .waitFor();
    await page.goto(`${stack.web_url}/staff/canned-replies`);
    await page.getByLabel('Search ready answers').fill(handle);
    await page.getByRole('button', { name: 'Remove' }).click();
    const put = page.waitForResponse((answer) => answer.request().method() === 'PUT');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    assert.equal((await put).status(), 200);
    await page.getByRole('heading', { level: 2, name: `Sorry ${handle}` }).waitFor({ state: 'detached' });
  });

  it('ends it with what was changed', async () => {
    const { page } = staff;
    await page.goto(`${stack.web_url}/staff${path}`);
    await desk(page).getByRole('button', { name: 'Resolve the complaint' }).click();
    await desk(page).getByLabel('Cause').fill(`No cases in the store. ${secret}`);
    await desk(page).getByLabel('What you get').fill('A case, sent today.');
    await desk(page).getByRole('button', { name: 'Resolve and tell the customer' }).click();
    await page.getByText('Please fill this in.').waitFor();
    await desk(page).getByLabel('What we changed').fill('Cases are counted every Friday.');
    await desk(page).getByRole('button', { name: 'Resolve and tell the customer' }).click();
    await page.getByRole('region', { name: 'How this complaint ended' }).waitFor();
    await look(page, 'staff-ticket-resolved');
  });

  it('the customer reads it and rates the help, and learns nothing of the notes', async () => {
    const { page } = customer;
    const bodies = [];
    page.on('response', (answer) => {
      if (answer.url().includes('/api/v1/')) bodies.push(answer.text().catch(() => ''));
    });
    await page.reload();
    await page
      .getByRole('region', { name: 'How this complaint ended' })
      .getByText('Cases are counted every Friday.')
      .waitFor();
    await page.getByRole('button', { name: 'Send rating' }).click();
    await page.getByText('Please choose one.').waitFor();
    await page.getByText('Satisfied', { exact: true }).click();
    await page
      .getByLabel('What was good, what was not? (optional)')
      .fill('Good that you say what you changed.');
    await page.getByRole('button', { name: 'Send rating' }).click();
    const rating = page.getByRole('region', { name: 'How the help was rated' });
    await rating.getByText('4 / 5').waitFor();
    await look(page, 'ticket-rated');
    await page.goto(`${stack.web_url}${path.split('/tickets/')[0]}/activity`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const all = (await Promise.all(bodies)).join('\n');
    assert.ok(all.includes('Cases are counted every Friday.'));
    assert.ok(!all.includes(secret), 'a note reached the customer');
    await staff.page.reload();
    await staff.page.getByRole('region', { name: 'How the help was rated' }).getByText('4 / 5').waitFor();
  });
});

nobodyComplained();
