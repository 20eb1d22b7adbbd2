import type { Actor, AuditLine } from '#platform';
import type { Letter } from './letter.js';

/** The audit line of one use of a letter; it counts to the letter's institution, if that is known. */
export function auditOfLetter(actor: Actor, action: string, letter: Letter, at: Date, details: object = {}): AuditLine {
  const { id, topic, partition, offset, eventName, institutionOid } = letter;
  return {
    institutionOid: institutionOid ?? actor.institutionOid,
    actorId: actor.personId,
    action,
    targetKind: 'dead-letter',
    targetId: id,
    details: { topic, partition, offset, eventName, ...details },
    at,
  };
}
