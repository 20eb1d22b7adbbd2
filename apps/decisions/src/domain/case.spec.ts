import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { caseWith, part, PART } from '../../test/examples.js';
import { bringUpToDate, handlersOf, type Case, type CaseNews } from './case.js';

const stored = caseWith(part());
const news = (version: number, differences: Partial<CaseNews> = {}): CaseNews => ({
  institutionOid: stored.institutionOid,
  applicationId: stored.applicationId,
  version,
  state: 'IN_PROCESS',
  studentId: stored.studentId,
  parts: [{ partId: PART, state: 'RETURNED', outcome: null, handlerId: null, round: 1 }],
  ...differences,
});

describe('bringUpToDate', () => {
  it('takes the standing from newer news and keeps the content', () => {
    expect(bringUpToDate(stored, news(4))).toEqual({
      ...stored,
      version: 4,
      parts: [{ ...stored.parts[0], state: 'RETURNED', handlerId: null }],
    });
  });

  it.each([1, 2, 3])('leaves the copy of version 3 alone on news of version %d', (version) => {
    expect(bringUpToDate(stored, news(version))).toBe('not-newer');
  });

  it('[R110] takes the new content of a part that was sent again', () => {
    const content = { ...part({ type: 'EXEMPTION', creditsApplied: 3_00 }) };
    const updated = bringUpToDate(stored, news(9, { contents: [content] })) as Case;
    expect(updated.parts[0]).toMatchObject({ type: 'EXEMPTION', creditsApplied: 3_00, state: 'RETURNED' });
  });

  it('drops parts that the application no longer has', () => {
    const other = part({ partId: '0193a0b0-0000-7000-8000-000000000012', number: 2 });
    const updated = bringUpToDate(caseWith(part(), other), news(4)) as Case;
    expect(updated.parts.map(({ partId }) => partId)).toEqual([PART]);
  });

  it('does not guess the content of an unknown part or case', () => {
    expect(bringUpToDate(undefined, news(4))).toBe('incomplete');
    const unknown = { partId: 'another', state: 'SENT', outcome: null, handlerId: null, round: 1 } as const;
    expect(bringUpToDate(stored, news(4, { parts: [unknown] }))).toBe('incomplete');
  });

  it('does not take the content of an earlier round for that of this one', () => {
    const inProcess = { partId: PART, state: 'IN_PROCESS', outcome: null, handlerId: null, round: 2 } as const;
    expect(bringUpToDate(stored, news(7, { parts: [inProcess] }))).toBe('incomplete');
    const reopened = bringUpToDate(stored, news(5, { parts: [{ ...inProcess, state: 'DRAFT' }] })) as Case;
    expect(reopened.parts[0]).toMatchObject({ round: 2, contentRound: 1 });
    expect(bringUpToDate(reopened, news(7, { parts: [inProcess] }))).toBe('incomplete');
    const updated = bringUpToDate(reopened, news(7, { parts: [inProcess], contents: [part()] })) as Case;
    expect(updated.parts[0]).toMatchObject({ round: 2, contentRound: 2 });
  });

  it('ends at the newest version, in any order of the news and with any repetition', () => {
    const versions = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(versions, (order) => {
        const end = order.reduce<Case>((copy, version) => {
          const result = bringUpToDate(copy, news(version, { state: `V${version}` }));
          return typeof result === 'string' ? copy : result;
        }, stored);
        const newest = Math.max(...order);
        expect(end.version).toBe(Math.max(newest, stored.version));
        if (newest > stored.version) expect(end.state).toBe(`V${newest}`);
      }),
    );
  });
});

it('handlersOf names each handler once and leaves out parts without one', () => {
  expect(handlersOf([part(), part(), part({ handlerId: null }), part({ handlerId: 'another' })])).toEqual([
    part().handlerId,
    'another',
  ]);
});
