/** The addresses of documents: what builds one is read again as the same page, and what was given out stays. */

import { expect, it } from 'vitest';
import { documentPlace, places, transcriptPath } from '../../src/domains/documents/data/places';
import { documentLinks, documentRoots } from '../../src/domains/documents/paths';

const customer = { accountId: 'acc_1', staff: false };
const team = { accountId: 'acc_1', staff: true };

it('are those that mails and people’s links lead to', () => {
  expect(documentRoots.shared).toBe('/shared');
  expect(documentLinks.file('acc_1', 'fil_2')).toBe('/accounts/acc_1/documents/files/fil_2');
  expect(documentLinks.file('acc_1', 'fil_2', true)).toBe('/staff/accounts/acc_1/documents/files/fil_2');
  expect(documentLinks.requests('acc_1', 'frq_3')).toBe('/accounts/acc_1/documents/requests#frq_3');
  expect(documentLinks.requests('acc_1', '', true)).toBe('/staff/accounts/acc_1/documents/requests');
});

it('are read as the page that they were built for', () => {
  const read = (address: string) =>
    documentPlace(new URL(address, 'https://portal').pathname.replace(/^.*\/documents\/?/, ''));
  for (const at of [customer, team]) {
    expect(read(places.folder(at, 'Contracts/2026'))).toEqual({ page: 'files' });
    expect(read(places.trash(at))).toEqual({ page: 'files' });
    expect(read(places.file(at, 'fil_2'))).toEqual({ page: 'file', fileId: 'fil_2' });
    expect(read(places.requests(at, true))).toEqual({ page: 'requests' });
    expect(read(places.newRequest(at))).toEqual({ page: 'new' });
    expect(read(places.newPaper(at, { folder: 'A', supersedes: 'fil_1' }))).toEqual({ page: 'paper' });
  }
  expect(['files', 'files/2', 'requests/frq_3', 'nonsense'].map(documentPlace)).toEqual(Array(4).fill(null));
});

it('say of a new paper only what is known', () => {
  expect(places.newPaper(team)).toBe('/staff/accounts/acc_1/documents/new');
  expect(places.newPaper(team, { folder: '' })).toBe('/staff/accounts/acc_1/documents/new');
  expect(transcriptPath('acc_1', 'tic_1')).toBe('/staff/accounts/acc_1/documents/new?ticket=tic_1');
});

it('keep the name of a folder as it is', () => {
  const { searchParams } = new URL(places.folder(customer, 'A & B/50 %'), 'https://portal');
  expect(searchParams.get('folder')).toBe('A & B/50 %');
});
