import { field, type HoksSection, text } from './hoks-section.js';

/** The main fields: what a HOKS of 2019 had to have, and what was added since (R156–R157). */
export const mainFields: HoksSection = {
  name: 'perustiedot',
  title: text('Perustiedot', 'Basuppgifter', 'Basic data'),
  repeated: false,
  onlyFor: null,
  fields: [
    field('ensikertainen-hyvaksyminen', 'DAY', text('Ensikertainen hyväksyminen', 'Först godkänd', 'First approved'), {
      ...{ required: true, editable: true },
      hint: text(
        'Päivä, jona HOKS hyväksyttiin ensimmäisen kerran, esim. 1.9.2026.',
        'Den dag då HOKS godkändes första gången, t.ex. 1.9.2026.',
        'The day on which the HOKS was first approved, such as 1.9.2026.',
      ),
    }),
    field(
      'osaamisen-hankkimisen-tarve',
      'YES_NO',
      text('Osaamisen hankkimisen tarve', 'Behov av att förvärva kunnande', 'Need to acquire competence'),
      {
        ...{ required: true, editable: true },
        hint: text(
          'Kirjataan kaikille, myös VALMA-, TELMA- ja TUVA-opiskelijoille. Heille se ei käynnistä opiskelijapalautetta, koska palautetta ei kerätä heiltä.',
          'Anges för alla, också för studerande i VALMA, TELMA och TUVA. För dem startar uppgiften ingen studeranderespons, eftersom respons inte samlas in från dem.',
          'Recorded for everybody, also for students of VALMA, TELMA and TUVA. For them it starts no student feedback, because feedback is not collected from them.',
        ),
      },
    ),
    field(
      'osaamisen-saavuttamisen-pvm',
      'DAY',
      text('Osaamisen saavuttamisen päivä', 'Dag då kunnandet uppnåddes', 'Day on which the competence was reached'),
      {
        editable: true,
        hint: text(
          'Aikaisintaan 2.1.2018 ja enintään 14 päivää eteenpäin.',
          'Tidigast 2.1.2018 och högst 14 dagar framåt.',
          'From 2.1.2018 on, and 14 days ahead at most.',
        ),
      },
    ),
    field('urasuunnitelma-koodi-uri', 'TEXT', text('Urasuunnitelma', 'Karriärplan', 'Career plan'), {
      editable: true,
      hint: text(
        'Koodi muodossa urasuunnitelma_0001.',
        'Koden i formen urasuunnitelma_0001.',
        'The code in the form urasuunnitelma_0001.',
      ),
    }),
    field(
      'tuva-opiskeluoikeus-oid',
      'OID',
      text('TUVA-opiskeluoikeuden oid', 'Oid för studierätten i TUVA', 'Oid of the TUVA study right'),
      {
        ...{ editable: true, onlyFor: 'ammatillinenkoulutus' },
        hint: text(
          'Kun oppijalla on samaan aikaan TUVA-opiskeluoikeus.',
          'När studeranden samtidigt har en studierätt i TUVA.',
          'When the learner has a TUVA study right at the same time.',
        ),
      },
    ),
    field('sahkoposti', 'TEXT', text('Sähköposti', 'E-post', 'E-mail'), { editable: true }),
    field('puhelinnumero', 'TEXT', text('Puhelinnumero', 'Telefonnummer', 'Phone number'), { editable: true }),
    field('hyvaksytty', 'MOMENT', text('Hyväksytty', 'Godkänd', 'Approved')),
    field('paivitetty', 'MOMENT', text('Päivitetty', 'Uppdaterad', 'Updated')),
  ],
};
