import type { Localised } from '#platform';
import type { KoskiError } from './domain/koski-error.js';

/** Customer service for the cases that a provider cannot settle alone (R169, R170). */
export class SupportDesk {
  constructor(readonly email: string) {}
}

/** Where a provider opens a support case (R169). */
const SUPPORT_CASES = '/api/study-rights/v1/support-cases';

type Step = Localised;

const newTransfer: Step = {
  fi: 'Muu virhe kuin väärä tyyppi tai aloittamatta jääneet opinnot korjataan uudella tiedonsiirrolla: uudet tiedot korvaavat vanhat.',
  sv: 'Andra fel än fel typ eller studier som inte påbörjats rättas med en ny dataöverföring: de nya uppgifterna ersätter de gamla.',
  en: 'Any error other than a wrong type or studies never started is corrected by a new data transfer: the new data override the old.',
};
const deleteHoks: Step = {
  fi: 'Poista ensin HOKS {hoksId} ja mitätöi opiskeluoikeus {studyRightOid} sen jälkeen.',
  sv: 'Ta först bort HOKS {hoksId} och ogiltigförklara därefter studierätten {studyRightOid}.',
  en: 'Delete the HOKS {hoksId} first, then invalidate the study right {studyRightOid}.',
};
const writeToSupport: Step = {
  fi: 'Jos HOKSia ei voi poistaa, ota yhteyttä asiakaspalveluun: {email}. Kerro opiskeluoikeuden tunniste ja mitätöinnin syy.',
  sv: 'Om HOKS inte kan tas bort, kontakta kundtjänsten: {email}. Uppge studierättens id och orsaken till ogiltigförklaringen.',
  en: 'If the HOKS cannot be deleted, write to the customer service: {email}. Give the study right oid and the reason.',
};
const openCase: Step = {
  fi: 'Jos HOKSia ei voi poistaa, avaa tukipyyntö: POST {supportCases}, jossa ovat opiskeluoikeuden tunniste ja mitätöinnin syy. Asiakaspalvelu: {email}.',
  sv: 'Om HOKS inte kan tas bort, öppna ett stödärende: POST {supportCases} med studierättens id och orsaken till ogiltigförklaringen. Kundtjänst: {email}.',
  en: 'If the HOKS cannot be deleted, open a support case: POST {supportCases} with the study right oid and the reason. Customer service: {email}.',
};
const invalidateAndCreate: Step = {
  fi: 'Mitätöi väärä opiskeluoikeus syyllä WRONG_TYPE ja luo sitten uusi opiskeluoikeus oikeilla tiedoilla.',
  sv: 'Ogiltigförklara den felaktiga studierätten med orsaken WRONG_TYPE och skapa sedan en ny studierätt med rätta uppgifter.',
  en: 'Invalidate the wrong study right with the reason WRONG_TYPE, then create a new study right with the right data.',
};

/** What the caller can do about a refusal; empty when there is nothing beyond correcting the data. */
export function nextSteps(error: KoskiError, desk: SupportDesk, language: keyof Localised): string[] {
  const values: Record<string, unknown> = { ...error.details, email: desk.email, supportCases: SUPPORT_CASES };
  return stepsOf(error).map((step) =>
    step[language].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '')),
  );
}

/** Where a case can be opened about a refusal; undefined when there is nothing to open one about. */
export function supportCasesFor(error: KoskiError): string | undefined {
  return stepsOf(error).includes(openCase) ? SUPPORT_CASES : undefined;
}

function stepsOf({ key, details }: KoskiError): readonly Step[] {
  switch (key) {
    case 'conflict.hoksExists':
      return [newTransfer, deleteHoks, openCase];
    case 'badRequest.validation.tila.mitätöinninSyyEiSallittu':
    case 'badRequest.validation.tila.mitätöinninSyyPuuttuu':
      return [newTransfer];
    case 'badRequest.validation.ammatillinen.muutettuSuoritustapaaTaiTutkintokoodia':
      return [invalidateAndCreate];
    case 'forbidden.kiellettyMuutos':
      return details?.['tapaus'] === 'tyyppi' ? [invalidateAndCreate] : [];
    case 'hoks/delete-study-right-not-active':
      return [openCase];
    case 'hoks/archived-exists':
    case 'unavailable.koskiEiTunneOpiskeluoikeutta':
      return [writeToSupport];
    default:
      return [];
  }
}
