/** Documents that the portal makes: how one is typed and sent, where one stands, and who signs. */

import { describe, expect, it } from 'vitest';
import { newsUpTo } from '../../src/domains/documents/data/news-up-to';
import {
  canBeSent,
  canBeSentAnew,
  changing,
  inMaking,
  isAsked,
  isSignedHere,
  isTurnOf,
  isUnmade,
  possibleSigners,
  replaceable,
  sealedVersion,
} from '../../src/domains/documents/data/paper';
import type { Paper, PaperMark, Signer } from '../../src/domains/documents/data/paper-types';
import { tableFlaw, tableIn } from '../../src/domains/documents/data/pasted-table';
import { moved, withoutSigner, withSigner } from '../../src/domains/documents/data/signer-order';
import { amountValue, decimalSign, typedAmount } from '../../src/domains/documents/data/typed-amount';
import { emptyPaper, flawsOf, paperOf, ticketIn } from '../../src/domains/documents/data/typed-paper';
import type { WholeFile } from '../../src/domains/documents/data/types';
import { formatter } from '../../src/lib/format';

const signer = (person_id: string, state: Signer['state'], at?: string): Signer => ({
  person_id,
  name: person_id,
  state,
  ...(at ? { at } : {}),
});

const paper: Paper = {
  kind: 'contract',
  state: 'issued',
  language: 'en',
  title: 'Service contract',
  code: '7K3M-9QXR-2B6C',
  verify_url: 'https://portal.example/verify/7K3M-9QXR-2B6C',
  issued_on: '2026-03-12',
  amount: { value: '1234.50', currency: 'CHF' },
};

const signing = {
  state: 'open' as const,
  consent: 'I agree.',
  asked_at: '2026-03-12T12:00:00Z',
  signers: [signer('prs_1', 'signed', '2026-03-13T12:00:00Z'), signer('prs_2', 'asked')],
};

describe('an amount', () => {
  it('is read as the person writes numbers', () => {
    expect(decimalSign(formatter('de-DE'))).toBe(',');
    expect(decimalSign(formatter('en-GB'))).toBe('.');
    expect(typedAmount('1234.50', ',')).toBe('1234,50');
  });

  it.each([
    ['1.234,50', ',', '1234.50'],
    ['1234,5', ',', '1234.50'],
    ['1 234 567', ',', '1234567.00'],
    ['1\u202f234,50', ',', '1234.50'],
    ['1,234.50', '.', '1234.50'],
    ['1’234.50', '.', '1234.50'],
    ['0042', '.', '42.00'],
    ['\u2212999', '.', '-999.00'],
    ['0', ',', '0.00'],
  ])('%s, with %s, is %s', (typed, decimal, value) => expect(amountValue(typed, decimal)).toBe(value));

  it.each([
    ['1234.50', ','],
    ['1,234.50', ','],
    ['1.234,50', '.'],
    ['1.234', '.'],
    ['1,234,50', '.'],
    ['1.234 567,00', ','],
    ['12.34', ','],
    ['1,', ','],
    ['1000 EUR', '.'],
    ['1234567890123', '.'],
    ['', ','],
  ])('%s, with %s, is none', (typed, decimal) => expect(amountValue(typed, decimal)).toBeNull());
});

describe('a pasted table', () => {
  it('has its headings in the first row, and as many cells in each', () => {
    expect(tableIn('Scale\tPrice\t\nS 1\t"1,200\nnet"\t\n\nS 2\n')).toEqual({
      columns: ['Scale', 'Price'],
      rows: [
        ['S 1', '1,200 net'],
        ['S 2', ''],
      ],
    });
    expect(tableIn(' \n\t\n')).toBeNull();
  });

  it('is refused where the API would refuse it', () => {
    const flaw = (text: string) => {
      const table = tableIn(text);
      return table && tableFlaw(table);
    };
    expect(flaw('A\tB\n1\t2')).toBeNull();
    expect(flaw('A\tB')).toBe('making.table_heads');
    expect(flaw(`${'A\t'.repeat(7)}A\n1`)).toBe('making.table_wide');
    expect(flaw(`A\n${'1\n'.repeat(201)}`)).toBe('making.table_long');
    expect(flaw(`A\n${'1\n'.repeat(200)}`)).toBeNull();
    expect(flaw(`A\n${'x'.repeat(201)}`)).toBe('making.table_cell');
  });
});

describe('a new paper', () => {
  const account = { name: 'Brückner GmbH', lines: ['Gerichtstraße 23', '13347 Berlin'] };
  const letter = emptyPaper({}, 'en', null, '.');

  it('says what is missing, as the API points to it', () => {
    expect(flawsOf(letter, account, '.')).toEqual({ title: 'field.required', body: 'field.required' });
    expect(
      flawsOf(
        {
          ...letter,
          kind: 'transcript',
          title: 'x'.repeat(141),
          ticket: 'T-1',
          recipient: '',
          lines: 'a\nb\nc\nd\ne\nf\ng',
          amount: '1,2,3',
          folder: '.x',
          visible_to: [],
        },
        account,
        '.',
      ),
    ).toEqual({
      title: 'field.too_long',
      ticket_id: 'making.ticket_wrong',
      'recipient/name': 'field.required',
      'recipient/lines': 'making.lines_many',
      folder: 'folder.wrong',
      visible_to: 'visible.nobody',
    });
    const more = { ...letter, title: 'Offer', body: 'Text', amount: '1,2,3', table: 'A' };
    expect(flawsOf(more, account, '.')).toEqual({
      'amount/value': 'making.amount_wrong',
      table: 'making.table_heads',
    });
  });

  it('goes to whom the account says, unless somebody else is typed', () => {
    const typed = { ...letter, title: ' Offer ', body: 'Dear all,\n' };
    expect(paperOf(typed, account, '.')).toEqual({
      kind: 'letter',
      language: 'en',
      title: 'Offer',
      body: 'Dear all,',
      recipient: account,
    });
    expect(paperOf({ ...typed, recipient: 'Anna', lines: ' ' }, account, '.').recipient).toEqual({
      name: 'Anna',
      lines: [],
    });
    expect(paperOf({ ...typed, recipient: '', lines: '' }, account, '.')).not.toHaveProperty('recipient');
  });

  it('is sent without what belongs to another kind', () => {
    const all = {
      ...letter,
      title: 'All',
      body: 'Text',
      table: 'A\n1',
      ticket: 'https://portal.example/staff/accounts/acc_1/tickets/tic_01ARZ#message-2',
      amount: '1,234.5',
      currency: 'SEK' as const,
      folder: ' Contracts / 2026/',
      visible_to: ['prs_1'],
    };
    expect(paperOf({ ...all, kind: 'contract' }, account, '.')).toMatchObject({
      body: 'Text',
      table: { columns: ['A'], rows: [['1']] },
      amount: { value: '1234.50', currency: 'SEK' },
      folder: 'Contracts/2026',
      visible_to: ['prs_1'],
    });
    expect(paperOf({ ...all, kind: 'contract' }, account, '.')).not.toHaveProperty('ticket_id');
    const transcript = paperOf({ ...all, kind: 'transcript' }, account, '.');
    expect(transcript).toMatchObject({ kind: 'transcript', ticket_id: 'tic_01ARZ' });
    expect(Object.keys(transcript)).not.toEqual(expect.arrayContaining(['body']));
    expect(transcript).not.toHaveProperty('table');
    expect(transcript).not.toHaveProperty('amount');
  });

  it('begins with what it replaces, or with the request that it tells of', () => {
    expect(emptyPaper({ supersedes: 'fil_1' }, 'de', paper, ',')).toMatchObject({
      kind: 'contract',
      language: 'en',
      title: 'Service contract',
      amount: '1234,50',
      currency: 'CHF',
      supersedes: 'fil_1',
    });
    expect(emptyPaper({ ticket: 'tic_1' }, 'de', null, ',')).toMatchObject({
      kind: 'transcript',
      language: 'de',
      ticket: 'tic_1',
    });
    expect([ticketIn('T-2B6C-8D0E'), ticketIn(' tic_01 ')]).toEqual([null, 'tic_01']);
  });

  it('takes the reference of a request that is known', () => {
    const known = [
      { id: 'tic_1', reference: 'T-7J8K-9M0N' },
      { id: 'tic_2', reference: 'T-2B6C-8D0E' },
    ];
    const typed = ['T-7J8K-9M0N', ' t-7j8k–9mon ', '2B6C8D0E', 'https://portal.example/x/tic_3', 'T-7J8K'];
    expect(typed.map((each) => ticketIn(each, known))).toEqual(['tic_1', 'tic_1', 'tic_2', 'tic_3', null]);
    expect(ticketIn('', known)).toBeNull();
  });
});

describe('where a paper stands', () => {
  const mark = (state: PaperMark['state']): { id: string; document: PaperMark } => ({
    id: state,
    document: { kind: 'letter', state },
  });

  it('is known of those that have no bytes yet', () => {
    expect(isUnmade(mark('failed'))).toBe(true);
    expect(isUnmade(mark('issued'))).toBe(false);
    expect(isUnmade({})).toBe(false);
    expect(inMaking([mark('making'), mark('issued'), { id: 'plain' }])).toBe('making');
    expect(inMaking([])).toBe('');
  });

  it('changes by itself while it is made, and until all signatures are in it', () => {
    const signed = { ...paper, signing: { ...signing, state: 'signed' as const } };
    const sealing = { ...paper, signing: { ...signing, state: 'sealing' as const } };
    expect(changing({ ...paper, state: 'making' })).toBe('making');
    expect(changing(paper)).toBe('');
    expect(changing(sealing)).toBe('sealing');
    expect(changing({ ...sealing, failed: 'Typst' })).toBe('');
    expect(changing({ ...sealing, state: 'revoked' })).toBe('');
    expect(changing(signed)).toBe('');
    expect(sealedVersion({ version: 2, paper: signed })).toBe(2);
    expect(sealedVersion({ version: 1, paper: signed })).toBeNull();
    expect(sealedVersion({ version: 2 })).toBeNull();
  });

  it('says whose turn it is, as long as it is good', () => {
    expect(isTurnOf('prs_2', { ...paper, signing })).toBe(true);
    expect(isTurnOf('prs_1', { ...paper, signing })).toBe(false);
    expect(isTurnOf('prs_2', { ...paper, state: 'revoked', signing })).toBe(false);
    expect(isTurnOf('prs_2', paper)).toBe(false);
    const file = { paper: { ...paper, sha256: 'a'.repeat(64), signing } };
    expect(isSignedHere('prs_2', { staff: false }, file)).toBe(true);
    expect(isSignedHere('prs_2', { staff: true }, file)).toBe(false);
    expect(isSignedHere('prs_1', { staff: false }, file)).toBe(false);
    expect(isSignedHere('prs_2', { staff: false }, { ...file, trashed_at: '2026-03-13T12:00:00Z' })).toBe(
      false,
    );
    const listed = { kind: 'contract', state: 'issued', signing: 'open', asked: 'prs_2' } as const;
    expect(isAsked('prs_2', listed)).toBe(true);
    expect(isAsked('prs_1', listed)).toBe(false);
    expect(isAsked('prs_2', { ...listed, state: 'superseded' })).toBe(false);
  });

  it('says what can be done with it', () => {
    expect(canBeSent(paper)).toBe(true);
    expect(canBeSent({ ...paper, signing })).toBe(false);
    expect(canBeSent({ ...paper, signing: { ...signing, state: 'declined' } })).toBe(true);
    expect(canBeSent({ ...paper, kind: 'letter' })).toBe(false);
    expect(canBeSent({ ...paper, signing: { ...signing, state: 'ended' } })).toBe(false);
    const [first, second] = [signer('prs_1', 'asked'), signer('prs_2', 'waiting')];
    const nobodyYet = { ...paper, signing: { ...signing, signers: [first, second] } };
    expect(canBeSentAnew(nobodyYet)).toBe(true);
    expect(canBeSentAnew({ ...paper, signing })).toBe(false);
    expect(canBeSentAnew(paper)).toBe(false);
    expect(canBeSentAnew({ ...nobodyYet, state: 'revoked' })).toBe(false);
    expect(canBeSentAnew({ ...nobodyYet, signing: { ...nobodyYet.signing, state: 'ended' } })).toBe(false);
    const files = [mark('issued'), mark('revoked'), { id: 'plain' }];
    const signed: PaperMark = { kind: 'letter', state: 'issued', signing: 'signed' };
    const ids = (named: { id: string; document?: PaperMark } | null, kind: PaperMark['kind'] = 'letter') =>
      replaceable(files, named, kind).map(({ id }) => id);
    expect(ids(null)).toEqual(['issued']);
    expect(ids(null, 'contract')).toEqual([]);
    expect(ids(mark('issued'))).toEqual(['issued']);
    expect(ids({ id: 'named', document: signed })).toEqual(['named', 'issued']);
    expect(ids({ id: 'named', document: { ...signed, signing: 'open' } })).toEqual(['issued']);
  });

  it('says who can sign it', () => {
    const people = (['account', 'own', 'none'] as const).map((documents) => ({
      id: documents,
      name: documents,
      documents,
    }));
    const ids = (visible_to: string[] | null) => possibleSigners(people, { visible_to }).map(({ id }) => id);
    expect(ids(null)).toEqual(['account']);
    expect(ids(['account'])).toEqual(['account', 'own']);
  });

  it('counts a signature among the news of its file', () => {
    const file = { changed_at: '2026-03-12T11:00:00Z', versions: [], comments: [] };
    const seen = newsUpTo({ ...file, paper: { ...paper, signing } } as unknown as WholeFile);
    expect(new Date(seen).toISOString()).toBe('2026-03-13T12:00:00.000Z');
  });
});

describe('the order of those who sign', () => {
  it('changes by one place, and not beyond the ends', () => {
    expect(moved(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b'], 'a', -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 'b', 1)).toEqual(['a', 'b']);
    expect(moved(['a'], 'x', 1)).toEqual(['a']);
  });

  it('has each of them once, and ten at most', () => {
    expect(withSigner(['a'], 'b')).toEqual(['a', 'b']);
    expect(withSigner(['a'], 'a')).toEqual(['a']);
    const ten = Array.from({ length: 10 }, (_, number) => `${number}`);
    expect(withSigner(ten, 'more')).toBe(ten);
    expect(withoutSigner(['a', 'b'], 'a')).toEqual(['b']);
  });
});
