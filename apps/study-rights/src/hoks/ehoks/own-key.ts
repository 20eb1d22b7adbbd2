import { z } from 'zod';
import { isLearnerOid } from '../../study-rights/domain/oids.js';
import { messageOf } from '../../problems/error-messages.js';
import type { ErrorCode } from '../../errors.js';

/** What a schema says of a mistake that has a key of its own: the key, and its sentence. */
export function ownKey(code: ErrorCode): { error: string; params: { code: string } } {
  return { error: messageOf({ refused: code }, 'en'), params: { code } };
}

/** A learner's oid in a path or a body. */
export const learnerOid = z.string().refine(isLearnerOid, ownKey('hoks/malformed-learner-oid'));
