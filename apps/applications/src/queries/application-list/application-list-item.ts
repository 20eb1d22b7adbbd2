import type { Day, LocalisedText } from '#kernel';
import type { ApplicationListItem, ListedPart, Wait } from '../../http/answer-shapes.js';
import type { ActingPerson } from '../../domain/acting-person.js';
import { allowedActionsOnApplication, allowedActionsOnPart } from '../../domain/allowed-actions.js';
import type { ApplicationKind, ApplicationPart, RecognitionType, Target } from '../../domain/application.js';
import { CONCLUDED_STATES, STATES_ON_THE_HANDLERS_LIST } from '../../domain/application.states.js';
import { deriveApplicationState } from '../../domain/derive-application-state.js';
import { labelsOfApplication } from '../../domain/label-of-application.js';
import { URGENCIES } from '../../domain/urgency.js';
import { type Awaited, waitsFor } from '../../domain/waits-for.js';
import type { View } from './application-list.sql.js';

interface PartOfRow extends Pick<
  ApplicationPart,
  'id' | 'number' | 'round' | 'state' | 'outcome' | 'handlerId' | 'continuedInId'
> {
  readonly type: RecognitionType | null;
  readonly handlerName: string | null;
  readonly target: Target | null;
  readonly basis: string | null;
  /** As PostgreSQL prints a moment in JSON. */
  readonly waitingSince: string;
}

export interface ItemRow {
  readonly id: string;
  readonly version: number;
  readonly kind: ApplicationKind;
  readonly number: string | null;
  readonly student_id: string;
  readonly student_name: string | null;
  readonly handler_id: string | null;
  readonly handler_name: string | null;
  readonly programme_code: string;
  readonly programme_name: LocalisedText | null;
  readonly created_at: Date;
  readonly submitted_at: Date | null;
  readonly changed_at: Date;
  readonly parts: readonly PartOfRow[];
  /** Its place in `URGENCIES`, from 1. */
  readonly urgency: number;
  readonly due_on: Day | null;
  readonly position: string;
}

const IN_TURN: readonly Awaited[] = ['STUDENT', 'HANDLER', 'RECORDER'];

export function applicationListItem(row: ItemRow, viewer: ActingPerson, view: View): ApplicationListItem {
  const { kind, parts } = row;
  const whole = { studentId: row.student_id, programmeCode: row.programme_code, parts };
  const labels = labelsOfApplication(kind, parts, viewer.personId === row.student_id ? 'STUDENT' : 'STAFF');
  const isOwn = view === 'own';
  const shown = parts.filter((part) => isAbout(view, part, viewer.personId));
  return {
    id: row.id,
    version: row.version,
    kind,
    number: row.number,
    state: deriveApplicationState(kind, parts),
    label: labels.state,
    outcomeLabel: labels.outcome,
    studentId: row.student_id,
    studentName: row.student_name,
    handlerId: row.handler_id,
    handlerName: row.handler_name,
    programmeCode: row.programme_code,
    programmeName: row.programme_name,
    partCount: parts.length,
    parts: parts.map((part) => ({ ...listedPart(part), allowedActions: allowedActionsOnPart(whole, part, viewer) })),
    waits: waits(shown),
    urgency: isOwn || shown.every(isConcluded) ? null : (URGENCIES[row.urgency - 1] ?? null),
    dueOn: isOwn ? null : row.due_on,
    createdAt: row.created_at.toISOString(),
    submittedAt: row.submitted_at?.toISOString() ?? null,
    changedAt: row.changed_at.toISOString(),
    allowedActions: allowedActionsOnApplication(whole, viewer),
  };
}

/** Whether the list is about the part: its own parts, those of others that can be taken over, or all. */
function isAbout(view: View, { state, outcome, handlerId }: PartOfRow, viewerId: string): boolean {
  if (view !== 'handling' && view !== 'others') return true;
  if (!STATES_ON_THE_HANDLERS_LIST.includes(state)) return false;
  return view === 'handling' ? handlerId === viewerId : handlerId !== viewerId && outcome === null;
}

function isConcluded({ state }: PartOfRow): boolean {
  return CONCLUDED_STATES.includes(state);
}

function listedPart({ type, target, basis, ...part }: PartOfRow): Omit<ListedPart, 'allowedActions'> {
  const { id, number, round, state, outcome, handlerId, handlerName } = part;
  const named = target && { courseCode: target.courseCode, name: target.name };
  const what = { type: type ?? 'UNDECIDED', target: named, basisName: basis } as const;
  return { id, number, round, state, outcome, handlerId, handlerName, ...what };
}

function waits(parts: readonly PartOfRow[]): Wait[] {
  return IN_TURN.flatMap((awaited) => {
    const waiting = parts.filter((part) => waitsFor(part) === awaited);
    if (waiting.length === 0) return [];
    const since = Math.min(...waiting.map(({ waitingSince }) => Date.parse(waitingSince)));
    return [{ for: awaited, since: new Date(since).toISOString(), partNumbers: waiting.map(({ number }) => number) }];
  });
}
