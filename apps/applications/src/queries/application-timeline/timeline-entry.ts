import type { TimelineEntry } from '../../http/answer-shapes.js';
import type { Application } from '../../domain/application.js';
import { peopleNamed } from '../../domain/people-named.js';

type Event = TimelineEntry['event'];
type Text = TimelineEntry['text'];

interface PartThen {
  readonly part: string;
  readonly round: number;
  readonly state: string;
  readonly outcome: string | null;
  /** Older lines have none. */
  readonly handler?: string | null;
  /** Whether a proposed change waits for the student's answer. */
  readonly proposed?: string | null;
}

/** A change of an application as the audit log keeps it (use-cases/audits-of-change.ts). */
export interface ChangeRow {
  readonly seq: string;
  readonly at: Date;
  readonly actor_id: string;
  readonly action: string;
  readonly before: readonly PartThen[] | null;
  readonly after: readonly PartThen[];
}

/** What of the audit log belongs to the timeline: what was written or tried in between does not. */
const EVENT_OF_ACTION: Readonly<Record<string, Event>> = {
  'create-draft': 'DRAFTED',
  'submit-application': 'SENT',
  'start-processing': 'PROCESSING_STARTED',
  'take-over-parts': 'TAKEN_OVER',
  'transfer-parts': 'TRANSFERRED',
  'propose-change': 'CHANGE_PROPOSED',
  'accept-change': 'CHANGE_ACCEPTED',
  'decline-change': 'CHANGE_DECLINED',
  'return-part': 'RETURNED',
  'resubmit-parts': 'SENT_AGAIN',
  'cancel-application': 'CANCELLED',
  // Only a reopened draft leaves a line that is shown: it is cancelled again.
  'delete-draft': 'CANCELLED',
  'reopen-application': 'REOPENED',
  'confirm-decision': 'APPROVED',
  'record-part': 'RECORDED',
};

/** Those that only the student sees: nobody else knows of a draft (R27). */
const OF_THE_STUDENT: readonly string[] = ['create-draft'];

export function actionsShown(isStudent: boolean): string[] {
  return Object.keys(EVENT_OF_ACTION).filter((action) => isStudent || !OF_THE_STUDENT.includes(action));
}

export function timelineEntry(
  row: ChangeRow,
  application: Application,
  viewerId: string,
  names: ReadonlyMap<string, string>,
): TimelineEntry {
  const then = new Map(row.before?.map((part) => [part.part, part]));
  const moved = row.after.filter((part) => !same(then.get(part.part), part));
  const number = new Map(application.parts.map((part) => [part.id, part.number]));
  const rejected = row.action === 'confirm-decision' && moved.some(({ outcome }) => outcome === 'REJECTED');
  const event = rejected ? 'REJECTED' : (EVENT_OF_ACTION[row.action] ?? 'SENT');
  const isWhole = moved.length === row.after.length;
  const numbers = moved.map(({ part }) => number.get(part)).filter((one) => one !== undefined);
  const partNumbers = isWhole ? [] : numbers.toSorted((a, b) => a - b);
  return {
    at: row.at.toISOString(),
    event,
    text: inWords(event, partNumbers),
    partNumbers,
    by: { role: roleOf(row.actor_id, application, viewerId), name: names.get(row.actor_id) ?? null },
  };
}

function same(before: PartThen | undefined, after: PartThen): boolean {
  if (before === undefined || before.handler !== after.handler) return false;
  if ((before.proposed ?? null) !== (after.proposed ?? null)) return false;
  return before.state === after.state && before.outcome === after.outcome && before.round === after.round;
}

function roleOf(actorId: string, application: Application, viewerId: string): TimelineEntry['by']['role'] {
  if (actorId === viewerId) return 'YOU';
  if (actorId === application.studentId) return 'STUDENT';
  return peopleNamed(application).includes(actorId) ? 'HANDLER' : 'OTHER';
}

const TEXTS: Readonly<Record<Event, Text>> = {
  DRAFTED: { fi: 'Luonnos aloitettiin', sv: 'Utkastet påbörjades', en: 'The draft was begun' },
  SENT: { fi: 'Hakemus lähetettiin', sv: 'Ansökan skickades', en: 'The application was sent' },
  PROCESSING_STARTED: { fi: 'Käsittely aloitettiin', sv: 'Behandlingen inleddes', en: 'Processing began' },
  RETURNED: {
    fi: 'Palautettiin täydennettäväksi',
    sv: 'Returnerades för komplettering',
    en: 'Returned for completion',
  },
  TAKEN_OVER: {
    fi: 'Siirtyi toisen käsittelijän käsiteltäväksi',
    sv: 'Övertogs av en annan handläggare',
    en: 'Taken over by another handler',
  },
  TRANSFERRED: {
    fi: 'Siirrettiin toiselle käsittelijälle',
    sv: 'Överfördes till en annan handläggare',
    en: 'Transferred to another handler',
  },
  CHANGE_PROPOSED: { fi: 'Muutosta ehdotettiin', sv: 'En ändring föreslogs', en: 'A change was proposed' },
  CHANGE_ACCEPTED: {
    fi: 'Ehdotettu muutos hyväksyttiin',
    sv: 'Den föreslagna ändringen godkändes',
    en: 'The proposed change was accepted',
  },
  CHANGE_DECLINED: {
    fi: 'Ehdotettua muutosta ei hyväksytty',
    sv: 'Den föreslagna ändringen godkändes inte',
    en: 'The proposed change was declined',
  },
  SENT_AGAIN: { fi: 'Täydennys lähetettiin', sv: 'Kompletteringen skickades', en: 'The completion was sent' },
  CANCELLED: { fi: 'Peruutettiin', sv: 'Återkallades', en: 'Cancelled' },
  REOPENED: { fi: 'Otettiin uudelleen muokattavaksi', sv: 'Öppnades för ny redigering', en: 'Reopened for editing' },
  APPROVED: { fi: 'Hyväksyttiin', sv: 'Godkändes', en: 'Approved' },
  REJECTED: { fi: 'Hylättiin', sv: 'Avslogs', en: 'Rejected' },
  RECORDED: { fi: 'Hyväksiluku kirjattiin', sv: 'Tillgodoräknandet registrerades', en: 'The recognition was recorded' },
};
const PART = { fi: 'osa', sv: 'del', en: 'part' } as const;
const PARTS = { fi: 'osat', sv: 'delarna', en: 'parts' } as const;

function inWords(event: Event, partNumbers: readonly number[]): Text {
  if (partNumbers.length === 0) return TEXTS[event];
  const word = partNumbers.length === 1 ? PART : PARTS;
  const said = (language: keyof Text) => `${TEXTS[event][language]}: ${word[language]} ${partNumbers.join(', ')}`;
  return { fi: said('fi'), sv: said('sv'), en: said('en') };
}
