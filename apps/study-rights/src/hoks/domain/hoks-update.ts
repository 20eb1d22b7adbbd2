import { refuse } from '#kernel';
import type { Refusal } from '../../errors.js';
import { type EntryMode, type Hoks, type HoksData, type HoksFields, isWithin } from './hoks.js';
import { hoksRefusal } from './hoks-rules.js';
import { sameJson } from '../../study-rights/domain/same-json.js';
import { isEnded, type Reach, type StudyRight } from '../../study-rights/domain/study-right.js';

export interface UpdateHoksCommand {
  /** REPLACE: what is not given goes. PATCH: what is not given stays. */
  readonly kind: 'REPLACE' | 'PATCH';
  readonly fields: HoksFields;
  /** The newest oid of the person whose HOKS it is. */
  readonly masterOid: string;
  readonly mode: EntryMode;
  readonly reach: Reach;
  readonly today: string;
}

/**
 * A HOKS with new data; the study right is locked. The order is eHOKS's: the study right, the data against it, then
 * check-for-update!. Nothing is updated any more after invalidation (R162), nor where the study right is unknown.
 */
export function updateHoks(
  command: UpdateHoksCommand,
  hoks: Hoks | null,
  studyRight: StudyRight | null,
): { hoks: Hoks; studyRight: StudyRight } | Refusal {
  if (hoks === null || hoks.deletedAt !== null || !isWithin(command.reach, hoks, studyRight)) {
    return refuse('hoks/not-found');
  }
  const { fields, mode, today } = command;
  const { studyRightOid } = hoks;
  if (mode === 'BY_HAND' && !hoks.manualEntry) return refuse('hoks/not-entered-by-hand', { hoksId: hoks.id });
  if (studyRight === null) return refuse('hoks/study-right-not-found', { studyRightOid });
  if (studyRight.invalidation !== null) return refuse('hoks/study-right-invalidated', { studyRightOid });
  const wrongFields = hoksRefusal(fields, { studyRight, today, mode });
  if (wrongFields !== null) return wrongFields;
  if (isEnded(studyRight)) return refuse('hoks/study-right-not-active', { studyRightOid });
  const otherOid = oidRefusal(command, hoks);
  if (otherOid !== null) return otherOid;
  const data = dataAfter(command, hoks);
  return { hoks: { ...hoks, learnerOid: data['oppija-oid'], data }, studyRight };
}

function oidRefusal({ fields, masterOid }: UpdateHoksCommand, { id, data }: Hoks): Refusal | null {
  if (fields['id'] !== undefined && fields['id'] !== id) return refuse('hoks/id-differs', { hoksId: id });
  const [from, to] = [data['opiskeluoikeus-oid'], fields['opiskeluoikeus-oid'] ?? data['opiskeluoikeus-oid']];
  if (to !== from) return refuse('hoks/study-right-changed', { from, to });
  const [old, learner] = [data['oppija-oid'], fields['oppija-oid'] ?? data['oppija-oid']];
  return learner === old || learner === masterOid ? null : refuse('hoks/learner-changed', { from: old, to: learner });
}

function dataAfter({ kind, fields }: UpdateHoksCommand, { data }: Hoks): HoksData {
  const { id: _, ...given } = fields;
  const kept =
    kind === 'PATCH' ? data : { 'opiskeluoikeus-oid': data['opiskeluoikeus-oid'], 'oppija-oid': data['oppija-oid'] };
  return Object.fromEntries(
    Object.entries({ ...kept, ...given }).filter(([, value]) => value !== undefined),
  ) as unknown as HoksData;
}

/** Names of the main fields that differ, for the audit log. */
export function changedFields(before: HoksData, after: HoksData): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => !sameJson(before[name], after[name])).sort();
}
