/** Documents: files of an account, large ones over a bad line, documents that are wanted, and links for people outside. */

import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { preferEnglish, signIn } from './browser.mjs';
import { nobodyComplained, somebody } from './journey.mjs';
import { look } from './looks.mjs';
import { demo, stack } from './stack.mjs';

const owner = demo('owner');
const agent = demo('agent');
const [account] = owner.account_ids;
const run = Date.now().toString(36);
const folder = `Journeys ${run}`;
const documents = `/accounts/${account}/documents`;
const inFolder = `${documents}?${new URLSearchParams({ folder })}`;

let customer;
let staff;

const main = (page) => page.getByRole('main');
const heading = (page, name) => page.getByRole('heading', { level: 1, name, exact: true });
const uploads = (page) => main(page).getByRole('region', { name: 'Uploads' });
const fileLink = (page, name) => main(page).getByRole('table').getByRole('link', { name, exact: true });
const textFile = (name, text) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

async function open(page, path, title) {
  await page.goto(stack.web_url + path);
  await heading(page, title).waitFor();
}

/** Chooses a file on the page of the files, says where it goes, and begins. */
async function upload(page, file) {
  await main(page).locator('input[type="file"]').first().setInputFiles(file);
  const dialog = page.getByRole('dialog', { name: 'Upload 1 file' });
  await dialog.getByRole('combobox', { name: 'Folder' }).fill(folder);
  await dialog.getByRole('button', { name: 'Upload 1 file' }).click();
}

const uploaded = (page, name) =>
  uploads(page).getByRole('listitem').filter({ hasText: name }).getByText('Uploaded', { exact: true });

/** What the download button of a page gives. */
async function downloaded(page) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    main(page).getByRole('button', { name: 'Download', exact: true }).first().click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
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

before(async () => {
  customer = await somebody();
  await preferEnglish(customer.context);
  await signIn(customer.page, owner);
});

describe('a file', () => {
  const name = `Notes ${run}.txt`;
  const renamed = `Notes ${run}, ${'a-long-name-'.repeat(8)}.txt`;
  const menu = (page, of) => main(page).getByRole('button', { name: `More for ${of}` });

  it('is uploaded by a customer, who finds the page in the sidebar', async () => {
    const { page } = customer;
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Documents' }).click();
    await heading(page, 'Documents').waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    await main(page).locator('input[type="file"]').first().setInputFiles(textFile(name, 'Hello, world.'));
    await page.getByRole('dialog', { name: 'Upload 1 file' }).waitFor();
    await look(page, 'documents-upload');
    await page.getByRole('combobox', { name: 'Folder' }).fill(folder);
    await page.getByRole('dialog').getByRole('button', { name: 'Upload 1 file' }).click();
    await uploaded(page, name).waitFor({ timeout: 30_000 });
    await main(page)
      .getByRole('link', { name: `Folder: ${folder}` })
      .click();
    await fileLink(page, name).waitFor();
    await look(page, 'documents');
  });

  it('that is none, or can run something, is not even sent', async () => {
    const { page } = customer;
    await main(page)
      .locator('input[type="file"]')
      .first()
      .setInputFiles([textFile('empty.txt', ''), textFile('page.html', '<p>Hello</p>')]);
    const dialog = page.getByRole('dialog');
    await dialog.getByText('This file is empty, or a folder.').waitFor();
    await dialog.getByText('can run something').waitFor();
    assert.equal(await dialog.getByRole('button', { name: /^Upload/ }).count(), 0);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('is renamed, and keeps its ending', async () => {
    const { page } = customer;
    await menu(page, name).click();
    await look(page, 'documents-menu');
    await page.keyboard.press('Escape');
    await menu(page, name).click();
    await main(page).getByRole('button', { name: 'Rename or move' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Notes.pdf');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Please leave the ending of the name as it is').waitFor();
    await dialog.getByLabel('Name').fill(renamed);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await fileLink(page, renamed).waitFor();
  });

  it('is deleted, and comes back', async () => {
    const { page } = customer;
    await menu(page, renamed).click();
    await main(page).getByRole('button', { name: 'Delete', exact: true }).click();
    const undo = main(page).getByRole('button', { name: 'Undo' });
    await undo.waitFor();
    await fileLink(page, renamed).waitFor({ state: 'detached' });
    await look(page, 'documents-deleted');
    await undo.click();
    await fileLink(page, renamed).waitFor();
  });

  it('waits in the trash until somebody restores it', async () => {
    const { page } = customer;
    await menu(page, renamed).click();
    await main(page).getByRole('button', { name: 'Delete', exact: true }).click();
    await main(page).getByRole('button', { name: 'Undo' }).waitFor();
    await main(page).getByRole('navigation', { name: 'Show documents' }).getByText('Trash').click();
    await heading(page, 'Trash').waitFor();
    const row = main(page).getByRole('row').filter({ hasText: renamed });
    await row.getByText(`Was in ${folder}`).waitFor();
    await look(page, 'documents-trash');
    await row.getByRole('button', { name: /^Restore/ }).click();
    await row.waitFor({ state: 'detached' });
    await open(page, inFolder, folder);
    await fileLink(page, renamed).waitFor();
  });

  it('is looked at, spoken of, and downloaded as it was', async () => {
    const { page } = customer;
    await fileLink(page, renamed).click();
    await heading(page, renamed).waitFor();
    await main(page).getByRole('region', { name: 'Preview' }).getByText('Hello, world.').waitFor();
    await main(page).getByLabel('Your comment').fill('Page 1 is enough.\nThe rest can wait.');
    await main(page).getByRole('button', { name: 'Send comment' }).click();
    await main(page).getByRole('region', { name: 'Comments' }).getByText('Page 1 is enough.').waitFor();
    await look(page, 'documents-file');
    const { name: saved, bytes } = await downloaded(page);
    assert.equal(saved, renamed);
    assert.equal(bytes.toString(), 'Hello, world.');
  });

  it('gets a new version, and the old one stays', async () => {
    const { page } = customer;
    await main(page).locator('input[type="file"]').first().setInputFiles(textFile(renamed, 'Hello again.'));
    const versions = main(page).getByRole('region', { name: 'Versions' });
    await versions.getByText('Version 2').first().waitFor({ timeout: 30_000 });
    await main(page).getByRole('region', { name: 'Preview' }).getByText('Hello again.').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      versions.getByRole('button', { name: /^Download.*Version 1$/ }).click(),
    ]);
    assert.equal((await readFile(await download.path())).toString(), 'Hello, world.');
  });
});

describe('a large file over a bad line', () => {
  // Text, which is taken as it is; no two runs send the same. 12 MB, and 150 MB in the long test.
  const bytes = Buffer.from(
    randomBytes((process.env.ATRIUM_DEEP ? 108 : 9) * 1024 * 1024).toString('base64'),
  );
  const name = `Measurements ${run}.csv`;
  const patience = process.env.ATRIUM_DEEP ? 600_000 : 90_000;
  let place;
  let file;
  const isPart = (url) => url.searchParams.has('partNumber');
  const sent = [];
  let cut = true;

  // From a file, because what a test hands over by itself has 50 MB at most.
  before(async () => {
    place = await mkdtemp(join(tmpdir(), 'journey-'));
    file = join(place, name);
    await writeFile(file, bytes);
  });
  after(() => rm(place, { recursive: true }));

  it('stops where it is when nothing comes through, and says so', async () => {
    const { page } = customer;
    assert.ok(bytes.length > (process.env.ATRIUM_DEEP ? 150_000_000 : 12_000_000));
    customer.expect(/partNumber=/);
    await page.route(isPart, (route) => {
      const number = new URL(route.request().url()).searchParams.get('partNumber');
      if (route.request().method() === 'PUT') sent.push(number);
      return cut && number === '2' ? route.abort('connectionfailed') : route.continue();
    });
    await open(page, inFolder, folder);
    await upload(page, file);
    const row = uploads(page).getByRole('listitem').filter({ hasText: name });
    await row.getByRole('button', { name: /^Go on/ }).waitFor({ timeout: patience });
    assert.equal(sent.filter((number) => number === '1').length, 1);
    assert.ok(sent.filter((number) => number === '2').length > 1);
    await look(page, 'documents-upload-stopped');
  });

  it('goes on with what is missing after the page was loaded anew', async () => {
    const { page } = customer;
    cut = false;
    sent.length = 0;
    await open(page, inFolder, folder);
    const resumed = page.waitForRequest(
      (request) => request.method() === 'POST' && /\/uploads$/.test(new URL(request.url()).pathname),
    );
    await upload(page, file);
    assert.match((await resumed).postDataJSON().resume ?? '', /^upl_/);
    await uploaded(page, name).waitFor({ timeout: patience });
    // What had arrived is not sent again.
    assert.ok(sent.includes('2') && !sent.includes('1'), sent.join(' '));
    if (!process.env.ATRIUM_DEEP) assert.deepEqual(sent, ['2']);
    await page.unroute(isPart);
  });

  it('is the same when it is downloaded', async () => {
    const { page } = customer;
    await fileLink(page, name).click();
    await heading(page, name).waitFor();
    assert.equal(sha256((await downloaded(page)).bytes), sha256(bytes));
  });
});

describe('documents that are wanted', () => {
  const title = `Papers for the credit limit, ${run}`;
  const label = 'Extract from the trade register';
  const requests = `${documents}/requests`;
  const card = (page) => main(page).getByRole('article', { name: title });

  it('are asked for by the team', async () => {
    staff = await somebody();
    await preferEnglish(staff.context);
    const { page } = staff;
    await signIn(page, agent, `/staff/customers/${account}`);
    await main(page).getByRole('region', { name: 'Documents' }).getByText('Documents wanted').click();
    await heading(page, 'Documents wanted').waitFor();
    await main(page).getByRole('link', { name: 'Ask for documents' }).first().click();
    await heading(page, 'Ask for documents').waitFor();
    await main(page).getByRole('button', { name: 'Ask the customer' }).click();
    await main(page).getByText('Please fill this in.').first().waitFor();
    await main(page).getByLabel('What for?').fill(title);
    await main(page).getByLabel('Which document').fill(label);
    await main(page).getByLabel('What helps to send the right one').fill('Not older than three months.');
    await main(page).getByRole('button', { name: 'Add a document' }).click();
    await main(page).getByRole('button', { name: 'Remove document 2' }).click();
    await look(page, 'documents-ask');
    await main(page).getByRole('button', { name: 'Ask the customer' }).click();
    await heading(page, 'Documents wanted').waitFor();
    await main(page).getByText('The customer has been told').waitFor();
    await card(page).getByText('Not sent yet').waitFor();
  });

  it('stand first on the start page of the customer, who sends one', async () => {
    const { page } = customer;
    const wanted = main(page).getByRole('region', { name: 'Documents wanted' });
    const link = wanted.getByRole('link', { name: title });
    await eventually(page, `/accounts/${account}`, link);
    await look(page, 'home-documents');
    await link.click();
    await heading(page, 'Documents wanted').waitFor();
    await card(page).and(page.locator(':focus')).waitFor();
    await card(page).getByText('Please send it', { exact: true }).waitFor();
    await look(page, 'documents-wanted');
    await card(page)
      .locator('input[type="file"]')
      .setInputFiles(textFile('Register.txt', `Page 1. ${run}`));
    await card(page).getByText('We are checking it').waitFor({ timeout: 30_000 });
  });

  it('are asked for again, with a reason', async () => {
    const { page } = staff;
    await open(page, `/staff${requests}`, 'Documents wanted');
    await card(page).getByText('To be checked', { exact: true }).waitFor();
    await card(page)
      .getByRole('button', { name: /^Ask for it again/ })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Ask again' }).click();
    await dialog.getByText('Please fill this in.').waitFor();
    await dialog.getByLabel('What is wrong with it?').fill('Page 2 is missing.');
    await dialog.getByRole('button', { name: 'Ask again' }).click();
    await dialog.waitFor({ state: 'detached' });
    await card(page).getByText('Asked for again').waitFor();
    await look(page, 'documents-review');
  });

  it('are sent anew, and accepted', async () => {
    const { page } = customer;
    await open(page, requests, 'Documents wanted');
    await card(page).getByText('Page 2 is missing.').waitFor();
    await card(page)
      .locator('input[type="file"]')
      .setInputFiles(textFile('Register, all pages.txt', `Pages 1 and 2. ${run}`));
    await card(page).getByText('We are checking it').waitFor({ timeout: 30_000 });

    const team = staff.page;
    await open(team, `/staff${requests}`, 'Documents wanted');
    await card(team).getByRole('link', { name: 'Register, all pages.txt' }).waitFor();
    await card(team)
      .getByRole('button', { name: /^Accept/ })
      .click();
    await card(team).getByText('Complete', { exact: true }).waitFor();

    await open(page, requests, 'Documents wanted');
    await page.getByRole('link', { name: 'Show what has ended' }).click();
    await card(page).getByText('Accepted').waitFor();
  });
});

describe('a link for somebody outside', () => {
  const name = `For your files ${run}.txt`;
  let visitor;
  let link;

  it('is made once, and copied', async () => {
    const { page } = customer;
    await open(page, inFolder, folder);
    await upload(page, textFile(name, 'For your eyes.'));
    await uploaded(page, name).waitFor({ timeout: 30_000 });
    await fileLink(page, name).click();
    await heading(page, name).waitFor();
    const shares = main(page).getByRole('region', { name: 'Links for people outside' });
    await shares.getByLabel('Note').fill('For your files, Ms Weber.');
    await shares.getByRole('button', { name: 'Make a link' }).click();
    const copy = shares.getByRole('button', { name: 'Copy link' });
    await copy.and(page.locator(':focus')).waitFor();
    const { pathname, hash } = new URL(await shares.locator('code').innerText());
    assert.equal(pathname, '/shared');
    link = pathname + hash;
    await shares
      .getByRole('list', { name: 'Links that work' })
      .getByText('For your files, Ms Weber.')
      .first()
      .waitFor();
    await look(page, 'documents-share');
  });

  it('shows the file to whoever has it, as often as they look', async () => {
    visitor = await somebody();
    await preferEnglish(visitor.context);
    const { page } = visitor;
    await open(page, link, name);
    await page.getByText('For your files, Ms Weber.').waitFor();
    await page.getByRole('region', { name: 'Preview' }).getByText('For your eyes.').waitFor();
    await look(page, 'shared');
    await page.reload();
    await heading(page, name).waitFor();
    const { bytes } = await downloaded(page);
    assert.equal(bytes.toString(), 'For your eyes.');
  });

  it('leads nowhere once it is taken back', async () => {
    const { page } = customer;
    const shares = main(page).getByRole('region', { name: 'Links for people outside' });
    await shares.getByRole('button', { name: /^Take back/ }).click();
    await shares.getByRole('list', { name: 'Links that work' }).waitFor({ state: 'detached' });
    visitor.expect(/\/shared-files$/);
    await visitor.page.reload();
    await heading(visitor.page, 'This link does not work').waitFor();
    await look(visitor.page, 'shared-ended');
  });
});

nobodyComplained();
