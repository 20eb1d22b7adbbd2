import { field, type HoksField, type HoksSection, text } from './hoks-section.js';
import { mainFields } from './main-fields.js';

const AREA = 'osa-alue-koodi-uri';
const AREAS = 'osa-alueet';
const WAY = 'osaamisen-hankkimistapa-koodi-uri';
const WAYS = 'osaamisen-hankkimistavat';
const WORKPLACE = 'tyopaikalla-jarjestettava-koulutus';

function fieldsWithin(required: readonly string[], others: readonly string[] = []): HoksField['within'] {
  return [...required.map((name) => ({ name, required: true })), ...others.map((name) => ({ name, required: false }))];
}

/** What a part may hold, and what lies in it: ways of acquiring competence, sub-areas, the workplace. Each list says what of it people write. */
const PART_FIELDS: readonly HoksField[] = [
  field('nimi', 'TEXT', text('Nimi', 'Namn', 'Name')),
  field('tutkinnon-osa-koodi-uri', 'CODE', text('Tutkinnon osa', 'Examensdel', 'Qualification unit')),
  field(AREA, 'CODE', text('Osa-alue', 'Delområde', 'Sub-area')),
  field('koulutuksen-osa-koodi-uri', 'CODE', text('Koulutuksen osa', 'Utbildningsdel', 'Part of the education')),
  field(
    'tutkinnon-osan-perusteen-diaarinro',
    'TEXT',
    text('Perusteen diaarinumero', 'Grundernas diarienummer', 'Register number of the requirements'),
  ),
  field('laajuus', 'NUMBER', text('Laajuus (osp)', 'Omfattning (kp)', 'Extent (competence points)')),
  field('alku', 'DAY', text('Alkaa', 'Börjar', 'Begins')),
  field('loppu', 'DAY', text('Päättyy', 'Slutar', 'Ends')),
  field(
    'valittu-todentamisen-prosessi-koodi-uri',
    'CODE',
    text('Osaamisen todentaminen', 'Verifiering av kunnandet', 'Verification of competence'),
    {
      codes: [
        {
          code: 'osaamisentodentamisenprosessi_0001',
          text: text('todennettu suoraan', 'verifierat direkt', 'verified directly'),
        },
        {
          code: 'osaamisentodentamisenprosessi_0002',
          text: text('lähetetty arvioitavaksi', 'sänt för bedömning', 'sent for assessment'),
        },
        {
          code: 'osaamisentodentamisenprosessi_0003',
          text: text('osoitetaan näytössä', 'visas i yrkesprov', 'shown in a demonstration'),
        },
      ],
    },
  ),
  field(
    'opetus-ja-ohjaus-maara',
    'NUMBER',
    text('Opetus ja ohjaus (tuntia)', 'Undervisning och handledning (timmar)', 'Teaching and guidance (hours)'),
  ),
  field(
    'vaatimuksista-tai-tavoitteista-poikkeaminen',
    'TEXT',
    text('Poikkeaminen vaatimuksista', 'Avvikelse från kraven', 'Deviation from the requirements'),
  ),
  field('kuvaus', 'TEXT', text('Kuvaus', 'Beskrivning', 'Description')),
  field(WAY, 'CODE', text('Osaamisen hankkimistapa', 'Sätt att förvärva kunnande', 'Way of acquiring competence'), {
    codes: [
      {
        code: 'osaamisenhankkimistapa_koulutussopimus',
        text: text('koulutussopimus', 'utbildningsavtal', 'training agreement'),
      },
      { code: 'osaamisenhankkimistapa_oppisopimus', text: text('oppisopimus', 'läroavtal', 'apprenticeship') },
      {
        code: 'osaamisenhankkimistapa_oppilaitosmuotoinenkoulutus',
        text: text('oppilaitosmuotoinen koulutus', 'utbildning vid läroanstalt', 'education at the institution'),
      },
    ],
  }),
  field('osa-aikaisuustieto', 'NUMBER', text('Osa-aikaisuus (%)', 'Deltid (%)', 'Part-time share (%)'), {
    hint: text(
      'Työpaikalla 1–100. Täyttä työaikaa vastaa 100.',
      'På en arbetsplats 1–100. 100 motsvarar full arbetstid.',
      'At a workplace 1–100. Full working time is 100.',
    ),
  }),
  field(
    'oppisopimuksen-perusta-koodi-uri',
    'CODE',
    text('Oppisopimuksen perusta', 'Läroavtalets grund', 'Basis of the apprenticeship'),
    {
      hint: text(
        'Oppisopimuksesta, esimerkiksi oppisopimuksenperusta_01.',
        'Av ett läroavtal, till exempel oppisopimuksenperusta_01.',
        'Of an apprenticeship, for example oppisopimuksenperusta_01.',
      ),
    },
  ),
  field(
    WORKPLACE,
    'THING',
    text('Työpaikalla järjestettävä koulutus', 'Utbildning på arbetsplatsen', 'Education at a workplace'),
    {
      within: fieldsWithin(
        [],
        ['tyopaikan-nimi', 'tyopaikan-y-tunnus', 'keskeiset-tyotehtavat', 'vastuullinen-tyopaikka-ohjaaja'],
      ),
    },
  ),
  field('tyopaikan-nimi', 'TEXT', text('Työpaikan nimi', 'Arbetsplatsens namn', 'Name of the workplace')),
  field(
    'tyopaikan-y-tunnus',
    'TEXT',
    text('Työpaikan Y-tunnus', 'Arbetsplatsens FO-nummer', 'Business ID of the workplace'),
    {
      hint: text('Esimerkiksi 0112038-9.', 'Till exempel 0112038-9.', 'For example 0112038-9.'),
    },
  ),
  field('keskeiset-tyotehtavat', 'TEXTS', text('Keskeiset työtehtävät', 'Centrala arbetsuppgifter', 'Main tasks'), {
    hint: text('Yksi riville.', 'En per rad.', 'One on a line.'),
  }),
  field(
    'vastuullinen-tyopaikka-ohjaaja',
    'THING',
    text('Vastuullinen työpaikkaohjaaja', 'Ansvarig arbetsplatshandledare', 'Responsible workplace instructor'),
    { within: fieldsWithin([], ['nimi', 'sahkoposti', 'puhelinnumero']) },
  ),
  field('sahkoposti', 'TEXT', text('Sähköposti', 'E-post', 'E-mail')),
  field('puhelinnumero', 'TEXT', text('Puhelinnumero', 'Telefonnummer', 'Telephone number')),
  field(WAYS, 'LIST', text('Osaamisen hankkimistavat', 'Sätt att förvärva kunnande', 'Ways of acquiring competence'), {
    within: fieldsWithin(
      [WAY, 'alku', 'loppu'],
      ['osa-aikaisuustieto', 'oppisopimuksen-perusta-koodi-uri', WORKPLACE, 'keskeytymisajanjaksot'],
    ),
  }),
  field(AREAS, 'LIST', text('Osa-alueet', 'Delområden', 'Sub-areas')),
  field(
    'osaamisen-osoittaminen',
    'LIST',
    text('Osaamisen osoittaminen', 'Påvisande av kunnande', 'Demonstration of competence'),
  ),
  field('keskeytymisajanjaksot', 'LIST', text('Keskeytymiset', 'Avbrott', 'Interruptions'), {
    within: fieldsWithin(['alku'], ['loppu']),
  }),
];

const SUPPORT_FIELDS: readonly HoksField[] = [
  field('oppimisen-tuen-tyyppi-koodi-uri', 'CODE', text('Tuen laji', 'Typ av stöd', 'Kind of support'), {
    codes: [
      {
        code: 'ammatillinenkoulutusoppimisentuentyyppi_01',
        text: text('tukiopetus', 'stödundervisning', 'tutoring'),
      },
    ],
  }),
  field('alku', 'DAY', text('Alkaa', 'Börjar', 'Begins')),
  field('loppu', 'DAY', text('Päättyy', 'Slutar', 'Ends')),
  field(
    'tutkinnon-osan-tyyppi-koodi-uri',
    'CODE',
    text('Tutkinnon osan tyyppi', 'Typ av examensdel', 'Type of qualification unit'),
    {
      codes: [
        {
          code: 'ammatillisentutkinnonosanryhma_1',
          text: text('ammatilliset tutkinnon osat', 'yrkesinriktade examensdelar', 'vocational units'),
        },
        {
          code: 'ammatillisentutkinnonosanryhma_2',
          text: text('yhteiset tutkinnon osat', 'gemensamma examensdelar', 'common units'),
        },
      ],
    },
  ),
];

const UNIT = 'tutkinnon-osa-koodi-uri';
const VERIFIED = 'valittu-todentamisen-prosessi-koodi-uri';
const UNIT_ACQUIRED = [UNIT, VERIFIED];
const TO_ACQUIRE = ['opetus-ja-ohjaus-maara', 'vaatimuksista-tai-tavoitteista-poikkeaminen'];
const TUVA_PART = ['koulutuksen-osa-koodi-uri', 'laajuus', 'alku', 'loppu'];

interface ListRules {
  readonly onlyFor?: string | null;
  readonly fields?: readonly HoksField[];
  readonly written: readonly string[];
  readonly required?: readonly string[];
  /** What people write of the sub-areas in it. */
  readonly areas?: HoksField['within'];
}

/** @param written names of the fields that people write by hand */
function list(
  name: string,
  title: HoksSection['title'],
  { onlyFor = 'ammatillinenkoulutus', fields = PART_FIELDS, written, required = [], areas = [] }: ListRules,
): HoksSection {
  const ruled = fields.map((one) => ({
    ...one,
    editable: written.includes(one.name),
    required: required.includes(one.name),
    ...(one.name === AREAS && { within: areas }),
  }));
  return { name, title, repeated: true, onlyFor, fields: ruled };
}

/** THE table of what a HOKS is made of, in the order in which it is read. Source: ehoks src/oph/ehoks/hoks/schema.clj. */
export const hoksSections: readonly HoksSection[] = [
  mainFields,
  list(
    'aiemmin-hankitut-ammat-tutkinnon-osat',
    text(
      'Aiemmin hankitut ammatilliset tutkinnon osat',
      'Tidigare förvärvade yrkesinriktade examensdelar',
      'Vocational units acquired before',
    ),
    { written: UNIT_ACQUIRED, required: [UNIT] },
  ),
  list(
    'aiemmin-hankitut-yhteiset-tutkinnon-osat',
    text(
      'Aiemmin hankitut yhteiset tutkinnon osat',
      'Tidigare förvärvade gemensamma examensdelar',
      'Common units acquired before',
    ),
    {
      written: [...UNIT_ACQUIRED, AREAS],
      required: [UNIT],
      areas: fieldsWithin([AREA], [VERIFIED]),
    },
  ),
  list(
    'aiemmin-hankitut-paikalliset-tutkinnon-osat',
    text(
      'Aiemmin hankitut paikalliset tutkinnon osat',
      'Tidigare förvärvade lokala examensdelar',
      'Local units acquired before',
    ),
    { written: ['nimi', 'laajuus', VERIFIED, 'kuvaus'], required: ['nimi', VERIFIED] },
  ),
  list(
    'hankittavat-ammat-tutkinnon-osat',
    text(
      'Hankittavat ammatilliset tutkinnon osat',
      'Yrkesinriktade examensdelar som förvärvas',
      'Vocational units to be acquired',
    ),
    { written: [UNIT, ...TO_ACQUIRE, WAYS], required: [UNIT] },
  ),
  list(
    'hankittavat-yhteiset-tutkinnon-osat',
    text('Hankittavat yhteiset tutkinnon osat', 'Gemensamma examensdelar som förvärvas', 'Common units to be acquired'),
    {
      written: [UNIT, AREAS],
      required: [UNIT],
      areas: fieldsWithin([AREA], [...TO_ACQUIRE, WAYS]),
    },
  ),
  list(
    'hankittavat-paikalliset-tutkinnon-osat',
    text('Hankittavat paikalliset tutkinnon osat', 'Lokala examensdelar som förvärvas', 'Local units to be acquired'),
    { written: ['nimi', 'laajuus', 'opetus-ja-ohjaus-maara', 'kuvaus', WAYS], required: ['nimi'] },
  ),
  list(
    'hankittavat-koulutuksen-osat',
    text('Hankittavat koulutuksen osat', 'Utbildningsdelar som förvärvas', 'Parts of the education to be acquired'),
    { onlyFor: 'tuva', written: TUVA_PART, required: TUVA_PART },
  ),
  list(
    'opiskeluvalmiuksia-tukevat-opinnot',
    text(
      'Opiskeluvalmiuksia tukevat opinnot',
      'Studier som stöder studiefärdigheterna',
      'Studies that support study skills',
    ),
    { written: ['nimi', 'kuvaus', 'alku', 'loppu'], required: ['nimi'] },
  ),
  list('oppimisen-tuki', text('Oppimisen tuki', 'Stöd för lärande', 'Learning support'), {
    onlyFor: null,
    fields: SUPPORT_FIELDS,
    // Not all kinds have their words here.
    written: [],
  }),
];
