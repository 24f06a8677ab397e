import { describe, expect, it } from 'vitest';
import type { Problem } from '../src/api/problem';
import { placed } from '../src/lib/pointers';
import { errorsOf, firstWrong } from '../src/ui/field-errors';
import { allTexts, translatorOf } from './all-texts';

const t = translatorOf('en');
const en = allTexts('en');

function refused(...fields: [pointer: string, code: string][]): Problem {
  return {
    code: 'invalid_body',
    status: 422,
    fields: fields.map(([pointer, code]) => ({ pointer, code })),
    retryAfter: null,
  };
}

describe('a refused field', () => {
  const fields = ['subject', 'address/city', 'lines', 'lines/3/quantity', 'lines/3/note'] as const;
  const whereIs = (pointer: string) => Object.keys(placed(refused([pointer, 'required']), fields).at);

  it.each([
    ['/subject', 'subject'],
    ['#/subject', 'subject'],
    ['/address/city', 'address/city'],
    ['/lines/3/quantity', 'lines/3/quantity'],
    // No such field is there: it is told at the one around it.
    ['/lines/4/quantity', 'lines'],
    ['/lines/3/note/text', 'lines/3/note'],
    ['/subject/0', 'subject'],
  ])('%s is at %s', (pointer, field) => {
    expect(whereIs(pointer)).toEqual([field]);
  });

  it.each(['', '#', '/', '/address', '/address/city2', '/subjects', '/elsewhere/subject', '/a~1b'])(
    '%j is at none of them, and not forgotten',
    (pointer) => {
      const { at, elsewhere } = placed(refused([pointer, 'required']), fields);
      expect(at).toEqual({});
      expect(elsewhere).toEqual([{ pointer, code: 'required' }]);
    },
  );

  it('does not hide another one behind the field around both', () => {
    const problem = refused(['/lines/7/quantity', 'required'], ['/lines/8/quantity', 'too_long']);
    const { at, elsewhere } = placed(problem, fields);
    expect(at).toEqual({ lines: { pointer: '/lines/7/quantity', code: 'required' } });
    expect(elsewhere).toEqual([{ pointer: '/lines/8/quantity', code: 'too_long' }]);
  });
});

describe('what a form says', () => {
  it('is said at the fields alone, when each has one', () => {
    const problem = refused(
      ['/subject', 'too_long'],
      ['/lines/0/quantity', 'required'],
      ['/subject', 'control_character'],
    );
    expect(errorsOf(problem, {}, ['subject', 'lines/0/quantity'], t)).toEqual({
      texts: { subject: en['field.too_long'], 'lines/0/quantity': en['field.required'] },
      notice: [],
    });
  });

  it('is said in its notice, when there is no such field', () => {
    const problem = refused(['/subject', 'required'], ['/lines/2/unit', 'invented_tomorrow']);
    expect(errorsOf(problem, {}, ['subject'], t)).toEqual({
      texts: { subject: en['field.required'] },
      notice: [en['problem.invalid_body'], `lines/2/unit: ${en['field.invalid_format']}`],
    });
  });

  it('is the problem itself, when no field is named', () => {
    const offline: Problem = { code: 'offline', status: 0, fields: [], retryAfter: null };
    expect(errorsOf(offline, {}, ['subject'], t)).toEqual({ texts: {}, notice: [en['problem.offline']] });
    expect(errorsOf(null, {}, ['subject'], t)).toEqual({ texts: {}, notice: [] });
  });

  it('is what the form found by itself, before an older answer', () => {
    const own = { subject: 'Please fill this in.' };
    expect(errorsOf(refused(['/message', 'required']), own, ['subject', 'message'], t)).toEqual({
      texts: own,
      notice: [],
    });
  });
});

describe('the focus', () => {
  const control = (name: string | null, seen = true) => ({
    getAttribute: () => name,
    checkVisibility: () => seen,
  });

  it('goes to the first wrong field that can be seen', () => {
    const [quantity, note] = [control('lines/3/quantity'), control('note')];
    const controls = [control(null), control('subject'), control('hidden', false), quantity, note];
    expect(firstWrong(controls, { note: 'x', 'lines/3/quantity': 'x', hidden: 'x' })).toBe(quantity);
    expect(firstWrong(controls, { elsewhere: 'x' })).toBeUndefined();
    expect(firstWrong(controls, {})).toBeUndefined();
  });
});
