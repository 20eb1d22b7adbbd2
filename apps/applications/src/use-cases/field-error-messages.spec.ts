import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '#platform';
import { told } from './field-error-messages.js';

describe('field errors', () => {
  const problem = new ProblemError('application/content-not-accepted', {
    errors: [{ path: 'handlerId', code: 'application/handler-required' }],
  });

  it.each([
    ['sv', 'Välj den handläggare som ansökan skickas till.'],
    ['en-GB,en;q=0.9', 'Choose the handler to whom the application is sent.'],
    [undefined, 'Valitse käsittelijä, jolle hakemus lähetetään.'],
  ])('[R3] are told in the language of the reader (%s)', (acceptLanguage, message) => {
    expect(told(problem, acceptLanguage)).toMatchObject({
      code: 'application/content-not-accepted',
      details: { errors: [{ path: 'handlerId', code: 'application/handler-required', message }] },
    });
  });

  it('leave other errors as they are', () => {
    const other = new Error('other');
    expect(told(other, 'fi')).toBe(other);
  });
});
