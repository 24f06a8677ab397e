/**
 * The brand: an administrator publishes another one, everybody sees it, and it is put back as it was. Then somebody outside
 * checks a document whose code is wrong.
 */

import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { button, heading, passwordField } from './auth/people.mjs';
import { preferEnglish, signIn } from './browser.mjs';
import { nobodyComplained, somebody } from './journey.mjs';
import { look } from './looks.mjs';
import { mailAbout } from './mail.mjs';
import { demo, stack } from './stack.mjs';
import { unusedCode } from './totp.mjs';

const admin = demo('admin');
const agent = demo('agent');
const owner = demo('owner');
const [account] = owner.account_ids;
const run = Date.now().toString(36);
const name = `Brand ${run}`;
const legalName = `Legal ${run} AB`;
const accent = '#facc15';
/** The same, until it can be read on white. */
const accentOnPaper = '#996d00';
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M2 2h28v28H2z" fill="#7c3aed"/></svg>`;
const scripted = drawing.replace('<path', '<script>alert(1)</script><path');
const svgFile = (content) => ({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(content) });

let here;
/** As it was before, so that it can be put back. */
let before;

const main = (page) => page.getByRole('main');
const form = (page) => main(page).locator('form.brand-form');
const saved = (page) => main(page).getByText('Published. Pages, emails and papers show it from now on.');
const closingLine = (page) =>
  form(page).getByRole('group', { name: 'Closing line (optional)' }).getByLabel('English');
const barOf = (page) => page.getByRole('banner');
const accentOf = (page) =>
  page.evaluate(() => document.documentElement.style.getPropertyValue('--accent-text-light'));

async function brandNow() {
  const response = await fetch(`${stack.web_url}/api/v1/brand`);
  assert.equal(response.status, 200);
  return response.json();
}

/** A letter that somebody of the team makes, and the bytes that were issued. */
async function letter(page, title) {
  await page.goto(`${stack.web_url}/staff/accounts/${account}/documents/new`);
  await main(page).getByText('Letter', { exact: true }).click();
  await main(page).getByLabel('Title').fill(title);
  await main(page).getByLabel('Text', { exact: true }).fill('These are your dates.');
  await button(main(page), 'Make the document').click();
  await page.waitForURL(/\/documents\/files\/fil_/);
  const issued = main(page).getByRole('region', { name: 'Document', exact: true });
  await issued.getByText('Issued', { exact: true }).waitFor({ timeout: 90_000 });
  return { path: new URL(page.url()).pathname, bytes: await bytesShown(page) };
}

/** The bytes of the document whose page this is. */
async function bytesShown(page) {
  const link = main(page).getByRole('link', { name: 'Open in a new tab' });
  const response = await fetch((await link.getAttribute('href')) ?? '');
  assert.equal(response.status, 200);
  return Buffer.from(await response.arrayBuffer());
}

/** Shows once more who it is, if that is asked before `done`. */
async function confirmed(page, done) {
  const asked = page.getByRole('dialog', { name: 'Is it you?' });
  await asked.or(done).first().waitFor();
  if (await asked.isVisible()) {
    await passwordField(asked).fill(admin.password);
    await asked.getByLabel('Six-digit code').fill(await unusedCode(admin.totp_secret));
    await button(asked, 'Confirm').click();
  }
  await done.waitFor();
}

async function publish(page) {
  await button(form(page), 'Publish').click();
  await confirmed(page, saved(page));
}

/** What the page of the brand has in its fields; the demo's own where nothing was published. */
async function typed(page) {
  const value = (label) => form(page).getByLabel(label, { exact: true }).inputValue();
  return { name: await value('Name'), accent: await value('Accent colour') };
}

let colleague;
let letterBefore;

describe('somebody of the team', () => {
  it('makes a letter in the brand of now', async () => {
    colleague = await somebody();
    await preferEnglish(colleague.context);
    await signIn(colleague.page, agent);
    letterBefore = await letter(colleague.page, `Letter before ${run}`);
    assert.equal(letterBefore.bytes.subarray(0, 5).toString(), '%PDF-');
  });
});

describe('an administrator', () => {
  it('finds the brand in the sidebar', async () => {
    here = await somebody();
    await preferEnglish(here.context);
    before = await brandNow();
    const { page } = here;
    await signIn(page, admin);
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Brand', exact: true })
      .click();
    await heading(page, 'Brand').waitFor();
    await form(page).waitFor();
    Object.assign(before, await typed(page));
    await look(page, 'brand');
  });

  it('is told of what cannot be published at its field', async () => {
    const { page } = here;
    await form(page).getByLabel('Accent colour', { exact: true }).fill('yellow-ish');
    await form(page).getByLabel('Imprint').fill('http://a.example/');
    await button(form(page), 'Publish').click();
    await form(page).getByText('Please enter a colour as # and six digits').waitFor();
    await form(page).getByText('Please enter a whole address that begins with https://').waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'accent');
    await button(form(page), 'Discard changes').click();
    assert.equal((await typed(page)).accent, before.accent);
  });

  it('sees how an accent is adjusted, and what it will look like', async () => {
    const { page } = here;
    await form(page).getByLabel('Name', { exact: true }).fill(name);
    await form(page).getByLabel('Legal name', { exact: true }).fill(legalName);
    await form(page).getByLabel('Accent colour', { exact: true }).fill(accent);
    await form(page).getByText(`${accent} is too light to read on white`).waitFor();
    await form(page).locator('input[type="file"]').setInputFiles(svgFile(drawing));
    const preview = main(page).getByRole('region', { name: 'Preview' });
    await preview.getByText(name).first().waitFor();
    for (const view of ['Email', 'Paper', 'Portal']) {
      await preview.getByText(view, { exact: true }).click();
      await look(page, `brand-${view.toLowerCase()}`);
    }
  });

  it('loses nothing by a reload', async () => {
    const { page } = here;
    await page.reload();
    await form(page).waitFor();
    assert.deepEqual(await typed(page), { name, accent });
    await form(page).getByText('Your changes are kept in this tab').waitFor();
  });

  it('cannot publish a drawing that runs something', async () => {
    const { page } = here;
    here.expect(/\/api\/v1\/brand$/);
    await form(page).locator('input[type="file"]').setInputFiles(svgFile(scripted));
    await button(form(page), 'Publish').click();
    await confirmed(page, form(page).getByText('This drawing contains a script.'));
    await look(page, 'brand-refused');
    await form(page).locator('input[type="file"]').setInputFiles(svgFile(drawing));
  });

  it('publishes it, and the page shows it at once', async () => {
    const { page } = here;
    const worn = await accentOf(page);
    await publish(page);
    await barOf(page).getByRole('link', { name }).waitFor();
    assert.notEqual(await accentOf(page), worn);
    assert.match(
      (await barOf(page).locator('img').getAttribute('src')) ?? '',
      /^data:image\/svg\+xml;base64,/,
    );
    assert.match(await page.title(), new RegExp(`${name}$`));
    await look(page, 'brand-published');
  });

  it('publishes no second one over that of a colleague without knowing', async () => {
    const { page } = here;
    const other = await here.context.newPage();
    await other.goto(`${stack.web_url}/staff/brand`);
    await form(other).waitFor();
    await form(page).getByLabel('Sender of emails').fill(`Sender ${run}`);
    await publish(page);
    await closingLine(other).fill(`Closing ${run}`);
    await button(form(other), 'Publish').click();
    await confirmed(other, form(other).getByText('Somebody else has published a brand since you began.'));
    await button(form(other), 'Publish my changes over theirs').click();
    await confirmed(other, saved(other));
    const now = await brandNow();
    assert.deepEqual([now.sender_name, now.footer.en], [`Sender ${run}`, `Closing ${run}`]);
    await other.close();
  });
});

describe('everybody else', () => {
  it('sees it before signing in, and from the first moment at the next visit', async () => {
    const visitor = await somebody();
    await preferEnglish(visitor.context);
    const { page } = visitor;
    await page.goto(`${stack.web_url}/sign-in`);
    await page.getByText(name).first().waitFor();
    // The API no longer answers: what was last known is shown.
    visitor.expect(/\/api\/v1\/brand$/);
    await page.route(/\/api\/v1\/brand$/, (route) => route.abort('connectionfailed'));
    await page.reload();
    await page.getByText(name).first().waitFor();
    await page.unroute(/\/api\/v1\/brand$/);
  });

  it('gets the next email in it', async () => {
    const response = await fetch(`${stack.web_url}/api/v1/auth/forgot-password`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: owner.email, language: 'en' }),
    });
    assert.equal(response.status, 202);
    const mail = await mailAbout(owner.email, name);
    assert.match(mail.BodyHtml, new RegExp(accentOnPaper));
    assert.match(mail.BodyHtml, new RegExp(legalName));
    assert.match(mail.Source, new RegExp(`Sender ${run}`));
  });

  it('gets the next paper in it, and the one before stays as it was issued', async () => {
    const { page } = colleague;
    // The name in a paper's XMP stands there as it is (ISO 19005-3, 6.6.2.1: metadata streams are not compressed).
    const after = await letter(page, `Letter after ${run}`);
    assert.ok(after.bytes.includes(legalName));
    assert.ok(!letterBefore.bytes.includes(legalName));
    await page.goto(stack.web_url + letterBefore.path);
    assert.ok((await bytesShown(page)).equals(letterBefore.bytes));
  });

  it('may not change it', async () => {
    const { page } = colleague;
    await page.goto(`${stack.web_url}/staff/brand`);
    await heading(page, 'This page does not exist').waitFor();
    assert.equal(await page.getByRole('link', { name: 'Brand', exact: true }).count(), 0);
  });
});

describe('the brand as it was', () => {
  it('is published again', async () => {
    const { page } = here;
    await page.goto(`${stack.web_url}/staff/brand`);
    await form(page).waitFor();
    await form(page).getByLabel('Name', { exact: true }).fill(before.name);
    await form(page)
      .getByLabel('Legal name', { exact: true })
      .fill(before.legal_name || before.name);
    await form(page).getByLabel('Accent colour', { exact: true }).fill(before.accent);
    await form(page)
      .getByLabel('Sender of emails')
      .fill(before.sender_name || before.name);
    await closingLine(page).fill(before.footer.en);
    if (before.logo) {
      const [, type, data] = /^data:([^;]+);base64,(.+)$/.exec(before.logo) ?? [];
      const file = { name: 'logo', mimeType: type, buffer: Buffer.from(data, 'base64') };
      await form(page).locator('input[type="file"]').setInputFiles(file);
    } else {
      await button(form(page), 'Remove').click();
    }
    await publish(page);
    await barOf(page).getByRole('link', { name: before.name }).waitFor();
    const now = await brandNow();
    assert.deepEqual([now.name, now.accent], [before.name, before.accent]);
  });
});

describe('somebody outside', () => {
  it('checks a document with a code that is none, and one that nobody issued', async () => {
    const visitor = await somebody();
    await preferEnglish(visitor.context);
    visitor.expect(/\/api\/v1\/verifications\//);
    const { page } = visitor;
    await page.goto(`${stack.web_url}/verify`);
    await heading(page, 'Check a document').waitFor();
    await look(page, 'verify');
    await page.getByLabel('Code').fill('7K3M-9QX');
    await button(page, 'Check').click();
    await page.getByText('A code has twelve letters and digits').waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code');
    // As people type it: small letters, blanks, an O and an l.
    await page.getByLabel('Code').fill('ooo0 l1i1 zzzz');
    await button(page, 'Check').click();
    await page.waitForURL(/\/verify\/0000-1111-ZZZZ$/);
    await page.getByRole('heading', { level: 2, name: 'No document with this code' }).waitFor();
    await look(page, 'verify-unknown');
    await page.reload();
    await page.getByRole('heading', { level: 2, name: 'No document with this code' }).waitFor();
  });
});

nobodyComplained();

after(async () => {
  // A journey that broke off in the middle must not leave its brand behind without a word.
  const now = await brandNow().catch(() => null);
  if (now?.name === name) console.error(`The brand of this portal is still ${name}.`);
});
