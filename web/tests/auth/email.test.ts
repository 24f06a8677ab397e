import { describe, expect, it } from 'vitest';
import { emailFlaw, emailOf } from '../../src/domains/auth/data/email';

describe('an e-mail address', () => {
  it.each([
    [' anna@brueckner.example ', 'anna@brueckner.example'],
    ['anna@müller.example', 'anna@xn--mller-kva.example'],
    ['Anna@Straße.example', 'Anna@xn--strae-oqa.example'],
    ['ä@müller.example', 'ä@xn--mller-kva.example'],
    ['anna', 'anna'],
    ['mailto:lea@vogt.example', 'lea@vogt.example'],
    ['Lea Vogt <lea@vogt.example>', 'lea@vogt.example'],
    ['"Vogt, Lea" <Mailto:lea@vögt.example>;', 'lea@xn--vgt-sna.example'],
    ['lea@vogt.example;', 'lea@vogt.example'],
    ['lea@vogt.example ,', 'lea@vogt.example'],
    ['lea@vogt.example.', 'lea@vogt.example'],
    ['\u200blea@vogt\u00ad.example\u202c\u3000', 'lea@vogt.example'],
    ['Lea lea@vogt.example', 'Lea lea@vogt.example'],
    ['a@b.example <c@d.example>', 'a@b.example <c@d.example>'],
    ['anna@1.2', 'anna@1.2'],
    ['anna@b.example/path', 'anna@b.example/path'],
  ])('%j is %j', (typed, email) => {
    expect(emailOf(typed)).toBe(email);
  });

  it.each(['a@b.example', "o'neill+portal@b-c.example", 'anna@müller.example'])('can be %j', (typed) => {
    expect(emailFlaw(typed)).toBeNull();
  });

  it.each([
    '',
    'anna',
    'anna@',
    '@b.example',
    'a b@c.example',
    'a@b@c.example',
    'a@.example',
    'a@b..example',
    'a@-b.example',
    'anna@müller',
    'anna@localhost',
    'a@b.example,c@d.example',
    'a@b.example <c@d.example>',
    '<a@b.example',
    '.lea@vogt.example',
    'lea..x@vogt.example',
    'lea.@vogt.example',
    'lea@vogt',
    'lea@vogt.example..',
    `${'x'.repeat(65)}@b.example`,
    `a@${'x'.repeat(64)}.example`,
    `a@${'x.'.repeat(130)}example`,
  ])('cannot be %j', (typed) => {
    expect(emailFlaw(typed)).toBe('email.invalid');
  });

  it.each(['ä@b.example', 'jörg@vögt.example'])('is told what is wrong with %j', (typed) => {
    expect(emailFlaw(typed)).toBe('email.letters');
  });
});
