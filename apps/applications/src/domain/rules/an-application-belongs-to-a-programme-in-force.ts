import type { Refusal } from '../../errors.js';
import { isInForceOn, type Validity } from '../validity.js';

/** Nobody applies within a degree programme that the university has retired; who applied before goes on. */
export function anApplicationBelongsToAProgrammeInForce(programme: Validity, today: string): Refusal | null {
  return isInForceOn(programme, today) ? null : { refused: 'application/programme-not-in-force' };
}
