/** Whoever is concerned is told: the bell rises by itself, and its entry leads to the request. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { enter, preferEnglish, signIn } from './browser.mjs';
import { counting, nobodyComplained, somebody } from './journey.mjs';
import { look } from './looks.mjs';
import { codeTextedTo, mailAbout, otherThan } from './mail.mjs';
import { demo, stack } from './stack.mjs';

const member = demo('member');
const agent = demo('agent');
const subject = `Told of an answer, ${Date.now().toString(36)}`;

let customer;
let staff;
/** Whoever comes by the links of a mail, signed in nowhere. */
let visitor;
let mail;

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
    const answer = page.getByRole('listitem').filter({ hasText: 'We know more now.' });
    await answer.and(page.locator(':focus')).waitFor();
  });
});

describe('the mail that tells it', () => {
  /** The address that a mail names, in the portal that is tested. */
  const linkIn = ({ BodyText }, part) => {
    const found = BodyText.match(/https?:\/\/[^\s<>"]+/g)?.find((link) => link.includes(part));
    assert.ok(found, `no link with ${part} in ${BodyText}`);
    const { pathname, search, hash } = new URL(found);
    return pathname + search + hash;
  };

  it('leads to the page that ends such mails, which does nothing by being opened', async () => {
    mail = await mailAbout(member.email, subject);
    visitor = await somebody();
    await preferEnglish(visitor.context);
    const { page } = visitor;
    const posted = counting(page, 'POST', /unsubscribe/);
    await page.goto(stack.web_url + linkIn(mail, '/unsubscribe?'));
    await page.getByRole('heading', { level: 1, name: 'Do you want fewer emails?' }).waitFor();
    await page.getByText('It is about emails that tell you of answers.').waitFor();
    await page.getByText('Nothing has changed so far.').waitFor();
    await page.waitForURL(/\/unsubscribe$/);
    await look(page, 'unsubscribe');
    // The address has no token any more, and a reload needs none.
    await page.reload();
    await page.getByText('Nothing has changed so far.').waitFor();
    assert.equal(posted.length, 0);
  });

  it('lets them choose there, and choose otherwise', async () => {
    const { page } = visitor;
    await page.getByRole('button', { name: 'No more such emails' }).click();
    const told = page.getByText('Done. You get no more of these emails.');
    await told.first().waitFor();
    await page.locator(':focus').filter({ has: told }).waitFor();
    await look(page, 'unsubscribed');
    await page.getByRole('button', { name: 'Once a day' }).click();
    await page.getByText('From now on they come once a day').first().waitFor();
    await page.getByRole('button', { name: 'At once again' }).waitFor();
  });

  it('says of a link that is none where to choose', async () => {
    const { page } = visitor;
    visitor.expect(/\/notifications\/unsubscribe/);
    await page.goto(`${stack.web_url}/unsubscribe?token=none&about=all`);
    await page.getByRole('button', { name: 'No more such emails' }).click();
    await page.getByRole('heading', { level: 1, name: 'This link no longer works' }).waitFor();
    await look(page, 'unsubscribe-old');
    await page.getByRole('link', { name: 'Sign in and choose' }).click();
    await page.waitForURL(/\/sign-in\?next=%2Fnotifications%2Fpreferences$/);
  });

  it('leads to the message, also by way of signing in', async () => {
    const { page } = visitor;
    const link = linkIn(mail, '#message-');
    await page.goto(stack.web_url + link);
    await page.waitForURL(/\/sign-in\?next=.*%23message-\d+$/);
    await enter(page, member);
    await page.getByRole('heading', { level: 1, name: subject }).waitFor();
    const answer = page.getByRole('listitem').filter({ hasText: 'We know more now.' });
    await answer.and(page.locator(':focus')).waitFor();
    const { pathname, hash } = new URL(page.url());
    assert.equal(pathname + hash, link);
  });
});

describe('what people choose to be told', () => {
  const answers = (page) => page.getByRole('combobox', { name: 'Answers Email' });
  const saved = (page) => page.getByRole('main').getByText('Saved', { exact: true });

  async function openPreferences(page) {
    await page.goto(`${stack.web_url}/notifications/preferences`);
    await answers(page).waitFor();
  }

  it('is what they chose by the link of the mail', async () => {
    const { page } = customer;
    await page.getByRole('button', { name: /^Your menu/ }).click();
    await page.locator('#person-menu').getByRole('link', { name: 'Notification settings' }).click();
    await page.getByRole('heading', { level: 1, name: 'What we tell you' }).waitFor();
    await answers(page).waitFor();
    assert.equal(await answers(page).inputValue(), 'daily');
  });

  it('is saved by itself, one thing at a time, and put back', async () => {
    const { page } = customer;
    const sent = counting(page, 'PATCH', /\/me\/preferences$/);
    await answers(page).selectOption('never');
    await saved(page).waitFor();
    await look(page, 'preferences');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.waitForFunction(
      () => document.querySelector('[aria-labelledby*=ticket_replied]').value === 'daily',
    );
    await saved(page).waitFor();
    await answers(page).selectOption('now');
    await saved(page).waitFor();
    assert.equal(sent.length, 3);
    await openPreferences(page);
    assert.equal(await answers(page).inputValue(), 'now');
    await page.getByText('this cannot be switched off').waitFor();
  });

  it('waits in quiet hours, until there are none', async () => {
    const { page } = customer;
    const quiet = page.getByRole('checkbox', { name: 'Keep quiet hours' });
    if (await quiet.isChecked()) await quiet.uncheck();
    await quiet.check();
    await saved(page).waitFor();
    await page.getByLabel('From').fill('21:30');
    await page.getByLabel('Until').fill('21:30');
    await page.getByText('They need to end at another time').waitFor();
    await page.getByLabel('Until').fill('06:15');
    await page.getByText('They need to end at another time').waitFor({ state: 'detached' });
    await page
      .getByRole('status')
      .getByText(/Quiet hours from 0?9:30.+|Quiet hours from 21:30 until 0?6:15/)
      .waitFor({ state: 'attached' });
    await openPreferences(page);
    assert.equal(await page.getByLabel('From').inputValue(), '21:30');
    assert.equal(await page.getByLabel('Until').inputValue(), '06:15');
    await quiet.uncheck();
    await saved(page).waitFor();
    await openPreferences(page);
    assert.equal(await quiet.isChecked(), false);
  });

  it('says what is not saved, and tries again', async () => {
    const { page, context } = customer;
    customer.expect(/\/api\/v1\//);
    await context.setOffline(true);
    await answers(page).selectOption('daily');
    const told = page.getByRole('alert').filter({ hasText: 'This is not saved.' });
    await told.waitFor();
    assert.equal(await answers(page).inputValue(), 'now', 'what is shown is what holds');
    await look(page, 'preferences-unsaved');
    await context.setOffline(false);
    await told.getByRole('button', { name: 'Try again' }).click();
    await saved(page).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.waitForFunction(
      () => document.querySelector('[aria-labelledby*=ticket_replied]').value === 'now',
    );
    await saved(page).waitFor();
  });

  it('comes as a text message, once a number is confirmed by its code', async () => {
    const { page } = customer;
    const number = `+4915${String(Date.now()).slice(-9)}`;
    customer.expect(/\/me\/phone/);
    const byText = page.getByRole('combobox', { name: 'Answers Text message' });
    assert.equal(await byText.isDisabled(), true);
    const field = page.getByLabel('Mobile number');
    await field.fill('0151 2345678');
    await page.getByRole('button', { name: 'Send code' }).click();
    await page.getByText('Please check the number.').waitFor();
    await field.and(page.locator(':focus')).waitFor();
    await field.fill(`${number.slice(0, 3)} ${number.slice(3)}`);
    await page.getByRole('button', { name: 'Send code' }).click();
    const code = page.getByLabel('Code from the text message');
    await code.and(page.locator(':focus')).waitFor();
    await page.getByText(/^available in/).waitFor();
    const texted = await codeTextedTo(number);
    // Six digits are sent by themselves.
    await code.fill(otherThan(texted));
    await page.getByText('This code is not the right one').waitFor();
    await look(page, 'preferences-code');
    // Their messages may be on the same phone, whose browser has forgotten the page meanwhile.
    await openPreferences(page);
    await code.fill(texted);
    await page.getByText('Text messages go to').filter({ visible: true }).first().waitFor();
    await page.getByText('So far none are sent.').waitFor();
    await byText.selectOption('now');
    await saved(page).waitFor();
    await look(page, 'preferences-number');
    await byText.selectOption('never');
    await page.waitForFunction(
      () => document.querySelector('[aria-labelledby*="ticket_replied channel-sms"]').value === 'never',
    );
    await page.getByRole('button', { name: 'Stop text messages' }).click();
    await field.waitFor();
    await page.getByRole('main').getByText('You get no more text messages.').waitFor();
    assert.equal(await byText.isDisabled(), true);
  });

  it('can be looked up afterwards, with what became of it', async () => {
    const { page } = customer;
    await page.getByRole('main').getByRole('link', { name: 'What we told you' }).click();
    await page.getByRole('heading', { level: 1, name: 'What we told you' }).waitFor();
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: subject }) });
    await row.first().waitFor();
    await row.getByText('Delivered').first().waitFor({ timeout: 60_000 });
    await row.getByText(member.email).first().waitFor();
    await look(page, 'deliveries');
    await row.getByRole('link', { name: subject }).first().click();
    await page.getByRole('heading', { level: 1, name: subject }).waitFor();
  });
});

describe('a request that somebody wants to hear no more of', () => {
  it('is muted, stays so, and is followed again', async () => {
    const { page } = customer;
    const details = page.getByRole('complementary', { name: 'Details' });
    await details.getByText('You follow this request.').waitFor();
    await details.getByRole('button', { name: 'Mute' }).click();
    await details.getByText('Muted.', { exact: true }).waitFor();
    await page
      .getByRole('status')
      .getByText('You hear nothing more of this request')
      .waitFor({ state: 'attached' });
    await look(page, 'thread-muted');
    await page.reload();
    await details.getByText('Muted.', { exact: true }).waitFor();
    await details.getByRole('button', { name: 'Follow' }).click();
    await details.getByText('You follow this request.').waitFor();
  });

  it('is followed by an agent who answered it', async () => {
    const { page } = staff;
    const details = page.getByRole('complementary', { name: 'Details' });
    await page.reload();
    await details.getByText('You follow this request.').waitFor();
    await look(page, 'staff-ticket-followed');
  });
});

nobodyComplained();
