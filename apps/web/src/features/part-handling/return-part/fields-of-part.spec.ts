import { describe, expect, it } from '@jest/globals';
import type { ApplicationPart } from '../../../api/case';
import { fieldsOfPart } from './fields-of-part';

const basis = { kind: 'COMPETENCE', name: 'Scrum Master', organisation: null, gainedOn: '2022-05-15' } as const;
const study = { ...basis, kind: 'STUDY', code: 'X1', credits: 5, grade: null } as const;
const target = { courseCode: 'TKT-103' };

describe('the fields of a part that a return can speak of', () => {
  it.each([
    [
      'competence',
      [basis],
      ['type', 'bases.0.name', 'bases.0.organisation', 'bases.0.gainedOn', 'targets.0.courseCode', 'creditsApplied'],
    ],
    [
      'a study',
      [study],
      [
        ...['type', 'bases.0.name', 'bases.0.organisation', 'bases.0.gainedOn', 'bases.0.code', 'bases.0.credits'],
        ...['bases.0.grade', 'targets.0.courseCode', 'creditsApplied'],
      ],
    ],
  ])('[R33] are those of its form: %s', (_, bases, paths) => {
    const part = { bases, targets: [target], creditsApplied: 5 } as unknown as ApplicationPart;
    expect(fieldsOfPart(part).map(({ path }) => path)).toEqual(paths);
  });

  it('[R33] of several bases each has its place', () => {
    const part = { bases: [basis, basis], targets: [], creditsApplied: 5 } as unknown as ApplicationPart;
    const places = fieldsOfPart(part).map(({ place }) => place);
    expect(places).toEqual([undefined, 1, 1, 1, 2, 2, 2, undefined]);
  });
});
