/** The team: who belongs to it, and what one asks for and another decides. The customer signs up here. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressOf, button, codeField, heading, password, passwordField, secretIn } from './auth/people.mjs';
import { preferEnglish, signIn } from './browser.mjs';
import { counting, nobodyComplained, somebody } from './journey.mjs';
import { look } from './looks.mjs';
import { codeMailedTo, mailAbout } from './mail.mjs';
import { readQr } from './qr.mjs';
import { demo, stack } from './stack.mjs';
import { unusedCode } from './totp.mjs';

const agent = demo('agent');
const admin = demo('admin');
const run = Date.now().toString(36);
const rosa = { email: addressOf('rosa.reset'), name: 'Rosa Vogt', company: `Reset Feinwerk ${run} GmbH` };
const nils = { email: addressOf('nils.colleague'), name: `Nils Neu ${run}` };

const main = (page) => page.getByRole('main');
const dialog = (page, name) => page.getByRole('dialog', { name });
const destination = (page, name) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true });
const rowOf = (page, { email }) => main(page).getByRole('row', { name: new RegExp(email) });

/** The team may be longer than a page, and is an index: somebody new shows a moment later. */
async function foundRow(page, person) {
  const row = rowOf(page, person);
  const more = button(page, 'Show more');
  const until = Date.now() + 60_000;
  while ((await row.count()) === 0 && Date.now() < until) {
    if (await more.isEnabled({ timeout: 500 }).catch(() => false)) await more.click();
    await row.waitFor({ timeout: 500 }).catch(() => {});
  }
  await row.waitFor();
  return row;
}

async function teamMember(person) {
  const here = await somebody();
  await preferEnglish(here.context);
  await signIn(here.page, person);
  return here;
}

/** Shows once more who it is, if that is asked before `done`. */
async function confirmed(page, person, done) {
  const asked = dialog(page, 'Is it you?');
  await asked.or(done).first().waitFor();
  if (await asked.isVisible()) {
    await passwordField(asked).fill(person.password);
    await asked.getByLabel('Six-digit code').fill(await unusedCode(person.totp_secret));
    await button(asked, 'Confirm').click();
  }
  await done.waitFor();
}

/** Waiting ones of other runs may stand before it. */
async function approvalOf(page, { email }) {
  const entry = main(page)
    .getByRole('listitem')
    .filter({ hasText: `(${email})` });
  const more = button(page, 'Show more');
  await main(page).getByRole('listitem').first().waitFor();
  while ((await entry.count()) === 0 && (await more.isVisible())) {
    const before = await main(page).getByRole('listitem').count();
    await more.click();
    await main(page).getByRole('listitem').nth(before).waitFor();
  }
  await entry.waitFor();
  return entry;
}

describe('a customer', () => {
  it('signs up', async () => {
    Object.assign(rosa, await somebody());
    const { page, email, name, company } = rosa;
    await page.goto(`${stack.web_url}/sign-up`);
    await page.getByLabel('Your name').fill(name);
    await page.getByLabel('Company').fill(company);
    await page.getByLabel('Work email address').fill(email);
    await page.getByLabel(/^I accept the terms/).check();
    await button(page, 'Continue').click();
    await codeField(page).fill(await codeMailedTo(email, 1));
    await passwordField(page, 'Choose a password').fill(password);
    await button(page, 'Create account').click();
    await page.waitForURL(/\/accounts\/acc_/);
  });

  it('sets up a second factor', async () => {
    const { page } = rosa;
    await page.goto(`${stack.web_url}/profile/authenticator`);
    await passwordField(page).fill(password);
    await button(page, 'Continue').click();
    await page.getByRole('img', { name: /^QR code/ }).scrollIntoViewIfNeeded();
    const secret = secretIn(await readQr(page));
    await page.getByLabel('Six-digit code').fill(await unusedCode(secret));
    await heading(page, 'Sign-in and security').waitFor();
    await button(dialog(page, 'Your recovery codes'), 'I have kept them').click();
    await page.getByText('Set up. It gives you the code for signing in.').waitFor();
  });
});

describe('an administrator', () => {
  let here;

  it('finds the team in the sidebar', async () => {
    here = await teamMember(admin);
    const { page } = here;
    await destination(page, 'Team').click();
    await heading(page, 'Team').waitFor();
    const own = rowOf(page, admin);
    await own.getByText('You', { exact: true }).waitFor();
    await own.getByText('Administrator', { exact: true }).waitFor();
    assert.equal(await own.getByRole('link').count(), 0);
    assert.equal(await destination(page, 'Team').getAttribute('aria-current'), 'page');
    assert.equal(await destination(page, 'Queue').getAttribute('aria-current'), null);
    await look(page, 'team');
  });

  it('is told at the fields what is wrong', async () => {
    const { page } = here;
    await page.getByRole('link', { name: 'Add somebody' }).click();
    await heading(page, 'Add somebody').waitFor();
    await button(page, 'Add to the team').click();
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'email');
    await page.getByLabel('Email address').fill(admin.email);
    await page.getByLabel('Teams').fill('a, b, c, d, e, f, g, h, i, j, k');
    await button(page, 'Add to the team').click();
    await main(page).getByText('Nobody changes what they are themselves.').waitFor();
    await main(page).getByText('Ten teams at most, please.').waitFor();
    await look(page, 'team-new-wrong');
  });

  it('is asked before somebody who is in the portal becomes a colleague', async () => {
    const { page } = here;
    here.expect(/\/staff\/people$/);
    await page.getByLabel('Email address').fill(rosa.email);
    await page.getByLabel('Name', { exact: true }).fill(nils.name);
    await page.getByLabel('Teams').fill('Accounts');
    await button(page, 'Add to the team').click();
    const asked = dialog(page, /^Somebody in the portal has this address already\./);
    await asked.waitFor();
    await asked.getByText(rosa.email).waitFor();
    await look(page, 'team-existing');
    await button(asked, 'Cancel').click();
    await asked.waitFor({ state: 'detached' });
    assert.equal(await page.getByLabel('Email address').inputValue(), rosa.email);
  });

  it('adds a colleague, whom a mail leads to a password', async () => {
    const { page } = here;
    const sent = counting(page, 'PUT', /\/staff\/people$/);
    await page.getByLabel('Email address').fill(nils.email);
    await main(page).getByText('Billing', { exact: true }).click();
    await look(page, 'team-new');
    await button(page, 'Add to the team').dblclick();
    await main(page).getByText('They are on the team now. An email leads them to a password.').waitFor();
    assert.equal(sent.length, 1);
    const row = await foundRow(page, nils);
    await row.getByText('Billing', { exact: true }).waitFor();
    await row.getByText('Accounts', { exact: true }).waitFor();
    await row.getByText('No second factor').waitFor();
    const { BodyText } = await mailAbout(nils.email, 'You are on the staff');
    assert.match(BodyText, /\/forgot-password/);
  });

  it('changes teams', async () => {
    const { page } = here;
    const row = await foundRow(page, nils);
    await row.getByRole('link', { name: /^Change/ }).click();
    await heading(page, nils.name).waitFor();
    const teams = page.getByLabel('Teams');
    assert.equal(await teams.inputValue(), 'Accounts');
    assert.equal(await button(page, 'Save').isEnabled(), false);
    await teams.fill('Accounts, Service North');
    await button(page, 'Save').click();
    await confirmed(page, admin, main(page).getByText('Saved.', { exact: true }));
    await look(page, 'colleague');
    await page.getByRole('link', { name: 'Team', exact: true }).first().click();
    const changed = await foundRow(page, nils);
    await changed.getByText('Accounts, Service North').waitFor();
  });

  it('removes them', async () => {
    const { page } = here;
    const row = await foundRow(page, nils);
    await row.getByRole('link', { name: /^Change/ }).click();
    await heading(page, nils.name).waitFor();
    const address = page.url();
    await button(page, 'Remove from the team').click();
    const asked = dialog(page, `Remove ${nils.name} from the team?`);
    await asked.getByText('What they wrote stays.').waitFor();
    await look(page, 'colleague-remove');
    await button(asked, 'Remove from the team').click();
    await confirmed(page, admin, main(page).getByText('They are no longer on the team.'));
    await rowOf(page, admin).waitFor();
    // The page of somebody who is not on the team is none.
    const none = heading(page, 'This page does not exist');
    const until = Date.now() + 30_000;
    do await page.goto(address);
    while (
      !(await none.waitFor({ timeout: 3000 }).then(
        () => true,
        () => Date.now() > until,
      ))
    );
    await none.waitFor();
  });
});

describe('an agent', () => {
  let here;

  it('sees the team, and changes nobody', async () => {
    here = await teamMember(agent);
    const { page } = here;
    await destination(page, 'Team').click();
    const row = await foundRow(page, agent);
    await row.getByText('You', { exact: true }).waitFor();
    assert.equal(await page.getByRole('link', { name: 'Add somebody' }).count(), 0);
    assert.equal(await main(page).getByRole('row').getByRole('link').count(), 0);
    await page.goto(`${stack.web_url}/staff/people/new`);
    await heading(page, 'This page does not exist').waitFor();
  });

  it('helps a customer who lost the second factor', async () => {
    const { page } = here;
    await destination(page, 'Customers').click();
    await page.getByLabel('Search').fill(rosa.company);
    await main(page).getByRole('link', { name: rosa.company }).click();
    await heading(page, rosa.company).waitFor();
    await look(page, 'customer-help');
    await rowOf(page, rosa)
      .getByRole('link', { name: /^Help with signing in/ })
      .click();
    await heading(page, 'Help with signing in').waitFor();
    await main(page).getByText(rosa.name).waitFor();
    // Whom it is about stands in the address.
    await page.reload();
    await main(page).getByText(rosa.name).waitFor();
    await page.getByLabel('How do you know who it is?').fill('Called.');
    await button(page, 'Ask for a reset').click();
    await main(page).getByText('Please say a little more').waitFor();
    await look(page, 'recovery');
  });

  it('asks once', async () => {
    const { page } = here;
    here.expect(/\/staff\/people\/prs_\w+\/recovery$/);
    const address = page.url();
    const reason = page.getByLabel('How do you know who it is?');
    await reason.fill('Called back at the number of the contract.');
    await button(page, 'Ask for a reset').click();
    await confirmed(page, agent, heading(page, 'It waits for a decision'));
    await main(page).getByText(`${rosa.name} is told by email.`).waitFor();
    await look(page, 'recovery-asked');
    await mailAbout(rosa.email, 'Our staff was asked to reset your sign-in');
    await page.goto(address);
    await reason.fill('Called back once more.');
    await button(page, 'Ask for a reset').click();
    await confirmed(page, agent, main(page).getByText('Somebody has asked for the same already'));
    await reason.fill('');
  });

  it('sees that somebody else decides', async () => {
    const { page } = here;
    await destination(page, 'Approvals').click();
    await heading(page, 'Approvals').waitFor();
    const entry = await approvalOf(page, rosa);
    await entry.getByText('You asked for this: somebody else decides.').waitFor();
    assert.equal(await entry.getByRole('button').count(), 0);
    await look(page, 'approvals');
  });
});

describe('another administrator', () => {
  let here;

  it('says why, when it is declined', async () => {
    here = await teamMember(admin);
    const { page } = here;
    await destination(page, 'Approvals').click();
    const entry = await approvalOf(page, rosa);
    await button(entry, 'Decline').click();
    const asked = dialog(page, 'Decline this?');
    await button(asked, 'Decline').click();
    await asked.getByText('Please fill this in.').waitFor();
    await look(page, 'approval-decline');
    await button(asked, 'Cancel').click();
    await asked.waitFor({ state: 'detached' });
  });

  it('approves it, told before what happens', async () => {
    const { page } = here;
    const entry = await approvalOf(page, rosa);
    await button(entry, 'Approve').click();
    const asked = dialog(page, `Reset the second factors of ${rosa.name}?`);
    await asked.getByText('The password stays.').waitFor();
    await look(page, 'approval-approve');
    here.expect(/\/decision$/);
    // Her page is signed out by it.
    rosa.expect(/\/api\/v1\//);
    await button(asked, 'Approve').click();
    await confirmed(page, admin, entry.getByText('Approved. It takes effect within seconds.'));
    await page.locator(':focus').filter({ hasText: 'It takes effect within seconds.' }).waitFor();
    assert.equal(await button(entry, 'Approve').count(), 0);
  });

  it('finds it among those that are decided', async () => {
    const { page } = here;
    await page.getByRole('link', { name: 'Decided', exact: true }).click();
    await page.waitForURL(/\?which=decided$/);
    const entry = await approvalOf(page, rosa);
    await entry.getByText('Approved', { exact: true }).waitFor();
    await entry.getByText(admin.name).waitFor();
    await look(page, 'approvals-decided');
  });
});

describe('the customer', () => {
  it('is signed out with the next click', async () => {
    const { page } = rosa;
    await mailAbout(rosa.email, 'Your second factors were reset');
    // The page may have noticed by itself.
    await destination(page, 'Requests')
      .click({ timeout: 5_000 })
      .catch(() => {});
    await heading(page, 'Sign in').waitFor();
  });

  it('signs in with the password alone, and sees what waits', async () => {
    const { page } = rosa;
    await page.getByLabel('Email address').fill(rosa.email);
    await passwordField(page).fill(password);
    await button(page, 'Sign in').click();
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    await page.goto(`${stack.web_url}/profile/security`);
    await main(page).getByText('Your second factor was reset.').waitFor();
    await page.getByText('Not set up.').waitFor();
    await look(page, 'security-held');
  });
});

nobodyComplained();
