import type { Codesets } from '#platform';
import type { Basis, RecognitionType } from '../domain/application.js';

type Words = Codesets[string][string];

/** Types of recognition (R47, R52, R53). */
const TYPES: Readonly<Record<RecognitionType, Words>> = {
  SUBSTITUTION: { fi: 'Korvaavuus', sv: 'Ersättande', en: 'Substitution' },
  INCLUSION: { fi: 'Sisällyttäminen', sv: 'Inkluderande', en: 'Inclusion' },
  EXEMPTION: { fi: 'Vapautus', sv: 'Befrielse', en: 'Exemption' },
};

/** Kinds of prior learning (R88, R89). */
const BASIS_KINDS: Readonly<Record<Basis['kind'], Words>> = {
  STUDY: { fi: 'Opinto', sv: 'Studie', en: 'Study' },
  COMPETENCE: { fi: 'Muu osaaminen', sv: 'Annat kunnande', en: 'Other competence' },
};

/** Why a part goes back to the student (R33, R109). An institution may use codes of its own beside them. */
const RETURN_REASONS: Readonly<Record<string, Words>> = {
  TYPE: { fi: 'Tyyppi on väärä', sv: 'Typen är fel', en: 'The type is wrong' },
  EVIDENCE: {
    fi: 'Todistus tai muu näyttö puuttuu',
    sv: 'Intyg eller annat bevis saknas',
    en: 'A certificate or other evidence is missing',
  },
  BASIS: {
    fi: 'Aiempi osaaminen on kuvattu puutteellisesti',
    sv: 'Det tidigare kunnandet är bristfälligt beskrivet',
    en: 'The prior learning is described insufficiently',
  },
  TARGET: { fi: 'Kohdeopinto on väärä', sv: 'Målstudien är fel', en: 'The target study is wrong' },
  CREDITS: { fi: 'Laajuus on väärä', sv: 'Omfattningen är fel', en: 'The credits are wrong' },
  OTHER: { fi: 'Muu syy', sv: 'Annan orsak', en: 'Another reason' },
};

export const codesets = {
  'recognition-type': TYPES,
  'basis-kind': BASIS_KINDS,
  'return-reason': RETURN_REASONS,
} satisfies Codesets;
