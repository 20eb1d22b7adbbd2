import type { ApplicationPart, DraftContent } from '../application.js';
import type { Decided } from '../decided.js';
import type { UsableStudyRight } from '../rules/a-study-right-must-be-the-students-own-and-live.js';

export interface DraftApplication {
  readonly applicationId: string;
  readonly institutionOid: string;
  readonly studentId: string;
  readonly studyRight: UsableStudyRight;
  readonly handlerId: string | null;
  readonly contents: readonly DraftContent[];
  /** The id for the part in this 0-based place. */
  readonly partId: (place: number) => string;
  readonly continuedFromId?: string;
  readonly now: Date;
}

/** A new draft. Nobody but the student sees it (R27), so there is nothing to publish. */
export function draftApplication(command: DraftApplication): Decided {
  return {
    application: {
      id: command.applicationId,
      institutionOid: command.institutionOid,
      kind: 'RECOGNITION',
      number: null,
      version: 1,
      toldVersion: 0,
      studentId: command.studentId,
      studyRightId: command.studyRight.studyRightId,
      programmeCode: command.studyRight.programmeCode,
      handlerId: command.handlerId,
      parts: command.contents.map((content, index) => newPart(command.partId(index), index + 1, content, command.now)),
      continuedFromId: command.continuedFromId ?? null,
      createdAt: command.now,
      submittedAt: null,
      changedAt: command.now,
    },
    events: [],
  };
}

/** A part that has never been sent. */
export function newPart(id: string, number: number, content: DraftContent, now: Date): ApplicationPart {
  return {
    id,
    number,
    round: 1,
    state: 'DRAFT',
    outcome: null,
    decisionId: null,
    handlerId: null,
    content,
    sentContent: null,
    returnReasonCodes: [],
    proposedChange: null,
    returnedFields: [],
    returnMessage: null,
    transfer: null,
    continuedInId: null,
    waitingSince: now,
  };
}
