import type { ErrorTable } from './problem.js';

const NOTHING_CHANGED = {
  fi: 'Mitään ei muutettu.',
  sv: 'Ingenting ändrades.',
  en: 'Nothing was changed.',
};

/** Codes every service answers with, besides its own. */
export const platformErrors = {
  'platform/not-authenticated': {
    status: 401,
    level: 'info',
    title: { fi: 'Kirjautuminen puuttuu', sv: 'Inloggning saknas', en: 'Not signed in' },
    detail: {
      fi: 'Pyynnössä ei ole kirjautumistietoa. Kirjaudu sisään ja yritä uudelleen.',
      sv: 'Begäran saknar inloggningsuppgifter. Logga in och försök igen.',
      en: 'The request carries no access token. Sign in and try again.',
    },
  },
  'platform/token-invalid': {
    status: 401,
    level: 'info',
    title: { fi: 'Kirjautuminen ei kelpaa', sv: 'Inloggningen är inte giltig', en: 'The access token is not valid' },
    detail: {
      fi: 'Kirjautuminen on vanhentunut tai se ei ole tarkoitettu tähän palveluun. Kirjaudu uudelleen.',
      sv: 'Inloggningen har gått ut eller är inte avsedd för den här tjänsten. Logga in på nytt.',
      en: 'The access token has expired or is not meant for this service. Sign in again.',
    },
  },
  'platform/forbidden': {
    status: 403,
    level: 'warn',
    title: { fi: 'Ei oikeutta', sv: 'Behörighet saknas', en: 'Not allowed' },
    detail: {
      fi: `Sinulla ei ole oikeutta tähän toimintoon. ${NOTHING_CHANGED.fi} Oikeudet myöntää korkeakoulusi pääkäyttäjä.`,
      sv: `Du har inte behörighet till den här funktionen. ${NOTHING_CHANGED.sv} Behörigheter beviljas av din högskolas huvudanvändare.`,
      en: `You are not allowed to do this. ${NOTHING_CHANGED.en} Rights are granted by the main user of your institution.`,
    },
  },
  'platform/not-found': {
    status: 404,
    level: 'info',
    title: { fi: 'Ei löytynyt', sv: 'Hittades inte', en: 'Not found' },
    detail: {
      fi: 'Haettua kohdetta tai osoitetta ei ole, tai se ei näy sinulle. Tarkista osoite.',
      sv: 'Objektet eller adressen finns inte, eller så är det inte synligt för dig. Kontrollera adressen.',
      en: 'There is no such thing or address, or it is not visible to you. Check the address.',
    },
  },
  'platform/validation-failed': {
    status: 400,
    level: 'info',
    title: { fi: 'Pyynnössä on virheitä', sv: 'Begäran innehåller fel', en: 'The request has mistakes' },
    detail: {
      fi: `${NOTHING_CHANGED.fi} Korjaa luetellut kohdat ja lähetä uudelleen.`,
      sv: `${NOTHING_CHANGED.sv} Rätta de uppräknade punkterna och skicka på nytt.`,
      en: `${NOTHING_CHANGED.en} Correct the places listed and send again.`,
    },
  },
  'platform/malformed-json': {
    status: 400,
    level: 'info',
    title: { fi: 'Sisältö ei ole JSON-muotoa', sv: 'Innehållet är inte JSON', en: 'The body is not JSON' },
    detail: {
      fi: `${NOTHING_CHANGED.fi} Tarkista pyynnön sisällön rakenne.`,
      sv: `${NOTHING_CHANGED.sv} Kontrollera strukturen i begärans innehåll.`,
      en: `${NOTHING_CHANGED.en} Check the syntax of the request body.`,
    },
  },
  'platform/not-utf8': {
    status: 400,
    level: 'info',
    title: { fi: 'Sisältö ei ole UTF-8-muotoa', sv: 'Innehållet är inte UTF-8', en: 'The body is not UTF-8' },
    detail: {
      fi: `${NOTHING_CHANGED.fi} Lähetä sisältö UTF-8-merkistössä.`,
      sv: `${NOTHING_CHANGED.sv} Skicka innehållet i teckenkodningen UTF-8.`,
      en: `${NOTHING_CHANGED.en} Send the body in UTF-8.`,
    },
  },
  'platform/json-duplicate-name': {
    status: 400,
    level: 'info',
    title: { fi: 'Sama kenttä kahdesti', sv: 'Samma fält två gånger', en: 'A field stands twice' },
    detail: {
      fi: `${NOTHING_CHANGED.fi} Samassa JSON-objektissa on sama kenttä useammin kuin kerran.`,
      sv: `${NOTHING_CHANGED.sv} Samma fält finns mer än en gång i samma JSON-objekt.`,
      en: `${NOTHING_CHANGED.en} A field stands more than once in one JSON object.`,
    },
  },
  'platform/json-too-deep': {
    status: 400,
    level: 'info',
    title: { fi: 'Liian syvä rakenne', sv: 'För djup struktur', en: 'Nested too deep' },
    detail: {
      fi: `${NOTHING_CHANGED.fi} JSON-dokumentissa saa olla enintään 100 sisäkkäistä tasoa.`,
      sv: `${NOTHING_CHANGED.sv} JSON-dokumentet får ha högst 100 nivåer.`,
      en: `${NOTHING_CHANGED.en} The JSON document may have 100 levels at most.`,
    },
  },
  'platform/json-number': {
    status: 400,
    level: 'info',
    title: { fi: 'Liian suuri luku', sv: 'För stort tal', en: 'A number is too large' },
    detail: {
      fi: `${NOTHING_CHANGED.fi} JSON-dokumentissa on luku, jonka itseisarvo on suurempi kuin 9007199254740991.`,
      sv: `${NOTHING_CHANGED.sv} JSON-dokumentet har ett tal vars absoluta belopp är större än 9007199254740991.`,
      en: `${NOTHING_CHANGED.en} The JSON document has a number beyond 9007199254740991.`,
    },
  },
  'platform/json-character': {
    status: 400,
    level: 'info',
    title: { fi: 'Kielletty merkki', sv: 'Otillåtet tecken', en: 'A character is not allowed' },
    detail: {
      fi: `${NOTHING_CHANGED.fi} JSON-dokumentissa on NUL-merkki, puolikas merkkipari tai kenttä __proto__.`,
      sv: `${NOTHING_CHANGED.sv} JSON-dokumentet har ett NUL-tecken, ett halvt teckenpar eller fältet __proto__.`,
      en: `${NOTHING_CHANGED.en} The JSON document has a NUL, half of a surrogate pair or the field __proto__.`,
    },
  },
  'platform/body-too-large': {
    status: 413,
    level: 'info',
    title: { fi: 'Sisältö on liian suuri', sv: 'Innehållet är för stort', en: 'The body is too large' },
    detail: {
      fi: `${NOTHING_CHANGED.fi} Pyynnön sisältö saa olla enintään 256 kilotavua.`,
      sv: `${NOTHING_CHANGED.sv} Begärans innehåll får vara högst 256 kilobyte.`,
      en: `${NOTHING_CHANGED.en} A request body may be 256 kilobytes at most.`,
    },
  },
  'platform/headers-too-large': {
    status: 431,
    level: 'info',
    title: { fi: 'Otsakkeet ovat liian suuret', sv: 'Huvudena är för stora', en: 'The headers are too large' },
    detail: {
      fi: `${NOTHING_CHANGED.fi} Pyynnön otsakkeet saavat olla yhteensä enintään 16 kilotavua.`,
      sv: `${NOTHING_CHANGED.sv} Begärans huvuden får tillsammans vara högst 16 kilobyte.`,
      en: `${NOTHING_CHANGED.en} The headers of a request may be 16 kilobytes in all at most.`,
    },
  },
  'platform/malformed-request': {
    status: 400,
    level: 'info',
    title: { fi: 'Pyyntö on virheellinen', sv: 'Begäran är felaktig', en: 'The request is malformed' },
    detail: {
      fi: `${NOTHING_CHANGED.fi} Osoite tai jokin otsake ei ole kelvollinen.`,
      sv: `${NOTHING_CHANGED.sv} Adressen eller något huvud är inte giltigt.`,
      en: `${NOTHING_CHANGED.en} The address or a header is not well-formed.`,
    },
  },
  'platform/method-not-allowed': {
    status: 405,
    level: 'info',
    title: {
      fi: 'Tässä osoitteessa ei voi tehdä tätä',
      sv: 'Detta går inte att göra på den här adressen',
      en: 'This cannot be done at this address',
    },
    detail: {
      fi: `${NOTHING_CHANGED.fi} Osoite tuntee menetelmät: {allow}.`,
      sv: `${NOTHING_CHANGED.sv} Adressen känner till metoderna: {allow}.`,
      en: `${NOTHING_CHANGED.en} The address knows the methods: {allow}.`,
    },
  },
  'platform/expectation-failed': {
    status: 417,
    level: 'info',
    title: {
      fi: 'Otsakkeen Expect odotusta ei voi täyttää',
      sv: 'Förväntningen i huvudet Expect kan inte uppfyllas',
      en: 'The expectation of the Expect header cannot be met',
    },
    detail: {
      fi: `${NOTHING_CHANGED.fi} Vain 100-continue tunnetaan. Lähetä pyyntö ilman muuta odotusta.`,
      sv: `${NOTHING_CHANGED.sv} Endast 100-continue är känd. Skicka begäran utan annan förväntan.`,
      en: `${NOTHING_CHANGED.en} Only 100-continue is known. Send the request without another expectation.`,
    },
  },
  'platform/request-timeout': {
    status: 408,
    level: 'info',
    title: { fi: 'Pyyntö jäi kesken', sv: 'Begäran blev ofullständig', en: 'The request came too slowly' },
    detail: {
      fi: `${NOTHING_CHANGED.fi} Lähetä pyyntö uudelleen.`,
      sv: `${NOTHING_CHANGED.sv} Skicka begäran på nytt.`,
      en: `${NOTHING_CHANGED.en} Send the request again.`,
    },
  },
  'platform/unsupported-media-type': {
    status: 415,
    level: 'info',
    title: { fi: 'Sisältötyyppiä ei tueta', sv: 'Innehållstypen stöds inte', en: 'The content type is not supported' },
    detail: {
      fi: `${NOTHING_CHANGED.fi} Lähetä sisältö tyyppinä application/json, pakkaamattomana.`,
      sv: `${NOTHING_CHANGED.sv} Skicka innehållet som application/json, okomprimerat.`,
      en: `${NOTHING_CHANGED.en} Send the body as application/json, not compressed.`,
    },
  },
  'platform/conflict': {
    status: 409,
    level: 'warn',
    title: { fi: 'Samanaikainen muutos', sv: 'Samtidig ändring', en: 'A change at the same moment' },
    detail: {
      fi: `${NOTHING_CHANGED.fi} Sama tieto tallennettiin juuri toisaalla. Lataa tiedot uudelleen.`,
      sv: `${NOTHING_CHANGED.sv} Samma uppgift sparades just på annat håll. Ladda uppgifterna på nytt.`,
      en: `${NOTHING_CHANGED.en} The same was just stored by another request. Load the data again.`,
    },
  },
  'platform/stale-version': {
    status: 409,
    level: 'info',
    title: { fi: 'Tiedot ovat muuttuneet', sv: 'Uppgifterna har ändrats', en: 'The data have changed' },
    detail: {
      fi: `${NOTHING_CHANGED.fi} Joku muutti tietoja sen jälkeen, kun latasit ne. Lataa uusin versio ja tee muutos siihen.`,
      sv: `${NOTHING_CHANGED.sv} Någon ändrade uppgifterna efter att du laddade dem. Ladda den senaste versionen och gör ändringen i den.`,
      en: `${NOTHING_CHANGED.en} Somebody changed the data after you loaded them. Load the current version and make the change there.`,
    },
  },
  'platform/version-required': {
    status: 428,
    level: 'info',
    title: { fi: 'Versio puuttuu', sv: 'Versionen saknas', en: 'The version is missing' },
    detail: {
      fi: `${NOTHING_CHANGED.fi} Lähetä If-Match-otsakkeessa se versio, jota muutat, esimerkiksi "3".`,
      sv: `${NOTHING_CHANGED.sv} Skicka den version som du ändrar i huvudet If-Match, till exempel "3".`,
      en: `${NOTHING_CHANGED.en} Send the version you are changing in the If-Match header, such as "3".`,
    },
  },
  'platform/not-acceptable-key': {
    status: 400,
    level: 'info',
    title: {
      fi: 'Toistoavain ei kelpaa',
      sv: 'Upprepningsnyckeln duger inte',
      en: 'The idempotency key is not acceptable',
    },
    detail: {
      fi: `${NOTHING_CHANGED.fi} Idempotency-Key on 8–128 merkkiä: kirjaimia a–z, numeroita ja merkkejä . _ -`,
      sv: `${NOTHING_CHANGED.sv} Idempotency-Key är 8–128 tecken: bokstäverna a–z, siffror och tecknen . _ -`,
      en: `${NOTHING_CHANGED.en} Idempotency-Key has 8–128 characters: letters a–z, digits and the characters . _ -`,
    },
  },
  'platform/too-many-requests': {
    status: 429,
    level: 'warn',
    title: { fi: 'Liian monta pyyntöä', sv: 'För många begäranden', en: 'Too many requests' },
    detail: {
      fi: `${NOTHING_CHANGED.fi} Odota hetki ja yritä uudelleen.`,
      sv: `${NOTHING_CHANGED.sv} Vänta en stund och försök igen.`,
      en: `${NOTHING_CHANGED.en} Wait a moment and try again.`,
    },
  },
  'platform/unavailable': {
    status: 503,
    level: 'error',
    title: {
      fi: 'Palvelu ei ole käytettävissä',
      sv: 'Tjänsten är inte tillgänglig',
      en: 'The service is not available',
    },
    detail: {
      fi: 'Palvelussa on tilapäinen häiriö. Yritä hetken kuluttua uudelleen ja tarkista ensin, ehtikö muutos tallentua.',
      sv: 'Tjänsten har en tillfällig störning. Försök igen om en stund och kontrollera först om ändringen hann sparas.',
      en: 'The service has a passing disturbance. Try again in a moment, and look first whether the change was stored.',
    },
  },
  'platform/internal': {
    status: 500,
    level: 'error',
    title: { fi: 'Odottamaton virhe', sv: 'Oväntat fel', en: 'Unexpected error' },
    detail: {
      fi: 'Palvelussa tapahtui virhe. Ilmoita siitä tukeen ja mainitse pyynnön tunniste {requestId}.',
      sv: 'Ett fel inträffade i tjänsten. Meddela stödet och nämn begärans id {requestId}.',
      en: 'Something went wrong in the service. Tell the support, and mention the request id {requestId}.',
    },
  },
} as const satisfies ErrorTable;

/** A code of the platform itself. */
export type PlatformErrorCode = keyof typeof platformErrors;
