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

/** What is wrong in one field of a returned part (R33). An institution may use codes of its own beside them. */
const FIELD_REASONS: Readonly<Record<string, Words>> = {
  MISSING: { fi: 'Puuttuu', sv: 'Saknas', en: 'Missing' },
  WRONG: { fi: 'On väärin', sv: 'Är fel', en: 'Wrong' },
  UNCLEAR: { fi: 'On epäselvä', sv: 'Är oklar', en: 'Unclear' },
  NOT_SHOWN: { fi: 'Näyttö puuttuu', sv: 'Bevis saknas', en: 'Evidence is missing' },
  OTHER: { fi: 'Muu syy', sv: 'Annan orsak', en: 'Another reason' },
};

/** VIRTA's opiskeluoikeuden tyyppi (koodisto virtaopiskeluoikeudentyyppi): with which an institution lets nobody apply (R154). */
const STUDY_RIGHT_TYPES: Readonly<Record<string, Words>> = {
  1: { fi: 'Ammattikorkeakoulututkinto', sv: 'Yrkeshögskoleexamen', en: 'Degree of a university of applied sciences' },
  2: { fi: 'Alempi korkeakoulututkinto', sv: 'Lägre högskoleexamen', en: 'Bachelor’s degree' },
  3: {
    fi: 'Ylempi ammattikorkeakoulututkinto',
    sv: 'Högre yrkeshögskoleexamen',
    en: 'Master’s degree of a university of applied sciences',
  },
  4: { fi: 'Ylempi korkeakoulututkinto', sv: 'Högre högskoleexamen', en: 'Master’s degree' },
  5: {
    fi: 'Lääkärien erikoistumiskoulutus',
    sv: 'Specialistutbildning för läkare',
    en: 'Specialist training of physicians',
  },
  6: { fi: 'Lisensiaatintutkinto', sv: 'Licentiatexamen', en: 'Licentiate degree' },
  7: { fi: 'Tohtorintutkinto', sv: 'Doktorsexamen', en: 'Doctoral degree' },
  8: { fi: 'Kotimainen opiskelijaliikkuvuus', sv: 'Inhemsk studentmobilitet', en: 'Domestic student mobility' },
  9: { fi: 'Kansainvälinen vaihto', sv: 'Internationellt utbyte', en: 'International exchange' },
  10: { fi: 'Täydennyskoulutus', sv: 'Fortbildning', en: 'Continuing education' },
  11: { fi: 'Pätevöitymiskoulutus', sv: 'Behörighetsutbildning', en: 'Qualification training' },
  12: { fi: 'Erikoistumisopinnot', sv: 'Specialiseringsstudier', en: 'Specialisation studies' },
  13: { fi: 'Avoimen opinnot', sv: 'Öppna studier', en: 'Open studies' },
  14: {
    fi: 'Opettajan pedagogiset opinnot',
    sv: 'Pedagogiska studier för lärare',
    en: 'Pedagogical studies of teachers',
  },
  15: {
    fi: 'Ammatillinen opettajankoulutus',
    sv: 'Yrkespedagogisk lärarutbildning',
    en: 'Vocational teacher education',
  },
  16: { fi: 'Oppisopimustyyppinen koulutus', sv: 'Läroavtalstypsutbildning', en: 'Apprenticeship-type training' },
  17: { fi: 'Valmentava koulutus', sv: 'Förberedande utbildning', en: 'Preparatory education' },
  18: { fi: 'Erillisoikeus', sv: 'Särskild studierätt', en: 'Separate right to study' },
  19: { fi: 'Erikoistumiskoulutus', sv: 'Specialiseringsutbildning', en: 'Specialisation education' },
  20: {
    fi: 'Yhteistyö muun kuin korkeakoulun kanssa',
    sv: 'Samarbete med annan än en högskola',
    en: 'Cooperation with other than an institution of higher education',
  },
};

export const codesets = {
  'recognition-type': TYPES,
  'basis-kind': BASIS_KINDS,
  'return-reason': RETURN_REASONS,
  'field-return-reason': FIELD_REASONS,
  'virta-study-right-type': STUDY_RIGHT_TYPES,
} satisfies Codesets;
