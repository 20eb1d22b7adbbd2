import type { EntryMode, Hoks, HoksData, HoksFields } from './hoks.js';
import { refuse, type Refusal } from './refusal.js';
import { hoksRefusal } from './rules/hoks-rules.js';
import { belongsTo, isEnded, type Reach, type StudyRight } from './study-right.js';

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
 * A HOKS with new data; the study right is locked. The order is eHOKS's (check-for-update!). After invalidation nothing is
 * updated any more (R162).
 */
export function updateHoks(
  command: UpdateHoksCommand,
  hoks: Hoks | null,
  studyRight: StudyRight | null,
): { hoks: Hoks; studyRight: StudyRight } | Refusal {
  if (hoks === null || hoks.deletedAt !== null || studyRight === null || !belongsTo(studyRight, command.reach)) {
    return refuse('hoks/not-found');
  }
  const { fields, mode, today } = command;
  const studyRightOid = studyRight.oid;
  if (mode === 'BY_HAND' && !hoks.manualEntry) return refuse('hoks/not-entered-by-hand', { hoksId: hoks.id });
  if (studyRight.invalidation !== null) return refuse('hoks/study-right-invalidated', { studyRightOid });
  if (isEnded(studyRight)) return refuse('hoks/study-right-not-active', { studyRightOid });
  const otherOid = oidRefusal(command, hoks);
  if (otherOid !== null) return otherOid;
  const wrongField = hoksRefusal(fields, { studyRight, today, mode });
  if (wrongField !== null) return wrongField;
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
  return [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])).sort();
}
