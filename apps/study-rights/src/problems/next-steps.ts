import { fill, type Localised } from '#platform';
import type { Refusal } from '../errors.js';

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

const confirm: Step = {
  fi: 'Jos mitätöinti on silti oikein, vahvista se: DELETE-kutsussa ?vahvistus=true, tiedonsiirron mitatoity-jaksossa "mitätöinninVahvistus": true.',
  sv: 'Om ogiltigförklaringen ändå är rätt, bekräfta den: ?vahvistus=true i DELETE-anropet, "mitätöinninVahvistus": true i dataöverföringens mitatoity-period.',
  en: 'If the invalidation is right nevertheless, confirm it: ?vahvistus=true with DELETE, "mitätöinninVahvistus": true in the mitatoity period of a transfer.',
};
const invalidateExisting: Step = {
  fi: 'Mitätöitävä opiskeluoikeus tunnistetaan oid:lla tai lähdejärjestelmänId:llä. Tarkista ne ja oppilaitos.',
  sv: 'Studierätten som ska ogiltigförklaras identifieras med oid eller lähdejärjestelmänId. Kontrollera dem och läroanstalten.',
  en: 'The study right to invalidate is identified by oid or lähdejärjestelmänId. Check them and the oppilaitos.',
};
const invalidateFromToday: Step = {
  fi: 'Anna mitatoity-jaksolle alkupäivä, joka on tänään tai aiemmin.',
  sv: 'Ange ett startdatum för mitatoity-perioden som är i dag eller tidigare.',
  en: 'Let the mitatoity period begin today or earlier.',
};
const readAgain: Step = {
  fi: 'Hae opiskeluoikeuden nykyinen versio ja tee muutos siihen, tai jätä versionumero pois: silloin uudet tiedot korvaavat vanhat.',
  sv: 'Hämta studierättens nuvarande version och gör ändringen i den, eller utelämna versionumero: då ersätter de nya uppgifterna de gamla.',
  en: 'Read the current version and make the change there, or leave versionumero out: the new data then override the old.',
};
const newHasNoVersion: Step = {
  fi: 'Jätä versionumero pois. Jos opiskeluoikeus on jo olemassa, lähetä sen oid.',
  sv: 'Utelämna versionumero. Om studierätten redan finns, skicka dess oid.',
  en: 'Leave versionumero out. If the study right exists already, send its oid.',
};
const updateExisting: Step = {
  fi: 'Jos tarkoitat opiskeluoikeutta {studyRightOid}, lähetä sen oid.',
  sv: 'Om du avser studierätten {studyRightOid}, skicka dess oid.',
  en: 'If you mean the study right {studyRightOid}, send its oid.',
};
const sayWhich: Step = {
  fi: 'Lähetä sen opiskeluoikeuden oid, jota tarkoitat.',
  sv: 'Skicka oid för den studierätt som du avser.',
  en: 'Send the oid of the study right that you mean.',
};
const keepSourceId: Step = {
  fi: 'Lähetä lähdejärjestelmänId mukana; toiseen sen saa vaihtaa.',
  sv: 'Skicka med lähdejärjestelmänId; den får bytas mot en annan.',
  en: 'Send lähdejärjestelmänId along; it may be replaced by another.',
};
const endAndCreate: Step = {
  fi: 'Päätä opiskeluoikeus entisessä oppilaitoksessa ja luo uusi, tai lähetä uusi koulutustoimija, jos sekin vaihtui.',
  sv: 'Avsluta studierätten i den tidigare läroanstalten och skapa en ny, eller skicka den nya koulutustoimija om även den byttes.',
  en: 'End the study right in the former oppilaitos and create a new one, or send the new koulutustoimija if that changed too.',
};
const sendLater: Step = {
  fi: 'Lähetä mitätöinti myöhemmin uudelleen. Toisto on turvallinen.',
  sv: 'Skicka ogiltigförklaringen på nytt senare. Det är tryggt att upprepa den.',
  en: 'Send the invalidation again later. Repeating it is safe.',
};

/** What the caller can do about a refusal; empty when there is nothing beyond correcting the data. */
export function nextSteps(refusal: Refusal, desk: SupportDesk, language: keyof Localised): string[] {
  const values: Record<string, unknown> = { ...refusal.details, email: desk.email, supportCases: SUPPORT_CASES };
  return stepsOf(refusal).map((step) => fill(step[language], (name) => String(values[name] ?? '')));
}

/** Where a case can be opened about a refusal; undefined when there is nothing to open one about. */
export function supportCasesFor(refusal: Refusal): string | undefined {
  return stepsOf(refusal).includes(openCase) ? SUPPORT_CASES : undefined;
}

function stepsOf(refusal: Refusal): readonly Step[] {
  const { refused, details } = refusal;
  if (asksToCreateAnew(refusal)) {
    return details?.['hoksId'] === undefined ? [invalidateAndCreate] : [deleteHoks, invalidateAndCreate];
  }
  switch (refused) {
    case 'conflict.hoksExists':
      return [newTransfer, deleteHoks, openCase];
    case 'badRequest.validation.tila.mitätöinninSyyEiSallittu':
    case 'badRequest.validation.tila.mitätöinninSyyPuuttuu':
      return [newTransfer];
    case 'forbidden.kiellettyMuutos':
      return [keepSourceId];
    case 'badRequest.validation.organisaatio.oppilaitoksenVaihto':
      return [endAndCreate];
    case 'badRequest.validation.tila.uudenOpiskeluoikeudenTallennusMitäöitynäEiSallittu':
      return [invalidateExisting];
    case 'badRequest.validation.tila.mitätöintiTulevaisuudessa':
      return [invalidateFromToday];
    case 'conflict.mitätöintiVaatiiVahvistuksen':
      return [confirm];
    case 'conflict.versionumero':
      return [details?.['tapaus'] === 'uusi' ? newHasNoVersion : readAgain];
    case 'conflict.exists':
      return [updateExisting];
    case 'conflict.löytyiEnemmänKuinYksiRivi':
      return [sayWhich];
    case 'unavailable.koski':
      return [sendLater];
    case 'hoks/delete-study-right-not-active':
      return [openCase];
    case 'hoks/archived-exists':
    case 'unavailable.koskiEiTunneOpiskeluoikeutta':
      return [writeToSupport];
    default:
      return [];
  }
}

/** Whether the rule sends the caller to invalidate the study right and create another (R163, R168). */
export function asksToCreateAnew({ refused, details }: Refusal): boolean {
  return (
    refused === 'badRequest.validation.ammatillinen.muutettuSuoritustapaaTaiTutkintokoodia' ||
    (refused === 'forbidden.kiellettyMuutos' && details?.['tapaus'] === 'tyyppi')
  );
}
