import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterAttempt, completeMessage, MAX_ATTEMPTS, retryDelay } from './message.js';
import { fullName } from './person.js';

const now = new Date('2026-11-23T10:00:00Z');
const failures = ['SERVER_UNREACHABLE', 'SERVER_REFUSES', 'ADDRESS_REFUSED'] as const;

describe('a message whose people are all known', () => {
  it.each([
    ['DESK', false, false, { state: 'DELIVERED', deliveredAt: now }],
    ['DESK', true, true, { state: 'DELIVERED', deliveredAt: now }],
    ['EMAIL', true, true, { state: 'READY', dueInMs: 0 }],
    ['EMAIL', false, true, { state: 'SKIPPED', reason: 'EMAIL_OFF' }],
    ['EMAIL', true, false, { state: 'SKIPPED', reason: 'NO_ADDRESS' }],
    ['EMAIL', false, false, { state: 'SKIPPED', reason: 'EMAIL_OFF' }],
  ] as const)(
    '[R4] %s, e-mail switched on %s, address %s',
    (channel, emailHandlerOnArrival, recipientHasAddress, change) => {
      const template = 'notification.application.submitted.handler' as const;
      const facts = { channel, template, emailHandlerOnArrival, recipientHasAddress };
      expect(completeMessage({ ...facts, recipientValidUntil: null, recipientForgotten: false }, now)).toEqual(change);
    },
  );

  // 1 December 2026 begins in Finland two hours before it does in UTC.
  it.each([
    ['2026-11-30', false, '2026-11-30T21:59:59Z', null],
    ['2026-11-30', false, '2026-11-30T22:00:00Z', 'RECIPIENT_LEFT'],
    ['2026-11-22', false, '2026-11-23T10:00:00Z', 'RECIPIENT_LEFT'],
    [null, true, '2026-11-23T10:00:00Z', 'RECIPIENT_FORGOTTEN'],
  ] as const)(
    'does not go to a person who left, from the day after the last one in Finland: %s, %s, %s',
    (day, forgotten, at, reason) => {
      const template = 'notification.application.submitted.handler' as const;
      const facts = { template, emailHandlerOnArrival: true, recipientHasAddress: true, recipientForgotten: forgotten };
      for (const channel of ['DESK', 'EMAIL'] as const) {
        const change = completeMessage({ channel, ...facts, recipientValidUntil: day }, new Date(at));
        if (reason === null) expect(['DELIVERED', 'READY']).toContain(change.state);
        else expect(change).toEqual({ state: 'SKIPPED', reason });
      }
    },
  );
});

describe('a digest', () => {
  it('[R1] is none of the e-mails that the switch for arrivals is about', () => {
    const facts = { channel: 'EMAIL', template: 'notification.digest.handler', emailHandlerOnArrival: false } as const;
    const known = { recipientHasAddress: true, recipientValidUntil: null, recipientForgotten: false };
    expect(completeMessage({ ...facts, ...known }, now)).toEqual({ state: 'READY', dueInMs: 0 });
    expect(completeMessage({ ...facts, ...known, recipientHasAddress: false }, now)).toEqual({
      state: 'SKIPPED',
      reason: 'NO_ADDRESS',
    });
  });
});

describe('an e-mail after an attempt', () => {
  it('is delivered when the server took it, however many attempts it needed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (attempts) => {
        expect(afterAttempt(attempts, 'SENT', now)).toEqual({ state: 'DELIVERED', deliveredAt: now });
      }),
    );
  });

  it.each([
    [1, 'SERVER_UNREACHABLE', { state: 'READY', dueInMs: 2_000 }],
    [2, 'SERVER_REFUSES', { state: 'READY', dueInMs: 4_000 }],
    [17, 'SERVER_REFUSES', { state: 'READY', dueInMs: 3_600_000 }],
    [18, 'SERVER_REFUSES', { state: 'FAILED', reason: 'SERVER_REFUSES' }],
    [1, 'ADDRESS_REFUSED', { state: 'FAILED', reason: 'ADDRESS_REFUSED' }],
    // A release mends a template: until then it waits like the others, and not for ever.
    [1, 'CANNOT_BE_WRITTEN', { state: 'READY', dueInMs: 2_000 }],
    [18, 'CANNOT_BE_WRITTEN', { state: 'FAILED', reason: 'CANNOT_BE_WRITTEN' }],
  ] as const)('attempt %i ended with %s', (attempts, outcome, change) => {
    expect(afterAttempt(attempts, outcome, now)).toEqual(change);
  });

  it('is tried a bounded number of times, with waits that never shrink and never exceed an hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.constantFrom(...failures), (attempts, failure) => {
        expect(retryDelay(attempts + 1)).toBeGreaterThanOrEqual(retryDelay(attempts));
        expect(retryDelay(attempts)).toBeLessThanOrEqual(3_600_000);
        if (attempts >= MAX_ATTEMPTS) expect(afterAttempt(attempts, failure, now).state).toBe('FAILED');
      }),
    );
  });
});

describe('a name in a subject', () => {
  it.each([
    ['Aino', 'Virtanen', 'Aino Virtanen'],
    [' Aino\r\nBcc: x@y ', 'Virtanen', 'Aino Bcc: x@y Virtanen'],
    [null, null, ''],
  ])('[R5] %j %j is written "%s"', (first, last, written) => {
    expect(fullName(first, last)).toBe(written);
  });

  it('[R5] is always one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (first, last) => {
        expect(fullName(first, last)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      }),
    );
  });
});
