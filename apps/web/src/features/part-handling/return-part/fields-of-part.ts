import type { ApplicationPart } from '../../../api/case';

/** A field of a part as its student has sent it: where it is, what it is called, what stands in it. */
export interface FieldOfPart {
  /** As the service names it. */
  readonly path: string;
  /** Key of its name among the texts of this feature. */
  readonly name: string;
  /** 1-based place among several bases or targets. */
  readonly place: number | undefined;
  readonly value: string;
}

const OF_BASIS = ['name', 'organisation', 'gainedOn', 'code', 'credits', 'grade'] as const;
/** What only a study has. */
const OF_STUDY: readonly string[] = ['code', 'credits', 'grade'];

/** The fields of a part in the order of the student's form. */
export function fieldsOfPart({ bases, targets, creditsApplied }: ApplicationPart): FieldOfPart[] {
  return [
    { path: 'type', name: 'field.type', place: undefined, value: '' },
    ...bases.flatMap((basis, index) =>
      OF_BASIS.filter((field) => basis.kind === 'STUDY' || !OF_STUDY.includes(field)).map((field) => ({
        path: `bases.${index}.${field}`,
        name: `field.${field}`,
        place: bases.length > 1 ? index + 1 : undefined,
        value: String(basis[field] ?? ''),
      })),
    ),
    ...targets.map(({ courseCode }, index) => ({
      path: `targets.${index}.courseCode`,
      name: 'field.target',
      place: undefined,
      value: courseCode,
    })),
    { path: 'creditsApplied', name: 'field.creditsApplied', place: undefined, value: String(creditsApplied) },
  ];
}
