/** Customers as the team sees them: looked for, seen as a whole, and created. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressOf, button, heading } from './auth/people.mjs';
import { preferEnglish, signIn } from './browser.mjs';
import { counting, nobodyComplained, somebody } from './journey.mjs';
import { look } from './looks.mjs';
import { mailAbout } from './mail.mjs';
import { demo, stack } from './stack.mjs';

const agent = demo('agent');
const admin = demo('admin');
const owner = demo('other_owner');
const [known] = owner.account_ids;

const main = (page) => page.getByRole('main');
const customersLink = (page) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Customers' });

async function teamMember(person) {
  const here = await somebody();
  await preferEnglish(here.context);
  await signIn(here.page, person);
  return here;
}

describe('an agent', () => {
  let here;

  it('finds the customers in the sidebar', async () => {
    here = await teamMember(agent);
    const { page } = here;
    await customersLink(page).click();
    await heading(page, 'Customers').waitFor();
    await main(page).getByRole('row').nth(1).waitFor();
    assert.equal(await customersLink(page).getAttribute('aria-current'), 'page');
    assert.equal(await page.getByRole('link', { name: 'New customer' }).count(), 0);
    await look(page, 'customers');
  });

  it('searches by the beginning of the name, which stands in the address', async () => {
    const { page } = here;
    const asked = counting(page, 'GET', /\/staff\/accounts$/);
    await page.getByLabel('Search').pressSequentially('harb', { delay: 20 });
    await page.waitForURL(/\?text=harb$/);
    await main(page)
      .getByRole('link', { name: /^Harbour/ })
      .first()
      .waitFor();
    assert.equal(asked.length, 1, 'once, after the last letter');
    await page.reload();
    await main(page)
      .getByRole('link', { name: /^Harbour/ })
      .first()
      .waitFor();
    assert.equal(await page.getByLabel('Search').inputValue(), 'harb');
    await page.getByLabel('Search').fill('no customer is called like this');
    await page.getByRole('heading', { level: 2, name: /^No customer begins with/ }).waitFor();
    await look(page, 'customers-none');
    await page.getByLabel('Search').fill('harb');
    await page.waitForURL(/\?text=harb$/);
  });

  it('opens the overview, with people, requests and what happened', async () => {
    const { page } = here;
    await main(page).locator(`a[href$="/staff/customers/${known}"]`).click();
    await heading(page, /^Harbour/).waitFor();
    const row = main(page).getByRole('row', { name: new RegExp(owner.email) });
    await row.getByText('Owner').waitFor();
    await page.getByRole('region', { name: 'Open requests' }).waitFor();
    assert.equal(await page.getByRole('heading', { name: 'Invite an owner' }).count(), 0);
    await look(page, 'customer');
  });

  it('is seen having looked', async () => {
    const { page } = here;
    await page.reload();
    await page.getByRole('link', { name: 'All activity' }).click();
    await heading(page, 'Activity').waitFor();
    await page
      .getByText(/^Mats Lindqvist \(.+\) looked at the overview of the company\.$/)
      .first()
      .waitFor();
    await page.getByLabel('What', { exact: true }).selectOption({ label: 'Company' });
    await page.waitForURL(/\/staff\/customers\/acc_\w+\/activity\?kind=account$/);
    await look(page, 'customer-activity');
  });
});

describe('an administrator', () => {
  const name = `Abelmann Optik ${Date.now().toString(36)} GmbH`;
  const invited = addressOf('olga.owner');
  let here;

  it('creates a customer, whose owner is invited', async () => {
    here = await teamMember(admin);
    const { page } = here;
    await customersLink(page).click();
    await page.getByRole('link', { name: 'New customer' }).click();
    await heading(page, 'New customer').waitFor();
    await button(page, 'Create customer').click();
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'name');
    await look(page, 'customer-new');
    const sent = counting(page, 'POST', /\/staff\/accounts$/);
    await page.getByLabel('Name of the company').fill(name);
    await page.getByLabel('Email address of the owner').fill(invited);
    await button(page, 'Create customer').dblclick();
    await heading(page, name).waitFor();
    await main(page).getByText(`An invitation is on its way to ${invited}.`).waitFor();
    await main(page).getByText('1 person is invited and has not answered yet.').waitFor();
    assert.equal(sent.length, 1);
    const { BodyText } = await mailAbout(invited, 'invites you');
    assert.match(BodyText, /\/invitation#/);
    await look(page, 'customer-created');
  });

  it('invites another owner', async () => {
    const { page } = here;
    const other = addressOf('otto.owner');
    const part = page.getByRole('region', { name: 'Invite an owner' });
    await part.getByLabel('Address', { exact: true }).fill('nobody');
    await button(part, 'Send invitation').click();
    await part.getByText('This is not an email address').waitFor();
    await part.getByLabel('Address', { exact: true }).fill(other);
    await button(part, 'Send invitation').click();
    await part.getByText(`An invitation is on its way to ${other}.`).waitFor();
    await main(page).getByText('2 people are invited and have not answered yet.').waitFor();
    await mailAbout(other, 'invites you');
  });

  it('finds the new customer in the list', async () => {
    const { page } = here;
    await page.goto(`${stack.web_url}/staff/customers?text=${encodeURIComponent(name)}`);
    await main(page).getByRole('link', { name }).click();
    await heading(page, name).waitFor();
  });
});

nobodyComplained();
