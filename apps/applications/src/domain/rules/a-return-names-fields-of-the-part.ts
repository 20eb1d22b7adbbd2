import type { Basis, PartContent, ReturnedField } from '../application.js';
import type { FieldError } from '../field-error.js';

const OF_BASIS = [
  'kind',
  'code',
  'name',
  'organisation',
  'credits',
  'grade',
  'gainedOn',
] as const satisfies (keyof Basis)[];

/** R33: a reason stands at a field that the student has sent, each field once; so that the student finds it there. */
export function aReturnNamesFieldsOfThePart(
  fields: readonly Pick<ReturnedField, 'path'>[],
  content: PartContent | null,
): FieldError[] {
  const known = new Set(content ? pathsOf(content) : []);
  return fields.flatMap(({ path }, index) => {
    const isFirst = fields.findIndex((other) => other.path === path) === index;
    return known.has(path) && isFirst
      ? []
      : [{ path: `fields.${index}.path`, code: 'application/no-such-field' as const }];
  });
}

function pathsOf({ bases, targets }: PartContent): string[] {
  return [
    ...['type', 'creditsApplied', 'bases', 'targets'],
    ...bases.flatMap((_, place) => OF_BASIS.map((field) => `bases.${place}.${field}`)),
    ...targets.map((_, place) => `targets.${place}.courseCode`),
  ];
}
