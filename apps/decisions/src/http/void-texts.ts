import type { EventBodies } from '#contracts';
import type { DecisionView } from './answer-shapes.js';

type VoidReason = EventBodies['applications.part-decision-refused.v1']['reason'];

/** Why a decision did not come into force, as its maker reads it. */
const TEXTS: Readonly<Record<VoidReason, NonNullable<DecisionView['voidText']>>> = {
  PART_CANCELLED: {
    fi: 'Opiskelija ehti peruuttaa osan ennen kuin päätös vahvistui.',
    sv: 'Studenten återkallade delen innan beslutet bekräftades.',
    en: 'The student cancelled the part before the decision was confirmed.',
  },
  PART_RETURNED: {
    fi: 'Osa ehdittiin palauttaa opiskelijalle ennen kuin päätös vahvistui.',
    sv: 'Delen returnerades till studenten innan beslutet bekräftades.',
    en: 'The part was returned to the student before the decision was confirmed.',
  },
  PART_SENT_AGAIN: {
    fi: 'Opiskelija ehti lähettää osan uudelleen ennen kuin päätös vahvistui. Päätös koski aiempaa sisältöä.',
    sv: 'Studenten skickade delen på nytt innan beslutet bekräftades. Beslutet gällde det tidigare innehållet.',
    en: 'The student sent the part again before the decision was confirmed. The decision was about the earlier content.',
  },
  PART_ALREADY_DECIDED: {
    fi: 'Osasta oli jo toinen päätös.',
    sv: 'Det fanns redan ett annat beslut om delen.',
    en: 'There already was another decision on the part.',
  },
  PART_NOT_IN_PROCESS: {
    fi: 'Osa ei ollut enää käsittelyssä, kun päätös olisi vahvistettu.',
    sv: 'Delen var inte längre under behandling när beslutet skulle bekräftas.',
    en: 'The part was no longer in processing when the decision was to be confirmed.',
  },
  PART_UNKNOWN: {
    fi: 'Osaa ei enää ole hakemuksessa.',
    sv: 'Delen finns inte längre i ansökan.',
    en: 'The part is no longer in the application.',
  },
};

/** A reason that a later version has published is not known here. */
const OTHER = {
  fi: 'Osa ehti muuttua ennen kuin päätös vahvistui.',
  sv: 'Delen ändrades innan beslutet bekräftades.',
  en: 'The part changed before the decision was confirmed.',
};

export function voidText(reason: string | null): DecisionView['voidText'] {
  if (reason === null) return null;
  return Object.hasOwn(TEXTS, reason) ? TEXTS[reason as VoidReason] : OTHER;
}
