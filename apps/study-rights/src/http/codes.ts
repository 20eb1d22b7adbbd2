import type { Codesets } from '#platform';

/** Of Koski, opiskeluoikeudentyyppi. */
const STUDY_RIGHT_TYPES = {
  ammatillinenkoulutus: { fi: 'Ammatillinen koulutus', sv: 'Yrkesutbildning', en: 'Vocational education' },
  tuva: {
    fi: 'Tutkintokoulutukseen valmentava koulutus (TUVA)',
    sv: 'Utbildning som handleder för examensutbildning (TUVA)',
    en: 'Preparatory education for a qualification (TUVA)',
  },
  lukiokoulutus: { fi: 'Lukiokoulutus', sv: 'Gymnasieutbildning', en: 'General upper secondary education' },
  luva: {
    fi: 'Lukioon valmistava koulutus (LUVA)',
    sv: 'Utbildning som förbereder för gymnasiet (LUVA)',
    en: 'Preparatory education for upper secondary school (LUVA)',
  },
  perusopetus: { fi: 'Perusopetus', sv: 'Grundläggande utbildning', en: 'Basic education' },
  perusopetuksenlisaopetus: {
    fi: 'Perusopetuksen lisäopetus',
    sv: 'Påbyggnadsundervisning',
    en: 'Additional basic education',
  },
  perusopetukseenvalmistavaopetus: {
    fi: 'Perusopetukseen valmistava opetus',
    sv: 'Undervisning som förbereder för den grundläggande utbildningen',
    en: 'Preparatory teaching for basic education',
  },
  aikuistenperusopetus: {
    fi: 'Aikuisten perusopetus',
    sv: 'Grundläggande utbildning för vuxna',
    en: 'Basic education for adults',
  },
  ahvenanmaanperusopetus: {
    fi: 'Ahvenanmaan perusopetus',
    sv: 'Ålands grundläggande utbildning',
    en: 'Basic education in Åland',
  },
  esiopetus: { fi: 'Esiopetus', sv: 'Förskoleundervisning', en: 'Pre-primary education' },
  diatutkinto: { fi: 'DIA-tutkinto', sv: 'DIA-examen', en: 'DIA examination' },
  ebtutkinto: { fi: 'EB-tutkinto', sv: 'EB-examen', en: 'EB examination' },
  ibtutkinto: { fi: 'IB-tutkinto', sv: 'IB-examen', en: 'IB examination' },
  europeanschoolofhelsinki: {
    fi: 'European School of Helsinki',
    sv: 'European School of Helsinki',
    en: 'European School of Helsinki',
  },
  internationalschool: { fi: 'International School', sv: 'International School', en: 'International School' },
  kielitutkinto: { fi: 'Kielitutkinto', sv: 'Språkexamen', en: 'Language examination' },
  muukuinsaanneltykoulutus: {
    fi: 'Muu kuin säännelty koulutus',
    sv: 'Annan än reglerad utbildning',
    en: 'Unregulated education',
  },
  taiteenperusopetus: {
    fi: 'Taiteen perusopetus',
    sv: 'Grundläggande konstundervisning',
    en: 'Basic education in the arts',
  },
  vapaansivistystyonkoulutus: {
    fi: 'Vapaan sivistystyön koulutus',
    sv: 'Utbildning inom det fria bildningsarbetet',
    en: 'Liberal adult education',
  },
  korkeakoulutus: { fi: 'Korkeakoulutus', sv: 'Högskoleutbildning', en: 'Higher education' },
  ylioppilastutkinto: { fi: 'Ylioppilastutkinto', sv: 'Studentexamen', en: 'Matriculation examination' },
};

/** Of Koski, koskiopiskeluoikeudentila. */
const STUDY_RIGHT_STATES = {
  lasna: { fi: 'Läsnä', sv: 'Närvarande', en: 'Attending' },
  loma: { fi: 'Loma', sv: 'Ledig', en: 'On leave' },
  valiaikaisestikeskeytynyt: {
    fi: 'Väliaikaisesti keskeytynyt',
    sv: 'Tillfälligt avbruten',
    en: 'Temporarily interrupted',
  },
  valmistunut: { fi: 'Valmistunut', sv: 'Utexaminerad', en: 'Graduated' },
  eronnut: { fi: 'Eronnut', sv: 'Avgått', en: 'Resigned' },
  katsotaaneronneeksi: { fi: 'Katsotaan eronneeksi', sv: 'Anses ha avgått', en: 'Considered resigned' },
  peruutettu: { fi: 'Peruutettu', sv: 'Återkallad', en: 'Cancelled' },
  mitatoity: { fi: 'Mitätöity', sv: 'Ogiltigförklarad', en: 'Invalidated' },
  keskeytynyt: { fi: 'Keskeytynyt', sv: 'Avbruten', en: 'Interrupted' },
  paattynyt: { fi: 'Päättynyt', sv: 'Avslutad', en: 'Ended' },
  hyvaksytystisuoritettu: { fi: 'Hyväksytysti suoritettu', sv: 'Godkänt avlagd', en: 'Completed with approval' },
};

/** Of VIRTA, opiskeluoikeuden tila; 7 since 20.5.2026. */
const VIRTA_STATES = {
  '1': { fi: 'Aktiivinen', sv: 'Aktiv', en: 'Active' },
  '2': { fi: 'Optio', sv: 'Option', en: 'Option' },
  '3': { fi: 'Valmistunut', sv: 'Utexaminerad', en: 'Graduated' },
  '4': { fi: 'Passivoitu', sv: 'Passiverad', en: 'Passive' },
  '5': { fi: 'Luopunut', sv: 'Avstått', en: 'Given up' },
  '6': { fi: 'Päättynyt', sv: 'Avslutad', en: 'Ended' },
  '7': {
    fi: 'Päättynyt yhden opiskeluoikeuden säännöksen johdosta',
    sv: 'Avslutad på grund av bestämmelsen om en studierätt',
    en: 'Ended by the rule of one study right',
  },
};

/** Of Koski, suorituksentyyppi, as far as HOKSes are made for them. */
const SUORITUS_TYPES = {
  ammatillinentutkinto: { fi: 'Ammatillinen tutkinto', sv: 'Yrkesinriktad examen', en: 'Vocational qualification' },
  ammatillinentutkintoosittainen: {
    fi: 'Ammatillisen tutkinnon osa tai osia',
    sv: 'Del eller delar av en yrkesinriktad examen',
    en: 'Units of a vocational qualification',
  },
  nayttotutkintoonvalmistavakoulutus: {
    fi: 'Näyttötutkintoon valmistava koulutus',
    sv: 'Utbildning som förbereder för fristående examen',
    en: 'Preparation for a competence-based qualification',
  },
  muuammatillinenkoulutus: {
    fi: 'Muu ammatillinen koulutus',
    sv: 'Annan yrkesutbildning',
    en: 'Other vocational education',
  },
  tutkinnonosaapienemmistäkokonaisuuksistakoostuvasuoritus: {
    fi: 'Tutkinnon osaa pienemmistä kokonaisuuksista koostuva suoritus',
    sv: 'Prestation som består av mindre helheter än en examensdel',
    en: 'Studies of parts smaller than a qualification unit',
  },
  valma: { fi: 'VALMA', sv: 'VALMA', en: 'VALMA' },
  telma: { fi: 'TELMA', sv: 'TELMA', en: 'TELMA' },
  tuvakoulutuksensuoritus: { fi: 'TUVA', sv: 'TUVA', en: 'TUVA' },
};

/** Why a study right is invalidated, and the desk asked for it: the closed list of R163–R165. */
const INVALIDATION_REASONS = {
  WRONG_TYPE: { fi: 'Väärä tyyppi', sv: 'Fel typ', en: 'Wrong type' },
  NEVER_STARTED: { fi: 'Ei aloittanut', sv: 'Inledde aldrig studierna', en: 'Never started' },
};

const SUPPORT_CASE_STATES = {
  OPEN: { fi: 'Avoin', sv: 'Öppen', en: 'Open' },
  PROPOSED: { fi: 'Ehdotettu', sv: 'Föreslagen', en: 'Proposed' },
  COMPLETED: { fi: 'Toteutettu', sv: 'Genomförd', en: 'Completed' },
  REJECTED: { fi: 'Hylätty', sv: 'Avslagen', en: 'Rejected' },
  WITHDRAWN: { fi: 'Peruttu', sv: 'Återtagen', en: 'Withdrawn' },
};

/** Of eHOKS, palautteen tila. */
const FEEDBACK_STATES = {
  'odottaa-kasittelya': {
    fi: 'Kysely odottaa laukaisupäivää',
    sv: 'Enkäten väntar på sin dag',
    en: 'The survey waits for its day',
  },
  'ei-laheteta': { fi: 'Kyselyä ei lähetetä', sv: 'Ingen enkät sänds', en: 'No survey is sent' },
  heratepalvelussa: {
    fi: 'Kysely on entisessä herätepalvelussa',
    sv: 'Enkäten finns i den tidigare väckningstjänsten',
    en: 'The former service has the survey',
  },
  lahetetty: { fi: 'Kysely on lähetetty', sv: 'Enkäten har sänts', en: 'The survey has been sent' },
  none: { fi: 'Kyselyä ei muodostu', sv: 'Ingen enkät bildas', en: 'There is no survey' },
};

/** Of eHOKS, why: the reasons of the table in hoks/domain/feedback.ts. */
const FEEDBACK_REASONS = {
  'jo-lahetetty': {
    fi: 'Kysely on jo lähetetty tällä rahoituskaudella.',
    sv: 'Enkäten har redan sänts under den här finansieringsperioden.',
    en: 'The survey has already been sent in this funding season.',
  },
  'ei-palautteen-alkuperainen-hoks': {
    fi: 'Kysely kuuluu oppijan toiseen HOKSiin.',
    sv: 'Enkäten hör till studerandens andra HOKS.',
    en: 'The survey belongs to another HOKS of the learner.',
  },
  'ei-ole': {
    fi: 'Osaamisen hankkimisen tarvetta tai laukaisevaa päivää ei ole kirjattu.',
    sv: 'Behovet av att förvärva kunnande eller den utlösande dagen har inte angetts.',
    en: 'The need to acquire competence, or the day that triggers the survey, is not recorded.',
  },
  'eri-rahoituskaudella': {
    fi: 'Laukaiseva päivä on aiemmalla rahoituskaudella.',
    sv: 'Den utlösande dagen infaller under en tidigare finansieringsperiod.',
    en: 'The day that triggers it lies in an earlier funding season.',
  },
  'tuva-opiskeluoikeus': {
    fi: 'HOKS liittyy TUVA-opiskeluoikeuteen: palautetta ei kerätä.',
    sv: 'HOKS hör till en studierätt i TUVA: respons samlas inte in.',
    en: 'The HOKS belongs to a TUVA study right: feedback is not collected.',
  },
  'heratepalvelun-vastuulla': {
    fi: 'Entinen herätepalvelu vastaa kyselystä.',
    sv: 'Den tidigare väckningstjänsten ansvarar för enkäten.',
    en: 'The former service is responsible for the survey.',
  },
  'ei-loydy': {
    fi: 'Opiskeluoikeutta ei löydy.',
    sv: 'Studierätten hittas inte.',
    en: 'The study right is not found.',
  },
  'ei-ammatillinen': {
    fi: 'Opiskeluoikeus ei johda ammatilliseen tutkintoon (esimerkiksi VALMA tai TELMA): palautetta ei kerätä.',
    sv: 'Studierätten leder inte till en yrkesinriktad examen (till exempel VALMA eller TELMA): respons samlas inte in.',
    en: 'The study right leads to no vocational qualification (VALMA or TELMA, for example): feedback is not collected.',
  },
  'opiskelu-paattynyt': {
    fi: 'Opiskelu oli päättynyt tai keskeytynyt laukaisevana päivänä.',
    sv: 'Studierna var avslutade eller avbrutna den utlösande dagen.',
    en: 'The studies had ended or were interrupted on the day that triggers it.',
  },
  'ulkoisesti-rahoitettu': {
    fi: 'Opinnot rahoitetaan muuten kuin valtionosuudella.',
    sv: 'Studierna finansieras på annat sätt än med statsandel.',
    en: 'The studies are funded otherwise than by the state.',
  },
  'liittyva-opiskeluoikeus': {
    fi: 'Opiskeluoikeus sisältyy toiseen opiskeluoikeuteen.',
    sv: 'Studierätten ingår i en annan studierätt.',
    en: 'The study right is contained in another one.',
  },
  'hoks-tallennettu': {
    fi: 'HOKS on tallennettu ja täyttää ehdot.',
    sv: 'HOKS har sparats och uppfyller villkoren.',
    en: 'The HOKS is stored and meets the conditions.',
  },
};

const SURVEYS = {
  aloituskysely: { fi: 'Aloituskysely', sv: 'Inledande enkät', en: 'Start survey' },
  paattokysely: { fi: 'Päättökysely', sv: 'Avslutande enkät', en: 'End survey' },
};

export const codesets = {
  'study-right-type': STUDY_RIGHT_TYPES,
  'study-right-state': STUDY_RIGHT_STATES,
  'suoritus-type': SUORITUS_TYPES,
  'virta-study-right-state': VIRTA_STATES,
  'support-case-reason': INVALIDATION_REASONS,
  'support-case-state': SUPPORT_CASE_STATES,
  'feedback-state': FEEDBACK_STATES,
  'feedback-reason': FEEDBACK_REASONS,
  'feedback-survey': SURVEYS,
} satisfies Codesets;
