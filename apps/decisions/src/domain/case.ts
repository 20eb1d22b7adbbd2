import type { Day, Hundredths, LocalisedText } from '#kernel';

/** Workflow state of a part (D1, D12); the applications service alone changes it. */
export type PartState = 'DRAFT' | 'SENT' | 'IN_PROCESS' | 'RETURNED' | 'CANCELLED' | 'HANDLED';

export type Outcome = 'APPROVED' | 'REJECTED';

/** R46, R52, R53: korvaavuus, sisällyttäminen, vapautus. */
export type RecognitionType = 'SUBSTITUTION' | 'INCLUSION' | 'EXEMPTION';

/** Prior learning the student refers to, as the student wrote it. */
export interface Basis {
  readonly kind: 'STUDY' | 'COMPETENCE';
  readonly code: string | null;
  readonly name: string;
  readonly organisation: string | null;
  /** Credits as a figure (2.5), as written; nothing is computed from it here. */
  readonly credits: number | null;
  readonly grade: string | null;
  readonly gainedOn: Day;
}

/** The course or module of the institution that the recognition is sought for. */
export interface Target {
  readonly courseCode: string;
  readonly name: LocalisedText;
  readonly extent: Hundredths;
  readonly kind: 'COURSE' | 'MODULE';
}

/** What a part asks for. Comes with the sending of the part and changes only when it is sent again. */
export interface PartContent {
  readonly partId: string;
  readonly number: number;
  readonly type: RecognitionType;
  readonly bases: readonly Basis[];
  readonly targets: readonly Target[];
  readonly creditsApplied: Hundredths;
}

/** Where a part stands. `round` counts its sendings: a decision holds for the round it was made in. */
export interface PartStanding {
  readonly partId: string;
  readonly state: PartState;
  readonly outcome: Outcome | null;
  readonly handlerId: string | null;
  readonly round: number;
}

export interface CasePart extends PartContent, PartStanding {
  /** The round of the published content. Behind `round` while the student has the part and may be writing in it. */
  readonly contentRound: number;
}

/** The content of a part in these states is what its student has sent, and a decision may rest on it. */
const STATES_WITH_SENT_CONTENT: readonly PartState[] = ['SENT', 'IN_PROCESS', 'HANDLED'];

/** This service's copy of an application. The applications service owns the facts; here they are only followed. */
export interface Case {
  readonly institutionOid: string;
  readonly applicationId: string;
  /** Version of the application the copy shows. */
  readonly version: number;
  readonly state: string;
  readonly studentId: string;
  readonly studyRightId: string;
  readonly programmeCode: string;
  readonly parts: readonly CasePart[];
}

/** What an event of the applications service carries: always the standing of every part, sometimes contents too. */
export interface CaseNews {
  readonly institutionOid: string;
  readonly applicationId: string;
  readonly version: number;
  readonly state: string;
  readonly studentId: string;
  readonly parts: readonly PartStanding[];
  readonly contents?: readonly PartContent[];
  /** Only when the whole application is sent. */
  readonly sentUnder?: { readonly studyRightId: string; readonly programmeCode: string };
}

/**
 * The copy after the news. `not-newer`: the copy already shows this version or a later one. Versions may be skipped, since
 * what a student writes in a part is published only when it is sent; the summary in all news makes up for missed ones.
 * `incomplete`: the news names a part whose content, or that of its present round, never arrived; the reader must not
 * guess it.
 */
export function bringUpToDate(stored: Case | undefined, news: CaseNews): Case | 'not-newer' | 'incomplete' {
  if (stored && stored.version >= news.version) return 'not-newer';
  const sentUnder = news.sentUnder ?? stored;
  if (!sentUnder) return 'incomplete';
  const before = new Map((stored?.parts ?? []).map((part) => [part.partId, part]));
  const sent = new Map((news.contents ?? []).map((content) => [content.partId, content]));
  const parts: CasePart[] = [];
  for (const standing of news.parts) {
    const [fresh, known] = [sent.get(standing.partId), before.get(standing.partId)];
    const content = fresh ? { ...fresh, contentRound: standing.round } : known;
    const mustBeSent = STATES_WITH_SENT_CONTENT.includes(standing.state);
    if (!content || (mustBeSent && content.contentRound !== standing.round)) return 'incomplete';
    parts.push({ ...content, ...standing });
  }
  return {
    institutionOid: news.institutionOid,
    applicationId: news.applicationId,
    version: news.version,
    state: news.state,
    studentId: news.studentId,
    studyRightId: sentUnder.studyRightId,
    programmeCode: sentUnder.programmeCode,
    parts,
  };
}

export function partOf(applicationCase: Case, partId: string): CasePart | undefined {
  return applicationCase.parts.find((part) => part.partId === partId);
}

/** The people who handle at least one part now. */
export function handlersOf(parts: readonly PartStanding[]): string[] {
  return [...new Set(parts.flatMap(({ handlerId }) => (handlerId === null ? [] : [handlerId])))];
}
