import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { basis, caseWith, course, decision, part, target } from '../../test/examples.js';
import type { CasePart } from './case.js';
import type { Decision } from './decision.js';
import { planAttainments, precedentOf, type PlannedAttainment, type Register } from './recording.js';

const register = (differences: Partial<Register> = {}): Register => ({
  courses: new Map(
    [
      course('MODULE', 15_00, ['M1', 'M2', 'M3']),
      course('M1', 5_00),
      course('M2', 7_00),
      course('M3', 3_00),
      course('OUTER', 20_00, ['MODULE', 'X1']),
      course('X1', 5_00),
      course('BROKEN', 5_00, ['NOWHERE']),
    ].map((published) => [published.courseCode, published]),
  ),
  studyRight: { startDate: '2024-08-01', endDate: null },
  programmeName: { fi: 'Tietojenkäsittelytieteen kandiohjelma' },
  ...differences,
});

const plan = (asked: CasePart, made: Decision = decision(), given = register(), recordedOn?: string) =>
  planAttainments(caseWith(asked), asked, made, given, { recordedOn, today: '2026-11-23' });
const planned = (...given: Parameters<typeof plan>) => plan(...given) as PlannedAttainment[];

describe('planAttainments', () => {
  it('[R47] one basis for one course: one attainment with credits and grade of the decision', () => {
    expect(planned(part())).toEqual([
      {
        recognitionType: 'SUBSTITUTION',
        courseCode: 'TKT-103',
        name: { fi: 'TKT-103 suomeksi', en: 'TKT-103 in English' },
        credits: 5_00,
        grade: '4',
        fieldOfEducation: 7,
        bases: [basis()],
        originalDate: '2025-05-15',
        attainmentDate: '2025-05-15',
        recognitionDate: '2026-11-23',
      },
    ]);
  });

  it('[R48] one basis for three courses: three attainments whose credits sum to the grant', () => {
    const targets = [target('A', 5_00), target('B', 5_00), target('C', 5_00)];
    const attainments = planned(part({ targets }), decision({ grantedCredits: 10_00 }));
    expect(attainments.map(({ courseCode, credits }) => [courseCode, credits])).toEqual([
      ['A', 3_34],
      ['B', 3_33],
      ['C', 3_33],
    ]);
  });

  it('[R49] three bases for one course: one attainment with the three', () => {
    const bases = [basis({ name: 'a' }), basis({ name: 'b', kind: 'STUDY' }), basis({ name: 'c' })];
    const attainments = planned(part({ bases }));
    expect(attainments).toHaveLength(1);
    expect(attainments[0]?.bases).toEqual(bases);
  });

  it('[R50] [R141] two bases for two courses and a module: every course of the module, none for the module', () => {
    const asked = part({
      bases: [basis(), basis({ name: 'Kandidaatintutkinto', kind: 'STUDY' })],
      targets: [target('A', 5_00), target('MODULE', 15_00, 'MODULE'), target('B', 5_00)],
    });
    const attainments = planned(asked, decision({ grantedCredits: 25_00 }));
    expect(attainments.map(({ courseCode, credits }) => [courseCode, credits])).toEqual([
      ['A', 5_00],
      ['M1', 5_00],
      ['M2', 7_00],
      ['M3', 3_00],
      ['B', 5_00],
    ]);
  });

  it('[R141] a module inside a module is opened too, and no course is recorded twice', () => {
    const targets = [target('M1', 5_00), target('OUTER', 20_00, 'MODULE'), target('MODULE', 15_00, 'MODULE')];
    const attainments = planned(part({ targets }), decision({ grantedCredits: 20_00 }));
    expect(attainments.map(({ courseCode }) => courseCode).sort()).toEqual(['M1', 'M2', 'M3', 'X1']);
  });

  it.each([
    ['MODULE-UNKNOWN', 'MODULE-UNKNOWN'],
    ['BROKEN', 'NOWHERE'],
  ])('[R141] a module whose courses are not all known (%s) is not recorded in part', (code, unknown) => {
    expect(plan(part({ targets: [target(code, 5_00, 'MODULE')] }))).toEqual({
      refused: 'decision/course-unknown',
      details: { courseCode: unknown },
    });
  });

  it('says everything that stands in the way at once, what it said alone before in front', () => {
    const targets = [target('MODULE-UNKNOWN', 5_00, 'MODULE'), target('BROKEN', 5_00, 'MODULE')];
    const unknown = (courseCode: string) => ({ refused: 'decision/course-unknown', details: { courseCode } });
    expect(plan(part({ targets }))).toEqual({ ...unknown('MODULE-UNKNOWN'), others: [unknown('NOWHERE')] });
    const strange = register({ studyRight: undefined });
    expect(plan(part({ targets }), decision(), strange)).toMatchObject({
      refused: 'decision/study-right-unknown',
      others: [{ ...unknown('MODULE-UNKNOWN'), others: [unknown('NOWHERE')] }],
    });
  });

  it('[R52] [R140] an inclusion: one attainment, named byte for byte as written, for no course', () => {
    const name = '  Avoimen yo:n  kurssi "Ångström" – 5 op ';
    const asked = part({ type: 'INCLUSION', targets: [], bases: [basis({ name })] });
    expect(planned(asked, decision({ basisName: 'Kurssi' }))).toMatchObject([
      { recognitionType: 'INCLUSION', courseCode: null, name: { fi: name }, credits: 5_00 },
    ]);
  });

  it('[R53] [D8] an exemption leaves no attainment, even when the study right is not known', () => {
    expect(
      plan(part({ type: 'EXEMPTION' }), decision({ grantedCredits: 0 }), register({ studyRight: undefined })),
    ).toEqual([]);
  });

  it('[R60] [R61] [D9] older than the study right: the recognition date, with the original kept', () => {
    expect(planned(part({ bases: [basis({ gainedOn: '2022-05-15' })] }))[0]).toMatchObject({
      originalDate: '2022-05-15',
      attainmentDate: '2026-11-23',
      recognitionDate: '2026-11-23',
    });
  });

  it('[D9] the original date is the latest of the bases', () => {
    const bases = [basis({ gainedOn: '2025-01-01' }), basis({ gainedOn: '2026-02-02' })];
    expect(planned(part({ bases }))[0]).toMatchObject({ originalDate: '2026-02-02', attainmentDate: '2026-02-02' });
  });

  it('[D9] the recognition date is the Finnish day of the decision', () => {
    const late = decision({ decidedAt: new Date('2026-11-22T22:30:00Z') });
    expect(planned(part(), late)[0]?.recognitionDate).toBe('2026-11-23');
  });

  it('[R60] [R61] a date asked for outside the study right is refused and the recognition date proposed', () => {
    expect(plan(part(), decision(), register(), '2022-05-15')).toMatchObject({
      refused: 'decision/attainment-date-not-possible',
      details: { asked: '2022-05-15', proposedDate: '2026-11-23', startDate: '2024-08-01' },
    });
    expect(plan(part(), decision(), register(), '2026-11-24')).toMatchObject({
      refused: 'decision/attainment-date-not-possible',
    });
    expect(planned(part(), decision(), register(), '2024-08-01')[0]?.attainmentDate).toBe('2024-08-01');
  });

  it('[R60] no date fits an ended study right', () => {
    const ended = register({ studyRight: { startDate: '2020-08-01', endDate: '2021-07-31' } });
    expect(plan(part(), decision(), ended)).toMatchObject({ refused: 'decision/no-date-inside-study-right' });
  });

  it('[R60] nothing is recorded while the study right is not known', () => {
    expect(plan(part(), decision(), register({ studyRight: undefined }))).toMatchObject({
      refused: 'decision/study-right-unknown',
    });
  });

  it.each([
    [decision({ state: 'VOID' }), 'decision/void'],
    [decision({ state: 'PROPOSED' }), 'decision/not-final-yet'],
    [decision({ outcome: 'REJECTED' }), 'decision/rejected-not-recorded'],
  ])('[R97] [R106] a decision that is not a final approval plans nothing (%#)', (given, code) => {
    expect(plan(part(), given)).toEqual({ refused: code });
    expect(plan(part({ type: 'EXEMPTION' }), given)).toEqual({ refused: code });
  });

  it('[R48] [R60] for any targets and dates, credits sum to the grant, dates lie inside the study right', () => {
    const day = fc
      .integer({ min: 0, max: 4000 })
      .map((n) => new Date(Date.UTC(2016, 0, 1 + n)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 600_00 }),
        fc.array(day, { minLength: 1, maxLength: 5 }),
        (extents, grantedCredits, days) => {
          const asked = part({
            bases: days.map((gainedOn) => basis({ gainedOn })),
            targets: extents.map((extent) => target(`C${extent}`, extent)),
          });
          const attainments = planned(asked, decision({ grantedCredits }));
          expect(attainments).toHaveLength(extents.length);
          expect(attainments.reduce((total, { credits }) => total + credits, 0)).toBe(grantedCredits);
          expect(attainments.every(({ attainmentDate }) => attainmentDate >= '2024-08-01')).toBe(true);
          expect(attainments.every(({ attainmentDate }) => attainmentDate <= '2026-11-23')).toBe(true);
        },
      ),
    );
  });
});

describe('precedentOf', () => {
  const precedent = (asked: CasePart, made = decision(), given = register()) =>
    precedentOf(caseWith(asked), asked, made, given);

  it('[R87] [R88] [R89] [R90] [R92] [R93] [R94] [R95] [R96] holds every field of the bank and nothing else', () => {
    const asked = part({
      bases: [basis({ kind: 'STUDY', code: 'AVO-12', name: 'Tietokannat' })],
      creditsApplied: 6_00,
    });
    expect(precedent(asked)).toEqual({
      programmeCode: 'TKT-KANDI',
      programmeName: { fi: 'Tietojenkäsittelytieteen kandiohjelma' },
      basisKind: 'STUDY',
      basisCode: 'AVO-12',
      basisName: 'Tietokannat',
      basisKeywords: ['projektinhallinta'],
      targetName: { fi: 'TKT-103 suomeksi', en: 'TKT-103 in English' },
      recognitionType: 'SUBSTITUTION',
      creditsApplied: 6_00,
      creditsGranted: 5_00,
      recognisedMonth: '2026-11',
    });
  });

  it('[R85] nothing in it leads to the person, the application, the part, the decision or the decider', () => {
    const asked = part();
    const text = JSON.stringify(precedent(asked, decision({ reasons: 'Ainon todistus' })));
    const applicationCase = caseWith(asked);
    for (const secret of [
      applicationCase.studentId,
      applicationCase.applicationId,
      applicationCase.studyRightId,
      asked.partId,
      asked.handlerId,
      decision().id,
    ]) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toMatch(/Ainon|Esimerkki Oy|2026-11-23|2025-05-15/);
  });

  it('[R88] competence has no code', () => {
    expect(precedent(part({ bases: [basis({ code: 'X' })] }))).toMatchObject({
      basisKind: 'COMPETENCE',
      basisCode: null,
    });
  });

  it('[R91] the name that the officer edited is the one for the bank', () => {
    expect(precedent(part(), decision({ basisName: 'Ketterä projektityö' })).basisName).toBe('Ketterä projektityö');
  });

  it('[R92] an inclusion has no target; an exemption has the course that need not be done', () => {
    expect(precedent(part({ type: 'INCLUSION', targets: [] })).targetName).toBeNull();
    expect(precedent(part({ type: 'EXEMPTION' })).targetName).toMatchObject({ fi: 'TKT-103 suomeksi' });
  });

  it('[R98] an empty background name stays empty', () => {
    expect(precedent(part({ bases: [basis({ name: '' })] })).basisName).toBe('');
  });

  it('[R87] a programme that is not published yet goes by its code', () => {
    expect(precedent(part(), decision(), register({ programmeName: undefined })).programmeName).toEqual({
      fi: 'TKT-KANDI',
    });
  });
});
