/** What the team asks for, and finding the request that an address names. */

import { describe, expect, it } from 'vitest';
import {
  askedOf,
  emptyRequest,
  fieldsOf,
  flawsOf,
  withLine,
  withoutLine,
} from '../../src/domains/documents/data/asked-lines';
import { besideFile } from '../../src/domains/documents/data/line-uploads';
import { stepTo } from '../../src/domains/documents/data/named-request';
import { beginningOf } from '../../src/domains/documents/data/text-preview';

describe('what is asked for', () => {
  it('says what is missing, by the name of the field', () => {
    expect(flawsOf(emptyRequest)).toEqual({ title: 'field.required', 'lines/0/label': 'field.required' });
    const long = { key: 1, label: 'x'.repeat(141), help: 'y'.repeat(1001) };
    expect(flawsOf({ ...emptyRequest, title: 'Papers', lines: [long] })).toEqual({
      'lines/0/label': 'field.too_long',
      'lines/0/help': 'field.too_long',
    });
    expect(fieldsOf(emptyRequest)).toContain('lines/0/help');
  });

  it('leaves out what was left empty', () => {
    const lines = [
      { key: 1, label: ' Register ', help: ' ' },
      { key: 2, label: 'Accounts', help: 'Of 2025.' },
    ];
    expect(askedOf({ ...emptyRequest, title: 'Papers ', lines })).toEqual({
      title: 'Papers',
      lines: [{ label: 'Register' }, { label: 'Accounts', help: 'Of 2025.' }],
    });
    expect(askedOf({ ...emptyRequest, title: 'P', due_on: '2026-12-31', person_id: 'prs_1' })).toMatchObject({
      due_on: '2026-12-31',
      person_id: 'prs_1',
    });
  });

  it('has one line to thirty', () => {
    const two = withLine(emptyRequest.lines);
    expect(two.map(({ key }) => key)).toEqual([1, 2]);
    expect(withoutLine(two, 1).map(({ key }) => key)).toEqual([2]);
    expect(withoutLine(emptyRequest.lines, 1)).toBe(emptyRequest.lines);
    let many = two;
    for (let count = 0; count < 40; count += 1) many = withLine(many);
    expect(many).toHaveLength(30);
  });
});

describe('the request that an address names', () => {
  const listed = [{ id: 'frq_1' }];

  it.each([
    [{ id: 'frq_1', listed, more: true, ended: false }, 'show'],
    [{ id: 'frq_2', listed, more: true, ended: false }, 'more'],
    [{ id: 'frq_2', listed, more: false, ended: false }, 'ended'],
    [{ id: 'frq_2', listed, more: false, ended: true }, 'nothing'],
    [{ id: '', listed, more: true, ended: false }, 'nothing'],
  ] as const)('%j: %s', (look, step) => expect(stepTo(look)).toBe(step));
});

describe('the beginning of a text', () => {
  const stream = (...pieces: number[][]) =>
    new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const piece of pieces) controller.enqueue(Uint8Array.from(piece));
        controller.close();
      },
    });
  const grüße = [...new TextEncoder().encode('Grüße')];

  it('is whole where it fits, also when a letter comes in two pieces', async () => {
    expect(await beginningOf(stream(grüße.slice(0, 3), grüße.slice(3)), 100)).toEqual({
      text: 'Grüße',
      cut: false,
    });
  });

  it('ends before a letter that does not fit', async () => {
    expect(await beginningOf(stream(grüße), 3)).toEqual({ text: 'Gr', cut: true });
  });
});

describe('the uploads beside the file of a line', () => {
  const file = { id: 'fil_2', name: 'Register.pdf', at: '2026-03-12T12:00:00Z' };
  const done = (id: string, uploaded_at: string) => ({ phase: 'done' as const, stored: { id, uploaded_at } });
  const before = done('fil_1', '2026-03-12T11:00:00Z');
  const same = done('fil_2', '2026-03-12T12:00:00Z');
  const next = done('fil_3', '2026-03-12T13:00:00Z');

  it('are those that it does not show itself', () => {
    expect(besideFile([before, same, next, { phase: 'failed' }], file)).toEqual([next, { phase: 'failed' }]);
    expect(besideFile([same, { phase: 'sending' }], null)).toEqual([same, { phase: 'sending' }]);
  });
});
