/** The people of an account: invited, joined, removed; and somebody who belongs to two. Everybody signs up here. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressOf, button, codeField, heading, password, passwordField } from './auth/people.mjs';
import { nobodyComplained, somebody } from './journey.mjs';
import { look } from './looks.mjs';
import { codeMailedTo, mailAbout } from './mail.mjs';
import { stack } from './stack.mjs';

const ada = { email: addressOf('ada.owner'), name: 'Ada Vogt', company: 'Vogt People GmbH' };
const lea = { email: addressOf('lea.support'), name: 'Lea Vogt' };
const ben = { email: addressOf('ben.other'), name: 'Ben Harbour', company: 'Harbour People Ltd' };

const main = (page) => page.getByRole('main');
const dialog = (page, name) => page.getByRole('dialog', { name });
const accountButton = (page, company) => page.getByRole('button', { name: `Your company: ${company}` });
const accountOf = (page) => /\/accounts\/(acc_\w+)/.exec(page.url())?.[1];

async function signUp(person) {
  Object.assign(person, await somebody());
  const { page, email, name, company } = person;
  await page.goto(`${stack.web_url}/sign-up`);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Company').fill(company);
  await page.getByLabel('Work email address').fill(email);
  await page.getByLabel(/^I accept the terms/).check();
  await button(page, 'Continue').click();
  await finish(person);
  await page.waitForURL(/\/accounts\/acc_/);
  person.account = accountOf(page);
}

/** The code from the mail, and a password. */
async function finish({ page, email }) {
  await codeField(page).fill(await codeMailedTo(email, 1));
  await passwordField(page, 'Choose a password').fill(password);
  await button(page, 'Create account').click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
}

/** By the menu of the account, as people find it. */
async function openInMenu(page, company, way) {
  await accountButton(page, company).click();
  await page.locator('#accounts').getByRole('link', { name: way }).click();
  await heading(page, way).waitFor();
}

async function invite({ page }, email, role) {
  await page.goto(`${stack.web_url}/accounts/${ada.account}/people`);
  await page.getByRole('link', { name: 'Invite people' }).click();
  await heading(page, 'Invite people').waitFor();
  await page.getByLabel('Email addresses').fill(email);
  await page.getByLabel('Role, where none is given').selectOption({ label: role });
  await button(page, 'Check').click();
  await main(page).getByText('Gets an invitation').waitFor();
  await button(page, 'Invite 1 person').click();
  await main(page).getByText('The invitations are on their way.').waitFor();
}

async function invitationTo(email) {
  const { BodyText } = await mailAbout(email, 'invites you');
  const link = BodyText.match(/https?:\/\/[^\s<>"]+/g)?.find((each) => each.includes('/invitation#'));
  assert.ok(link, `no link in ${BodyText}`);
  // The portal of the mail, wherever this run finds it.
  return `${stack.web_url}/invitation${new URL(link).hash}`;
}

/** A file is read after it was chosen, and what was typed before a reload is put back after the page. */
const hasTyped = (page, text) =>
  page.waitForFunction((wanted) => document.querySelector('main textarea')?.value.includes(wanted), text);

describe('an owner', () => {
  it('finds the people of the company, and is one of them', async () => {
    await signUp(ada);
    const { page } = ada;
    await openInMenu(page, ada.company, 'People');
    const row = main(page).getByRole('row', { name: new RegExp(ada.name) });
    await row.getByText('Owner', { exact: true }).waitFor();
    await row.getByText('No second factor').waitFor();
    await row.getByText('You', { exact: true }).waitFor();
    await look(page, 'people');
  });

  it('sees what is wrong before anything is sent, and loses nothing', async () => {
    const { page } = ada;
    const sent = [];
    await page.route(/\/invitations$/, (route) => {
      sent.push(route.request().postDataJSON());
      return route.continue();
    });
    await page.getByRole('link', { name: 'Invite people' }).click();
    await heading(page, 'Invite people').waitFor();
    await look(page, 'invite');
    const table = `email;role\n${lea.email};Support\nnobody;Mitglied\n${ada.email};Verwaltung`;
    await page.getByLabel('Or choose a CSV file').setInputFiles({
      name: 'people.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(table),
    });
    await hasTyped(page, 'nobody;Mitglied');
    await button(page, 'Check').click();
    await heading2(page, '1 row needs a change').waitFor();
    await main(page).getByText('This is not an email address').waitFor();
    await main(page).getByText('Is a member already; nothing changes').waitFor();
    assert.deepEqual(
      sent.map(({ dry_run }) => dry_run),
      [true],
    );
    await page.unroute(/\/invitations$/);
    await look(page, 'invite-checked');
    await page.reload();
    await heading(page, 'Invite people').waitFor();
    await hasTyped(page, 'nobody;Mitglied');
  });

  it('invites somebody, who stands there until they join', async () => {
    const { page } = ada;
    await invite(ada, lea.email, 'Support');
    const invited = page.getByRole('region', { name: 'Invited' });
    await invited.getByText(lea.email, { exact: true }).first().waitFor();
    await look(page, 'people-invited');
  });
});

describe('whoever is invited', () => {
  it('sees who asks, and for what, and leaves no link in the address', async () => {
    Object.assign(lea, await somebody());
    const { page } = lea;
    await page.goto(await invitationTo(lea.email));
    await heading(page, `Invitation to ${ada.company}`).waitFor();
    await page.getByText(`${ada.name} invites you`).waitFor();
    await page.getByText(lea.email).waitFor();
    assert.equal(page.url(), `${stack.web_url}/invitation`);
    await look(page, 'invitation');
  });

  it('creates a login, and is a member with the role', async () => {
    const { page } = lea;
    await button(page, 'Create a login').click();
    await heading(page, 'Create a login').waitFor();
    const address = page.getByLabel('Work email address');
    assert.equal(await address.inputValue(), lea.email);
    assert.equal(await address.isEditable(), false);
    await page.getByLabel('Your name').fill(lea.name);
    await page.getByLabel(/^I accept the terms/).check();
    await look(page, 'invitation-login');
    await button(page, 'Continue').click();
    await finish(lea);
    await main(page).getByText('Welcome! You belong to the company now.').waitFor();
    await page.waitForURL(new RegExp(`/accounts/${ada.account}`));
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Requests', exact: true })
      .click();
    await heading(page, 'Requests').waitFor();
  });

  it('sees themselves among the people, and manages nobody', async () => {
    const { page } = lea;
    await openInMenu(page, ada.company, 'People');
    await main(page)
      .getByRole('row', { name: new RegExp(lea.name) })
      .getByText('Support', { exact: true })
      .waitFor();
    assert.equal(await main(page).getByText(ada.email).count(), 0);
    assert.equal(await page.getByRole('link', { name: 'Invite people' }).count(), 0);
    await page.getByRole('link', { name: lea.name }).click();
    await heading(page, lea.name).waitFor();
    await button(page, 'Leave').waitFor();
    assert.equal(await button(page, 'Save').count(), 0);
    await look(page, 'person-own');
  });

  it('finds a link that was taken dead, with the reason', async () => {
    const { page, expect } = await somebody();
    expect(/\/api\/v1\/invitations/);
    await page.goto(await invitationTo(lea.email));
    await heading(page, 'This invitation cannot be taken').waitFor();
    await page.getByText('It was taken already.').waitFor();
    await look(page, 'invitation-dead');
  });
});

describe('what a member may do', () => {
  it('is changed by the owner, and explained', async () => {
    const { page } = ada;
    await page.goto(`${stack.web_url}/accounts/${ada.account}/people`);
    await page.getByRole('link', { name: lea.name }).click();
    await heading(page, lea.name).waitFor();
    await page.getByText('What they may do, and why').click();
    await page.getByText('read a request').waitFor();
    await look(page, 'person');
    await page.getByText('Viewer', { exact: true }).click();
    await button(page, 'Save').click();
    await main(page).getByText('Saved. It holds from their next click on.').waitFor();
    assert.equal(await page.getByRole('radio', { name: /^Viewer/ }).isChecked(), true);
  });

  it('ends with their next click when they are removed', async () => {
    const { page } = ada;
    lea.expect(/\/api\/v1\//);
    await button(page, 'Remove').click();
    const asked = dialog(page, `Remove ${lea.name}?`);
    await look(page, 'person-remove');
    await button(asked, 'Remove').click();
    await main(page).getByText('The person has been removed.').waitFor();
    await main(page).getByText(lea.email).waitFor({ state: 'detached' });
    await lea.page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Requests', exact: true })
      .click();
    await heading(lea.page, 'You no longer belong to this company').waitFor();
    await lea.page.getByText(`Your access to ${ada.company} has ended.`).waitFor();
    await look(lea.page, 'account-gone');
    await lea.page.getByRole('link', { name: 'Go to Home' }).click();
    await heading(lea.page, 'No account yet').waitFor();
  });

  it('stands in the activity', async () => {
    const { page } = ada;
    await openInMenu(page, ada.company, 'Activity');
    await page.getByText(`${ada.name} removed ${lea.name}.`).waitFor();
    await page.getByLabel('What', { exact: true }).selectOption({ label: 'Company' });
    await page.waitForURL(/kind=account/);
    await page.getByText(`${ada.name} opened the account.`).waitFor();
    await look(page, 'activity');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      button(page, 'Download as CSV').click(),
    ]);
    assert.equal(download.suggestedFilename(), 'activity.csv');
  });
});

describe('a company', () => {
  it('says what it is, and names a wrong number at its field', async () => {
    const { page } = ada;
    ada.expect(/\/api\/v1\/accounts\/acc_\w+$/);
    await openInMenu(page, ada.company, 'Company');
    await button(page, 'Edit').click();
    await page.getByLabel('VAT number').fill('DE136695977');
    await button(page, 'Save').click();
    await page.getByText('Please check the number. It begins with').waitFor();
    await look(page, 'company-error');
    await page.getByLabel('VAT number').fill('DE 136 695 976');
    await button(page, 'Save').click();
    await page.getByText('DE136695976', { exact: true }).waitFor();
    await look(page, 'company');
  });
});

describe('somebody with two companies', () => {
  it('joins the second one while signed in', async () => {
    await signUp(ben);
    await invite(ada, ben.email, 'Viewer');
    const { page } = ben;
    await page.goto(await invitationTo(ben.email));
    await button(page, `Join ${ada.company}`).click();
    await page.waitForURL(new RegExp(`/accounts/${ada.account}`));
    await accountButton(page, ada.company).waitFor();
  });

  it('switches with the keyboard', async () => {
    const { page } = ben;
    await accountButton(page, ada.company).focus();
    await page.keyboard.press('Enter');
    const other = page.locator('#accounts').getByRole('link', { name: ben.company });
    await other.waitFor();
    await look(page, 'account-menu');
    if (!(await other.isVisible())) await accountButton(page, ada.company).click();
    await other.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/accounts/${ben.account}`));
    await accountButton(page, ben.company).waitFor();
  });

  it('comes by a deep link to the right one', async () => {
    const { page } = ben;
    await page.goto(`${stack.web_url}/accounts/${ada.account}/company`);
    await heading(page, 'Company').waitFor();
    await accountButton(page, ada.company).waitFor();
    await main(page).getByText(ada.company).first().waitFor();
  });
});

nobodyComplained();

function heading2(page, name) {
  return page.getByRole('heading', { level: 2, name });
}
