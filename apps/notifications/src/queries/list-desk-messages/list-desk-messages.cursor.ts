import { z } from 'zod';
import { ProblemError } from '#platform';

/** Place of a message on the desk: newest first, the id decides between equals. */
export interface DeskPosition {
  readonly deliveredAt: string;
  readonly id: string;
}

const position = z.tuple([z.iso.datetime(), z.uuid()]);

export function encodeCursor({ deliveredAt, id }: DeskPosition): string {
  return Buffer.from(JSON.stringify([deliveredAt, id])).toString('base64url');
}

/** @throws ProblemError message/cursor-invalid */
export function decodeCursor(cursor: string): DeskPosition {
  const parsed = position.safeParse(json(Buffer.from(cursor, 'base64url').toString()));
  if (!parsed.success) throw new ProblemError('message/cursor-invalid');
  const [deliveredAt, id] = parsed.data;
  return { deliveredAt, id };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
