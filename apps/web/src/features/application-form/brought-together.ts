import { hasCode, type Problem } from '../../api/problem';
import { contentFrom, fieldsOf } from './fields-of-content';
import { contentOf, writtenParts, type Application, type FormContent } from './form-content';
import { merged } from './merged';

/** What is written in this tab, on top of what the service held of it. */
export interface Typed {
  readonly version: number;
  readonly stored: FormContent;
  readonly content: FormContent;
}

/** What the text typed in an application is kept under in the tab. */
export function typedTarget(applicationId: string): string {
  return `application ${applicationId}`;
}

/** Both have changed the same fields; which is to hold, the person says. */
export interface Conflict {
  readonly paths: readonly string[];
  readonly mine: FormContent;
  readonly current: Application;
  readonly changedBy: ChangedBy | null;
}

interface ChangedBy {
  readonly role: string;
  readonly personId: string | null;
}

/** A refusal of the content itself, with nobody else's change in the way. */
export function isNoConflict(problem: Problem, current: Application, version: number): boolean {
  return !hasCode(problem, 'platform/stale-version') && current.version === version;
}

export function changedBy(problem: Problem): ChangedBy | null {
  const { current } = problem.document as { readonly current?: { readonly changedBy?: ChangedBy } };
  return current?.changedBy ?? null;
}

/**
 * What is written here, on top of what somebody else has stored meanwhile (pages.md 5.6).
 * @returns `closed` when the application has moved on: nothing more is written in it
 */
export function broughtTogether(
  typed: Typed,
  opened: Application,
  current: Application,
): 'closed' | { readonly typed: Typed; readonly conflicts: readonly string[] } {
  const isDraft = opened.state === 'DRAFT';
  const sameParts =
    String(writtenParts(current).map(({ id }) => id)) === String(writtenParts(opened).map(({ id }) => id));
  if (isDraft ? current.state !== 'DRAFT' : !sameParts) return 'closed';
  const theirs = contentOf(current);
  const count = typed.stored.parts.length;
  const isSameShape = [theirs, typed.content].every(({ parts }) => parts.length === count);
  const shape = isSameShape ? count : -1;
  const found = merged(fieldsOf(typed.stored, shape), fieldsOf(typed.content, shape), fieldsOf(theirs, shape));
  const content = contentFrom(found.fields, typed.content);
  return { typed: { version: current.version, stored: theirs, content }, conflicts: found.conflicts };
}
