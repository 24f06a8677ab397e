/** Documents that the team makes: a contract, which two people sign in their order, and one that somebody declines. */

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { button, passwordField } from './auth/people.mjs';
import { preferEnglish, signIn } from './browser.mjs';
import { counting, nobodyComplained, somebody } from './journey.mjs';
import { look } from './looks.mjs';
import { demo, stack } from './stack.mjs';
import { unusedCode } from './totp.mjs';

const owner = demo('owner');
const member = demo('member');
const agent = demo('agent');
const [account] = owner.account_ids;
const run = Date.now().toString(36);
const staffDocuments = `/staff/accounts/${account}/documents`;

let customer;
let second;
let staff;

const main = (page) => page.getByRole('main');
const region = (page, name) => main(page).getByRole('region', { name, exact: true });
const dialog = (page, name) => page.getByRole('dialog', { name });
const heading = (page, name) => page.getByRole('heading', { level: 1, name });
const signers = (page) => region(page, 'Signatures').getByRole('listitem');

async function arrived(person, path) {
  const here = await somebody();
  await preferEnglish(here.context);
  await signIn(here.page, person, path);
  return here;
}

/** Shows once more who it is, if that is asked before `done`. */
async function confirmed(page, person, done) {
  const asked = dialog(page, 'Is it you?');
  await asked.or(done).first().waitFor({ timeout: 60_000 });
  if (await asked.isVisible()) {
    await passwordField(asked).fill(person.password);
    await asked.getByLabel('Six-digit code').fill(await unusedCode(person.totp_secret));
    await button(asked, 'Confirm').click();
  }
  await done.waitFor({ timeout: 60_000 });
}

/** Loads a page again until something is there that the server knows a moment later. */
async function eventually(page, path, target) {
  for (let tries = 1; ; tries += 1) {
    await page.goto(stack.web_url + path);
    try {
      return await target.waitFor({ timeout: 5_000 });
    } catch (cause) {
      if (tries >= 6) throw cause;
    }
  }
}

/** On the page of a new document: a contract for the two by name, because one sees only their own; and on to its page once it is made. Answers with the id of the file. */
async function makeContract(page, title) {
  await main(page).getByText('Contract', { exact: true }).click();
  await main(page).getByLabel('Title').fill(title);
  await main(page)
    .getByLabel('Text', { exact: true })
    .fill('We look after your scales.\n\n# Scope\n- two visits a year\n- spare parts');
  await main(page).getByText('Only some people', { exact: true }).click();
  for (const { name } of [owner, member]) await main(page).getByRole('checkbox', { name }).check();
  await button(main(page), 'Make the document').click();
  await page.waitForURL(/\/documents\/files\/fil_/);
  await region(page, 'Document').getByText('Issued', { exact: true }).waitFor({ timeout: 90_000 });
  return /fil_\w+/.exec(page.url())?.[0];
}

/** In the dialog that sends a contract: who signs, one after the other. */
async function choose(page, ...people) {
  for (const { name } of people)
    await dialog(page, /^Who is to sign/)
      .getByLabel('Who signs')
      .selectOption({ label: name });
}

before(async () => {
  staff = await arrived(agent, staffDocuments);
  customer = await arrived(owner, '/');
  second = await arrived(member, '/');
});

describe('a contract', () => {
  const title = `Service contract ${run}`;
  let path;

  it('is made by the team, with a table out of a spreadsheet and an amount', async () => {
    const { page } = staff;
    await heading(page, 'Documents').waitFor();
    await main(page).getByRole('link', { name: 'New document' }).click();
    await heading(page, 'New document').waitFor();
    assert.notEqual(await main(page).getByLabel('For whom').inputValue(), '');
    await button(main(page), 'Make the document').click();
    await main(page).getByText('Please fill this in.').first().waitFor();
    await main(page).getByLabel('Table').fill('Scale\tVisits\nS 1\t2\nS 2\t2');
    await region(page, 'The table as it was read').getByRole('cell', { name: 'S 2' }).waitFor();
    await main(page).getByLabel('Amount').fill('1,234.5');
    await main(page).getByText('€1,234.50').waitFor();
    await look(page, 'documents-new');
    const made = counting(page, 'POST', /\/documents$/);
    const id = await makeContract(page, title);
    assert.equal(made.length, 1);
    path = `/accounts/${account}/documents/files/${id}`;
    await region(page, 'Document').getByText('€1,234.50').waitFor();
    const code = region(page, 'Document').getByRole('button', { name: /^Copy the verification code/ });
    assert.match(await code.innerText(), /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    await look(page, 'documents-paper');
  });

  it('is sent to two people, in their order', async () => {
    const { page } = staff;
    await button(main(page), 'Send for signature').click();
    const asking = dialog(page, /^Who is to sign/);
    await button(asking, 'Send for signature').click();
    await asking.getByText('Please choose at least one person.').waitFor();
    await choose(page, member, owner);
    const up = asking.getByRole('button', { name: `Move ${owner.name} up` });
    await up.focus();
    await page.keyboard.press('Enter');
    // At the top there is only the way down.
    await asking
      .getByRole('button', { name: `Move ${owner.name} down` })
      .and(page.locator(':focus'))
      .waitFor();
    assert.match(await asking.getByRole('listitem').first().innerText(), new RegExp(owner.name));
    await asking.getByLabel('Note').fill('Please sign before the next visit.');
    await look(page, 'documents-signers');
    await button(asking, 'Send for signature').click();
    await confirmed(page, agent, main(page).getByText(`${owner.name} is asked to sign.`).first());
    await signers(page).nth(1).getByText(`${owner.name} is to sign first`).waitFor();
  });

  it('waits for the second until the first has signed', async () => {
    const { page } = second;
    await eventually(page, path, region(page, 'Signatures'));
    await signers(page).nth(1).getByText(`${owner.name} is to sign first`).waitFor();
    assert.equal(await region(page, 'Please read and sign').count(), 0);
  });

  it('stands first on the start page of the first, who reads and signs', async () => {
    const { page } = customer;
    const link = region(page, 'Please sign').getByRole('link', { name: new RegExp(title) });
    await eventually(page, `/accounts/${account}`, link);
    await look(page, 'home-signature');
    await link.click();
    const form = region(page, 'Please read and sign');
    await form.getByRole('link', { name: 'Open the document' }).waitFor();
    await main(page).getByText('Please sign before the next visit.').waitFor();
    await button(form, 'Sign').click();
    await form.getByText('Please fill this in.').waitFor();
    await form.getByText('Please agree first.').waitFor();
    await look(page, 'documents-sign');
    await form.getByLabel('Your full name').fill(owner.name);
    await form.getByRole('checkbox').check();
    await button(form, 'Sign').click();
    const thanks = main(page).getByText(`Thank you, you have signed. ${member.name} is asked next.`).first();
    await confirmed(page, owner, thanks);
    await signers(page).first().getByText('Signed', { exact: true }).waitFor();
    await look(page, 'documents-signed-first');
  });

  it('is signed by the second, and sealed with all signatures', async () => {
    const { page } = second;
    await eventually(page, path, region(page, 'Please read and sign'));
    const form = region(page, 'Please read and sign');
    await form.getByLabel('Your full name').fill(member.name);
    await form.getByRole('checkbox').check();
    await button(form, 'Sign').click();
    await confirmed(page, member, main(page).getByText('Now everybody has.').first());
    const versions = region(page, 'Versions');
    await versions.getByText('Version 2', { exact: true }).waitFor({ timeout: 90_000 });
    await versions.getByText('sealed, with all signatures').waitFor();
    await region(page, 'Signatures').getByText('Signed by everybody').waitFor();
    await look(page, 'documents-sealed');
  });

  it('is verified by its code', async () => {
    const { page } = second;
    await main(page).getByRole('link', { name: 'Verify this document' }).click();
    await page.waitForURL(/\/verify\//);
    await page.getByText(title).first().waitFor();
  });
});

describe('another contract', () => {
  const title = `Extended warranty ${run}`;
  const why = 'The price is not what we agreed on.';
  let path;

  it('is declined, with a reason', async () => {
    const { page } = staff;
    await page.goto(`${stack.web_url}${staffDocuments}/new`);
    await heading(page, 'New document').waitFor();
    path = `/accounts/${account}/documents/files/${await makeContract(page, title)}`;
    await button(main(page), 'Send for signature').click();
    await choose(page, owner, member);
    await button(dialog(page, /^Who is to sign/), 'Send for signature').click();
    await confirmed(page, agent, main(page).getByText(`${owner.name} is asked to sign.`).first());

    const reader = customer.page;
    await eventually(reader, path, region(reader, 'Please read and sign'));
    await button(region(reader, 'Please read and sign'), 'Decline').click();
    const asking = dialog(reader, 'You do not want to sign?');
    await button(asking, 'Do not sign').click();
    await asking.getByText('Please fill this in.').waitFor();
    await look(reader, 'documents-decline');
    await asking.getByLabel('Why not?').fill(why);
    await button(asking, 'Do not sign').click();
    await confirmed(reader, owner, main(reader).getByText('You have declined to sign.').first());
    await signers(reader).first().getByText(why).waitFor();
    await signers(reader).nth(1).getByText('Was not asked').waitFor();
  });

  it('is revoked by the team, which reads why', async () => {
    const { page } = staff;
    await page.goto(`${stack.web_url}/staff${path}`);
    await signers(page).first().getByText(why).waitFor();
    await button(main(page), 'Revoke').click();
    const asking = dialog(page, `Revoke “${title}”?`);
    await asking.getByLabel('Why?').fill('Replaced by a new offer.');
    await look(page, 'documents-revoke');
    await button(asking, 'Revoke').click();
    await confirmed(page, agent, main(page).getByText('It is no longer valid.').first());

    const reader = customer.page;
    await eventually(reader, path, main(reader).getByText('Replaced by a new offer.').first());
    await region(reader, 'Document').getByText('Revoked', { exact: true }).waitFor();
    await look(reader, 'documents-revoked');
  });
});

nobodyComplained();
