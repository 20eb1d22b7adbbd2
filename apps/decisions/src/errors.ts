import type { ErrorTable } from '#platform';

/** Every error code of this service: how it is answered, how it is logged, and what people read. */
export const errors: ErrorTable = {
  'decision/case-not-found': {
    status: 404,
    level: 'info',
    title: { fi: 'Hakemusta ei löydy', sv: 'Ansökan hittas inte', en: 'The application is not found' },
    detail: {
      fi: 'Mitään ei muutettu. Jos hakemus on juuri lähetetty, yritä hetken kuluttua uudelleen.',
      sv: 'Ingenting ändrades. Om ansökan just har skickats, försök på nytt om en stund.',
      en: 'Nothing was changed. If the application has only just been sent, try again in a moment.',
    },
  },
  'decision/part-not-found': {
    status: 404,
    level: 'info',
    title: {
      fi: 'Hakemuksessa ei ole tällaista osaa',
      sv: 'Ansökan har ingen sådan del',
      en: 'The application has no such part',
    },
    detail: {
      fi: 'Mitään ei muutettu. Avaa hakemus uudelleen ja valitse osa sieltä.',
      sv: 'Ingenting ändrades. Öppna ansökan på nytt och välj delen där.',
      en: 'Nothing was changed. Open the application again and choose the part there.',
    },
  },
  'decision/decision-not-found': {
    status: 404,
    level: 'info',
    title: { fi: 'Päätöstä ei löydy', sv: 'Beslutet hittas inte', en: 'The decision is not found' },
    detail: {
      fi: 'Mitään ei muutettu. Avaa päätös hakemuksen kautta.',
      sv: 'Ingenting ändrades. Öppna beslutet via ansökan.',
      en: 'Nothing was changed. Open the decision from its application.',
    },
  },
  'decision/not-allowed': {
    status: 403,
    level: 'warn',
    title: {
      fi: 'Roolisi ei oikeuta tähän',
      sv: 'Din roll ger inte rätt till detta',
      en: 'Your role does not allow this',
    },
    detail: {
      fi: 'Mitään ei muutettu. Pyydä tarvittaessa pääkäyttäjältä oikea rooli.',
      sv: 'Ingenting ändrades. Be vid behov administratören om rätt roll.',
      en: 'Nothing was changed. Ask the administrator for the right role if you need one.',
    },
  },
  'decision/not-the-handler': {
    status: 403,
    level: 'info',
    title: { fi: 'Et käsittele tätä osaa', sv: 'Du handlägger inte den här delen', en: 'You do not handle this part' },
    detail: {
      fi: 'Mitään ei muutettu. Ota osa ensin itsellesi tai pyydä sen käsittelijää toimimaan.',
      sv: 'Ingenting ändrades. Ta först över delen eller be dess handläggare göra detta.',
      en: 'Nothing was changed. Take the part over first, or ask its handler to act.',
    },
  },
  'decision/part-not-in-process': {
    status: 409,
    level: 'info',
    title: {
      fi: 'Osa ei ole käsittelyssä ({state})',
      sv: 'Delen är inte under behandling ({state})',
      en: 'The part is not in processing ({state})',
    },
    detail: {
      fi: 'Päätöstä ei tallennettu. Ota lähetetty osa käsittelyyn; palautetun osan opiskelija täydentää ensin.',
      sv: 'Beslutet sparades inte. Ta en inlämnad del under behandling; en returnerad del kompletteras först av studenten.',
      en: 'The decision was not saved. Take a sent part into processing; a returned one is first completed by the student.',
    },
  },
  'decision/already-decided': {
    status: 409,
    level: 'info',
    title: {
      fi: 'Osasta on jo päätös ({state})',
      sv: 'Delen har redan ett beslut ({state})',
      en: 'The part already has a decision ({state})',
    },
    detail: {
      fi: 'Aiempi päätös {decisionId} säilyi ennallaan, uutta ei tallennettu. Avaa aiempi päätös.',
      sv: 'Det tidigare beslutet {decisionId} är oförändrat, inget nytt sparades. Öppna det tidigare beslutet.',
      en: 'The earlier decision {decisionId} stands as it was and no new one was saved. Open the earlier decision.',
    },
  },
  'decision/reasons-missing': {
    status: 422,
    level: 'info',
    title: {
      fi: 'Hylkäävältä päätökseltä puuttuvat perustelut',
      sv: 'Motivering saknas för avslaget',
      en: 'The rejection has no reasons',
    },
    detail: {
      fi: 'Päätöstä ei tallennettu. Kirjoita perustelut: opiskelija tarvitsee ne voidakseen pyytää oikaisua.',
      sv: 'Beslutet sparades inte. Skriv en motivering: studenten behöver den för att kunna begära rättelse.',
      en: 'The decision was not saved. Write the reasons: the student needs them to be able to ask for rectification.',
    },
  },
  'decision/rejection-grants-nothing': {
    status: 422,
    level: 'info',
    title: {
      fi: 'Hylkäävässä päätöksessä on hyväksynnän tietoja',
      sv: 'Avslaget innehåller uppgifter om ett godkännande',
      en: 'The rejection carries data of an approval',
    },
    detail: {
      fi: 'Päätöstä ei tallennettu. Poista kentät ({fields}) tai valitse hyväksyntä.',
      sv: 'Beslutet sparades inte. Ta bort fälten ({fields}) eller välj godkännande.',
      en: 'The decision was not saved. Remove the fields ({fields}) or choose approval.',
    },
  },
  'decision/approval-incomplete': {
    status: 422,
    level: 'info',
    title: {
      fi: 'Hyväksyvästä päätöksestä puuttuu tietoja',
      sv: 'Godkännandet saknar uppgifter',
      en: 'The approval lacks data',
    },
    detail: {
      fi: 'Päätöstä ei tallennettu. Täydennä kentät: {fields}.',
      sv: 'Beslutet sparades inte. Komplettera fälten: {fields}.',
      en: 'The decision was not saved. Fill in the fields: {fields}.',
    },
  },
  'decision/credits-not-possible': {
    status: 422,
    level: 'info',
    title: {
      fi: 'Opintopisteet eivät käy: {granted}',
      sv: 'Studiepoängen går inte att bevilja: {granted}',
      en: 'These credits cannot be granted: {granted}',
    },
    detail: {
      fi: 'Päätöstä ei tallennettu. Haettu on {applied} op; myönnä enemmän kuin 0 ja enintään {most} op. Jos mitään ei voi hyväksyä, tee hylkäävä päätös.',
      sv: 'Beslutet sparades inte. Ansökan gäller {applied} sp; bevilja mer än 0 och högst {most} sp. Om inget kan godkännas, avslå delen.',
      en: 'The decision was not saved. Applied for are {applied} cr; grant more than 0 and at most {most} cr. If nothing can be recognised, reject the part.',
    },
  },
  'decision/exemption-grants-no-credits': {
    status: 422,
    level: 'info',
    title: {
      fi: 'Vapautus ei anna opintopisteitä',
      sv: 'En befrielse ger inga studiepoäng',
      en: 'An exemption grants no credits',
    },
    detail: {
      fi: 'Päätöstä ei tallennettu. Jätä opintopisteet pois tai merkitse 0.',
      sv: 'Beslutet sparades inte. Lämna studiepoängen tomma eller ange 0.',
      en: 'The decision was not saved. Leave the credits out, or enter 0.',
    },
  },
  'decision/public-name-tells-of-a-person': {
    status: 422,
    level: 'info',
    title: {
      fi: 'Julkisessa nimessä tai avainsanassa on henkilötietoja',
      sv: 'Det offentliga namnet eller ett nyckelord innehåller personuppgifter',
      en: 'The public name or a keyword holds personal data',
    },
    detail: {
      fi: 'Päätöstä ei tehty. Kirjattu hyväksiluku näkyy kaikille hyväksilukupankissa, joten taustan nimessä, sen koodissa ja avainsanoissa ei saa olla henkilötunnusta, sähköpostiosoitetta eikä puhelinnumeroa. Anna taustalle oma nimi (basisName) ilman niitä; jos ne ovat koodissa, palauta osa opiskelijalle.',
      sv: 'Inget beslut fattades. Ett registrerat tillgodoräknande syns för alla i tillgodoräknandebanken, så bakgrundens namn, dess kod och nyckelorden får inte innehålla personbeteckning, e-postadress eller telefonnummer. Ge bakgrunden ett eget namn (basisName) utan dem; om de finns i koden, återsänd delen till studenten.',
      en: 'No decision was made. A recorded recognition is seen by everybody in the recognition bank, so the name of the background, its code and the keywords must not hold an identity code, an e-mail address or a telephone number. Give the background a name of its own (basisName) without them; if they stand in the code, return the part to the student.',
    },
  },
  'decision/public-name-is-the-applicants': {
    status: 422,
    level: 'info',
    title: {
      fi: 'Julkisessa nimessä tai avainsanassa näyttää olevan hakijan nimi',
      sv: 'Det offentliga namnet eller ett nyckelord verkar innehålla sökandens namn',
      en: "The public name or a keyword seems to hold the applicant's name",
    },
    detail: {
      fi: 'Päätöstä ei vielä tehty. Anna taustalle nimi (basisName) ilman hakijan nimeä. Jos sana tarkoittaa muuta, vahvista se (applicantsNameMayStand: true); samasta tekstistä ei kysytä toista kertaa.',
      sv: 'Inget beslut har ännu fattats. Ge bakgrunden ett namn (basisName) utan sökandens namn. Om ordet betyder något annat, bekräfta det (applicantsNameMayStand: true); samma text frågas det inte om igen.',
      en: "No decision was made yet. Give the background a name (basisName) without the applicant's. If the word means something else, confirm it (applicantsNameMayStand: true); you are not asked again about the same text.",
    },
  },
  'decision/grade-not-on-scale': {
    status: 422,
    level: 'info',
    title: {
      fi: 'Arvosana ei ole kurssin asteikolla: {grade}',
      sv: 'Vitsordet finns inte på kursens skala: {grade}',
      en: "The grade is not on the course's scale: {grade}",
    },
    detail: {
      fi: 'Päätöstä ei tallennettu. Mahdolliset arvosanat: {possible}.',
      sv: 'Beslutet sparades inte. Möjliga vitsord: {possible}.',
      en: 'The decision was not saved. Possible grades: {possible}.',
    },
  },
  'decision/recorded-with-another-date': {
    status: 409,
    level: 'info',
    title: {
      fi: 'Hyväksiluku on jo kirjattu päivälle {recordedOn}',
      sv: 'Tillgodoräknandet är redan registrerat på {recordedOn}',
      en: 'The recognition is already recorded on {recordedOn}',
    },
    detail: {
      fi: 'Mitään ei muutettu: kirjaus säilyy, eikä päivä {asked} tullut voimaan. Pyydä kirjaus uudelleen ilman päivää nähdäksesi sen.',
      sv: 'Ingenting ändrades: registreringen består och {asked} trädde inte i kraft. Begär registreringen på nytt utan datum för att se den.',
      en: 'Nothing was changed: the recording stands, and {asked} was not taken. Ask for the recording again without a date to see it.',
    },
  },
  'decision/name-missing': {
    status: 422,
    level: 'info',
    title: {
      fi: 'Sisällytettävällä opinnolla ei ole nimeä',
      sv: 'Studien som ska inkluderas har inget namn',
      en: 'The study to be included has no name',
    },
    detail: {
      fi: 'Päätöstä ei tallennettu. Anna nimi päätöksessä (basisName) tai palauta osa opiskelijalle.',
      sv: 'Beslutet sparades inte. Ange namnet i beslutet (basisName) eller returnera delen till studenten.',
      en: 'The decision was not saved. Give the name in the decision (basisName) or return the part to the student.',
    },
  },
  'decision/step-not-possible': {
    status: 409,
    level: 'warn',
    title: {
      fi: 'Päätös ei ole vaiheessa, jossa tämän voi tehdä ({state})',
      sv: 'Beslutet är inte i ett skede där detta kan göras ({state})',
      en: 'The decision is not at a stage where this can be done ({state})',
    },
    detail: {
      fi: 'Päätös säilyi ennallaan. Avaa se uudelleen ja katso sen nykyinen vaihe.',
      sv: 'Beslutet är oförändrat. Öppna det på nytt och se i vilket skede det är.',
      en: 'The decision stands as it was. Open it again to see its present stage.',
    },
  },
  'decision/not-final-yet': {
    status: 409,
    level: 'info',
    title: {
      fi: 'Päätös odottaa vielä vahvistusta',
      sv: 'Beslutet väntar ännu på bekräftelse',
      en: 'The decision still waits for its confirmation',
    },
    detail: {
      fi: 'Mitään ei kirjattu. Vahvistus tulee tavallisesti muutamassa sekunnissa: yritä sitten uudelleen.',
      sv: 'Ingenting registrerades. Bekräftelsen kommer oftast inom några sekunder: försök sedan på nytt.',
      en: 'Nothing was recorded. The confirmation usually comes within seconds: try again then.',
    },
  },
  'decision/void': {
    status: 409,
    level: 'info',
    title: {
      fi: 'Päätös ei tullut voimaan',
      sv: 'Beslutet trädde aldrig i kraft',
      en: 'The decision never took effect',
    },
    detail: {
      fi: 'Mitään ei kirjattu: osa ehdittiin peruuttaa tai palauttaa ennen päätöstä. Tee uusi päätös, jos osa on taas käsittelyssä.',
      sv: 'Ingenting registrerades: delen hann återkallas eller returneras före beslutet. Fatta ett nytt beslut om delen åter är under behandling.',
      en: 'Nothing was recorded: the part was cancelled or returned before the decision. Decide anew if it is in processing again.',
    },
  },
  'decision/rejected-not-recorded': {
    status: 409,
    level: 'info',
    title: {
      fi: 'Hylkäävää päätöstä ei kirjata',
      sv: 'Ett avslag registreras inte',
      en: 'A rejection is not recorded',
    },
    detail: {
      fi: 'Mitään ei kirjattu, ja päätös säilyi ennallaan. Hylätyn osan käsittely on valmis.',
      sv: 'Ingenting registrerades och beslutet är oförändrat. Behandlingen av en avslagen del är avslutad.',
      en: 'Nothing was recorded and the decision stands. The handling of a rejected part is finished.',
    },
  },
  'decision/attainment-date-not-possible': {
    status: 422,
    level: 'info',
    title: {
      fi: 'Suorituspäivä {asked} ei käy',
      sv: 'Prestationsdatumet {asked} går inte',
      en: 'The attainment date {asked} is not possible',
    },
    detail: {
      fi: 'Mitään ei kirjattu. Päivän on oltava opiskeluoikeuden sisällä ({startDate} – {endDate}) eikä tulevaisuudessa. Hyväksilukupäivä {proposedDate} käy; alkuperäinen päivä säilyy erikseen.',
      sv: 'Ingenting registrerades. Datumet ska ligga inom studierätten ({startDate} – {endDate}) och inte i framtiden. Datumet för tillgodoräknandet {proposedDate} går; det ursprungliga datumet bevaras separat.',
      en: 'Nothing was recorded. The date must lie inside the study right ({startDate} – {endDate}) and not in the future. The recognition date {proposedDate} would do; the original date is kept separately.',
    },
  },
  'decision/no-date-inside-study-right': {
    status: 409,
    level: 'info',
    title: {
      fi: 'Opiskeluoikeus ({startDate} – {endDate}) ei kata suorituspäivää',
      sv: 'Studierätten ({startDate} – {endDate}) täcker inte prestationsdatumet',
      en: 'The study right ({startDate} – {endDate}) covers no attainment date',
    },
    detail: {
      fi: 'Mitään ei kirjattu, ja päätös säilyi. Tarkista opiskeluoikeuden päivät opintotoimistosta tai anna sen sisällä oleva päivä.',
      sv: 'Ingenting registrerades och beslutet är kvar. Kontrollera studierättens datum vid studiebyrån eller ange ett datum inom den.',
      en: 'Nothing was recorded and the decision stands. Check the days of the study right with the study office, or give a day inside it.',
    },
  },
  'decision/study-right-unknown': {
    status: 409,
    level: 'warn',
    title: {
      fi: 'Opiskeluoikeuden tietoja ei ole vielä saatu',
      sv: 'Uppgifterna om studierätten har ännu inte kommit',
      en: 'The data of the study right have not arrived yet',
    },
    detail: {
      fi: 'Mitään ei kirjattu, ja päätös säilyi. Yritä myöhemmin uudelleen; ellei se auta, ilmoita opiskeluoikeus {studyRightId} opintotoimistoon.',
      sv: 'Ingenting registrerades och beslutet är kvar. Försök senare; om det inte hjälper, anmäl studierätten {studyRightId} till studiebyrån.',
      en: 'Nothing was recorded and the decision stands. Try again later; if that does not help, report study right {studyRightId} to the study office.',
    },
  },
  'decision/course-unknown': {
    status: 409,
    level: 'warn',
    title: {
      fi: 'Opintojakson {courseCode} tietoja ei ole saatu',
      sv: 'Uppgifterna om studieperioden {courseCode} har inte kommit',
      en: 'The data of course {courseCode} have not arrived',
    },
    detail: {
      fi: 'Mitään ei kirjattu, ei osittainkaan, ja päätös säilyi. Pyydä opintotoimistoa julkaisemaan opintojakso ja yritä uudelleen.',
      sv: 'Ingenting registrerades, inte ens delvis, och beslutet är kvar. Be studiebyrån publicera studieperioden och försök på nytt.',
      en: 'Nothing was recorded, not even in part, and the decision stands. Ask the study office to publish the course and try again.',
    },
  },
  'decision/cursor-not-valid': {
    status: 400,
    level: 'info',
    title: { fi: 'Sivumerkki ei kelpaa', sv: 'Sidmarkören är ogiltig', en: 'The page cursor is not valid' },
    detail: {
      fi: 'Mitään ei muutettu. Hae luettelo alusta ilman sivumerkkiä.',
      sv: 'Ingenting ändrades. Hämta listan från början utan sidmarkör.',
      en: 'Nothing was changed. Read the list from its start, without a cursor.',
    },
  },
};
