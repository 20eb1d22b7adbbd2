import { ProblemError } from '#platform';

/** Where a page ended: the sort time of its last row, and its id, because times can be equal. */
export interface Position {
  /** As PostgreSQL prints it, to the microsecond; a JavaScript Date would lose some. */
  readonly at: string;
  readonly id: string;
}

const FORM = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** An opaque mark for the client to send back. */
export function toCursor({ at, id }: Position): string {
  return Buffer.from(`${at} ${id}`).toString('base64url');
}

/** @throws ProblemError `platform/validation-failed` for anything that is not a cursor of ours */
export function fromCursor(cursor: string): Position {
  const [, at, id] = FORM.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at))) {
    const message = 'expected the nextCursor of an earlier answer';
    throw new ProblemError('platform/validation-failed', {
      errors: [{ path: 'cursor', code: 'invalid_format', message }],
    });
  }
  return { at, id };
}
