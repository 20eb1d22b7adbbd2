/** English names of the details that rules of Koski name for Koski's sentences. What is not here is English already. */
const NAMES: Readonly<Record<string, string>> = {
  alku: 'begins',
  annettu: 'given',
  edellinen: 'previous',
  ilmoitettu: 'declared',
  kohta: 'place',
  koodit: 'codes',
  loppu: 'ends',
  luokat: 'schoolYears',
  nimi: 'name',
  polut: 'paths',
  päivä: 'day',
  päättymispäivä: 'endsOn',
  rivi: 'line',
  seuraava: 'next',
  suoritus: 'attainment',
  tapaus: 'variant',
  tila: 'state',
  todettu: 'found',
  tyyppi: 'studyRightType',
  uusiTyyppi: 'newType',
  vahvistuspäivä: 'confirmedOn',
  vanhaTyyppi: 'oldType',
};

/** The variants of a rule. Fundings (`jotpa`, `lukuvuosimaksu`) keep the names of their codes. */
const VARIANTS: Readonly<Record<string, string>> = {
  eronnut: 'resigned',
  itse: 'itself',
  korotus: 'raisedGrades',
  lähdejärjestelmänId: 'sourceId',
  opiskeluoikeus: 'studyRight',
  'pois tilauskoulutuksesta': 'fromCommissionedEducation',
  päällekkäinen: 'overlapping',
  'sama päivä': 'sameDay',
  suorituksenPoisto: 'attainmentRemoval',
  tilauskoulutukseen: 'toCommissionedEducation',
  tilauskoulutus: 'commissionedEducation',
  toinen: 'other',
  tuntematon: 'unknown',
  tyyppi: 'type',
  uusi: 'new',
};

type Details = Readonly<Record<string, unknown>>;

/** The details of a refusal as our own interface answers them. */
export function englishDetails(details: Details): Details {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => {
      const isVariant = name === 'tapaus' && typeof value === 'string';
      return [NAMES[name] ?? name, isVariant ? (VARIANTS[value] ?? value) : value];
    }),
  );
}
