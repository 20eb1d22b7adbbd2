import type { ErrorTable } from '#platform';

/** Every refusal of notifications. */
export const errors = {
  'message/not-found': {
    status: 404,
    level: 'info',
    title: {
      fi: 'Viestiä ei löytynyt omista viesteistäsi.',
      sv: 'Meddelandet hittades inte bland dina meddelanden.',
      en: 'The message was not found among your messages.',
    },
    detail: {
      fi: 'Mitään ei muutettu. Hae viestilista uudelleen: viesti voi kuulua toiselle henkilölle.',
      sv: 'Ingenting ändrades. Hämta meddelandelistan på nytt: meddelandet kan höra till en annan person.',
      en: 'Nothing was changed. Load the list of messages again: the message may belong to another person.',
    },
  },
  'message/cursor-invalid': {
    status: 400,
    level: 'info',
    title: {
      fi: 'Viestilistan jatkokohtaa ei tunnistettu.',
      sv: 'Fortsättningspunkten i meddelandelistan kändes inte igen.',
      en: 'The place to continue the list of messages from was not recognised.',
    },
    detail: {
      fi: 'Hae lista uudelleen ilman cursor-parametria ja käytä sen jälkeen vastauksen nextCursor-arvoa sellaisenaan.',
      sv: 'Hämta listan på nytt utan parametern cursor och använd sedan svarets nextCursor som sådant.',
      en: 'Load the list again without the cursor parameter, then use the nextCursor of the answer as it is.',
    },
  },
} as const satisfies ErrorTable;
