import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, finnishDay, isWorkingDay } from '#kernel';
import { DIGEST_DAYS, DIGEST_MODES, type DigestSettings, dueDigest, USUAL_DIGEST, wantsDigest } from './digest.js';

const AS_THE_INSTITUTION = { mode: null, days: null };
const SAME = { fingerprint: 'a', lastFingerprint: 'a' };
const NEW = { fingerprint: 'b', lastFingerprint: 'a' };
const MONDAY = '2026-11-30';
const SATURDAY = '2026-11-28';

describe('when a digest is due', () => {
  it.each([
    ['2026-11-30T04:59:59Z', null],
    ['2026-11-30T05:00:00Z', MONDAY],
    ['2026-11-30T21:59:59Z', MONDAY],
    ['2026-11-30T22:00:00Z', null],
    // Summer time.
    ['2026-07-01T03:59:59Z', null],
    ['2026-07-01T04:00:00Z', '2026-07-01'],
  ])('[R1] at seven in Finland and until the day ends: %s %s', (moment, day) => {
    expect(dueDigest(USUAL_DIGEST, new Date(moment))).toBe(day);
  });

  it('[R1] once a day is what each hour of a whole year gives, whichever the hour, also in the nights of summer time', () => {
    for (const hour of [0, 3, 7, 23]) {
      const settings: DigestSettings = { ...USUAL_DIGEST, hour };
      const days = new Set<string>();
      const end = new Date('2028-12-31T21:59:00Z').getTime();
      for (let at = new Date('2027-12-31T22:00:00Z').getTime(); at <= end; at += 3_600_000) {
        const day = dueDigest(settings, new Date(at));
        if (day === null) continue;
        expect(day).toBe(finnishDay(new Date(at)));
        days.add(day);
      }
      expect(days.size).toBe(366);
      expect(days).toContain('2028-02-29');
      expect(days).toContain('2028-03-26');
      expect(days).toContain('2028-10-29');
    }
  });

  it('[R2] never where the institution has none', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), fc.integer({ min: 0, max: 23 }), (now, hour) => {
        expect(dueDigest({ ...USUAL_DIGEST, mode: 'OFF', hour }, now)).toBeNull();
      }),
    );
  });
});

describe('who gets it', () => {
  it.each([
    ['[R1] something waits', USUAL_DIGEST, AS_THE_INSTITUTION, SAME, SATURDAY, true],
    ['[R2] [D6] the institution has none', { mode: 'OFF' }, { mode: 'DAILY', days: null }, NEW, MONDAY, false],
    ['[R2] [D6] the person wants none', USUAL_DIGEST, { mode: 'OFF', days: null }, NEW, MONDAY, false],
    ['nothing has changed', { mode: 'WHEN_CHANGED' }, AS_THE_INSTITUTION, SAME, MONDAY, false],
    ['something has changed', { mode: 'WHEN_CHANGED' }, AS_THE_INSTITUTION, NEW, MONDAY, true],
    [
      'there was none before',
      { mode: 'WHEN_CHANGED' },
      AS_THE_INSTITUTION,
      { ...SAME, lastFingerprint: null },
      MONDAY,
      true,
    ],
    ['the person wants it daily', { mode: 'WHEN_CHANGED' }, { mode: 'DAILY', days: null }, SAME, MONDAY, true],
    ['no working day', { days: 'WORKING_DAYS' }, AS_THE_INSTITUTION, NEW, SATURDAY, false],
    [
      'a person who works on Saturdays',
      { days: 'WORKING_DAYS' },
      { mode: null, days: 'EVERY_DAY' },
      NEW,
      SATURDAY,
      true,
    ],
    ['a person who does not', USUAL_DIGEST, { mode: null, days: 'WORKING_DAYS' }, NEW, SATURDAY, false],
    ['a day off of the institution', { days: 'WORKING_DAYS' }, AS_THE_INSTITUTION, NEW, '2026-12-31', false],
    ['Independence Day, a Sunday', { days: 'WORKING_DAYS' }, AS_THE_INSTITUTION, NEW, '2026-12-06', false],
  ] as const)('%s', (_, institution, choice, content, day, wanted) => {
    expect(wantsDigest({ ...USUAL_DIGEST, ...institution }, choice, content, day, ['2026-12-31'])).toBe(wanted);
  });

  it('[R1] [R2] whatever is chosen: nobody is written to against either switch, nor on a day off of those who want working days', () => {
    fc.assert(
      fc.property(
        fc.record({ mode: fc.constantFrom(...DIGEST_MODES), days: fc.constantFrom(...DIGEST_DAYS) }),
        fc.record({ mode: fc.constantFrom(null, ...DIGEST_MODES), days: fc.constantFrom(null, ...DIGEST_DAYS) }),
        fc.constantFrom(SAME, NEW),
        fc.integer({ min: 0, max: 800 }),
        (institution, choice, content, n) => {
          const day = addDays('2026-01-01', n);
          if (!wantsDigest({ ...institution, hour: 7 }, choice, content, day, [])) return;
          expect([institution.mode, choice.mode]).not.toContain('OFF');
          if ((choice.days ?? institution.days) === 'WORKING_DAYS') expect(isWorkingDay(day)).toBe(true);
        },
      ),
    );
  });
});
