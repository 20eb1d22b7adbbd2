import type { ErrorTable, Localised } from '#platform';

function refused(title: Localised, detail: Localised): ErrorTable[string] {
  return { status: 409, level: 'info', title, detail };
}

/** What the doors for dead letters answer with besides the platform's codes; the same in every service. */
export const deadLetterErrors = {
  'dead-letter/already-settled': refused(
    { fi: 'Viesti on jo käsitelty', sv: 'Meddelandet är redan behandlat', en: 'The letter is settled already' },
    {
      fi: 'Mitään ei muutettu: viestin tila on {state}.',
      sv: 'Ingenting ändrades: meddelandets tillstånd är {state}.',
      en: 'Nothing was changed: the letter is {state}.',
    },
  ),
  'dead-letter/not-the-oldest': refused(
    { fi: 'Vanhempi viesti odottaa', sv: 'Ett äldre meddelande väntar', en: 'An older letter waits' },
    {
      fi: 'Mitään ei muutettu: saman avaimen viestit käsitellään järjestyksessä. Käsittele ensin viesti {oldestId}.',
      sv: 'Ingenting ändrades: meddelanden med samma nyckel behandlas i ordning. Behandla först meddelande {oldestId}.',
      en: 'Nothing was changed: letters of one key are settled in their order. Settle letter {oldestId} first.',
    },
  ),
  'dead-letter/replay-failed': refused(
    { fi: 'Uusinta epäonnistui', sv: 'Omkörningen misslyckades', en: 'The replay failed again' },
    {
      fi: 'Viesti {letterId} epäonnistui taas ({cause}) ja jäi avoimeksi. Sitä ennen uusittiin {replayed}.',
      sv: 'Meddelande {letterId} misslyckades igen ({cause}) och är fortfarande öppet. Före det kördes {replayed} om.',
      en: 'Letter {letterId} failed again ({cause}) and stays open. Before it, {replayed} were replayed.',
    },
  ),
  'dead-letter/still-unreadable': refused(
    { fi: 'Viestiä ei voi lukea', sv: 'Meddelandet kan inte läsas', en: 'The letter cannot be read' },
    {
      fi: 'Viestiä {letterId} ei voi vieläkään lukea ({cause}); se jäi avoimeksi. Hylkää se, jos lähettäjä korjaa tiedon uudella viestillä.',
      sv: 'Meddelande {letterId} kan fortfarande inte läsas ({cause}) och är öppet. Förkasta det om avsändaren rättar uppgiften med ett nytt meddelande.',
      en: 'Letter {letterId} still cannot be read ({cause}) and stays open. Discard it if the sender corrects the fact by a new message.',
    },
  ),
  'dead-letter/body-gone': {
    status: 410,
    level: 'warn',
    title: { fi: 'Viestin sisältöä ei ole', sv: 'Meddelandets innehåll saknas', en: 'The body of the letter is gone' },
    detail: {
      fi: 'Viestin {letterId} sisältöä ei löytynyt aiheesta {topic}. Mitään ei muutettu; viestin voi hylätä.',
      sv: 'Innehållet i meddelande {letterId} hittades inte i ämnet {topic}. Ingenting ändrades; meddelandet kan förkastas.',
      en: 'The body of letter {letterId} was not found on {topic}. Nothing was changed; the letter can be discarded.',
    },
  },
  'dead-letter/effect-exists': refused(
    { fi: 'Tapahtuma on jo vaikuttanut', sv: 'Händelsen har redan haft verkan', en: 'The event has had its effect' },
    {
      fi: 'Mitään ei muutettu: tämän viestin tapahtuma on jo käsitelty. Uusinta merkitsee viestin käsitellyksi.',
      sv: 'Ingenting ändrades: meddelandets händelse är redan behandlad. En omkörning markerar meddelandet som behandlat.',
      en: 'Nothing was changed: the event of this letter has been handled. A replay settles the letter.',
    },
  ),
  'dead-letter/key-unknown': {
    status: 404,
    level: 'info',
    title: { fi: 'Avainta ei tunneta', sv: 'Nyckeln är okänd', en: 'Unknown key' },
    detail: {
      fi: 'Avain ei ole pysäköity eikä siitä ole viestejä. Tarkista aihe ja avain.',
      sv: 'Nyckeln är inte parkerad och har inga meddelanden. Kontrollera ämne och nyckel.',
      en: 'The key is not parked and has no letters. Check topic and key.',
    },
  },
} satisfies ErrorTable;
