import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRefused } from '#kernel';
import type { DraftBasis, Target } from './application.js';
import { aContent } from '../../test/examples.js';
import { completeContent, contentOfParts, errorsOfPart, type PartInput } from './content-of-parts.js';

const COURSES = new Map<string, Target>(
  ['A', 'B', 'C'].map((courseCode) => [
    courseCode,
    { courseCode, name: { fi: courseCode }, credits: 5, kind: 'COURSE' },
  ]),
);
COURSES.set('M', { courseCode: 'M', name: { fi: 'Kokonaisuus' }, credits: 15, kind: 'MODULE' });
const at = (index: number) => `parts.${index}.`;
const INCLUSION_OF_NOTHING = { type: 'INCLUSION', targets: [], creditsApplied: 0 } as const;
const FACTS = { courses: COURSES, notInForce: new Set(['TKT-OLD']), today: '2026-11-23' };

describe('the content of a part', () => {
  it.each([
    ['[R47] one basis, one target', 1, ['A']],
    ['[R48] one basis, three targets', 1, ['A', 'B', 'C']],
    ['[R49] three bases, one target', 3, ['A']],
    ['[R50] two bases, three targets of which one a module', 2, ['A', 'B', 'M']],
  ])('%s is accepted', (_rule, baseCount, codes) => {
    const [content] = accepted(part({ bases: bases(baseCount), targets: codes.map((courseCode) => ({ courseCode })) }));
    expect(content?.bases).toHaveLength(baseCount);
    expect(content?.targets.map((target) => target.courseCode)).toEqual(codes);
  });

  it('[R46] [R65] accepts competence without a code as the basis of a substitution', () => {
    const [content] = accepted(part({}));
    expect(content?.bases[0]).toMatchObject({ kind: 'COMPETENCE', code: null });
  });

  it('[R67] accepts the day of a certificate as the day of the competence', () => {
    expect(accepted(part({ gainedOn: '1998-02-28' }))).toHaveLength(1);
  });

  it('takes the name and credits of a target from the published course', () => {
    const [content] = accepted(part({ targets: [{ courseCode: 'M' }] }));
    expect(content?.targets[0]).toEqual({ courseCode: 'M', name: { fi: 'Kokonaisuus' }, credits: 15, kind: 'MODULE' });
  });

  it('[R52] accepts an inclusion without a target', () => {
    expect(accepted(part({ type: 'INCLUSION', targets: [] }))[0]?.targets).toEqual([]);
  });

  it('[R53] accepts an exemption with zero credits', () => {
    expect(accepted(part({ type: 'EXEMPTION', creditsApplied: 0 }))[0]?.creditsApplied).toBe(0);
  });

  it.each<[string, Partial<PartInput> & { gainedOn?: string }, string, string]>([
    [
      '[R52] an inclusion with a target',
      { type: 'INCLUSION' },
      'parts.0.targets',
      'application/inclusion-has-a-target',
    ],
    [
      'a course that nobody published',
      { targets: [{ courseCode: 'A' }, { courseCode: 'X' }] },
      'parts.0.targets.1.courseCode',
      'application/course-unknown',
    ],
    [
      'a course named twice',
      { targets: [{ courseCode: 'A' }, { courseCode: 'A' }] },
      'parts.0.targets.1.courseCode',
      'application/course-named-twice',
    ],
    ['negative credits', { creditsApplied: -5 }, 'parts.0.creditsApplied', 'application/credits-out-of-range'],
    [
      'credits of a thousand digits',
      { creditsApplied: 1e300 },
      'parts.0.creditsApplied',
      'application/credits-out-of-range',
    ],
    ['three decimals', { creditsApplied: 2.125 }, 'parts.0.creditsApplied', 'application/credits-out-of-range'],
    ['a day in the future', { gainedOn: '2026-11-24' }, 'parts.0.bases.0.gainedOn', 'application/date-out-of-range'],
    ['a day before 1950', { gainedOn: '1949-12-31' }, 'parts.0.bases.0.gainedOn', 'application/date-out-of-range'],
    [
      'a day that no calendar has',
      { gainedOn: '2023-02-29' },
      'parts.0.bases.0.gainedOn',
      'application/date-out-of-range',
    ],
    ['year 0000', { gainedOn: '0000-01-01' }, 'parts.0.bases.0.gainedOn', 'application/date-out-of-range'],
    ['no date at all', { gainedOn: 'kesällä' }, 'parts.0.bases.0.gainedOn', 'application/date-out-of-range'],
  ])('%s is refused in its field', (_case, changes, path, code) => {
    expect(contentOfParts([part(changes)], FACTS, at)).toEqual({
      refused: 'application/content-not-accepted',
      details: { errors: [{ path, code }] },
    });
  });

  it('reports every wrong field of every part at once', () => {
    const refusal = contentOfParts(
      [part({ creditsApplied: -1 }), part({ type: 'INCLUSION', gainedOn: '1900-01-01' })],
      FACTS,
      at,
    );
    expect(isRefused(refusal) && refusal.details?.errors).toEqual([
      { path: 'parts.0.creditsApplied', code: 'application/credits-out-of-range' },
      { path: 'parts.1.targets', code: 'application/inclusion-has-a-target' },
      { path: 'parts.1.bases.0.gainedOn', code: 'application/date-out-of-range' },
    ]);
  });

  it.each<[string, Partial<PartInput>, string, string]>([
    ['[R46] a substitution without a target', { targets: [] }, 'targets', 'application/target-required'],
    [
      '[R53] an exemption without a target',
      { type: 'EXEMPTION', targets: [] },
      'targets',
      'application/target-required',
    ],
    ['[R52] an inclusion of zero credits', INCLUSION_OF_NOTHING, 'creditsApplied', 'application/credits-required'],
    [
      '[R46] a substitution without credits',
      { creditsApplied: null },
      'creditsApplied',
      'application/credits-required',
    ],
    ['no type, of which no targets are asked yet', { type: null, targets: [] }, 'type', 'application/type-required'],
    ['[R65] no prior learning', { bases: [] }, 'bases', 'application/basis-required'],
    ['[R65] prior learning without a name', basisWith({ name: null }), 'bases.0.name', 'application/name-required'],
    [
      '[R67] prior learning without a day',
      basisWith({ gainedOn: null }),
      'bases.0.gainedOn',
      'application/date-required',
    ],
  ])('%s may be written and is not sent', (_case, changes, path, code) => {
    const input = part(changes);
    expect(accepted(input)).toHaveLength(1);
    expect(errorsOfPart(input, FACTS, '')).toEqual([{ path, code }]);
  });

  it('[R53] an exemption is complete without credits', () => {
    const [content] = accepted(part({ type: 'EXEMPTION', creditsApplied: null }));
    expect(content && completeContent(content)).toMatchObject({ type: 'EXEMPTION', creditsApplied: 0 });
  });

  it('what has no errors can be completed, and nothing that lacks something', () => {
    const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary);
    const basis = fc.record({ name: maybe(fc.constant('Scrum')), gainedOn: maybe(fc.constant('2022-05-15')) });
    const inputs = fc.record({
      type: maybe(fc.constantFrom('SUBSTITUTION' as const, 'INCLUSION' as const, 'EXEMPTION' as const)),
      bases: fc.array(basis, { maxLength: 2 }).map((list) => list.map((one) => ({ ...aBasis(), ...one }))),
      targets: fc.subarray([{ courseCode: 'A' }, { courseCode: 'B' }]),
      creditsApplied: maybe(fc.constantFrom(0, 5)),
    });
    fc.assert(
      fc.property(inputs, (input) => {
        const contents = contentOfParts([input], FACTS, at);
        const lacking = errorsOfPart(input, FACTS, '').length > 0;
        const complete = !isRefused(contents) && contents.map((content) => () => completeContent(content))[0];
        if (!lacking) expect(complete && complete().bases.length).toBeGreaterThan(0);
        else if (complete && input.type === null) expect(complete).toThrow('without a type');
      }),
    );
  });

  it('accepts every amount of hundredths of a credit up to 600', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60_000 }), (hundredths) => {
        expect(accepted(part({ creditsApplied: hundredths / 100 }))[0]?.creditsApplied).toBe(hundredths / 100);
      }),
    );
  });
});

function part({ gainedOn, ...changes }: Partial<PartInput> & { gainedOn?: string }): PartInput {
  const content = aContent();
  return {
    type: 'SUBSTITUTION',
    bases: content.bases.map((basis) => ({ ...basis, gainedOn: gainedOn ?? basis.gainedOn })),
    targets: [{ courseCode: 'A' }],
    creditsApplied: 5,
    ...changes,
  };
}

function aBasis(): DraftBasis {
  return { ...aContent().bases[0] } as DraftBasis;
}

function basisWith(changes: Partial<DraftBasis>): Partial<PartInput> {
  return { bases: [{ ...aBasis(), ...changes }] };
}

function bases(count: number) {
  return Array.from({ length: count }, () => aContent().bases).flat();
}

function accepted(input: PartInput) {
  const contents = contentOfParts([input], FACTS, at);
  if (isRefused(contents)) throw new Error(`refused: ${JSON.stringify(contents)}`);
  return contents;
}
