import { randomInt } from 'node:crypto';
import { studyRightOidOf } from '../domain/oids.js';

/** A fresh study right oid. The caller looks whether it is taken: ten digits can collide. */
export function newStudyRightOid(): string {
  return studyRightOidOf(randomInt(1_000_000_000, 10_000_000_000));
}
