import type { Refusal } from '../../errors.js';
import { isInForceOn, type Validity } from '../validity.js';

/** A degree programme that the university has retired takes no new applications; those made before go on. */
export function anApplicationBelongsToAProgrammeInForce(programme: Validity, today: string): Refusal | null {
  return isInForceOn(programme, today) ? null : { refused: 'application/programme-not-in-force' };
}
