import type { ErrorTable } from '#platform';

/** Every refusal of the recognition bank. */
export const errors = {
  'precedent/search-not-allowed': {
    status: 403,
    level: 'info',
    title: {
      fi: 'Hyväksilukupankki ei ole käytössäsi.',
      sv: 'Du har inte tillgång till tillgodoräknandebanken.',
      en: 'The recognition bank is not open to you.',
    },
    detail: {
      fi: 'Pankista voivat hakea korkeakoulun opiskelijat ja hyväksilukujen käsittelijät. Jos kuulut heihin, pyydä pääkäyttäjää tarkistamaan roolisi.',
      sv: 'Högskolans studerande och handläggarna av tillgodoräknanden kan söka i banken. Om du hör till dem, be huvudanvändaren kontrollera din roll.',
      en: 'Students of the university and handlers of recognitions can search the bank. If you are one of them, ask the administrator to check your role.',
    },
  },
  'precedent/cursor-invalid': {
    status: 400,
    level: 'info',
    title: {
      fi: 'Hakutulosten jatkokohtaa ei tunnistettu.',
      sv: 'Fortsättningspunkten i sökresultaten kändes inte igen.',
      en: 'The place to continue the search results from was not recognised.',
    },
    detail: {
      fi: 'Tee haku uudelleen ilman cursor-parametria ja käytä sen jälkeen vastauksen nextCursor-arvoa sellaisenaan.',
      sv: 'Gör sökningen på nytt utan parametern cursor och använd sedan svarets nextCursor som sådant.',
      en: 'Search again without the cursor parameter, then use the nextCursor of the answer as it is.',
    },
  },
} as const satisfies ErrorTable;
