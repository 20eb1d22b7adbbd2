import type { Application, ApplicationPart } from './application.js';

const OF_APPLICATION = ['studyRightId', 'programmeCode', 'handlerId', 'submittedAt'] as const;

/**
 * Paths of what differs between two versions, as clients know them: `handlerId`, `parts.0.bases`; `parts` when there are more or
 * fewer of them. A client whose own changes touch none of these can make them again on the newer version.
 */
export function changedFields(before: Application, after: Application): string[] {
  const own = OF_APPLICATION.filter((field) => !same(before[field], after[field]));
  if (before.parts.length !== after.parts.length) return [...own, 'parts'];
  const ofParts = after.parts.flatMap((part, index) =>
    fieldsOfPart(before.parts[index], part).map((field) => `parts.${index}.${field}`),
  );
  return [...own, ...ofParts];
}

function fieldsOfPart(before: ApplicationPart | undefined, after: ApplicationPart): string[] {
  const [was, is] = [flat(before), flat(after)];
  return Object.keys(is).filter((field) => !same(was[field], is[field]));
}

function flat(part: ApplicationPart | undefined): Record<string, unknown> {
  if (!part) return {};
  // The first follows from the state, and a transfer shows in who handles the part; of the sent content only its student sees how
  // the part differs from it.
  const { content, waitingSince: _, sentContent: __, transfer: ___, ...rest } = part;
  return { ...rest, ...content };
}

/** The database keeps the fields of an object in an order of its own. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder);
}

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
