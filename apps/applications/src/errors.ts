import type { ErrorDefinition, ErrorTable, Localised } from '#platform';

const KEPT = { fi: 'Mitään ei muutettu.', sv: 'Ingenting ändrades.', en: 'Nothing was changed.' };

/** Refused because of what the application is at the moment. */
function conflict(title: Localised, next: Localised): ErrorDefinition {
  return definition(409, title, next);
}

/** A mistake in one field; stands in the `errors` of `application/content-not-accepted`, where `detail` is the message. */
function field(title: Localised, next: Localised): ErrorDefinition {
  return { status: 400, level: 'info', title, detail: next };
}

function definition(status: number, title: Localised, next: Localised): ErrorDefinition {
  return {
    status,
    level: 'info',
    title,
    detail: {
      fi: `${KEPT.fi} ${next.fi}`,
      sv: `${KEPT.sv} ${next.sv}`,
      en: `${KEPT.en} ${next.en}`,
    },
  };
}

const OPEN_AGAIN = {
  fi: 'Avaa hakemus uudelleen; siitä näet, mitä voit tehdä nyt.',
  sv: 'Öppna ansökan på nytt; där ser du vad du kan göra nu.',
  en: 'Open the application again; it shows what you can do now.',
};

/** Every error code of this service: how it is answered, how it is logged, and what people read. */
export const errors: ErrorTable = {
  'application/not-found': definition(
    404,
    { fi: 'Hakemusta ei löydy', sv: 'Ansökan hittas inte', en: 'The application is not found' },
    {
      fi: 'Hakemusta ei ole, tai se ei näy sinulle. Avaa se omasta luettelostasi.',
      sv: 'Ansökan finns inte eller är inte synlig för dig. Öppna den från din egen lista.',
      en: 'It does not exist or is not visible to you. Open it from your own list.',
    },
  ),
  'application/part-not-found': definition(
    404,
    {
      fi: 'Hakemuksessa ei ole tällaista osaa',
      sv: 'Ansökan har ingen sådan del',
      en: 'The application has no such part',
    },
    OPEN_AGAIN,
  ),
  'application/role-not-allowed': definition(
    403,
    {
      fi: 'Roolisi ei oikeuta tähän',
      sv: 'Din roll ger inte rätt till detta',
      en: 'Your role does not allow this',
    },
    {
      fi: 'Opiskelija kirjoittaa, lähettää ja peruuttaa hakemuksen; käsittelijä käsittelee tai palauttaa sen.',
      sv: 'Den studerande skriver, skickar och återkallar ansökan; handläggaren behandlar eller returnerar den.',
      en: 'The student writes, sends and cancels an application; the handler processes or returns it.',
    },
  ),
  'application/not-the-owner': definition(
    403,
    {
      fi: 'Vain hakija voi muuttaa hakemusta',
      sv: 'Endast sökanden kan ändra ansökan',
      en: 'Only the applicant may change the application',
    },
    {
      fi: 'Jos osa on täydennettävä tai sen tyyppi on väärä, palauta se opiskelijalle.',
      sv: 'Om en del ska kompletteras eller dess typ är fel, returnera den till den studerande.',
      en: 'If a part has to be completed or its type is wrong, return it to the student.',
    },
  ),
  'application/not-the-handler': definition(
    403,
    {
      fi: 'Osa ei ole käsiteltävänäsi',
      sv: 'Delen handläggs inte av dig',
      en: 'The part is not yours to handle',
    },
    {
      fi: 'Vain osan nykyinen käsittelijä voi käsitellä tai palauttaa sen.',
      sv: 'Endast delens nuvarande handläggare kan behandla eller returnera den.',
      en: "Only the part's current handler may process or return it.",
    },
  ),
  'application/wrong-state': conflict(
    {
      fi: 'Osan {partNumber} tila ei salli tätä',
      sv: 'Tillståndet för del {partNumber} tillåter inte detta',
      en: 'The state of part {partNumber} does not allow this',
    },
    OPEN_AGAIN,
  ),
  'application/too-many-drafts': conflict(
    {
      fi: 'Sinulla on jo {limit} luonnosta',
      sv: 'Du har redan {limit} utkast',
      en: 'You have {limit} drafts already',
    },
    {
      fi: 'Uutta luonnosta ei tehty. Lähetä tai poista jokin luonnoksistasi ja yritä uudelleen.',
      sv: 'Inget nytt utkast gjordes. Skicka eller ta bort något av dina utkast och försök igen.',
      en: 'No new draft was made. Send or delete one of your drafts and try again.',
    },
  ),
  'application/part-already-decided': conflict(
    {
      fi: 'Osasta {partNumber} on jo päätös',
      sv: 'Del {partNumber} har redan ett beslut',
      en: 'Part {partNumber} has a decision already',
    },
    {
      fi: 'Päätettyä osaa ei voi muuttaa, palauttaa eikä peruuttaa. Päätökseen voi pyytää oikaisua.',
      sv: 'En del med beslut kan inte ändras, returneras eller återkallas. Du kan begära rättelse i beslutet.',
      en: 'A decided part cannot be changed, returned or cancelled. You may ask for rectification of the decision.',
    },
  ),
  'application/nothing-to-process': conflict(
    {
      fi: 'Hakemuksessa ei ole käsiteltävää',
      sv: 'Ansökan har inget att behandla',
      en: 'The application has nothing to process',
    },
    {
      fi: 'Sinulle osoitetut osat on palautettu, peruutettu tai käsitelty.',
      sv: 'Delarna som riktats till dig har returnerats, återkallats eller behandlats.',
      en: 'The parts addressed to you are returned, cancelled or handled.',
    },
  ),
  'application/nothing-to-resubmit': conflict(
    {
      fi: 'Hakemuksessa ei ole palautettua osaa',
      sv: 'Ansökan har ingen returnerad del',
      en: 'The application has no returned part',
    },
    OPEN_AGAIN,
  ),
  'application/nothing-to-reopen': conflict(
    {
      fi: 'Hakemuksessa ei ole avattavaa',
      sv: 'Ansökan har inget att öppna på nytt',
      en: 'The application has nothing to reopen',
    },
    {
      fi: 'Vain peruutetut osat voi ottaa uudelleen muokattaviksi, kukin kerran.',
      sv: 'Endast återkallade delar kan tas till redigering på nytt, var och en en gång.',
      en: 'Only cancelled parts can be taken for editing again, each of them once.',
    },
  ),
  'application/cancel-the-whole': conflict(
    {
      fi: 'Yksittäistä osaa ei voi vielä peruuttaa',
      sv: 'En enskild del kan inte återkallas ännu',
      en: 'A single part cannot be cancelled yet',
    },
    {
      fi: 'Ennen ensimmäistä päätöstä hakemus peruutetaan kokonaan. Sen jälkeen voit avata ja muokata sen.',
      sv: 'Före det första beslutet återkallas hela ansökan. Därefter kan du öppna och redigera den.',
      en: 'Before the first decision an application is cancelled as a whole. You can reopen and edit it afterwards.',
    },
  ),
  'application/name-the-parts-to-cancel': conflict(
    {
      fi: 'Hakemusta ei voi enää peruuttaa kokonaan',
      sv: 'Hela ansökan kan inte längre återkallas',
      en: 'The application can no longer be cancelled as a whole',
    },
    {
      fi: 'Ainakin yhdestä osasta on päätös. Valitse peruutettaviksi osat, joista ei ole päätöstä.',
      sv: 'Minst en del har ett beslut. Välj de delar som ska återkallas bland dem som saknar beslut.',
      en: 'At least one part has a decision. Choose the parts to cancel among the undecided ones.',
    },
  ),
  'application/idempotency-key-reused': conflict(
    {
      fi: 'Sama toistoavain, eri sisältö',
      sv: 'Samma upprepningsnyckel, annat innehåll',
      en: 'Same idempotency key, different content',
    },
    {
      fi: 'Tällä avaimella on jo luotu hakemus. Käytä uudelle hakemukselle uutta avainta.',
      sv: 'En ansökan har redan skapats med nyckeln. Använd en ny nyckel för en ny ansökan.',
      en: 'An application was created with this key already. Use a new key for a new application.',
    },
  ),
  'application/recorded-other-decision': {
    ...conflict(
      {
        fi: 'Kirjaus koskee toista päätöstä',
        sv: 'Registreringen gäller ett annat beslut',
        en: 'The recording concerns another decision',
      },
      {
        fi: 'Kahden palvelun tiedot eroavat; ylläpito selvittää asian.',
        sv: 'Uppgifterna i två tjänster skiljer sig; administratörerna utreder saken.',
        en: 'Two services disagree; the administrators look into it.',
      },
    ),
    level: 'error',
  },
  'application/study-right-unknown': definition(
    400,
    {
      fi: 'Opiskeluoikeutta ei löydy',
      sv: 'Studierätten hittas inte',
      en: 'The study right is not found',
    },
    {
      fi: 'Valitse jokin omista opiskeluoikeuksistasi. Uusi opiskeluoikeus näkyy täällä viiveellä.',
      sv: 'Välj en av dina egna studierätter. En ny studierätt syns här med fördröjning.',
      en: 'Choose one of your own study rights. A new one appears here with some delay.',
    },
  ),
  'application/study-right-ended': conflict(
    { fi: 'Opiskeluoikeus on päättynyt', sv: 'Studierätten har upphört', en: 'The study right has ended' },
    {
      fi: 'Hyväksilukua haetaan voimassa olevaan opiskeluoikeuteen. Kysy tarvittaessa opintotoimistosta.',
      sv: 'Tillgodoräknande söks till en giltig studierätt. Fråga vid behov studiebyrån.',
      en: 'Recognition is applied for within a study right in force. Ask the student office if in doubt.',
    },
  ),
  'application/study-right-not-begun': conflict(
    {
      fi: 'Opiskeluoikeus ei ole vielä alkanut',
      sv: 'Studierätten har inte börjat ännu',
      en: 'The study right has not begun yet',
    },
    {
      fi: 'Hae, kun opiskeluoikeus on alkanut.',
      sv: 'Ansök när studierätten har börjat.',
      en: 'Apply when the study right has begun.',
    },
  ),
  'application/study-right-invalidated': conflict(
    {
      fi: 'Opiskeluoikeus on mitätöity',
      sv: 'Studierätten är annullerad',
      en: 'The study right has been invalidated',
    },
    {
      fi: 'Valitse toinen opiskeluoikeus tai kysy opintotoimistosta.',
      sv: 'Välj en annan studierätt eller fråga studiebyrån.',
      en: 'Choose another study right or ask the student office.',
    },
  ),
  'application/study-right-type-blocked': conflict(
    {
      fi: 'Tällä opiskeluoikeudella ei haeta hyväksilukua',
      sv: 'Med denna studierätt söks inte tillgodoräknande',
      en: 'No recognition is applied for with this study right',
    },
    {
      fi: 'Korkeakoulu ei ota vastaan hakemuksia tämän tyyppisellä opiskeluoikeudella, esimerkiksi avoimen opiskelijoilta. Kysy opintotoimistosta.',
      sv: 'Högskolan tar inte emot ansökningar med en studierätt av denna typ, till exempel öppna studier. Fråga studiebyrån.',
      en: 'The institution takes no applications with a study right of this type, open studies for example. Ask the student office.',
    },
  ),
  'application/study-right-of-other-education': conflict(
    {
      fi: 'Opiskeluoikeus ei ole korkeakoulututkintoon',
      sv: 'Studierätten gäller inte en högskoleexamen',
      en: 'The study right is not for a higher-education degree',
    },
    {
      fi: 'Täällä haetaan hyväksilukua korkeakoulututkintoon. Ammatillisessa koulutuksessa osaaminen tunnustetaan HOKSissa.',
      sv: 'Här söks tillgodoräknande i en högskoleexamen. I yrkesutbildning erkänns kunnandet i PUK.',
      en: 'Recognition in a higher-education degree is applied for here. Vocational education recognises competence in the HOKS.',
    },
  ),
  'application/programme-not-in-force': conflict(
    {
      fi: 'Tutkinto-ohjelmassa ei voi nyt hakea hyväksilukua',
      sv: 'Tillgodoräknande kan inte sökas i utbildningsprogrammet nu',
      en: 'Recognition cannot be applied for in the degree programme now',
    },
    {
      fi: 'Tutkinto-ohjelma on päättynyt tai ei ole vielä alkanut. Lähetetyt hakemukset käsitellään loppuun. Kysy opintotoimistosta, mihin ohjelmaan siirryt.',
      sv: 'Utbildningsprogrammet har upphört eller har inte börjat ännu. Skickade ansökningar handläggs till slut. Fråga studiebyrån vilket program du övergår till.',
      en: 'The degree programme has ended or has not begun yet. Applications sent are handled to the end. Ask the student office which programme you move to.',
    },
  ),
  'application/content-not-accepted': definition(
    400,
    {
      fi: 'Hakemuksessa on korjattavaa',
      sv: 'Ansökan behöver rättas',
      en: 'The application needs corrections',
    },
    {
      fi: 'Korjaa luetellut kohdat ja yritä uudelleen.',
      sv: 'Rätta de uppräknade punkterna och försök igen.',
      en: 'Correct the places listed and try again.',
    },
  ),

  'application/handler-required': field(
    { fi: 'Käsittelijä puuttuu', sv: 'Handläggare saknas', en: 'The handler is missing' },
    {
      fi: 'Valitse käsittelijä, jolle hakemus lähetetään.',
      sv: 'Välj den handläggare som ansökan skickas till.',
      en: 'Choose the handler to whom the application is sent.',
    },
  ),
  'application/handler-unknown': field(
    { fi: 'Käsittelijää ei löydy', sv: 'Handläggaren hittas inte', en: 'The handler is not found' },
    {
      fi: 'Henkilö ei ole korkeakoulusi käsittelijä. Valitse toinen.',
      sv: 'Personen är inte handläggare vid din högskola. Välj en annan.',
      en: 'The person is not a handler of your institution. Choose another.',
    },
  ),
  'application/handler-left': field(
    {
      fi: 'Käsittelijä ei ole enää korkeakoulussa',
      sv: 'Handläggaren är inte längre vid högskolan',
      en: 'The handler is no longer at the institution',
    },
    {
      fi: 'Henkilö ei enää käsittele hakemuksia. Valitse toinen käsittelijä; kysy tarvittaessa opintotoimistosta.',
      sv: 'Personen handlägger inte längre ansökningar. Välj en annan handläggare; fråga vid behov studiebyrån.',
      en: 'The person handles no more applications. Choose another handler; ask the student office if in doubt.',
    },
  ),
  'application/handler-is-the-applicant': field(
    { fi: 'Käsittelijä on hakija itse', sv: 'Handläggaren är sökanden själv', en: 'The handler is the applicant' },
    {
      fi: 'Kukaan ei käsittele omaa hakemustaan. Valitse toinen käsittelijä.',
      sv: 'Ingen handlägger sin egen ansökan. Välj en annan handläggare.',
      en: 'Nobody handles their own application. Choose another handler.',
    },
  ),
  'application/target-required': field(
    { fi: 'Kohdeopinto puuttuu', sv: 'Målstudier saknas', en: 'The target study is missing' },
    {
      fi: 'Korvaavuudelle ja vapautukselle valitaan vähintään yksi opintojakso tai opintokokonaisuus.',
      sv: 'För ersättande och befrielse väljs minst en kurs eller studiehelhet.',
      en: 'A substitution or an exemption names at least one course or module.',
    },
  ),
  'application/inclusion-has-a-target': field(
    { fi: 'Sisällytyksellä on kohdeopinto', sv: 'Inkluderingen har ett mål', en: 'The inclusion has a target' },
    {
      fi: 'Sisällyttäminen ei korvaa opintoja: poista kohdeopinnot tai vaihda tyypiksi korvaavuus.',
      sv: 'Inkludering ersätter inga studier: ta bort målen eller byt typen till ersättande.',
      en: 'An inclusion replaces nothing: remove the targets or change the type to substitution.',
    },
  ),
  'application/course-unknown': field(
    { fi: 'Opintojaksoa ei löydy', sv: 'Kursen hittas inte', en: 'The course is not found' },
    {
      fi: 'Korkeakoulussasi ei ole tällaista opintojaksoa tai opintokokonaisuutta. Tarkista koodi.',
      sv: 'Din högskola har ingen sådan kurs eller studiehelhet. Kontrollera koden.',
      en: 'Your institution has no such course or module. Check the code.',
    },
  ),
  'application/course-not-in-force': field(
    {
      fi: 'Opintojaksoa ei voi valita tänään',
      sv: 'Kursen kan inte väljas i dag',
      en: 'The course cannot be chosen today',
    },
    {
      fi: 'Opintojakso tai opintokokonaisuus on poistunut tai ei ole vielä voimassa. Valitse sen tilalle voimassa oleva; kysy korvaavasta opintotoimistosta.',
      sv: 'Kursen eller studiehelheten har utgått eller gäller inte ännu. Välj en gällande i stället; fråga studiebyrån vad som ersätter den.',
      en: 'The course or module has been withdrawn or is not in force yet. Choose one in force; the student office knows what replaces it.',
    },
  ),
  'application/course-named-twice': field(
    { fi: 'Opintojakso on kahdesti', sv: 'Kursen nämns två gånger', en: 'The course is named twice' },
    {
      fi: 'Sama opintojakso on osassa jo. Poista toinen.',
      sv: 'Samma kurs finns redan i delen. Ta bort den ena.',
      en: 'The part names the same course already. Remove one of them.',
    },
  ),
  'application/credits-out-of-range': field(
    { fi: 'Laajuus ei kelpaa', sv: 'Omfattningen duger inte', en: 'The credits are not acceptable' },
    {
      fi: 'Anna opintopisteet väliltä 0–600, enintään kahdella desimaalilla.',
      sv: 'Ange studiepoäng mellan 0 och 600, med högst två decimaler.',
      en: 'Give credits from 0 to 600, with two decimals at most.',
    },
  ),
  'application/credits-required': field(
    { fi: 'Laajuus puuttuu', sv: 'Omfattningen saknas', en: 'The credits are missing' },
    {
      fi: 'Korvaavuutta ja sisällyttämistä haetaan suuremmalla kuin 0 opintopisteen laajuudella.',
      sv: 'Ersättande och inkludering söks för mer än 0 studiepoäng.',
      en: 'A substitution or an inclusion is applied for with more than 0 credits.',
    },
  ),
  'application/date-out-of-range': field(
    { fi: 'Päivämäärä ei kelpaa', sv: 'Datumet duger inte', en: 'The date is not acceptable' },
    {
      fi: 'Anna päivä muodossa vvvv-kk-pp, aikaisintaan 1950-01-01 ja viimeistään tänään.',
      sv: 'Ange dagen i formen åååå-mm-dd, tidigast 1950-01-01 och senast i dag.',
      en: 'Give the day as yyyy-mm-dd, 1950-01-01 at the earliest and today at the latest.',
    },
  ),
};
