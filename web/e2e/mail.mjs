/** The mails and text messages that the local cloud caught. */

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { stack } from './stack.mjs';

async function mailsTo(address) {
  const path = `/_ministack/ses/messages?to=${encodeURIComponent(address)}`;
  const response = await fetch(stack.endpoint_url + path);
  assert.equal(response.status, 200);
  const { messages } = await response.json();
  return Object.values(messages)
    .flat()
    .filter(({ To }) => To.includes(address))
    .sort((a, b) => a.Timestamp - b.Timestamp);
}

const codeLine = /^\d{4} \d{4}$/m;

async function nth(address, number, wanted, most = 50) {
  for (let tries = 0; tries < most; tries += 1) {
    const mail = (await mailsTo(address)).filter(wanted)[number - 1];
    if (mail) return mail;
    await delay(200);
  }
  throw new Error(`Mail number ${number} to ${address} did not come.`);
}

/** The code in the mail with this number to an address, of those that have one, as it stands there: "1234 5678". */
export async function codeMailedTo(address, number) {
  const { BodyText } = await nth(address, number, (mail) => codeLine.test(mail.BodyText));
  return codeLine.exec(BodyText)[0];
}

/** The first mail to an address that has no code and these words. */
export function mailWithoutCode(address, words) {
  return nth(address, 1, ({ BodyText }) => !codeLine.test(BodyText) && words.test(BodyText));
}

/** The first mail to an address with these words in its subject. What is told by mail passes two queues first. */
export function mailAbout(address, words) {
  return nth(address, 1, ({ Subject }) => Subject.includes(words), 300);
}

/** The first mail with a code to an address. */
export function mailWithCode(address) {
  return nth(address, 1, ({ BodyText }) => codeLine.test(BodyText));
}

/** The code in the newest text message to a number. */
export async function codeTextedTo(number) {
  const path = `/_ministack/sns/sms-messages?phoneNumber=${encodeURIComponent(number)}`;
  for (let tries = 0; tries < 50; tries += 1) {
    const response = await fetch(stack.endpoint_url + path);
    assert.equal(response.status, 200);
    const { sms_messages } = await response.json();
    const [code] = /\b\d{6}\b/.exec(sms_messages[number]?.at(-1)?.Message) ?? [];
    if (code) return code;
    await delay(200);
  }
  throw new Error(`No text message to ${number} came.`);
}

/** Another code than this one. */
export function otherThan(code) {
  return code.startsWith('0') ? `1${code.slice(1)}` : `0${code.slice(1)}`;
}
