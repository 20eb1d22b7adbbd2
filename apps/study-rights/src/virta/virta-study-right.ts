import { v5 as uuidV5 } from 'uuid';
import { LIMITS, refuse } from '#kernel';
import { isUniversityId } from '#contracts';
import type { Refusal } from '../errors.js';
import type { HigherEducationStudyRight } from './domain/higher-education.js';
import { parseRecord } from './record-element.js';
import { isRefusal, keyOf, readRecord, type RecordValues, type Span } from './record-values.js';
import { trimmed } from './xml-text.js';

/** A study right as a VIRTA record describes it: VIRTA has no versions, so the service that stores it counts them. */
export type VirtaStudyRight = Omit<HigherEducationStudyRight, 'version'> & {
  /** The key (avain) that the institution has given to it. */
  readonly key: string;
};

/** Namespace of the ids that are made of VIRTA's keys where a key may not be an id itself; never change it. */
const ID_SPACE = '6f7a3c52-9f0e-4b7e-8a51-0d3c9b2e7a10';

/**
 * Reads one `Opiskeluoikeus` element of Opiskeluoikeudet.xsd (1.06.3) that declares its own namespaces.
 * @returns the study right; or the error, with the place but never the value, and the record's key if that can be read
 */
export function readVirtaStudyRight(
  xml: string,
  institutionOid: string,
): VirtaStudyRight | { readonly error: Refusal; readonly key: string | null } {
  const element = parseRecord(xml);
  if ('malformed' in element) {
    const { malformed: tapaus, place: kohta, line: rivi, key } = element;
    const usableKey = key !== null && key !== '' && [...key].length <= LIMITS.keyOfAVirtaRecord ? key : null;
    return { key: usableKey, error: refuse('badRequest.format.xml', { tapaus, kohta, rivi }) };
  }
  const read = readRecord(element);
  const refusal = isRefusal(read) ? read : contradictionOf(read);
  if (isRefusal(read) || refusal !== null) {
    const key = keyOf(element);
    return {
      key: typeof key === 'string' ? key : null,
      error: refuse('badRequest.validation.virta', { kohta: refusal?.place, tapaus: refusal?.reason }),
    };
  }
  return studyRightOf(read, institutionOid);
}

function studyRightOf(record: RecordValues, institutionOid: string): VirtaStudyRight {
  const id = (kind: string, value: string) =>
    isUniversityId(value) ? value : uuidV5(`${institutionOid} ${kind} ${value}`, ID_SPACE);
  const last = inOrder(record.periods).at(-1);
  const programme = [last?.moduleCode, last?.educationCode].map((code) => trimmed(code ?? '')).find(isCode);
  return {
    key: record.key,
    id: id('opiskeluoikeus', record.key),
    institutionOid,
    studentId: id('opiskelija', record.studentKey),
    programmeCode: programme ?? null,
    virtaType: record.type,
    startDate: record.start,
    endDate: record.end,
    states: inOrder(record.states).map(({ state, start }) => ({ state, startDate: start })),
  };
}

/** What the events of a study right can have as the code of its programme. */
function isCode(code: string): boolean {
  return code !== '' && [...code].length <= LIMITS.code;
}

/**
 * The place that contradicts another: an end before its start, states that overlap. A state may begin on the day on
 * which the one before ends: the one that begins holds that day.
 */
function contradictionOf(record: RecordValues): { readonly place: string; readonly reason: string } | null {
  if (record.end !== null && record.end < record.start) return { place: 'LoppuPvm', reason: 'END_BEFORE_START' };
  const states = inOrder(record.states);
  for (const [index, state] of states.entries()) {
    const next = states[index + 1];
    if (state.end !== null && state.end < state.start) return { place: 'Tila.LoppuPvm', reason: 'END_BEFORE_START' };
    if (next === undefined) continue;
    const overlaps = state.end === null ? next.start === state.start : next.start < state.end;
    if (overlaps) return { place: 'Tila.AlkuPvm', reason: 'OVERLAP' };
  }
  return null;
}

/** By start; of those that begin on one day the first to end comes first, then the first in the record. */
function inOrder<T extends Span>(list: readonly T[]): T[] {
  const end = (span: Span) => span.end ?? 'open';
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...list].sort((a, b) => compare(a.start, b.start) || compare(end(a), end(b)));
}
