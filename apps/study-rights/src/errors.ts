import type { ErrorDefinition, ErrorTable, Localised } from '#platform';
import type { KoskiError } from './domain/koski-error.js';
import { virtaTexts } from './virta/virta-texts.js';

interface Entry {
  readonly status: number;
  readonly level?: ErrorDefinition['level'];
  readonly title: Localised;
  /** Koski's own Finnish words, or eHOKS's own English ones, where they have the case. */
  readonly message: Localised;
  /** What to do next. */
  readonly next?: Localised;
}

const say = (fi: string, sv: string, en: string): Localised => ({ fi, sv, en });

const nothingChanged = say('Mitään ei muutettu.', 'Ingenting ändrades.', 'Nothing was changed.');
const newTransfer = say(
  'Muu virhe korjataan uudella tiedonsiirrolla, jonka tiedot korvaavat aiemmat. Mitään ei muutettu.',
  'Andra fel rättas med en ny dataöverföring vars uppgifter ersätter de tidigare. Ingenting ändrades.',
  'Any other error is corrected by a new data transfer, which overrides the earlier data. Nothing was changed.',
);
const invalidTransfer = say(
  'Opiskeluoikeutta ei tallennettu',
  'Studierätten sparades inte',
  'The study right was not stored',
);
const invalidationRefused = say(
  'Mitätöintiä ei tehty',
  'Ogiltigförklaringen gjordes inte',
  'The invalidation was not made',
);
const caseRefused = say('Tukipyyntö ei edennyt', 'Stödärendet framskred inte', 'The support case did not proceed');
const hoksRefused = say('HOKSia ei tallennettu', 'HOKS sparades inte', 'The HOKS was not stored');

/** Every code of this service. Koski's cases bear Koski's own keys; eHOKS has messages only, so its cases have ours. */
const entries: Readonly<Record<string, Entry>> = {
  badRequest: {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Olemassaolevan tutkintokoulutukseen valmentavan koulutuksen opiskeluoikeuden järjestämislupaa ei saa muuttaa.',
      'Anordningstillståndet för en befintlig studierätt i utbildning som handleder för examensutbildning får inte ändras.',
      'The licence (järjestämislupa) of an existing TUVA study right must not be changed.',
    ),
  },
  'badRequest.format.json': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'JSON-dokumentin parsinta epäonnistui.',
      'JSON-dokumentet kunde inte tolkas.',
      'The JSON document has characters, numbers or a depth that cannot be stored.',
    ),
  },
  'badRequest.format.number': {
    status: 400,
    title: say('Virheellinen numero', 'Fel i ett nummer', 'Malformed number'),
    message: say(
      'Numeromuotoisen parametrin parsinta epäonnistui.',
      'Parametern som ska vara ett nummer kunde inte tolkas.',
      'A parameter of the path is to be a whole number from 1.',
    ),
  },
  'badRequest.format.xml': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'XML-dokumentin parsinta epäonnistui ({kohta}).',
      'XML-dokumentet kunde inte tolkas ({kohta}).',
      'The XML document cannot be read ({kohta}).',
    ),
  },
  'badRequest.validation.virta': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Opiskeluoikeuden tieto {kohta} puuttuu tai on virheellinen.',
      'Studierättens uppgift {kohta} saknas eller är felaktig.',
      'The field {kohta} of the study right is missing or wrong.',
    ),
  },
  'conflict.virtaJulkaistuMuutoin': {
    status: 409,
    title: invalidTransfer,
    message: say(
      'Korkeakoulu julkaisee opiskeluoikeuden itse, joten VIRTA-tietuetta ei tallennettu.',
      'Högskolan publicerar studierätten själv, och därför sparades VIRTA-posten inte.',
      'The institution publishes this study right itself, so the VIRTA record was not stored.',
    ),
  },
  'conflict.vanhempiTapahtuma': {
    status: 409,
    title: invalidTransfer,
    message: say(
      'Tapahtuman aika (ce_time) on vanhempi kuin viimeksi tallennetun tapahtuman, joten tiedot eivät korvaa uudempia. Lähetä voimassa oleva tieto uudella ajalla, jos tapahtumat ovat vaihtaneet järjestystä.',
      'Händelsens tid (ce_time) är äldre än den senast sparade händelsens, och uppgifterna ersätter därför inte nyare. Sänd de gällande uppgifterna med ny tid om händelserna har bytt ordning.',
      'The time of the event (ce_time) is older than that of the last one stored, so the data do not replace newer ones. Send what holds now with a new time if events changed places.',
    ),
  },
  'badRequest.queryParam.virheellinenHenkilöOid': {
    status: 400,
    title: say('Virheellinen oppijan tunniste', 'Fel i elevens id', 'Malformed learner oid'),
    message: say(
      'Henkilö-oidin muoto on virheellinen. Esimerkki oikeasta muodosta: 1.2.246.562.24.00000000001.',
      'Person-oid har fel form. Exempel på rätt form: 1.2.246.562.24.00000000001.',
      'The learner oid is malformed. An example of the form: 1.2.246.562.24.00000000001.',
    ),
  },
  'badRequest.queryParam.virheellinenOpiskeluoikeusOid': {
    status: 400,
    title: say('Virheellinen opiskeluoikeuden tunniste', 'Fel i studierättens id', 'Malformed study right oid'),
    message: say(
      'Opiskeluoikeus-oidin muoto on virheellinen. Esimerkki oikeasta muodosta: 1.2.246.562.15.00000000001.',
      'Studierätts-oid har fel form. Exempel på rätt form: 1.2.246.562.15.00000000001.',
      'The study right oid is malformed. An example of the form: 1.2.246.562.15.00000000001.',
    ),
  },
  'badRequest.queryParam.virheellinenOrganisaatioOid': {
    status: 400,
    title: say('Virheellinen organisaation tunniste', 'Fel i organisationens id', 'Malformed organisation oid'),
    message: say(
      'Organisaatio-oidin muoto on virheellinen. Esimerkki oikeasta muodosta: 1.2.246.562.10.00000000001.',
      'Organisations-oid har fel form. Exempel på rätt form: 1.2.246.562.10.00000000001.',
      'The organisation oid is malformed. An example of the form: 1.2.246.562.10.00000000001.',
    ),
  },
  'badRequest.validation.jsonSchema': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'JSON-schema -validointi epäonnistui. Virheelliset kohdat: {polut}.',
      'JSON-schemavalideringen misslyckades. Felaktiga ställen: {polut}.',
      'The data do not fit the schema. Wrong places: {polut}.',
    ),
  },
  'badRequest.validation.tyhjäOpiskeluoikeusLista': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Annettiin tyhjä lista opiskeluoikeuksia.',
      'En tom lista med studierätter gavs.',
      'The list of study rights is empty.',
    ),
  },
  'badRequest.validation.henkilötiedot.hetu': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Henkilötunnus on virheellinen.',
      'Personbeteckningen är felaktig.',
      'The personal identity code is wrong.',
    ),
  },
  'badRequest.validation.ammatillinen.useampiPäätasonSuoritus': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Ammatillisella opiskeluoikeudella saa olla useampi päätason suoritus vain, kun ne ovat näyttötutkinto ja näyttötutkintoon valmistava koulutus',
      'En yrkesinriktad studierätt får ha flera huvudprestationer bara när de är en fristående examen och den förberedande utbildningen',
      'A vocational study right has more than one main suoritus only when they are a näyttötutkinto and its preparing education',
    ),
  },
  'badRequest.validation.organisaatio.oppilaitosPuuttuu': {
    status: 400,
    title: invalidTransfer,
    message: say('Oppilaitos puuttuu', 'Läroanstalten saknas.', 'The oppilaitos is missing.'),
  },
  'badRequest.validation.organisaatio.oppilaitoksenVaihto': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Oppilaitoksen vaihtaminen ei ole sallittua',
      'Läroanstalten får inte bytas.',
      'The oppilaitos must not be changed.',
    ),
  },
  'badRequest.validation.date.opiskeluoikeusjaksojenPäivämäärät': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'tila.opiskeluoikeusjaksot: {edellinen} on oltava aiempi kuin {seuraava}',
      'tila.opiskeluoikeusjaksot: {edellinen} ska vara tidigare än {seuraava}',
      'tila.opiskeluoikeusjaksot: {edellinen} must be before {seuraava}',
    ),
  },
  'badRequest.validation.tila.tilaMuuttunutLopullisenTilanJälkeen': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Opiskeluoikeuden tila muuttunut lopullisen tilan ({tila}) jälkeen',
      'Studierättens tillstånd har ändrats efter det slutliga tillståndet ({tila})',
      'The state of the study right changed after the final state ({tila})',
    ),
  },
  'badRequest.validation.tila.montaPäättävääTilaa': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Opiskeluoikeudella voi olla vain yksi opiskeluoikeuden päättävä tila',
      'En studierätt kan ha bara ett tillstånd som avslutar den',
      'A study right can have only one final state',
    ),
  },
  'badRequest.validation.tila.tilaltaPuuttuuRahoitusmuoto': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Opiskeluoikeuden tilalta {tila} puuttuu rahoitusmuoto',
      'Finansieringsformen saknas i studierättens tillstånd {tila}',
      'The state {tila} of the study right needs opintojenRahoitus',
    ),
  },
  'badRequest.validation.tila.vahvistusPuuttuu': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Suoritukselta puuttuu vahvistus, vaikka opiskeluoikeus on tilassa Valmistunut',
      'Prestationen saknar bekräftelse, fastän studierätten har tillståndet Utexaminerad',
      'The suoritus is not confirmed although the study right is in the state valmistunut',
    ),
  },
  'badRequest.validation.tila.tilaEronnutTaiKatsotaanEronneeksiVaikkaVahvistettuPäätasonSuoritus': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Opiskeluoikeutta ei voi merkitä eronneeksi sillä päätason suoritus on vahvistettu. Suorituksen vahvistus tulee poistaa jos opiskeluoikeus halutaan päättää tilaan "eronnut tai katsotaan eronneeksi"',
      'Studierätten kan inte antecknas som avgången, eftersom huvudprestationen är bekräftad.',
      'The study right cannot end as resigned because its main suoritus is confirmed.',
    ),
  },
  'badRequest.validation.tila.valmaOpiskeluoikeudenTilaEiSallittu': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Valmentavan koulutuksen opiskeluoikeudelle ei ole mahdollista merkitä uusia opiskeluoikeuden tiloja, joiden alkupäivämäärä on 1.6.2023 tai sen jälkeen.',
      'För en VALMA-studierätt kan inga nya tillstånd antecknas som börjar 1.6.2023 eller senare.',
      'A VALMA study right takes no new states that begin on 1.6.2023 or later.',
    ),
  },
  'badRequest.validation.ammatillinen.lomaTilaRajapäivänJälkeen': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Opiskeluoikeuden loma-tila ei voi olla voimassa 31.12.2025 jälkeen',
      'Tillståndet loma kan inte vara i kraft efter 31.12.2025',
      'The state loma cannot be in force after 31.12.2025',
    ),
  },
  'badRequest.validation.ammatillinen.muutettuSuoritustapaaTaiTutkintokoodia': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Ammatillisessa opiskeluoikeudessa, jossa päätason suorituksena on ammatillisen tutkintokoulutuksen suoritus, ei voi vaihtaa suoritettavan tutkintokoulutuksen tutkintokoodia tai suoritustapaa. Jos on vahingossa luotu ammatillisen tutkintokoulutuksen opiskeluoikeus väärällä tutkintokoodilla tai suoritustavalla, väärän tutkintokoodin tai suoritustavan sisältävä opiskeluoikeus on ensin mitätöitävä, ja sitten on luotava uusi opiskeluoikeus oikeilla tiedoilla.',
      'I en yrkesinriktad studierätt kan examenskoden eller sättet att avlägga examen inte bytas. Ogiltigförklara först den felaktiga studierätten och skapa sedan en ny med rätta uppgifter.',
      'The qualification code or suoritustapa of a vocational study right cannot be changed. Invalidate the wrong study right first, then create a new one with the right data.',
    ),
  },
  'badRequest.validation.sisältäväOpiskeluoikeus.eiLöydy': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Sisältävää opiskeluoikeutta ei löydy oid-arvolla {oid}',
      'Den studierätt som ska innehålla denna hittas inte med oid {oid}',
      'The containing study right is not found by the oid {oid}',
    ),
  },
  'badRequest.validation.sisältäväOpiskeluoikeus.vääräOppilaitos': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Sisältävän opiskeluoikeuden oppilaitos ei täsmää',
      'Läroanstalten i den innehållande studierätten stämmer inte',
      'The oppilaitos of the containing study right is another one',
    ),
  },
  'badRequest.validation.sisältäväOpiskeluoikeus.henkilöTiedot': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Sisältävän opiskeluoikeuden henkilö-oid ei vastaa syötettyjä henkilötietoja, tai henkilöä ei löydetty syötetyllä henkilötunnuksella',
      'Den innehållande studierätten är en annan persons',
      'The containing study right is another learner’s',
    ),
  },
  'badRequest.validation.sisältäväOpiskeluoikeus.eriPäätasonSuoritus': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Opiskeluoikeutta ei voi linkittää eri tutkinnon opiskeluoikeuteen; sisältyvän opiskeluoikeuden päätason suoritusten (suoritustyyppi ja perusteen diaarinumero) on oltava sisältävän opiskeluoikeuden päätason suoritusten osajoukko',
      'Studierätten kan inte länkas till en studierätt för en annan examen',
      'A study right cannot be linked to a study right of another qualification: its main suoritukset (type and perusteenDiaarinumero) must be among those of the containing one',
    ),
  },
  'badRequest.validation.ammatillinen.korotuksenOppija': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Alkuperäistä opiskeluoikeutta ei löydy oppijalle',
      'Den ursprungliga studierätten hittas inte för den studerande',
      'The learner has no such original study right',
    ),
  },
  'badRequest.validation.ammatillinen.alkuperäinenEiValmistunut': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Alkuperäinen opiskeluoikeus ei ole valmistunut-tilassa',
      'Den ursprungliga studierätten har inte tillståndet valmistunut',
      'The original study right is not in the state valmistunut',
    ),
  },
  'badRequest.validation.ammatillinen.alkuperäinenSuoritusEiVastaava': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Korotusta vastaavaa tai korotukseen soveltuvaa suoritusta ei löydy alkuperäiseltä opiskeluoikeudelta',
      'Den ursprungliga studierätten har ingen prestation som motsvarar höjningen',
      'The original study right has no qualification of this code and perusteenDiaarinumero',
    ),
  },
  'badRequest.validation.ammatillinen.korotuksenLinkitys': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Korotetun opiskeluoikeuden linkitystä ei voi muuttaa opiskeluoikeuden luonnin jälkeen',
      'Länken till den studierätt som höjs kan inte ändras efteråt',
      'The study right whose grades are raised cannot be changed afterwards',
    ),
  },
  'badRequest.validation.ammatillinen.lisätietoRajapäivänJälkeen': {
    status: 400,
    title: invalidTransfer,
    message: say(
      '{nimi} aikajakso ei voi alkaa 31.12.2025 jälkeen',
      'Perioden ({nimi}) kan inte börja efter 31.12.2025',
      'The period ({nimi}) cannot begin after 31.12.2025',
    ),
  },
  'badRequest.validation.ammatillinen.henkilöstökoulutusRajapäivänJälkeen': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Henkilöstökoulutus-tietoa ei voi lisätä 31.12.2025 jälkeen alkavaan opiskeluoikeuteen',
      'Personalutbildning kan inte antecknas i en studierätt som börjar efter 31.12.2025',
      'henkilöstökoulutus is not for study rights that begin after 31.12.2025',
    ),
  },
  'badRequest.validation.date.alkamispäivä': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Ammatillisen korotuksen suorituksen opiskeluoikeus voi alkaa aikaisintaan 1.7.2023',
      'En studierätt för höjning av vitsord kan börja tidigast 1.7.2023',
      'A study right that raises grades begins on 1.7.2023 at the earliest',
    ),
  },
  'badRequest.validation.date.arvioituPäättymisPäiväEnnenAlkamispäivää': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'alkamispäivä ({alku}) oltava sama tai aiempi kuin arvioituPäättymispäivä ({loppu})',
      'alkamispäivä ({alku}) ska vara samma som eller tidigare än arvioituPäättymispäivä ({loppu})',
      'alkamispäivä ({alku}) must be the same as or before arvioituPäättymispäivä ({loppu})',
    ),
  },
  'badRequest.validation.date.päättymispäiväEnnenVahvistusta': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'suoritus.vahvistus.päivä ({vahvistuspäivä}) oltava sama tai aiempi kuin päättymispäivä ({päättymispäivä})',
      'suoritus.vahvistus.päivä ({vahvistuspäivä}) ska vara samma som eller tidigare än päättymispäivä ({päättymispäivä})',
      'suoritus.vahvistus.päivä ({vahvistuspäivä}) must be the same as or before päättymispäivä ({päättymispäivä})',
    ),
  },
  'badRequest.validation.tila.tilallaEiSaaOllaRahoitusmuotoa': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Opiskeluoikeuden tilalla {tila} ei saa olla rahoitusmuotoa',
      'Studierättens tillstånd {tila} får inte ha en finansieringsform',
      'The state {tila} of the study right bears no opintojenRahoitus',
    ),
  },
  'badRequest.validation.tila.tilanRahoitusmuotoEiSaaOllaJotpa': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Tälle opiskeluoikeudelle ei ole mahdollista valita Jatkuvan oppimisen ja työllisyyden palvelukeskuksen rahoitusmuotoa',
      'Den här studierätten kan inte finansieras av Servicecentret för kontinuerligt lärande och sysselsättning',
      'This study right cannot be funded by the service centre for continuous learning (codes 14 and 15)',
    ),
  },
  'badRequest.validation.tila.tilanRahoitusmuodonYhtenäisyys': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Opiskeluoikeudella, joka on Jatkuvan oppimisen ja työllisyyden palvelukeskuksen rahoittama, ei rahoitusmuoto voi vaihtua opiskeluoikeuden aikana',
      'Finansieringsformen kan inte bytas i en studierätt som Servicecentret för kontinuerligt lärande och sysselsättning finansierar',
      'A study right funded by the service centre for continuous learning (codes 14 and 15) has no other funding',
    ),
  },
  'badRequest.validation.tila.vaatiiJotpaAsianumeron': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'JOTPA-rahoitteinen opiskeluoikeus vaatii JOTPA asianumeron lisätiedoissa',
      'En studierätt som finansieras av JOTPA kräver lisätiedot.jotpaAsianumero',
      'A study right funded by JOTPA names its grant in lisätiedot.jotpaAsianumero',
    ),
  },
  'badRequest.validation.tila.jotpaAsianumeroAnnettuVaikkeiJotpaRahoitteinen': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'JOTPA asianumero annettu vaikka opiskeluoikeus ei ole JOTPA-rahoitteinen',
      'jotpaAsianumero gavs, fastän studierätten inte finansieras av JOTPA',
      'lisätiedot.jotpaAsianumero is given although the study right is not funded by JOTPA',
    ),
  },
  'badRequest.validation.tila.tuvaSuorituksenOpiskeluoikeidenTilaVääräKoodiarvo': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Tutkintokoulutukseen valmentavan koulutuksen opiskeluoikeuden tila ei voi olla "loma", jos opiskeluoikeuden järjestämislupa ei ole ammatillisen koulutuksen järjestämisluvan piirissä.',
      'En studierätt för HUX-utbildning kan inte ha tillståndet loma, om anordnartillståndet inte är för yrkesutbildning.',
      'A TUVA study right has the state loma only under a vocational järjestämislupa.',
    ),
  },
  'badRequest.validation.tila.perusopetuksenLisäopetuksenOpiskeluoikeudenTilaEiSallittu': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Perusopetuksen lisäopetuksen opiskeluoikeudelle ei ole mahdollista merkitä uusia opiskeluoikeuden tiloja, joiden alkupäivämäärä on 1.6.2023 tai sen jälkeen.',
      'För en studierätt för påbyggnadsundervisning kan inga nya tillstånd antecknas som börjar 1.6.2023 eller senare.',
      'A study right for additional basic education takes no new states that begin on 1.6.2023 or later.',
    ),
  },
  'forbidden.lähdejärjestelmäkytkennänPurkaminenEiSallittu': {
    status: 403,
    title: invalidTransfer,
    message: say(
      'Lähdejärjestelmäkytkentää ei voi purkaa tiedonsiirrolla',
      'Kopplingen till källsystemet kan inte tas bort genom överföring',
      'The link to the source system cannot be cut by a transfer',
    ),
  },
  'forbidden.lähdejärjestelmäkytkennänMuuttaminenEiSallittu': {
    status: 403,
    title: invalidTransfer,
    message: say(
      'Lähdejärjestelmäkytkennän purkamista ei voi muuttaa',
      'Borttagandet av kopplingen till källsystemet kan inte ändras',
      'What is marked of the cut link to the source system cannot be changed',
    ),
  },
  'badRequest.validation.tila.useitaKeskeneräisiäVuosiluokanSuoritukia': {
    status: 400,
    title: invalidTransfer,
    message: say(
      'Nuorten perusopetuksen opiskeluoikeudessa ei saa olla kuin enintään yksi kesken-tilainen vuosiluokan suoritus. Siirron jälkeen kesken olisivat perusopetuksen luokka-asteet {luokat}.',
      'En studierätt för grundläggande utbildning får ha högst en oavslutad prestation för en årskurs. Efter överföringen vore årskurserna {luokat} oavslutade.',
      'A study right of basic education has one school year under way at most. After the transfer the years {luokat} would be.',
    ),
  },
  'badRequest.validation.tila.eiPäättävääTilaa': {
    status: 400,
    title: invalidTransfer,
    message: say(
      "Opiskeluoikeudella, jonka lisätiedoissa on merkintä 'siirtynyt uusiin tutkinnon perusteisiin', pitää päättyä tilaan 'katsotaan eronneeksi'.",
      'En studierätt som har uppgiften siirtynytUusiinTutkinnonPerusteisiin ska sluta med tillståndet katsotaaneronneeksi.',
      'A study right that says siirtynytUusiinTutkinnonPerusteisiin ends in the state katsotaaneronneeksi.',
    ),
  },
  'badRequest.validation.tila.mitätöintiTulevaisuudessa': {
    status: 400,
    title: invalidationRefused,
    message: say(
      'Mitätöinnin päivämäärä ({alku}) on tulevaisuudessa',
      'Datumet för ogiltigförklaringen ({alku}) ligger i framtiden',
      'The day of the invalidation ({alku}) lies in the future',
    ),
  },
  'badRequest.validation.tila.uudenOpiskeluoikeudenTallennusMitäöitynäEiSallittu': {
    status: 400,
    title: invalidationRefused,
    message: say(
      'Uuden opiskeluoikeuden tallennus mitätöitynä ei ole sallittu',
      'En ny studierätt får inte sparas som ogiltigförklarad',
      'A new study right must not be stored as invalidated',
    ),
  },
  'badRequest.validation.tila.mitätöinninSyyPuuttuu': {
    status: 400,
    title: invalidationRefused,
    message: say(
      'Mitätöinnin syy puuttuu. Syy on WRONG_TYPE (väärä tyyppi) tai NEVER_STARTED (opiskelija ei aloittanut).',
      'Orsaken till ogiltigförklaringen saknas. Orsaken är WRONG_TYPE (fel typ) eller NEVER_STARTED (den studerande började inte).',
      'The reason for the invalidation is missing. It is WRONG_TYPE or NEVER_STARTED.',
    ),
    next: newTransfer,
  },
  'badRequest.validation.tila.mitätöinninSyyEiSallittu': {
    status: 400,
    title: invalidationRefused,
    message: say(
      'Opiskeluoikeus mitätöidään vain kahdesta syystä: WRONG_TYPE (väärä tyyppi) tai NEVER_STARTED (opiskelija ei aloittanut).',
      'En studierätt ogiltigförklaras bara av två orsaker: WRONG_TYPE (fel typ) eller NEVER_STARTED (den studerande började inte).',
      'A study right is invalidated for two reasons only: WRONG_TYPE or NEVER_STARTED.',
    ),
    next: newTransfer,
  },
  forbidden: {
    status: 403,
    level: 'warn',
    title: invalidationRefused,
    message: say('Mitätöinti ei sallittu', 'Ogiltigförklaring är inte tillåten', 'You have no right to invalidate'),
  },
  'forbidden.organisaatio': {
    status: 403,
    level: 'warn',
    title: invalidTransfer,
    message: say(
      'Käyttäjällä ei oikeuksia annettuun organisaatioon (esimerkiksi oppilaitokseen).',
      'Användaren har inte rättigheter till den angivna organisationen (till exempel läroanstalten).',
      'You have no right to write for the organisation given (for example the oppilaitos).',
    ),
  },
  'forbidden.opiskeluoikeudenTyyppi': {
    status: 403,
    level: 'warn',
    title: invalidTransfer,
    message: say(
      'Käyttäjälle ei ole oikeuksia annettuun opiskeluoikeuden tyyppiin',
      'Användaren har inte rättigheter till studierättstypen',
      'You have no right to study rights of this type',
    ),
  },
  'forbidden.lähdejärjestelmäIdPuuttuu': {
    status: 403,
    title: invalidTransfer,
    message: say(
      'Käyttäjä on palvelukäyttäjä mutta lähdejärjestelmää ei ole määritelty',
      'Användaren är en systemanvändare men källsystemet har inte angetts',
      'The user is an integration user but the payload names no source system (lähdejärjestelmänId)',
    ),
  },
  'forbidden.lähdejärjestelmäIdEiSallittu': {
    status: 403,
    title: invalidTransfer,
    message: say(
      'Lähdejärjestelmä määritelty, mutta käyttäjä ei ole palvelukäyttäjä',
      'Källsystemet har angetts men användaren är inte en systemanvändare',
      'The payload names a source system (lähdejärjestelmänId) but the user is no integration user',
    ),
  },
  'forbidden.omienTietojenMuokkaus': {
    status: 403,
    level: 'warn',
    title: invalidTransfer,
    message: say(
      'Omien tietojen muokkaus ei ole sallittua.',
      'Det är inte tillåtet att ändra egna uppgifter.',
      'Changing your own data is not allowed.',
    ),
  },
  'forbidden.ainoanPäätasonSuorituksenPoisto': {
    status: 403,
    title: say('Suoritusta ei poistettu', 'Prestationen togs inte bort', 'The suoritus was not removed'),
    message: say(
      'Yritetty poistaa opiskeluoikeuden ainoaa päätason suoritusta',
      'Ett försök att ta bort studierättens enda huvudprestation',
      'An attempt to remove the only main suoritus of a study right',
    ),
  },
  'forbidden.suojaamatonYhteys': {
    status: 403,
    level: 'warn',
    title: say('Yhteys ei ole suojattu', 'Anslutningen är inte skyddad', 'The connection is not protected'),
    message: say(
      'Käyttäjätunnus ja salasana lähetettiin suojaamatonta yhteyttä pitkin. Vaihda salasana ja käytä https-yhteyttä.',
      'Användarnamnet och lösenordet skickades över en oskyddad anslutning. Byt lösenordet och använd https.',
      'User name and password came over an unprotected connection. Change the password and use https.',
    ),
  },
  'unauthorized.loginFail': {
    status: 401,
    level: 'warn',
    title: say('Kirjautuminen epäonnistui', 'Inloggningen misslyckades', 'The login failed'),
    message: say(
      'Sisäänkirjautuminen epäonnistui.',
      'Användarnamnet eller lösenordet är fel.',
      'The user name or the password is wrong.',
    ),
  },
  'forbidden.kiellettyMuutos': {
    status: 403,
    title: invalidTransfer,
    message: say(
      'Yritetty muuttaa opiskeluoikeuden perustietoja (oppilaitos, tyyppi...)',
      'Ett försök att ändra studierättens grunduppgifter (läroanstalt, typ...)',
      'An attempt to change what is basic to the study right (oppilaitos, type...)',
    ),
  },
  'forbidden.oppijaOidinMuutos': {
    status: 403,
    title: invalidTransfer,
    message: say(
      'Oppija OID ei vastaa opiskeluoikeuteen kuuluvaa oppija OID:a',
      'Elevens OID motsvarar inte den elev-OID som hör till studierätten',
      'The learner oid is not that of the study right',
    ),
  },
  'notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia': {
    status: 404,
    title: say('Opiskeluoikeutta ei löydy', 'Studierätten hittades inte', 'Study right not found'),
    message: say(
      'Opiskeluoikeutta ei löydy annetulla oid:llä tai käyttäjällä ei ole siihen oikeuksia',
      'Ingen studierätt hittades med den angivna oid:n, eller så har användaren inte rättigheter till den',
      'There is no study right with the oid given, or you have no right to it',
    ),
  },
  'notFound.oppijaaEiLöydyTaiEiOikeuksia': {
    status: 404,
    title: say('Oppijaa ei löydy', 'Eleven hittades inte', 'Learner not found'),
    message: say(
      'Oppijaa ei löydy annetulla oidilla tai käyttäjällä ei ole oikeuksia tietojen katseluun.',
      'Ingen elev hittades med den angivna oid:n, eller så har användaren inte rättigheter till uppgifterna.',
      'There is no learner with the oid given, or you have no right to see the data.',
    ),
  },
  'notFound.versiotaEiLöydy': {
    status: 404,
    title: say('Versiota ei löydy', 'Versionen hittades inte', 'Version not found'),
    message: say(
      'Versiota {version} ei löydy opiskeluoikeuden {studyRightOid} historiasta.',
      'Versionen {version} finns inte i historiken för studierätten {studyRightOid}.',
      'The history of the study right {studyRightOid} has no version {version}.',
    ),
  },
  'notFound.suoritustaEiLöydy': {
    status: 404,
    title: say('Suoritusta ei löydy', 'Prestationen hittades inte', 'Suoritus not found'),
    message: say(
      'Pyydettyä suoritusta ei löydy',
      'Prestationen som söktes hittades inte',
      'The study right has no such main suoritus',
    ),
  },
  'conflict.exists': {
    status: 409,
    title: invalidTransfer,
    message: say(
      'Vastaava opiskeluoikeus on jo olemassa. Olemassaolevan opiskeluoikeuden päivitystä ilman tunnistetta ei tueta.',
      'En motsvarande studierätt finns redan. En befintlig studierätt kan inte uppdateras utan id.',
      'A study right like this exists already. Updating an existing one without its oid or source id is not supported.',
    ),
  },
  'conflict.versionumero': {
    status: 409,
    title: say('Tiedot ovat muuttuneet', 'Uppgifterna har ändrats', 'The data have changed'),
    message: say(
      'Annettu versionumero {annettu} <> {currentVersion}',
      'Den angivna versionen {annettu} <> {currentVersion}',
      'The versionumero given {annettu} <> {currentVersion}',
    ),
  },
  'conflict.löytyiEnemmänKuinYksiRivi': {
    status: 409,
    title: invalidTransfer,
    message: say(
      'Löytyi enemmän kuin yksi rivi päivitettäväksi ({oids})',
      'Mer än en rad att uppdatera hittades ({oids})',
      'More than one study right to update was found ({oids})',
    ),
  },
  'conflict.samanaikainenPäivitys': {
    status: 409,
    title: invalidTransfer,
    message: say(
      'Toinen käyttäjä on päivittänyt saman opiskeluoikeuden tietoja samanaikaisesti. Yritä myöhemmin uudelleen.',
      'En annan användare har uppdaterat samma studierätt samtidigt. Försök igen senare.',
      'Another user has updated the same study right at the same moment. Try again later.',
    ),
  },
  'conflict.hoksExists': {
    status: 409,
    level: 'warn',
    title: invalidationRefused,
    message: say(
      'Opiskeluoikeudella {studyRightOid} on HOKS {hoksId}, joten sitä ei voi mitätöidä.',
      'Studierätten {studyRightOid} har HOKS {hoksId} och kan därför inte ogiltigförklaras.',
      'The study right {studyRightOid} has the HOKS {hoksId} and cannot be invalidated.',
    ),
  },
  'conflict.mitätöintiVaatiiVahvistuksen': {
    status: 409,
    title: invalidationRefused,
    message: say(
      'Syy on NEVER_STARTED, mutta opiskeluoikeudella {studyRightOid} on arvioituja tai tunnustettuja suorituksia.',
      'Orsaken är NEVER_STARTED, men studierätten {studyRightOid} har bedömda eller erkända prestationer.',
      'The reason is NEVER_STARTED, but the study right {studyRightOid} has assessed or recognised suoritukset.',
    ),
    next: say(
      'Vahvista mitätöinti, jos se on silti oikein. Mitään ei muutettu.',
      'Bekräfta ogiltigförklaringen om den ändå är rätt. Ingenting ändrades.',
      'Confirm the invalidation if it is right nevertheless. Nothing was changed.',
    ),
  },
  notImplemented: {
    status: 501,
    title: invalidTransfer,
    message: say(
      'Opiskeluoikeuden tyyppi {tyyppi} ei ole käytössä tässä ympäristössä',
      'Studierättens typ {tyyppi} är inte i bruk i den här miljön',
      'The study right type {tyyppi} is not in use in this environment',
    ),
  },
  'notImplemented.readOnly': {
    status: 501,
    title: invalidTransfer,
    message: say(
      'Korkeakoulutuksen opiskeluoikeuksia ja ylioppilastutkintojen tietoja ei voi päivittää Koski-järjestelmässä',
      'Studierätter i högskoleutbildning och uppgifter om studentexamina kan inte uppdateras här',
      'Higher-education study rights and matriculation examinations cannot be updated here',
    ),
  },
  'unavailable.koski': {
    status: 503,
    level: 'error',
    title: invalidationRefused,
    message: say(
      'Koski ei vastannut, joten opiskeluoikeutta {studyRightOid} ei mitätöity täälläkään.',
      'Koski svarade inte, och därför ogiltigförklarades studierätten {studyRightOid} inte heller här.',
      'Koski gave no answer, so the study right {studyRightOid} was not invalidated here either.',
    ),
    next: say(
      'Lähetä mitätöinti myöhemmin uudelleen. Toisto on turvallinen. Mitään ei muutettu.',
      'Skicka ogiltigförklaringen på nytt senare. Det är tryggt att upprepa den. Ingenting ändrades.',
      'Send the invalidation again later. Repeating it is safe. Nothing was changed.',
    ),
  },
  'unavailable.koskiEiSallinut': {
    status: 503,
    level: 'error',
    title: invalidationRefused,
    message: say(
      'Koski ei hyväksynyt opiskeluoikeuden {studyRightOid} mitätöintiä ({koskiKey}).',
      'Koski godkände inte att studierätten {studyRightOid} ogiltigförklaras ({koskiKey}).',
      'Koski did not accept the invalidation of the study right {studyRightOid} ({koskiKey}).',
    ),
    next: say(
      'Tarkista Koskesta, onko tämän palvelun palvelukäyttäjällä mitätöintioikeus. Mitään ei muutettu.',
      'Kontrollera i Koski om denna tjänsts systemanvändare har rätt att ogiltigförklara. Ingenting ändrades.',
      'See in Koski whether the service user of this service may invalidate. Nothing was changed.',
    ),
  },
  'unavailable.koskiEiTunneOpiskeluoikeutta': {
    status: 503,
    level: 'error',
    title: invalidationRefused,
    message: say(
      'Koski ei löydä opiskeluoikeutta {studyRightOid}, tai tämän palvelun palvelukäyttäjällä ei ole siihen oikeuksia.',
      'Koski hittar inte studierätten {studyRightOid}, eller så har denna tjänsts systemanvändare inte rättigheter till den.',
      'Koski does not find the study right {studyRightOid}, or the service user of this service has no right to it.',
    ),
    next: say(
      'Jos opiskeluoikeus on mitätöity suoraan Koskessa, ota yhteyttä asiakaspalveluun. Mitään ei muutettu.',
      'Om studierätten har ogiltigförklarats direkt i Koski, kontakta kundtjänsten. Ingenting ändrades.',
      'If the study right has been invalidated in Koski itself, write to the customer service. Nothing was changed.',
    ),
  },
  'hoks/not-found': {
    status: 404,
    title: say('HOKSia ei löydy', 'HOKS hittades inte', 'HOKS not found'),
    message: say(
      'HOKSia ei löydy annetulla tunnisteella tai käyttäjällä ei ole siihen oikeuksia.',
      'Inget HOKS hittades med det angivna id:t, eller så har användaren inte rättigheter till det.',
      'There is no HOKS with the id given, or you have no right to it.',
    ),
  },
  'hoks/none-for-study-right': {
    status: 404,
    title: say('HOKSia ei löydy', 'HOKS hittades inte', 'HOKS not found'),
    message: say(
      'Opiskeluoikeudella ei ole HOKSia, tai käyttäjällä ei ole siihen oikeuksia.',
      'Studierätten har inget HOKS, eller så har användaren inte rättigheter till det.',
      'No HOKS found with given opiskeluoikeus',
    ),
  },
  'hoks/not-open-to-learners': {
    status: 403,
    title: say('HOKSia ei näytetä vielä', 'HOKS visas inte ännu', 'HOKSes are not shown yet'),
    message: say(
      'Oppijat näkevät HOKSinsa {openFrom} alkaen.',
      'Elever ser sina HOKS från och med {openFrom}.',
      'Learners see their HOKSes from {openFrom} on.',
    ),
  },
  'hoks/learner-without-oid': {
    status: 403,
    title: say('HOKSeja ei näytetä', 'HOKS visas inte', 'The HOKSes are not shown'),
    message: say(
      'Kirjautuminen ei kerro oppijanumeroa, jolla HOKSit löytyvät.',
      'Inloggningen anger inte studentnumret med vilket HOKS hittas.',
      'The sign-in does not tell the oppijanumero by which HOKSes are found.',
    ),
    next: say(
      'Kirjautumispalvelun ylläpito asettaa oppijanumeron tunnisteen (sub) arvoksi.',
      'Inloggningstjänstens administratör anger studentnumret som identifierare (sub).',
      'The administrator of the sign-in service has to make the oppijanumero the subject (sub) of the token.',
    ),
  },
  'hoks/study-right-not-found': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Opiskeluoikeutta `{studyRightOid}` ei löydy.',
      'Studierätten `{studyRightOid}` hittades inte.',
      'Opiskeluoikeus `{studyRightOid}` not found in Koski',
    ),
  },
  'hoks/not-the-learners-study-right': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Oppijalla {learnerOid} ei ole opiskeluoikeutta {studyRightOid}.',
      'Eleven {learnerOid} har inte studierätten {studyRightOid}.',
      'No opiskeluoikeus {studyRightOid} found for oppija {learnerOid}',
    ),
  },
  'hoks/study-right-type': {
    status: 400,
    title: hoksRefused,
    message: say(
      'HOKS tallennetaan vain tyypin ammatillinenkoulutus tai tuva opiskeluoikeudelle; opiskeluoikeuden `{studyRightOid}` tyyppi on {studyRightType}.',
      'Ett HOKS sparas bara för en studierätt av typen ammatillinenkoulutus eller tuva; typen för `{studyRightOid}` är {studyRightType}.',
      'A HOKS belongs to a study right of the type ammatillinenkoulutus or tuva only; `{studyRightOid}` is of the type {studyRightType}.',
    ),
  },
  'hoks/study-right-is-contained': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Opiskeluoikeus `{studyRightOid}` sisältyy toiseen opiskeluoikeuteen.',
      'Studierätten `{studyRightOid}` ingår i en annan studierätt.',
      'Opiskeluoikeus `{studyRightOid}` sisältyy toiseen opiskeluoikeuteen.',
    ),
  },
  'hoks/study-right-not-active': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Opiskeluoikeus `{studyRightOid}` ei ole enää aktiivinen.',
      'Studierätten `{studyRightOid}` är inte längre aktiv.',
      'Opiskeluoikeus `{studyRightOid}` is no longer active',
    ),
  },
  'hoks/exists': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Opiskeluoikeudella on jo HOKS.',
      'Studierätten har redan ett HOKS.',
      'HOKS with the same opiskeluoikeus-oid already exists',
    ),
  },
  'hoks/older-than-stored': {
    status: 409,
    title: hoksRefused,
    message: say(
      'Tapahtuman aika (ce_time) on vanhempi kuin viimeksi tallennetun tapahtuman, joten HOKS ei korvaa uudempaa.',
      'Händelsens tid (ce_time) är äldre än den senast sparade händelsens, och HOKS ersätter därför inte ett nyare.',
      'The time of the event (ce_time) is older than that of the last one stored, so the HOKS does not replace a newer one.',
    ),
    next: say(
      'Lähetä voimassa oleva HOKS uudella ajalla, jos tapahtumat ovat vaihtaneet järjestystä. Mitään ei muutettu.',
      'Sänd det gällande HOKS med ny tid om händelserna har bytt ordning. Ingenting ändrades.',
      'Send the HOKS that holds now with a new time if events changed places. Nothing was changed.',
    ),
  },
  'hoks/archived-exists': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Opiskeluoikeudella on poistettu HOKS. Lisätietoja antaa eHOKS-tuki.',
      'Studierätten har ett borttaget HOKS. Kontakta eHOKS-stödet för mer information.',
      'Archived HOKS with given opiskeluoikeus oid found. Contact eHOKS support for more information.',
    ),
  },
  'hoks/achievement-day': {
    status: 400,
    title: hoksRefused,
    message: say(
      'osaamisen-saavuttamisen-pvm ({day}) on oltava 1.1.2018 jälkeen ja enintään 14 päivää tulevaisuudessa.',
      'osaamisen-saavuttamisen-pvm ({day}) ska vara efter 1.1.2018 och högst 14 dagar i framtiden.',
      'osaamisen-saavuttamisen-pvm ({day}) must be after 1.1.2018 and at most 14 days in the future.',
    ),
  },
  'hoks/tuva-link-on-tuva-hoks': {
    status: 400,
    title: hoksRefused,
    message: say(
      'tuva-opiskeluoikeus-oid ei kuulu TUVA-HOKSiin.',
      'tuva-opiskeluoikeus-oid hör inte till ett TUVA-HOKS.',
      'tuva-opiskeluoikeus-oid does not belong to a TUVA HOKS.',
    ),
  },
  'hoks/study-right-invalidated': {
    status: 409,
    title: hoksRefused,
    message: say(
      'HOKSia ei voi päivittää, koska opiskeluoikeus `{studyRightOid}` on mitätöity.',
      'HOKS kan inte uppdateras eftersom studierätten `{studyRightOid}` har ogiltigförklarats.',
      'The HOKS cannot be updated: the study right `{studyRightOid}` has been invalidated.',
    ),
  },
  'hoks/study-right-changed': {
    status: 400,
    title: hoksRefused,
    message: say(
      'HOKSin opiskeluoikeutta ei voi vaihtaa: `{from}` → `{to}`.',
      'Studierätten i ett HOKS kan inte bytas: `{from}` → `{to}`.',
      'Tried to update `opiskeluoikeus-oid` from `{from}` to `{to}` but updating `opiskeluoikeus-oid` in HOKS is not allowed!',
    ),
  },
  'hoks/learner-changed': {
    status: 400,
    title: hoksRefused,
    message: say(
      'HOKSin oppijaksi voi vaihtaa vain saman henkilön uusimman oppijanumeron: `{from}` → `{to}`.',
      'Eleven i ett HOKS kan bytas bara till samma persons nyaste studentnummer: `{from}` → `{to}`.',
      'Tried to update `oppija-oid` from `{from}` to `{to}` but updating `oppija-oid` in HOKS is only allowed with latest master oppija oid!',
    ),
  },
  'hoks/malformed-study-right-oid': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Opiskeluoikeuden oid on muotoa 1.2.246.562.15.x, jossa x on kymmenen numeroa ja tarkiste.',
      'Studierättens oid har formen 1.2.246.562.15.x, där x är tio siffror och en kontrollsiffra.',
      'expected a study right oid: 1.2.246.562.15, ten digits and their check digit',
    ),
  },
  'hoks/malformed-learner-oid': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Oppijan oid on muotoa 1.2.246.562.24.x, jossa x on kymmenen numeroa ja tarkiste.',
      'Elevens oid har formen 1.2.246.562.24.x, där x är tio siffror och en kontrollsiffra.',
      'expected a learner oid: 1.2.246.562.24, ten digits and their check digit',
    ),
  },
  'hoks/malformed-day': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Päivämäärä on muotoa 2026-11-27 ja väliltä 1900-01-01–2199-12-31.',
      'Datumet har formen 2026-11-27 och ligger mellan 1900-01-01 och 2199-12-31.',
      'expected a day such as 2026-11-27, from 1900-01-01 to 2199-12-31',
    ),
  },
  'hoks/id-differs': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Tietojen HOKS-tunniste on toinen kuin osoitteen tunniste {hoksId}.',
      'HOKS-id i uppgifterna är ett annat än adressens id {hoksId}.',
      'The HOKS id of the body is not the id {hoksId} of the path.',
    ),
  },
  'hoks/learner-differs': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Tietojen oppija on toinen kuin osoitteen oppija {learnerOid}.',
      'Eleven i uppgifterna är en annan än adressens elev {learnerOid}.',
      'The oppija-oid of the body is not the learner {learnerOid} of the path.',
    ),
  },
  'hoks/career-plan': {
    status: 400,
    title: hoksRefused,
    message: say(
      'urasuunnitelma-koodi-uri on muotoa urasuunnitelma_0001.',
      'urasuunnitelma-koodi-uri har formen urasuunnitelma_0001.',
      'urasuunnitelma-koodi-uri has the form urasuunnitelma_0001.',
    ),
  },
  'hoks/education-parts-not-on-tuva': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Ota koulutuksenosa pois, koska opiskeluoikeus ei ole TUVA.',
      'Ta bort hankittavat-koulutuksen-osat, eftersom studierätten inte är TUVA.',
      'Remove hankittavat-koulutuksen-osat: the study right is not TUVA.',
    ),
  },
  'hoks/qualification-parts-on-tuva': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Ota tutkinnonosa pois ({place}), koska opiskeluoikeus on TUVA.',
      'Ta bort examensdelen ({place}), eftersom studierätten är TUVA.',
      'Remove {place}: the study right is TUVA.',
    ),
  },
  'hoks/supporting-studies-on-tuva': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Ota tukevat opinnot pois, koska opiskeluoikeus on TUVA.',
      'Ta bort opiskeluvalmiuksia-tukevat-opinnot, eftersom studierätten är TUVA.',
      'Remove opiskeluvalmiuksia-tukevat-opinnot: the study right is TUVA.',
    ),
  },
  'hoks/learning-support-too-early': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Oppimisen tuki kirjataan 1.8.2026 alkaen.',
      'Stöd för lärandet antecknas från och med 1.8.2026.',
      'oppimisen-tuki is recorded from 1.8.2026 on.',
    ),
  },
  'hoks/learning-support-kind': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Oppimisen tuen tyyppi on tuntematon ({place}).',
      'Stödformen är okänd ({place}).',
      'The kind of learning support is unknown ({place}).',
    ),
  },
  'hoks/tutoring-incomplete': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Määritä tukiopetukselle alku- ja loppupäivä sekä tutkinnon osan tyyppi ({place}).',
      'Ange start- och slutdag samt examensdelens typ för stödundervisningen ({place}).',
      'Tutoring (01) needs alku, loppu and tutkinnon-osan-tyyppi-koodi-uri ({place}).',
    ),
  },
  'hoks/learning-support-with-period': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Alku- ja loppupäivä sekä tutkinnon osan tyyppi ovat sallittuja vain tukiopetuksessa ({place}).',
      'Start- och slutdag samt examensdelens typ är tillåtna bara för stödundervisning ({place}).',
      'Only tutoring (01) may have alku, loppu and tutkinnon-osan-tyyppi-koodi-uri ({place}).',
    ),
  },
  'hoks/verification-process-missing': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Aiemmin hankitulta osaamiselta puuttuu todentamisen prosessi ({place}).',
      'Processen för verifiering saknas för tidigare förvärvat kunnande ({place}).',
      'Prior learning needs valittu-todentamisen-prosessi-koodi-uri ({place}).',
    ),
  },
  'hoks/way-dates-reversed': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Korjaa alku- ja loppupäivämäärä oikein päin ({place}).',
      'Rätta start- och slutdagens ordning ({place}).',
      'loppu is before alku ({place}).',
    ),
  },
  'hoks/way-too-long': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Korjaa jakso enintään 5 vuoden pituiseksi ({place}).',
      'Rätta perioden till högst 5 år ({place}).',
      'The period is longer than 5 years ({place}).',
    ),
  },
  'hoks/way-outside-study-right': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Korjaa jakso opiskeluoikeuden alkamispäivän ja arvioidun päättymispäivän väliin ({place}).',
      'Rätta perioden så att den ligger mellan studierättens start och beräknade slut ({place}).',
      'The period is not between alkamispäivä and arvioituPäättymispäivä of the study right ({place}).',
    ),
  },
  'hoks/way-without-identifier': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Lisää työpaikkajaksoon yksilöivä tunniste ({place}).',
      'Lägg till yksiloiva-tunniste i arbetsplatsperioden ({place}).',
      'The workplace period needs yksiloiva-tunniste ({place}).',
    ),
  },
  'hoks/workplace-without-business-id': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Lisää työpaikkajaksoon työpaikan Y-tunnus ({place}).',
      'Lägg till arbetsplatsens FO-nummer i arbetsplatsperioden ({place}).',
      'The workplace period needs tyopaikan-y-tunnus ({place}).',
    ),
  },
  'hoks/business-id': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Y-tunnus on virheellinen ({place}).',
      'FO-numret är felaktigt ({place}).',
      'The Y-tunnus is wrong ({place}).',
    ),
  },
  'hoks/apprenticeship-without-basis': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Lisää jaksoon oppisopimuksen perustan koodi-uri ({place}).',
      'Lägg till läroavtalets grund i perioden ({place}).',
      'The apprenticeship needs oppisopimuksen-perusta-koodi-uri ({place}).',
    ),
  },
  'hoks/part-time-share': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Lisää osa-aikaisuustieto, joka on välillä 1-100 ({place}).',
      'Lägg till osa-aikaisuustieto mellan 1 och 100 ({place}).',
      'The workplace period needs osa-aikaisuustieto between 1 and 100 ({place}).',
    ),
  },
  'hoks/interruptions-overlap': {
    status: 400,
    title: hoksRefused,
    message: say(
      'Keskeytymisajanjaksot eivät saa mennä päällekkäin ({place}).',
      'Avbrottsperioderna får inte överlappa varandra ({place}).',
      'keskeytymisajanjaksot overlap ({place}).',
    ),
  },
  'hoks/not-entered-by-hand': {
    status: 403,
    title: hoksRefused,
    message: say(
      'HOKS {hoksId} on tuotu integraatiolla, joten sitä ei voi muokata käsin.',
      'HOKS {hoksId} kom genom integration och kan inte redigeras för hand.',
      'The HOKS {hoksId} came by integration and cannot be edited by hand.',
    ),
    next: say(
      'Tiedot tulevat lähdejärjestelmästä, ja ne korjataan siellä. Mitään ei muutettu.',
      'Uppgifterna kommer från källsystemet och rättas där. Ingenting ändrades.',
      'The data come from a source system and are corrected there. Nothing was changed.',
    ),
  },
  'hoks/service-user-required': {
    status: 403,
    title: hoksRefused,
    message: say(
      'Tämä rajapinta on palvelukäyttäjille.',
      'Detta gränssnitt är för systemanvändare.',
      "User type 'PALVELU' is required",
    ),
  },
  'hoks/service-user-refused': {
    status: 403,
    title: hoksRefused,
    message: say(
      'Tämä rajapinta ei ole palvelukäyttäjille.',
      'Detta gränssnitt är inte för systemanvändare.',
      "User type 'PALVELU' is not allowed",
    ),
  },
  'hoks/delete-institution-not-found': {
    status: 403,
    title: say('HOKSia ei poistettu', 'HOKS togs inte bort', 'The HOKS was not deleted'),
    message: say(
      'HOKSin oppilaitosta ei löydy. Lisätietoja antaa eHOKS-tuki.',
      'Läroanstalten för HOKS hittades inte. Kontakta eHOKS-stödet för mer information.',
      'Oppilaitos-oid not found. Contact eHOKS support for more information.',
    ),
  },
  'hoks/delete-not-privileged': {
    status: 403,
    title: say('HOKSia ei poistettu', 'HOKS togs inte bort', 'The HOKS was not deleted'),
    message: say(
      'Käyttäjällä ei ole oikeutta poistaa organisaation HOKSeja.',
      'Användaren får inte ta bort organisationens HOKS.',
      'User privileges do not match organisation',
    ),
  },
  'hoks/delete-study-right-not-active': {
    status: 403,
    title: say('HOKSia ei poistettu', 'HOKS togs inte bort', 'The HOKS was not deleted'),
    message: say(
      'Opiskeluoikeus {studyRightOid} ei ole enää aktiivinen.',
      'Studierätten {studyRightOid} är inte längre aktiv.',
      'opiskeluoikeus {studyRightOid} is no longer active',
    ),
    next: say(
      'Päättyneen opiskeluoikeuden HOKSin voi poistaa vain asiakaspalvelu. Mitään ei muutettu.',
      'Bara kundtjänsten kan ta bort ett HOKS för en avslutad studierätt. Ingenting ändrades.',
      'Only the customer service can delete the HOKS of an ended study right. Nothing was changed.',
    ),
  },
  'hoks/pair-is-whole': {
    status: 409,
    title: say('HOKSia ei poistettu', 'HOKS togs inte bort', 'The HOKS was not deleted'),
    message: say(
      'HOKSin {hoksId} opiskeluoikeus {studyRightOid} on voimassa, joten korjattavaa ei ole.',
      'Studierätten {studyRightOid} för HOKS {hoksId} är i kraft, så det finns inget att reparera.',
      'The study right {studyRightOid} of the HOKS {hoksId} is there, so there is nothing to repair.',
    ),
  },
  'support-case/not-found': {
    status: 404,
    title: say('Tukipyyntöä ei löydy', 'Stödärendet hittades inte', 'Support case not found'),
    message: say(
      'Tukipyyntöä {supportCaseId} ei löydy tai käyttäjällä ei ole siihen oikeuksia.',
      'Stödärendet {supportCaseId} hittades inte, eller så har användaren inte rättigheter till det.',
      'There is no support case {supportCaseId}, or you have no right to it.',
    ),
  },
  'support-case/no-hoks': {
    status: 409,
    title: caseRefused,
    message: say(
      'Opiskeluoikeudella {studyRightOid} ei ole HOKSia.',
      'Studierätten {studyRightOid} har inget HOKS.',
      'The study right {studyRightOid} has no HOKS.',
    ),
    next: say(
      'Mitätöi opiskeluoikeus tavalliseen tapaan: asiakaspalvelua ei tarvita. Mitään ei muutettu.',
      'Ogiltigförklara studierätten på vanligt sätt: kundtjänsten behövs inte. Ingenting ändrades.',
      'Invalidate the study right in the ordinary way: no support is needed. Nothing was changed.',
    ),
  },
  'support-case/already-invalidated': {
    status: 409,
    title: caseRefused,
    message: say(
      'Opiskeluoikeus {studyRightOid} on jo mitätöity.',
      'Studierätten {studyRightOid} har redan ogiltigförklarats.',
      'The study right {studyRightOid} has been invalidated already.',
    ),
  },
  'support-case/step-not-possible': {
    status: 409,
    title: caseRefused,
    message: say(
      'Tukipyyntö on tilassa {state}, jossa vaihe {step} ei ole mahdollinen.',
      'Stödärendet har tillståndet {state}, där steget {step} inte är möjligt.',
      'The support case is in the state {state}, in which the step {step} is not possible.',
    ),
  },
  'support-case/second-person-needed': {
    status: 403,
    level: 'warn',
    title: caseRefused,
    message: say(
      'Ohituksen hyväksyy toinen henkilö kuin sen ehdottaja.',
      'Åsidosättandet godkänns av en annan person än den som har föreslagit det.',
      'Another person than the proposer has to approve the override.',
    ),
  },
  'support-case/own-case': {
    status: 403,
    level: 'warn',
    title: caseRefused,
    message: say(
      'Tukipyynnön avaaja ei ratkaise sitä itse.',
      'Den som har öppnat stödärendet avgör det inte själv.',
      'Whoever opened the support case does not settle it.',
    ),
  },
  'support-case/changed-since-proposal': {
    status: 409,
    title: caseRefused,
    message: say(
      'Opiskeluoikeus tai HOKS on muuttunut ehdotuksen jälkeen.',
      'Studierätten eller HOKS har ändrats efter förslaget.',
      'The study right or the HOKS has changed since the proposal.',
    ),
    next: say(
      'Tutustu muutoksiin ja tee uusi ehdotus. Mitään ei muutettu.',
      'Bekanta dig med ändringarna och gör ett nytt förslag. Ingenting ändrades.',
      'Look at the changes and propose anew. Nothing was changed.',
    ),
  },
};

/** Cases of one key that differ in their words, by `tapaus` in the details. */
const variants: Readonly<Record<string, Readonly<Record<string, Localised>>>> = {
  forbidden: {
    suorituksenPoisto: say(
      'Suoritusten tyyppiä {suoritus} poisto ei ole sallittu',
      'Prestationer av typen {suoritus} får inte tas bort',
      'A suoritus of the type {suoritus} is not removed by itself; send a new transfer',
    ),
  },
  'forbidden.kiellettyMuutos': {
    tyyppi: say(
      'Opiskeluoikeuden tyyppiä ei voi vaihtaa. Vanha tyyppi {vanhaTyyppi}. Uusi tyyppi {uusiTyyppi}.',
      'Studierättens typ kan inte bytas. Den gamla typen {vanhaTyyppi}. Den nya typen {uusiTyyppi}.',
      'The type of a study right cannot be changed. Old type {vanhaTyyppi}. New type {uusiTyyppi}.',
    ),
    lähdejärjestelmänId: say(
      'Opiskeluoikeuden lähdejärjestelmäId:tä ei voi poistaa.',
      'Studierättens lähdejärjestelmäId kan inte tas bort.',
      'The lähdejärjestelmänId of a study right cannot be removed.',
    ),
  },
  'badRequest.validation.tila.tilaltaPuuttuuRahoitusmuoto': {
    tuntematon: say(
      'Opiskeluoikeuden tilan {tila} rahoitusmuoto ei ole mikään koodeista {koodit}',
      'Finansieringsformen i studierättens tillstånd {tila} är ingen av koderna {koodit}',
      'The opintojenRahoitus of the state {tila} is none of the codes {koodit}',
    ),
  },
  'forbidden.lähdejärjestelmäIdPuuttuu': {
    toinen: say(
      'Käyttäjä on lähdejärjestelmän {system} palvelukäyttäjä, mutta tiedoissa on toinen lähdejärjestelmä',
      'Användaren är systemanvändare för källsystemet {system}, men uppgifterna har ett annat källsystem',
      'The user is an integration user of the source system {system}, but the payload names another',
    ),
  },
  'conflict.versionumero': {
    uusi: say(
      'Uudelle opiskeluoikeudelle annettu versionumero {annettu}',
      'En ny studierätt gavs versionen {annettu}',
      'A new study right was given the versionumero {annettu}',
    ),
  },
  'conflict.exists': {
    päällekkäinen: say(
      'Vastaava opiskeluoikeus on jo olemassa.',
      'En motsvarande studierätt finns redan.',
      'A study right like this exists already at the same time.',
    ),
  },
  'badRequest.validation.sisältäväOpiskeluoikeus.eiLöydy': {
    itse: say(
      'Opiskeluoikeus {oid} ei voi sisältyä itseensä',
      'Studierätten {oid} kan inte innehålla sig själv',
      'The study right {oid} cannot be contained in itself',
    ),
  },
  'badRequest.validation.ammatillinen.lisätietoRajapäivänJälkeen': {
    opiskeluoikeus: say(
      '{nimi} lisätieto ei ole käytössä 31.12.2025 jälkeen alkavalle opiskeluoikeudelle',
      'Uppgiften ({nimi}) används inte i en studierätt som börjar efter 31.12.2025',
      'The addition ({nimi}) is not for study rights that begin after 31.12.2025',
    ),
  },
  'badRequest.validation.date.alkamispäivä': {
    lukuvuosimaksu: say(
      'Lukuvuosimaksurahoitusta (opintojenRahoitus koodiarvo 16) ei voi käyttää opiskeluoikeudessa, jonka alkamispäivä on ennen 1.8.2026',
      'Läsårsavgift (kod 16) kan inte användas i en studierätt som börjar före 1.8.2026',
      'Tuition fees (code 16) are not for study rights that begin before 1.8.2026',
    ),
    tilauskoulutus: say(
      'Tilauskoulutusrahoitusta (opintojenRahoitus koodiarvo 17) ei voi käyttää opiskeluoikeudessa, jonka alkamispäivä on ennen 1.8.2026',
      'Uppdragsutbildning (kod 17) kan inte användas i en studierätt som börjar före 1.8.2026',
      'Commissioned education (code 17) is not for study rights that begin before 1.8.2026',
    ),
    jotpa: say(
      'Jatkuvaan oppimiseen suunnatun koulutuksen opiskeluoikeuden jakso ei voi alkaa ennen {päivä}',
      'En period som finansieras för kontinuerligt lärande kan inte börja före {päivä}',
      'A period funded for continuous learning (codes 14 and 15) does not begin before {päivä}',
    ),
  },
  'badRequest.validation.tila.tilanRahoitusmuodonYhtenäisyys': {
    tilauskoulutus: say(
      'Tilauskoulutusrahoitusta ei voi käyttää samassa opiskeluoikeudessa muiden rahoitusmuotojen kanssa.',
      'Uppdragsutbildning kan inte användas i samma studierätt som andra finansieringsformer.',
      'Commissioned education (code 17) is not mixed with other funding in one study right.',
    ),
    'pois tilauskoulutuksesta': say(
      'Tilauskoulutusrahoitteisen opiskeluoikeuden rahoitusmuotoa ei voi vaihtaa muuhun rahoitusmuotoon.',
      'Finansieringsformen i en studierätt för uppdragsutbildning kan inte bytas till en annan.',
      'The funding of a study right of commissioned education cannot be changed to another.',
    ),
    tilauskoulutukseen: say(
      'Opiskeluoikeuden rahoitusmuotoa ei voi vaihtaa tilauskoulutukseen.',
      'Studierättens finansieringsform kan inte bytas till uppdragsutbildning.',
      'The funding of a study right cannot be changed to commissioned education.',
    ),
  },
  'badRequest.validation.tila.tuvaSuorituksenOpiskeluoikeidenTilaVääräKoodiarvo': {
    eronnut: say(
      'Opiskeluoikeuden tila "Eronnut" ei ole sallittu tutkintokoulutukseen valmentavan koulutuksen opiskeluoikeudessa. Käytä tilaa "Katsotaan eronneeksi".',
      'Tillståndet eronnut är inte tillåtet i en studierätt för HUX-utbildning. Använd katsotaaneronneeksi.',
      'The state eronnut is not allowed in a TUVA study right. Use katsotaaneronneeksi.',
    ),
  },
  'badRequest.validation.date.opiskeluoikeusjaksojenPäivämäärät': {
    'sama päivä': say(
      'tila.opiskeluoikeusjaksot: kaksi jaksoa ei voi alkaa samana päivänä {seuraava}, ellei jälkimmäinen ole mitatoity',
      'tila.opiskeluoikeusjaksot: två perioder kan inte börja samma dag {seuraava}, om inte den senare är mitatoity',
      'tila.opiskeluoikeusjaksot: two periods cannot begin on one day {seuraava}, unless the latter is mitatoity',
    ),
  },
};

/** All codes of this service with status, level and texts. */
export const errors: ErrorTable = Object.fromEntries(
  Object.entries(entries).map(([code, { status, level = 'info', title, message, next = nothingChanged }]) => {
    // A problem always carries the message of its case; where the cases differ, the detail takes it from there.
    const text = variants[code] === undefined ? message : say('{message}', '{message}', '{message}');
    const detail = say(
      `${sentence(text.fi)} ${next.fi}`,
      `${sentence(text.sv)} ${next.sv}`,
      `${sentence(text.en)} ${next.en}`,
    );
    return [code, { status, level, title, detail }];
  }),
);

/** The message of one error without advice, as Koski's error list has it. */
export function messageOf({ key, details = {} }: KoskiError, language: keyof Localised = 'fi'): string {
  const tapaus = String(details['tapaus']);
  const text = variants[key]?.[tapaus] ?? virtaTexts[key]?.[tapaus] ?? entries[key]?.message;
  return (text?.[language] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''));
}

/** Status of a code of this service; of the platform's codes a transfer can only meet the missing right. */
export function statusOf(key: string): number {
  return entries[key]?.status ?? (key === 'platform/forbidden' ? 403 : 400);
}

function sentence(text: string): string {
  return /[.}]$/.test(text) ? text : `${text}.`;
}
