import type { Refusal as RefusalOf } from '#kernel';
import {
  checkedTexts,
  type ErrorDefinition,
  type ErrorRule,
  LANGUAGES,
  type Localised,
  namesIn,
  type PlatformErrorCode,
  stepsNamed,
  stepTable,
} from '#platform';

const folder = new URL('./texts/', import.meta.url);

/** Where the details of a refusal say which HOKS and which study right it is about. */
const OF_STUDY_RIGHT = { oid: 'studyRightOid' };

/** What people can do about a refusal. Texts: `texts/steps.{fi,sv,en}.json`. */
const steps = stepTable(folder, {
  'new-transfer': { does: 'study-rights.transferStudyRights' },
  'delete-hoks': { does: 'study-rights.deleteHoks', at: { id: 'hoksId' } },
  'write-to-support': {},
  'open-case': { does: 'study-rights.openSupportCase' },
  'invalidate-and-create': { does: 'study-rights.invalidateStudyRight', at: OF_STUDY_RIGHT },
  confirm: {},
  'invalidate-existing': {},
  'invalidate-from-today': {},
  'read-again': { does: 'study-rights.studyRight', at: OF_STUDY_RIGHT },
  'new-has-no-version': {},
  'update-existing': { does: 'study-rights.transferStudyRights' },
  'say-which': { does: 'study-rights.transferStudyRights' },
  'keep-source-id': {},
  'end-and-create': { does: 'study-rights.transferStudyRights' },
  'send-later': {},
  'see-your-support-cases': { does: 'study-rights.supportCases' },
  'open-the-support-case': { does: 'study-rights.supportCase' },
  'propose-anew': { does: 'study-rights.proposeOverride' },
  'invalidate-ordinarily': { does: 'study-rights.invalidateStudyRight', at: OF_STUDY_RIGHT },
});
type StepName = keyof typeof steps;

/** Every code of this service. Koski's cases have Koski's own keys; eHOKS has messages only, so its cases have ours. */
const rules = {
  badRequest: { status: 400 },
  'badRequest.format.json': { status: 400 },
  'badRequest.format.number': { status: 400 },
  'badRequest.format.xml': { status: 400 },
  'badRequest.validation.virta': { status: 400 },
  'conflict.virtaJulkaistuMuutoin': { status: 409 },
  'conflict.vanhempiTapahtuma': { status: 409 },
  'badRequest.queryParam.virheellinenHenkilöOid': { status: 400 },
  'badRequest.queryParam.virheellinenOpiskeluoikeusOid': { status: 400 },
  'badRequest.queryParam.virheellinenOrganisaatioOid': { status: 400 },
  'badRequest.validation.jsonSchema': { status: 400 },
  'badRequest.validation.tyhjäOpiskeluoikeusLista': { status: 400 },
  'badRequest.validation.henkilötiedot.hetu': { status: 400 },
  'badRequest.validation.ammatillinen.useampiPäätasonSuoritus': { status: 400 },
  'badRequest.validation.organisaatio.oppilaitosPuuttuu': { status: 400 },
  'badRequest.validation.organisaatio.oppilaitoksenVaihto': { status: 400, next: ['end-and-create'] },
  'badRequest.validation.date.opiskeluoikeusjaksojenPäivämäärät': { status: 400 },
  'badRequest.validation.tila.tilaMuuttunutLopullisenTilanJälkeen': { status: 400 },
  'badRequest.validation.tila.montaPäättävääTilaa': { status: 400 },
  'badRequest.validation.tila.tilaltaPuuttuuRahoitusmuoto': { status: 400 },
  'badRequest.validation.tila.vahvistusPuuttuu': { status: 400 },
  'badRequest.validation.tila.tilaEronnutTaiKatsotaanEronneeksiVaikkaVahvistettuPäätasonSuoritus': { status: 400 },
  'badRequest.validation.tila.valmaOpiskeluoikeudenTilaEiSallittu': { status: 400 },
  'badRequest.validation.ammatillinen.lomaTilaRajapäivänJälkeen': { status: 400 },
  'badRequest.validation.ammatillinen.muutettuSuoritustapaaTaiTutkintokoodia': {
    status: 400,
    next: ['delete-hoks', 'invalidate-and-create'],
  },
  'badRequest.validation.sisältäväOpiskeluoikeus.eiLöydy': { status: 400 },
  'badRequest.validation.sisältäväOpiskeluoikeus.vääräOppilaitos': { status: 400 },
  'badRequest.validation.sisältäväOpiskeluoikeus.henkilöTiedot': { status: 400 },
  'badRequest.validation.sisältäväOpiskeluoikeus.eriPäätasonSuoritus': { status: 400 },
  'badRequest.validation.ammatillinen.korotuksenOppija': { status: 400 },
  'badRequest.validation.ammatillinen.alkuperäinenEiValmistunut': { status: 400 },
  'badRequest.validation.ammatillinen.alkuperäinenSuoritusEiVastaava': { status: 400 },
  'badRequest.validation.ammatillinen.korotuksenLinkitys': { status: 400 },
  'badRequest.validation.ammatillinen.lisätietoRajapäivänJälkeen': { status: 400 },
  'badRequest.validation.ammatillinen.henkilöstökoulutusRajapäivänJälkeen': { status: 400 },
  'badRequest.validation.date.alkamispäivä': { status: 400 },
  'badRequest.validation.date.arvioituPäättymisPäiväEnnenAlkamispäivää': { status: 400 },
  'badRequest.validation.date.päättymispäiväEnnenVahvistusta': { status: 400 },
  'badRequest.validation.tila.tilallaEiSaaOllaRahoitusmuotoa': { status: 400 },
  'badRequest.validation.tila.tilanRahoitusmuotoEiSaaOllaJotpa': { status: 400 },
  'badRequest.validation.tila.tilanRahoitusmuodonYhtenäisyys': { status: 400 },
  'badRequest.validation.tila.vaatiiJotpaAsianumeron': { status: 400 },
  'badRequest.validation.tila.jotpaAsianumeroAnnettuVaikkeiJotpaRahoitteinen': { status: 400 },
  'badRequest.validation.tila.tuvaSuorituksenOpiskeluoikeidenTilaVääräKoodiarvo': { status: 400 },
  'badRequest.validation.tila.perusopetuksenLisäopetuksenOpiskeluoikeudenTilaEiSallittu': { status: 400 },
  'forbidden.lähdejärjestelmäkytkennänPurkaminenEiSallittu': { status: 403 },
  'forbidden.lähdejärjestelmäkytkennänMuuttaminenEiSallittu': { status: 403 },
  'badRequest.validation.tila.useitaKeskeneräisiäVuosiluokanSuoritukia': { status: 400 },
  'badRequest.validation.tila.eiPäättävääTilaa': { status: 400 },
  'badRequest.validation.tila.mitätöintiTulevaisuudessa': { status: 400, next: ['invalidate-from-today'] },
  'badRequest.validation.tila.uudenOpiskeluoikeudenTallennusMitäöitynäEiSallittu': {
    status: 400,
    next: ['invalidate-existing'],
  },
  'badRequest.validation.tila.mitätöinninSyyPuuttuu': { status: 400, next: ['new-transfer'] },
  'badRequest.validation.tila.mitätöinninSyyEiSallittu': { status: 400, next: ['new-transfer'] },
  forbidden: { status: 403, level: 'warn' },
  'forbidden.organisaatio': { status: 403, level: 'warn' },
  'forbidden.opiskeluoikeudenTyyppi': { status: 403, level: 'warn' },
  'forbidden.lähdejärjestelmäIdPuuttuu': { status: 403 },
  'forbidden.lähdejärjestelmäIdEiSallittu': { status: 403 },
  'forbidden.omienTietojenMuokkaus': { status: 403, level: 'warn' },
  'forbidden.ainoanPäätasonSuorituksenPoisto': { status: 403 },
  'forbidden.suojaamatonYhteys': { status: 403, level: 'warn' },
  'unauthorized.loginFail': { status: 401, level: 'warn' },
  'forbidden.kiellettyMuutos': {
    status: 403,
    next: [
      { step: 'delete-hoks', when: { tapaus: ['tyyppi'] } },
      { step: 'invalidate-and-create', when: { tapaus: ['tyyppi'] } },
      { step: 'keep-source-id', unless: { tapaus: ['tyyppi'] } },
    ],
  },
  'forbidden.oppijaOidinMuutos': { status: 403 },
  'notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia': { status: 404 },
  'notFound.oppijaaEiLöydyTaiEiOikeuksia': { status: 404 },
  'notFound.versiotaEiLöydy': { status: 404 },
  'notFound.suoritustaEiLöydy': { status: 404 },
  'conflict.exists': { status: 409, next: ['update-existing'] },
  'conflict.versionumero': {
    status: 409,
    next: [
      { step: 'new-has-no-version', when: { tapaus: ['uusi'] } },
      { step: 'read-again', unless: { tapaus: ['uusi'] } },
    ],
  },
  'conflict.löytyiEnemmänKuinYksiRivi': { status: 409, next: ['say-which'] },
  'conflict.samanaikainenPäivitys': { status: 409 },
  'conflict.hoksExists': { status: 409, level: 'warn', next: ['new-transfer', 'delete-hoks', 'open-case'] },
  'conflict.mitätöintiVaatiiVahvistuksen': { status: 409, next: ['confirm'] },
  notImplemented: { status: 501 },
  'notImplemented.readOnly': { status: 501 },
  'unavailable.koski': { status: 503, level: 'error', next: ['send-later'] },
  'unavailable.koskiEiSallinut': { status: 503, level: 'error' },
  'unavailable.koskiEiTunneOpiskeluoikeutta': { status: 503, level: 'error', next: ['write-to-support'] },
  'hoks/not-found': { status: 404 },
  'hoks/none-for-study-right': { status: 404 },
  'hoks/not-open-to-learners': { status: 403 },
  'hoks/learner-without-oid': { status: 403 },
  'hoks/study-right-not-found': { status: 400 },
  'hoks/not-the-learners-study-right': { status: 400 },
  'hoks/study-right-type': { status: 400 },
  'hoks/study-right-is-contained': { status: 400 },
  'hoks/study-right-not-active': { status: 400 },
  'hoks/exists': { status: 400 },
  'hoks/older-than-stored': { status: 409 },
  'hoks/archived-exists': { status: 400, next: ['write-to-support'] },
  'hoks/achievement-day': { status: 400 },
  'hoks/tuva-link-on-tuva-hoks': { status: 400 },
  'hoks/study-right-invalidated': { status: 409 },
  'hoks/study-right-changed': { status: 400 },
  'hoks/learner-changed': { status: 400 },
  'hoks/malformed-study-right-oid': { status: 400 },
  'hoks/malformed-learner-oid': { status: 400 },
  'hoks/malformed-day': { status: 400 },
  'hoks/id-differs': { status: 400 },
  'hoks/learner-differs': { status: 400 },
  'hoks/career-plan': { status: 400 },
  'hoks/education-parts-not-on-tuva': { status: 400 },
  'hoks/qualification-parts-on-tuva': { status: 400 },
  'hoks/supporting-studies-on-tuva': { status: 400 },
  'hoks/learning-support-too-early': { status: 400 },
  'hoks/learning-support-kind': { status: 400 },
  'hoks/tutoring-incomplete': { status: 400 },
  'hoks/learning-support-with-period': { status: 400 },
  'hoks/verification-process-missing': { status: 400 },
  'hoks/way-dates-reversed': { status: 400 },
  'hoks/way-too-long': { status: 400 },
  'hoks/way-outside-study-right': { status: 400 },
  'hoks/way-without-identifier': { status: 400 },
  'hoks/workplace-without-business-id': { status: 400 },
  'hoks/business-id': { status: 400 },
  'hoks/apprenticeship-without-basis': { status: 400 },
  'hoks/part-time-share': { status: 400 },
  'hoks/interruptions-overlap': { status: 400 },
  'hoks/not-entered-by-hand': { status: 403 },
  'hoks/service-user-required': { status: 403 },
  'hoks/service-user-refused': { status: 403 },
  'hoks/delete-institution-not-found': { status: 403 },
  'hoks/delete-not-privileged': { status: 403 },
  'hoks/delete-study-right-not-active': { status: 403, next: ['open-case'] },
  'hoks/pair-is-whole': { status: 409 },
  'support-case/not-found': { status: 404, next: ['see-your-support-cases'] },
  'support-case/no-hoks': { status: 409, next: ['invalidate-ordinarily'] },
  'support-case/already-invalidated': { status: 409 },
  'support-case/step-not-possible': { status: 409, next: ['open-the-support-case'] },
  'support-case/second-person-needed': { status: 403, level: 'warn' },
  'support-case/own-case': { status: 403, level: 'warn' },
  'support-case/changed-since-proposal': { status: 409, next: ['propose-anew'] },
  'service-user/name-taken': { status: 409 },
  'service-user/idempotency-key-reused': { status: 409 },
} as const satisfies Readonly<Record<string, ErrorRule<StepName>>>;

/** What a rule of this service may refuse with: a code that stands nowhere does not compile. */
export type ErrorCode = keyof typeof rules | PlatformErrorCode;
export type Refusal = RefusalOf<ErrorCode>;

/**
 * What people read, in `texts/`: `title`; `message`, which are Koski's own Finnish words, or eHOKS's own English ones, where they have the
 * case; `message: <tapaus>` where the words differ by case; `next`, what to do, unless a next step says it; `field`,
 * what is said beside a field in our own interface, where eHOKS's words are not for people.
 */
const texts = checkedTexts(folder, Object.keys(rules), ['title', 'message']);

const NOTHING_CHANGED: Localised = { fi: 'Mitään ei muutettu.', sv: 'Ingenting ändrades.', en: 'Nothing was changed.' };

/** All codes of this service with status, level and texts. */
export const errors = Object.fromEntries(
  Object.entries<ErrorRule<StepName>>(rules).map(
    ([code, { status, level = 'info', next: named }]): [string, ErrorDefinition] => {
      const detail = inEach((language) => {
        const { message = '', next = NOTHING_CHANGED[language], field: _, ...rest } = texts[language][code] ?? {};
        // A problem always carries the message of its case; where the cases differ, the detail takes it from there.
        const differs = Object.keys(rest).some((name) => name.startsWith('message: '));
        return `${sentence(differs ? '{message}' : message)} ${next}`;
      });
      const title = inEach((language) => texts[language][code]?.['title'] ?? '');
      const field = inEach((language) => texts[language][code]?.['field'] ?? texts[language][code]?.['message'] ?? '');
      return [code, { status, level, title, detail, field, next: stepsNamed(steps, named) }];
    },
  ),
) as Readonly<Record<keyof typeof rules, ErrorDefinition>>;

/** What people call the fields and coded values of this service. */
export const names = namesIn(folder);

/** The words of a code, those of one of its cases if it has such. @returns undefined where the code has none */
export function wordsOf(code: string, tapaus: string, language: keyof Localised): string | undefined {
  const words = texts[language][code];
  return words?.[`message: ${tapaus}`] ?? words?.['message'];
}

function inEach(text: (language: keyof Localised) => string): Localised {
  const [fi = '', sv = '', en = ''] = LANGUAGES.map(text);
  return { fi, sv, en };
}

function sentence(text: string): string {
  return /[.}]$/.test(text) ? text : `${text}.`;
}
