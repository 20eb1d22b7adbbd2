import type { Localised } from '#platform';
import { ENCODINGS } from './document-decoder.js';
import { LONGEST_RECORD } from './virta-records.js';

const say = (fi: string, sv: string, en: string): Localised => ({ fi, sv, en });

/** Of one record: what became of the others, and what to do. */
const ofRecord = (fi: string, sv: string, en: string): Localised =>
  say(
    `${fi} Vain tämä tietue jäi pois: korjaa se ja lähetä se uudelleen.`,
    `${sv} Endast denna post utelämnades: rätta den och sänd den på nytt.`,
    `${en} Only this record was left out: correct it and send it again.`,
  );

/** Of a document that ends at a line: what came before it stands. */
const fromHereOn = (fi: string, sv: string, en: string): Localised =>
  say(
    `${fi} Lukeminen päättyi tähän riviin; sitä ennen luetut tietueet jäivät voimaan. Korjaa asiakirja ja lähetä se uudelleen.`,
    `${sv} Läsningen slutade på denna rad; posterna före den gäller. Rätta dokumentet och sänd det på nytt.`,
    `${en} Reading ended at this line; the records before it stand. Correct the document and send it again.`,
  );

const field = {
  fi: 'Opiskeluoikeuden tieto {kohta}',
  sv: 'Studierättens uppgift {kohta}',
  en: 'The field {kohta} of the study right',
};
const ofField = (fi: string, sv: string, en: string): Localised =>
  ofRecord(`${field.fi} ${fi}`, `${field.sv} ${sv}`, `${field.en} ${en}`);

/** Words for each case (`tapaus`) of the errors that VIRTA documents are refused with; never with a value of a record. */
export const virtaTexts: Readonly<Record<string, Readonly<Record<string, Localised>>>> = {
  'badRequest.format.xml': {
    ENCODING_UNKNOWN: say(
      `Asiakirjan merkistöä {ilmoitettu} ei lueta. Tallenna asiakirja jossakin näistä: ${ENCODINGS}, ja ilmoita se XML-määrittelyssä.`,
      `Dokumentets teckenkodning {ilmoitettu} läses inte. Spara dokumentet i någon av dessa: ${ENCODINGS}, och ange den i XML-deklarationen.`,
      `The document's encoding {ilmoitettu} is not read. Save the document in one of these: ${ENCODINGS}, and name it in the XML declaration.`,
    ),
    ENCODING_DISAGREES: say(
      'Asiakirjan XML-määrittely ilmoittaa merkistön {ilmoitettu}, mutta tiedosto alkaa kuin {todettu}. Korjaa määrittely tai tallenna tiedosto ilmoitetussa merkistössä.',
      'Dokumentets XML-deklaration anger teckenkodningen {ilmoitettu}, men filen börjar som {todettu}. Rätta deklarationen eller spara filen i den angivna kodningen.',
      "The document's XML declaration says {ilmoitettu}, but the file begins as {todettu} does. Correct the declaration, or save the file in the encoding that it names.",
    ),
    ENCODING_BYTES: say(
      'Rivillä {rivi} on tavuja, jotka eivät ole merkistöä {ilmoitettu}. Ilmoita XML-määrittelyssä merkistö, jossa tiedosto on tallennettu, tai tallenna se uudelleen.',
      'På raden {rivi} finns byte som inte hör till teckenkodningen {ilmoitettu}. Ange i XML-deklarationen den kodning som filen är sparad i, eller spara den på nytt.',
      'Line {rivi} has bytes that are not {ilmoitettu}. Name in the XML declaration the encoding in which the file was saved, or save it again.',
    ),
    ENCODING_IS_UTF8: say(
      'Asiakirjan XML-määrittely ilmoittaa merkistön {ilmoitettu}, mutta kaikki sen muut kuin ASCII-merkit ovat UTF-8:aa. Korjaa määrittelyyn UTF-8.',
      'Dokumentets XML-deklaration anger teckenkodningen {ilmoitettu}, men alla tecken utanför ASCII är UTF-8. Rätta deklarationen till UTF-8.',
      "The document's XML declaration says {ilmoitettu}, but everything in it beyond ASCII is UTF-8. Correct the declaration to UTF-8.",
    ),
    ENCODING_MISSING: say(
      'Asiakirja näyttää olevan merkistöä {todettu}, mutta siinä ei ole tavujärjestysmerkkiä eikä ilmoitettua merkistöä. Lisää jompikumpi.',
      'Dokumentet verkar vara {todettu}, men det har varken byteordningsmärke eller angiven teckenkodning. Lägg till det ena.',
      'The document looks like {todettu}, but has neither a byte order mark nor an encoding in its declaration. Add one of them.',
    ),
    DECLARATION: say(
      'XML-määrittelyä ei voi lukea, joten merkistöä ei tiedetä. Kirjoita asiakirjan ensimmäisiksi merkeiksi esimerkiksi <?xml version="1.0" encoding="UTF-8"?>.',
      'XML-deklarationen kan inte tolkas, och teckenkodningen är därför okänd. Låt dokumentet börja till exempel med <?xml version="1.0" encoding="UTF-8"?>.',
      'The XML declaration cannot be read, so the encoding is not known. Begin the document with, for example, <?xml version="1.0" encoding="UTF-8"?>.',
    ),
    DTD: fromHereOn('DTD ei ole sallittu.', 'En DTD är inte tillåten.', 'A DTD is not allowed.'),
    TOO_LARGE: fromHereOn(
      'Kommentti tai tunniste on liian pitkä.',
      'En kommentar eller en tagg är för lång.',
      'A comment or a tag is too long.',
    ),
    TOO_DEEP: fromHereOn(
      'Elementtejä on liikaa sisäkkäin.',
      'Elementen ligger för djupt.',
      'The elements are nested too deeply.',
    ),
    TRUNCATED: fromHereOn(
      'Asiakirja päättyy kesken.',
      'Dokumentet slutar mitt i.',
      'The document ends before its elements do: it may have been cut on its way.',
    ),
    NO_RECORDS: say(
      'Asiakirjassa ei ole opiskeluoikeuksia. Tarkista, että se on oikea tiedosto. Mitään ei muutettu.',
      'Dokumentet har inga studierätter. Kontrollera att det är rätt fil. Ingenting ändrades.',
      'The document has no study rights. See that it is the right file. Nothing was changed.',
    ),
    NAMESPACE: ofRecord(
      'Opiskeluoikeuden nimiavaruus ei ole urn:mace:funet.fi:virta/2015/09/01.',
      'Studierättens namnrymd är inte urn:mace:funet.fi:virta/2015/09/01.',
      'The namespace of the study right is not urn:mace:funet.fi:virta/2015/09/01.',
    ),
    RECORD_TOO_LARGE: ofRecord(
      `Opiskeluoikeudessa on yli ${LONGEST_RECORD} merkkiä.`,
      `Studierätten har över ${LONGEST_RECORD} tecken.`,
      `The study right has more than ${LONGEST_RECORD} characters.`,
    ),
    UNENDED: ofRecord(
      'Opiskeluoikeuden loppua ei ole: uusi alkaa ennen sitä.',
      'Studierätten saknar slut: en ny börjar före det.',
      'The study right has no end: another begins before it.',
    ),
    MALFORMED: ofRecord(
      'Opiskeluoikeus ei ole oikein muodostettua XML:ää (tietueen rivi {rivi}).',
      'Studierätten är inte välformad XML (postens rad {rivi}).',
      'The study right is not well-formed XML (line {rivi} of the record).',
    ),
    MARKUP: ofRecord(
      'Opiskeluoikeudessa on merkintä, jota ei lueta: DTD:n määrittely, kommentti jossa on kaksi tavuviivaa, yli sata elementtiä sisäkkäin tai nimi kuten constructor.',
      'Studierätten har en märkning som inte läses: en DTD-deklaration, en kommentar med två bindestreck, över hundra element i varandra eller ett namn som constructor.',
      'The study right has markup that is not read: a declaration of a DTD, a comment with a double hyphen, more than a hundred elements in one another, or a name such as constructor.',
    ),
    CHARACTER: ofRecord(
      'Opiskeluoikeudessa on merkki, jota XML ei salli.',
      'Studierätten har ett tecken som XML inte tillåter.',
      'The study right has a character that XML does not allow.',
    ),
    REFERENCE: ofRecord(
      'Opiskeluoikeuden tiedossa {kohta} on viittaus tai merkki, jota ei lueta: XML:n viisi entiteettiä ja sallittujen merkkien numerot luetaan.',
      'Studierättens uppgift {kohta} har en referens eller ett tecken som inte läses: XML:s fem entiteter och nummer på tillåtna tecken läses.',
      "The field {kohta} of the study right has a reference or a character that is not read: XML's own five entities and the numbers of allowed characters are.",
    ),
    PREFIX: ofRecord(
      'Opiskeluoikeuden nimellä {kohta} on etuliite, jota ei ole määritelty, tai sama määre on kahdesti.',
      'Namnet {kohta} i studierätten har ett prefix som inte är deklarerat, eller samma attribut finns två gånger.',
      'The name {kohta} in the study right has a prefix that nothing declares, or is an attribute that stands twice.',
    ),
  },
  'badRequest.validation.virta': {
    MISSING: ofField('puuttuu.', 'saknas.', "is missing (in VIRTA's namespace; attributes without a prefix)."),
    EMPTY: ofField('on tyhjä.', 'är tom.', 'is empty.'),
    NIL: ofField(
      'on merkitty xsi:nil, vaikka sillä on oltava arvo.',
      'är märkt xsi:nil, fast den ska ha ett värde.',
      'is marked xsi:nil, but is to have a value.',
    ),
    SEVERAL: ofField('on useaan kertaan.', 'finns flera gånger.', 'is there more than once.'),
    LENGTH: ofField('on liian pitkä.', 'är för lång.', 'is too long.'),
    LOST_CHARACTERS: ofField(
      'sisältää merkin U+FFFD: kirjaimia on kadonnut ennen lähettämistä. Muunna tiedot alkuperäisestä oikeassa merkistössä.',
      'innehåller tecknet U+FFFD: bokstäver har gått förlorade före sändningen. Konvertera från originalet med rätt teckenkodning.',
      'holds U+FFFD: letters were lost before it was sent. Convert the data from the original in its right encoding.',
    ),
    DAY: ofField(
      'ei ole päivä muodossa VVVV-KK-PP, vuodet 1900–9999.',
      'är inte en dag i formen ÅÅÅÅ-MM-DD, åren 1900–9999.',
      'is not a day that exists, as YYYY-MM-DD, years 1900–9999.',
    ),
    CODE: ofField('ei ole koodiston koodi.', 'är ingen kod i kodlistan.', 'is not a code of its code list.'),
    ORGANISATION: ofField(
      'ei ole organisaation koodi: siinä on 1–5 kirjainta tai numeroa.',
      'är ingen organisationskod: den har 1–5 bokstäver eller siffror.',
      'is not the code of an organisation, which has 1–5 letters or digits.',
    ),
    END_BEFORE_START: ofField('on ennen alkua.', 'är före början.', 'is before the start.'),
    OVERLAP: ofField(
      'on ennen edellisen tilan loppua. Tila saa alkaa aikaisintaan päivänä, jona edellinen päättyy.',
      'är före slutet av det förra tillståndet. Ett tillstånd får börja tidigast den dag då det förra slutar.',
      'is before the end of the state before it. A state may begin on the day the one before ends, not earlier.',
    ),
  },
};
