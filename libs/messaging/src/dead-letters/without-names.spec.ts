import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { withoutNames } from './without-names.js';

describe('what an opened letter shows', () => {
  it('is the body without names, which show how long they are', () => {
    const body = {
      personId: 'p-1',
      firstName: 'Aino',
      email: '',
      learner: [{ sukunimi: 'Virtanen', oid: '1.2.246.562.24.24080100016' }],
      name: { fi: 'Ohjelmointi 1' },
    };
    expect(withoutNames(body)).toEqual({
      personId: 'p-1',
      firstName: '(withheld, 4 characters)',
      email: '(withheld, 0 characters)',
      learner: [{ sukunimi: '(withheld, 8 characters)', oid: '1.2.246.562.24.24080100016' }],
      name: { fi: 'Ohjelmointi 1' },
    });
  });

  it('keeps what is no text where a name should be, because that may be why the message failed', () => {
    expect(withoutNames({ lastName: 7, firstName: null, email: { firstName: 'Aino' } })).toEqual({
      lastName: 7,
      firstName: null,
      email: { firstName: '(withheld, 4 characters)' },
    });
  });

  it('leaves everything without such fields as it is', () => {
    fc.assert(fc.property(fc.jsonValue(), (body) => expect(withoutNames(body)).toEqual(body)));
  });
});
