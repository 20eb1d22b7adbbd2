import type { ApplicationKind } from './application.js';
import { countParts, type CountedPart, type PartCounts } from './count-of-parts.js';
import { deriveApplicationState, type ApplicationState } from './derive-application-state.js';

/** Who reads the label: the student reads "Lähetetty" where staff read "Uusi hakemus" (R28). */
export type Viewer = 'STUDENT' | 'STAFF';

/** A label in the three languages of the product. */
export interface Label {
  readonly fi: string;
  readonly sv: string;
  readonly en: string;
}

/** The State column and the Outcome column (D13); `outcome` is null while no part is returned or decided. */
export interface ApplicationLabels {
  readonly state: Label;
  readonly outcome: Label | null;
}

/** One word per state (R45). */
const STATE_WORDS: Readonly<Record<ApplicationState, Label>> = {
  DRAFT: { fi: 'Luonnos', sv: 'Utkast', en: 'Draft' },
  SENT: { fi: 'Uusi hakemus', sv: 'Ny ansökan', en: 'New application' },
  IN_PROCESS: { fi: 'Käsittelyssä', sv: 'Under behandling', en: 'In processing' },
  HANDLED: { fi: 'Käsitelty', sv: 'Behandlad', en: 'Handled' },
  RETURNED: { fi: 'Palautettu', sv: 'Returnerad', en: 'Returned' },
  CANCELLED: { fi: 'Peruutettu', sv: 'Återkallad', en: 'Cancelled' },
  PRELIMINARILY_APPROVED: { fi: 'Hyväksytty alustavasti', sv: 'Preliminärt godkänd', en: 'Preliminarily approved' },
  APPROVED: { fi: 'Hyväksytty', sv: 'Godkänd', en: 'Approved' },
  REJECTED: { fi: 'Hylätty', sv: 'Avslagen', en: 'Rejected' },
};

/** The student's word for SENT (R28). */
const SENT_TO_STUDENT: Label = { fi: 'Lähetetty', sv: 'Skickad', en: 'Sent' };

/** The two columns in which an application's state is read (D2, D3, D13–D16). */
export function labelsOfApplication(
  kind: ApplicationKind,
  parts: readonly CountedPart[],
  viewer: Viewer,
): ApplicationLabels {
  const state = deriveApplicationState(kind, parts);
  const outcome = outcomeLabel(countParts(parts), kind);
  if (state === 'HANDLED') return { state: STATE_WORDS.HANDLED, outcome };
  if (outcome) return { state: outcome, outcome };
  return { state: state === 'SENT' && viewer === 'STUDENT' ? SENT_TO_STUDENT : STATE_WORDS[state], outcome };
}

/**
 * The outcome label of the algorithm D2/D3, with "Peruutettu c/n" between returned and approved (D16) and the preliminary
 * wording of pre-applications (D15). Null when nothing has come of any part yet: the workflow state is the label then.
 */
export function outcomeLabel(counts: PartCounts, kind: ApplicationKind): Label | null {
  const approved = kind === 'PRELIMINARY' ? STATE_WORDS.PRELIMINARILY_APPROVED : STATE_WORDS.APPROVED;
  const rows: readonly (readonly [Label, number])[] = [
    [STATE_WORDS.RETURNED, counts.returned],
    [STATE_WORDS.CANCELLED, counts.cancelled],
    [approved, counts.approved],
    [STATE_WORDS.REJECTED, counts.rejected],
  ];
  if (counts.returned + counts.approved + counts.rejected === 0) return null;
  const present = rows.filter(([, count]) => count > 0);

  const text = (language: keyof Label) =>
    present
      .map(([word, count]) => (count === counts.parts ? word[language] : `${word[language]} ${count}/${counts.parts}`))
      .join(', ');
  return { fi: text('fi'), sv: text('sv'), en: text('en') };
}
