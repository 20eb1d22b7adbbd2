import { z } from 'zod';
import { ProblemError } from '#platform';
import type { PrecedentPosition } from './search-precedents.sql.js';

const position = z.tuple([z.int32(), z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/), z.uuid()]);

export function encodeCursor({ score, month, id }: PrecedentPosition): string {
  return Buffer.from(JSON.stringify([score, month, id])).toString('base64url');
}

/** @throws ProblemError precedent/cursor-invalid */
export function decodeCursor(cursor: string): PrecedentPosition {
  const parsed = position.safeParse(json(Buffer.from(cursor, 'base64url').toString()));
  if (!parsed.success) throw new ProblemError('precedent/cursor-invalid');
  const [score, month, id] = parsed.data;
  return { score, month, id };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
