import type { LocalisedText } from '#kernel';
import type { PartOutcome, PartState } from './application.states.js';

/**
 * The aggregate: a student's application with its parts. It is the single writer of every part's workflow state; the
 * application's own state is derived from the parts (D12) and never stored by hand.
 */
export interface Application {
  readonly id: string;
  readonly institutionOid: string;
  readonly kind: ApplicationKind;
  /**
   * What people call it by, such as 2026-114, from its first sending on: a draft is nobody's case yet (R27), and many are never
   * sent. It stays for good, also when the application is reopened.
   */
  readonly number: string | null;
  /** Grows by one with each change; what If-Match and the events carry. */
  readonly version: number;
  /** The newest published version; 0 for a draft that was never published (R27). */
  readonly toldVersion: number;
  readonly studentId: string;
  readonly studyRightId: string;
  /** Degree programme of the study right. */
  readonly programmeCode: string;
  /** The handler whom the student named (R3); null only while the application is a draft. */
  readonly handlerId: string | null;
  readonly parts: readonly ApplicationPart[];
  /** The application from whose cancelled parts this draft was made (D16). */
  readonly continuedFromId: string | null;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly changedAt: Date;
}

/** An actual application, or a pre-application for studies not yet done (R123–R138; labels by D15). */
export type ApplicationKind = 'RECOGNITION' | 'PRELIMINARY';

export interface ApplicationPart {
  readonly id: string;
  /** 1-based place in the application. */
  readonly number: number;
  /** How many times the part has been sent, counting the one under way; a decision holds only for its own round. */
  readonly round: number;
  readonly state: PartState;
  readonly outcome: PartOutcome | null;
  /** The confirmed decision; null while undecided. */
  readonly decisionId: string | null;
  readonly handlerId: string | null;
  /** What the student has written: while they write in the part it may be incomplete, in every other state it is what was sent. */
  readonly content: DraftContent;
  /** As the part was sent last, and as everybody else reads it; null before that. */
  readonly sentContent: PartContent | null;
  readonly returnReasonCodes: readonly string[];
  /** What the handler proposes to be applied for instead; null when the student has nothing to answer. */
  readonly proposedChange: ProposedChange | null;
  /** What is wrong in which field of the part. */
  readonly returnedFields: readonly ReturnedField[];
  /** Free text from the handler to the student (R33); never leaves this service in an event. */
  readonly returnMessage: string | null;
  /** How the part came to its present handler, when it came from another one. */
  readonly transfer: PartTransfer | null;
  /** The draft into which this cancelled part was taken (D16). */
  readonly continuedInId: string | null;
  /** Since when it waits for the one whose turn it is; null when nobody's. */
  readonly waitingSince: Date | null;
}

/** Another type, targets or extent that the handler proposes, for the student to accept as they stand. */
export interface ProposedChange extends Pick<PartContent, 'type' | 'targets' | 'creditsApplied'> {
  readonly byId: string;
  /** Free text to the student; never leaves this service in an event. */
  readonly message: string | null;
  /** ISO 8601. */
  readonly at: string;
  /** The last day on which the student can accept it, YYYY-MM-DD. */
  readonly standsUntil: string;
}

/** Why one field of a part goes back to the student (R33). */
export interface ReturnedField {
  /** In the part, such as `bases.0.gainedOn`. */
  readonly path: string;
  readonly code: string;
  /** Free text to the student; never leaves this service in an event. */
  readonly note: string | null;
}

/** A part went from one handler to another (R10–R13). */
export interface PartTransfer {
  readonly fromHandlerId: string | null;
  /** The handler who took or gave it, or an administrator. */
  readonly byId: string;
  /** Free text to the new handler, for staff only; never leaves this service in an event. */
  readonly message: string | null;
  /** ISO 8601. */
  readonly at: string;
}

/** What the student claims in one part: n bases stand for m targets (R47–R50). */
export interface PartContent {
  readonly type: RecognitionType;
  readonly bases: readonly Basis[];
  readonly targets: readonly Target[];
  /** ECTS credits, at most two decimals. */
  readonly creditsApplied: number;
}

/** A part that is being written: null is what is not written yet. */
export interface DraftContent {
  readonly type: RecognitionType | null;
  readonly bases: readonly DraftBasis[];
  readonly targets: readonly Target[];
  readonly creditsApplied: number | null;
}

/** Korvaavuus, sisällyttäminen, vapautus (R46–R53). */
export type RecognitionType = 'SUBSTITUTION' | 'INCLUSION' | 'EXEMPTION';

/** Prior learning: a study, or competence acquired otherwise, such as work (R65). */
export interface Basis {
  readonly kind: 'STUDY' | 'COMPETENCE';
  readonly code: string | null;
  readonly name: string;
  readonly organisation: string | null;
  /** ECTS credits, at most two decimals. */
  readonly credits: number | null;
  readonly grade: string | null;
  /** Day of the attainment or of the certificate (R67), YYYY-MM-DD. */
  readonly gainedOn: string;
}

export interface DraftBasis extends Omit<Basis, 'name' | 'gainedOn'> {
  readonly name: string | null;
  readonly gainedOn: string | null;
}

/** A course or module of the student's degree, as the institution had published it when the part was written. */
export interface Target {
  readonly courseCode: string;
  readonly name: LocalisedText;
  readonly credits: number;
  readonly kind: 'COURSE' | 'MODULE';
}
