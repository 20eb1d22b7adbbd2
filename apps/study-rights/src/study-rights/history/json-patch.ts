import { applyPatch, createPatch, type Operation, type Pointer } from 'rfc6902';
import type { VoidableDiff } from 'rfc6902/diff.js';
import { sameJson } from '../domain/same-json.js';

/** A JSON document. */
export type Json = Readonly<Record<string, unknown>>;

/** Changes from one version to the next (RFC 6902). */
export type Patch = readonly Operation[];

/** Values compared for one patch. A document with more differences than that is exchanged as a whole. */
const MOST_COMPARISONS = 50_000;

/** The first version: everything is added at the root, as in Koski's history. */
export function firstPatch(document: Json): Patch {
  return [{ op: 'add', path: '', value: document }];
}

/**
 * The changes that lead from one document to another, checked: applied to `before` they give `after`.
 * The time it takes is limited for anything a client sends.
 */
export function patchBetween(before: Json, after: Json): Patch {
  const whole: Patch = [{ op: 'replace', path: '', value: after }];
  try {
    const patch = createPatch(before, after, inTurnWithin(MOST_COMPARISONS));
    // The library steps over field names such as "constructor" when it applies a patch.
    return sameJson(patched(before, patch), after) ? patch : whole;
  } catch {
    // Too many differences, or an operation that could not be applied because of such a name.
    return whole;
  }
}

/**
 * The document that a patch leads to; `document` itself stays as it is. A patch of the whole document gives its own value.
 * @throws Error when an operation has no place in the document
 */
export function patched(document: Json, patch: Patch): Json {
  return replayed(structuredClone(document), patch);
}

/**
 * The document that patches lead to one after the other. Takes over what it is given, and changes it: a copy for each patch
 * would be most of the work.
 * @throws Error when an operation has no place in the document
 */
export function replayed(document: Json, ...patches: readonly Patch[]): Json {
  let result = document;
  for (const operation of patches.flat()) {
    if (operation.path === '' && 'value' in operation) {
      result = operation.value as Json;
      continue;
    }
    const [error] = applyPatch(result, [operation]);
    if (error) throw error;
  }
  return result;
}

/**
 * Lists are compared in turn between their common head and tail. The library's own comparison looks for the shortest patch
 * in a time that grows with the product of the lengths, and would let one client occupy the service.
 */
function inTurnWithin(limit: number): VoidableDiff {
  let comparisons = 0;
  const compare = (before: unknown, after: unknown, at: Pointer): Operation[] | undefined => {
    comparisons += 1;
    if (comparisons > limit) throw new RangeError(`more than ${limit} values to compare`);
    if (!Array.isArray(before) || !Array.isArray(after)) return undefined;
    const shorter = Math.min(before.length, after.length);
    let head = 0;
    while (head < shorter && sameJson(before[head], after[head])) head += 1;
    let tail = 0;
    while (tail < shorter - head && sameJson(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
    const path = (index: number): string => at.add(String(index)).toString();
    const both = shorter - head - tail;
    const operations: Operation[] = [];
    for (let index = head; index < head + both; index += 1) {
      for (const operation of createPatch(before[index], after[index], compare)) {
        operations.push({ ...operation, path: `${path(index)}${operation.path}` });
      }
    }
    for (let index = before.length - tail - 1; index >= head + both; index -= 1) {
      operations.push({ op: 'remove', path: path(index) });
    }
    for (let index = head + both; index < after.length - tail; index += 1) {
      operations.push({ op: 'add', path: path(index), value: after[index] as unknown });
    }
    return operations;
  };
  return compare;
}
