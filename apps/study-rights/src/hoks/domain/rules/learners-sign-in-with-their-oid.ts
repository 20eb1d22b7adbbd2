import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import { isLearnerOid } from '../../../study-rights/domain/oids.js';

/**
 * The sign-in alone decides whose HOKSes a learner may read: the subject of the token is one of the learner's oids
 * (oppijanumero). Nothing else in it is taken for an identity.
 */
export function learnersSignInWithTheirOid(subject: string): Refusal | null {
  return isLearnerOid(subject) ? null : refuse('hoks/learner-without-oid');
}
