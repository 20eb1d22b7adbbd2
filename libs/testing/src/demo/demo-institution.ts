/**
 * The demo institutions: two universities and one vocational provider, with the people, programmes, courses and study
 * rights that `npm start` publishes as the institutions' own systems would. Every person and organisation is invented;
 * the e-mail domains end in the reserved top-level domain `.example`.
 *
 * Plain data without imports: the development issuer, the loader, the walkthrough and the tests read the same facts.
 */

/** A name in Finnish, Swedish and English. */
export interface DemoText {
  readonly fi: string;
  readonly sv: string;
  readonly en: string;
}

/** What a person is at their institution, as the university's system has it. */
export type DemoRole =
  | 'STUDENT'
  | 'HANDLER'
  | 'DECISION_MAKER'
  | 'RECORDER'
  | 'ADMIN'
  | 'PROVIDER'
  | 'PROVIDER_INVALIDATOR'
  | 'PROVIDER_VIEWER'
  | 'SUPPORT';

export interface DemoInstitution {
  /** Organisation oid, node 10. */
  readonly oid: string;
  readonly kind: 'UNIVERSITY' | 'VOCATIONAL_PROVIDER';
  readonly name: DemoText;
  readonly settings: {
    /** A handler also gets an e-mail, not only a desk message, when an application arrives. */
    readonly emailHandlerOnArrival: boolean;
    /** A recorder gets a desk message when a decision waits for recording. */
    readonly notifyRecorder: boolean;
  };
}

export interface DemoPerson {
  /** The institution's own id of the person in every service, and `sub` of the access token. UUIDs here, text there. */
  readonly personId: string;
  /** Login name at the development issuer; also the id and the secret of the person's client-credentials client. */
  readonly username: string;
  readonly institutionOid: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly language: 'fi' | 'sv' | 'en';
  readonly roles: readonly DemoRole[];
  /** Degree programmes the person studies or works in. Empty: none, or all of the institution. */
  readonly programmeCodes: readonly string[];
  /** Student number, only for students. */
  readonly studentNumber?: string;
}

/** Somebody who runs the system for all institutions. No institution publishes them: they exist in tokens only. */
export interface DemoOperator extends Omit<DemoPerson, 'roles'> {
  readonly roles: readonly ['OPERATOR'];
}

/** Somebody who only deals with HOKSes: enters them by hand, or is the learner. In tokens only, like operators. */
export interface DemoHoksUser extends Omit<DemoPerson, 'roles'> {
  readonly roles: readonly ['PROVIDER_MANUAL_RECORDER'] | readonly ['LEARNER'];
}

/** Somebody who manages the systems of a vocational provider. In tokens only, like operators. */
export interface DemoAdministrator extends Omit<DemoPerson, 'roles'> {
  readonly roles: readonly ['ADMIN'];
}

/** An account that can sign in. */
export type DemoAccount = DemoPerson | DemoOperator | DemoHoksUser | DemoAdministrator;

export interface DemoProgramme {
  readonly institutionOid: string;
  readonly programmeCode: string;
  readonly name: DemoText;
  /** Extent of the degree in credits (ECTS). */
  readonly credits: number;
  /** Field of education 1–12 (the ministry's steering classification). */
  readonly fieldOfEducation: number;
}

export interface DemoCourse {
  readonly institutionOid: string;
  readonly courseCode: string;
  readonly kind: 'COURSE' | 'MODULE';
  readonly name: DemoText;
  /** Credits (ECTS); of a module: the sum of its courses. */
  readonly credits: number;
  readonly programmeCodes: readonly string[];
  /** Codes of the courses of a module; empty for a course. */
  readonly memberCourseCodes: readonly string[];
  readonly gradeScale: '0-5' | 'PASS_FAIL';
}

/** A user of the interfaces in Koski's and eHOKS's words, by HTTP Basic; the password is the user name. */
export interface DemoServiceUser {
  readonly username: string;
  readonly institutionOid: string;
  readonly roles: readonly ('PROVIDER' | 'PROVIDER_INVALIDATOR' | 'PROVIDER_VIEWER' | 'MAIN_USER')[];
  /** What the user may do, in words. */
  readonly rights: string;
}

/** A higher-education study right in the terms of the national register VIRTA. */
export interface DemoStudyRight {
  readonly studyRightId: string;
  readonly institutionOid: string;
  /** The student's personId. */
  readonly studentId: string;
  readonly programmeCode: string;
  /** VIRTA study-right type: 1 polytechnic bachelor's degree, 2 bachelor's degree, 4 master's degree. */
  readonly virtaType: 1 | 2 | 4;
  /** VIRTA study-right state: 1 active. */
  readonly virtaState: 1;
  /** First day of the study right, YYYY-MM-DD. */
  readonly startDate: string;
}

const METSALA = '1.2.246.562.10.10000000001';
const SAARISTO = '1.2.246.562.10.20000000002';
const KALLIO = '1.2.246.562.10.30000000003';

const OTHER_PROVIDER = '1.2.246.562.10.40000000004';
/** Home of the main user and of the customer service: no institution of the data, so nobody publishes its people. */
const NATIONAL_AGENCY = '1.2.246.562.10.00000000001';

const institutions: readonly DemoInstitution[] = [
  {
    oid: METSALA,
    kind: 'UNIVERSITY',
    name: { fi: 'Metsälän yliopisto', sv: 'Metsälä universitet', en: 'Metsälä University' },
    settings: { emailHandlerOnArrival: true, notifyRecorder: false },
  },
  {
    oid: SAARISTO,
    kind: 'UNIVERSITY',
    name: {
      fi: 'Saariston ammattikorkeakoulu',
      sv: 'Skärgårdens yrkeshögskola',
      en: 'Archipelago University of Applied Sciences',
    },
    settings: { emailHandlerOnArrival: false, notifyRecorder: false },
  },
  {
    oid: KALLIO,
    kind: 'VOCATIONAL_PROVIDER',
    name: { fi: 'Kallion ammattiopisto', sv: 'Kallio yrkesinstitut', en: 'Kallio Vocational College' },
    settings: { emailHandlerOnArrival: false, notifyRecorder: false },
  },
];

const persons: readonly DemoPerson[] = [
  {
    personId: '0b0a1f6e-1c51-4f0e-9b41-5d1c2f3a0001',
    username: 'aino',
    institutionOid: METSALA,
    firstName: 'Aino',
    lastName: 'Virtanen',
    email: 'aino.virtanen@opiskelija.metsala.example',
    language: 'fi',
    roles: ['STUDENT'],
    programmeCodes: ['TKT-KANDI'],
    studentNumber: '240001',
  },
  {
    personId: '0b0a1f6e-1c51-4f0e-9b41-5d1c2f3a0002',
    username: 'ville',
    institutionOid: METSALA,
    firstName: 'Ville',
    lastName: 'Nieminen',
    email: 'ville.nieminen@opiskelija.metsala.example',
    language: 'sv',
    roles: ['STUDENT'],
    programmeCodes: ['KAS-MAISTERI'],
    studentNumber: '240002',
  },
  {
    personId: '0b0a1f6e-1c51-4f0e-9b41-5d1c2f3a0003',
    username: 'hanna',
    institutionOid: METSALA,
    firstName: 'Hanna',
    lastName: 'Korhonen',
    email: 'hanna.korhonen@metsala.example',
    language: 'fi',
    roles: ['HANDLER', 'DECISION_MAKER', 'RECORDER'],
    programmeCodes: ['TKT-KANDI'],
  },
  {
    personId: '0b0a1f6e-1c51-4f0e-9b41-5d1c2f3a0004',
    username: 'heikki',
    institutionOid: METSALA,
    firstName: 'Heikki',
    lastName: 'Laine',
    email: 'heikki.laine@metsala.example',
    language: 'en',
    roles: ['HANDLER', 'DECISION_MAKER', 'RECORDER'],
    programmeCodes: ['TKT-KANDI', 'KAS-MAISTERI'],
  },
  {
    personId: '0b0a1f6e-1c51-4f0e-9b41-5d1c2f3a0005',
    username: 'raija',
    institutionOid: METSALA,
    firstName: 'Raija',
    lastName: 'Mäkinen',
    email: 'raija.makinen@metsala.example',
    language: 'fi',
    roles: ['RECORDER'],
    programmeCodes: [],
  },
  {
    personId: '0b0a1f6e-1c51-4f0e-9b41-5d1c2f3a0006',
    username: 'anna',
    institutionOid: METSALA,
    firstName: 'Anna',
    lastName: 'Salo',
    email: 'anna.salo@metsala.example',
    language: 'fi',
    roles: ['ADMIN'],
    programmeCodes: [],
  },
  {
    personId: 'saaristo:Hlo-0007',
    username: 'oskar',
    institutionOid: SAARISTO,
    firstName: 'Oskar',
    lastName: 'Lindqvist',
    email: 'oskar.lindqvist@studerande.saaristo.example',
    language: 'sv',
    roles: ['STUDENT'],
    programmeCodes: ['INS-AMK'],
    studentNumber: 'S24-0007',
  },
  {
    personId: 'saaristo:Hlo-0008',
    username: 'olga',
    institutionOid: SAARISTO,
    firstName: 'Olga',
    lastName: 'Söderholm',
    email: 'olga.soderholm@saaristo.example',
    language: 'sv',
    roles: ['HANDLER', 'DECISION_MAKER', 'RECORDER'],
    programmeCodes: ['INS-AMK'],
  },
  {
    personId: '0b0a1f6e-1c51-4f0e-9b41-5d1c2f3a0009',
    username: 'paivi',
    institutionOid: KALLIO,
    firstName: 'Päivi',
    lastName: 'Heikkinen',
    email: 'paivi.heikkinen@kallio.example',
    language: 'fi',
    roles: ['PROVIDER', 'PROVIDER_INVALIDATOR'],
    programmeCodes: [],
  },
  {
    personId: '0b0a1f6e-1c51-4f0e-9b41-5d1c2f3a000a',
    username: 'kaisa',
    institutionOid: KALLIO,
    firstName: 'Kaisa',
    lastName: 'Rantanen',
    email: 'kaisa.rantanen@kallio.example',
    language: 'fi',
    roles: ['PROVIDER_VIEWER'],
    programmeCodes: [],
  },
  {
    personId: '0b0a1f6e-1c51-4f0e-9b41-5d1c2f3a000b',
    username: 'tuki',
    institutionOid: NATIONAL_AGENCY,
    firstName: 'Tuukka',
    lastName: 'Kinnunen',
    email: 'tuukka.kinnunen@asiakaspalvelu.example',
    language: 'fi',
    roles: ['SUPPORT'],
    programmeCodes: [],
  },
  {
    personId: '0b0a1f6e-1c51-4f0e-9b41-5d1c2f3a000c',
    username: 'toini',
    institutionOid: NATIONAL_AGENCY,
    firstName: 'Toini',
    lastName: 'Salminen',
    email: 'toini.salminen@asiakaspalvelu.example',
    language: 'fi',
    roles: ['SUPPORT'],
    programmeCodes: [],
  },
];

/** The organisation that runs the system: an oid for its tokens and audit lines, no institution of the data. */
const OPERATING_ORGANISATION = '1.2.246.562.10.90000000009';

const operators: readonly DemoOperator[] = [
  {
    personId: '0b0a1f6e-1c51-4f0e-9b41-5d1c2f3a00f0',
    username: 'otso',
    institutionOid: OPERATING_ORGANISATION,
    firstName: 'Otso',
    lastName: 'Järvinen',
    email: 'otso.jarvinen@yllapito.example',
    language: 'fi',
    roles: ['OPERATOR'],
    programmeCodes: [],
  },
];

/** A vocational learner: the check digit is valid (IBM 1-3-7, node 24). */
const learner = {
  oid: '1.2.246.562.24.24080100016',
  institutionOid: KALLIO,
} as const;

const hoksUsers: readonly DemoHoksUser[] = [
  {
    personId: '0b0a1f6e-1c51-4f0e-9b41-5d1c2f3a000d',
    username: 'mirja',
    institutionOid: KALLIO,
    firstName: 'Mirja',
    lastName: 'Ojala',
    email: 'mirja.ojala@kallio.example',
    language: 'fi',
    roles: ['PROVIDER_MANUAL_RECORDER'],
    programmeCodes: [],
  },
  {
    personId: learner.oid,
    username: 'leo',
    institutionOid: KALLIO,
    firstName: 'Leo',
    lastName: 'Aalto',
    email: 'leo.aalto@opiskelija.kallio.example',
    language: 'fi',
    roles: ['LEARNER'],
    programmeCodes: [],
  },
];

const administrators: readonly DemoAdministrator[] = [
  {
    personId: '0b0a1f6e-1c51-4f0e-9b41-5d1c2f3a000e',
    username: 'petra',
    institutionOid: KALLIO,
    firstName: 'Petra',
    lastName: 'Nurmi',
    email: 'petra.nurmi@kallio.example',
    language: 'fi',
    roles: ['ADMIN'],
    programmeCodes: [],
  },
];

const programmes: readonly DemoProgramme[] = [
  {
    institutionOid: METSALA,
    programmeCode: 'TKT-KANDI',
    name: {
      fi: 'Tietojenkäsittelytieteen kandiohjelma',
      sv: 'Kandidatprogrammet i datavetenskap',
      en: "Bachelor's Programme in Computer Science",
    },
    credits: 180,
    fieldOfEducation: 7,
  },
  {
    institutionOid: METSALA,
    programmeCode: 'KAS-MAISTERI',
    name: {
      fi: 'Kasvatustieteen maisteriohjelma',
      sv: 'Magisterprogrammet i pedagogik',
      en: "Master's Programme in Education",
    },
    credits: 120,
    fieldOfEducation: 1,
  },
  {
    institutionOid: SAARISTO,
    programmeCode: 'INS-AMK',
    name: {
      fi: 'Insinööri (AMK), merenkulku',
      sv: 'Ingenjör (YH), sjöfart',
      en: 'Bachelor of Engineering, Maritime Technology',
    },
    credits: 240,
    fieldOfEducation: 8,
  },
];

const courses: readonly DemoCourse[] = [
  course('TKT-101', 5, 'Ohjelmoinnin perusteet', 'Grunderna i programmering', 'Introduction to Programming'),
  course('TKT-102', 5, 'Ohjelmoinnin jatkokurssi', 'Fortsättningskurs i programmering', 'Advanced Programming'),
  course('TKT-103', 5, 'Tietokantojen perusteet', 'Grunderna i databaser', 'Introduction to Databases'),
  course(
    'TKT-201',
    10,
    'Tietorakenteet ja algoritmit',
    'Datastrukturer och algoritmer',
    'Data Structures and Algorithms',
  ),
  course('TKT-202', 5, 'Ohjelmistotekniikka', 'Programvaruteknik', 'Software Engineering'),
  course(
    'TKT-203',
    5,
    'Tietoliikenteen perusteet',
    'Grunderna i datakommunikation',
    'Introduction to Computer Networks',
  ),
  course('TKT-290', 10, 'Työharjoittelu', 'Arbetspraktik', 'Internship', { gradeScale: 'PASS_FAIL' }),
  course(
    'KIE-RUO',
    3,
    'Toinen kotimainen kieli, ruotsi',
    'Andra inhemska språket, svenska',
    'Second National Language, Swedish',
    {
      programmeCodes: ['TKT-KANDI', 'KAS-MAISTERI'],
      gradeScale: 'PASS_FAIL',
    },
  ),
  course('KIE-ENG', 2, 'Akateeminen englanti', 'Akademisk engelska', 'Academic English', {
    programmeCodes: ['TKT-KANDI', 'KAS-MAISTERI'],
  }),
  course(
    'KAS-401',
    5,
    'Kasvatuksen tutkimusmenetelmät',
    'Pedagogiska forskningsmetoder',
    'Research Methods in Education',
    {
      programmeCodes: ['KAS-MAISTERI'],
    },
  ),
  course('KAS-402', 10, 'Aikuiskasvatus', 'Vuxenpedagogik', 'Adult Education', { programmeCodes: ['KAS-MAISTERI'] }),
  course(
    'TKT-PERUS',
    15,
    'Tietojenkäsittelyn perusopinnot',
    'Grundstudier i datavetenskap',
    'Basic Studies in Computer Science',
    {
      kind: 'MODULE',
      memberCourseCodes: ['TKT-101', 'TKT-102', 'TKT-103'],
    },
  ),
  course('INS-110', 5, 'Meriturvallisuus', 'Sjösäkerhet', 'Maritime Safety', {
    institutionOid: SAARISTO,
    programmeCodes: ['INS-AMK'],
  }),
];

const studyRights: readonly DemoStudyRight[] = [
  {
    studyRightId: '5c3d7a10-8e42-4c2b-a7d9-6f0e1b2c0001',
    institutionOid: METSALA,
    studentId: '0b0a1f6e-1c51-4f0e-9b41-5d1c2f3a0001',
    programmeCode: 'TKT-KANDI',
    virtaType: 2,
    virtaState: 1,
    startDate: '2024-08-01',
  },
  {
    studyRightId: '5c3d7a10-8e42-4c2b-a7d9-6f0e1b2c0002',
    institutionOid: METSALA,
    studentId: '0b0a1f6e-1c51-4f0e-9b41-5d1c2f3a0002',
    programmeCode: 'KAS-MAISTERI',
    virtaType: 4,
    virtaState: 1,
    startDate: '2024-08-01',
  },
  {
    studyRightId: 'saaristo:OO.2024.0003',
    institutionOid: SAARISTO,
    studentId: 'saaristo:Hlo-0007',
    programmeCode: 'INS-AMK',
    virtaType: 1,
    virtaState: 1,
    startDate: '2024-08-01',
  },
];

/**
 * The transfer of the demo learner's vocational study right, in the shape a student information system sends it to
 * Koski (`PUT /api/oppija`): no oid, so that the source-system id identifies it.
 */
const studyRightTransfer = {
  institutionOid: KALLIO,
  payload: {
    henkilö: { oid: learner.oid },
    opiskeluoikeudet: [
      {
        lähdejärjestelmänId: {
          id: 'kallio-2024-0001',
          lähdejärjestelmä: { koodiarvo: 'primus', koodistoUri: 'lahdejarjestelma' },
        },
        oppilaitos: { oid: KALLIO },
        tyyppi: { koodiarvo: 'ammatillinenkoulutus', koodistoUri: 'opiskeluoikeudentyyppi' },
        arvioituPäättymispäivä: '2027-05-31',
        tila: {
          opiskeluoikeusjaksot: [
            {
              alku: '2024-08-01',
              tila: { koodiarvo: 'lasna', koodistoUri: 'koskiopiskeluoikeudentila' },
              opintojenRahoitus: { koodiarvo: '1', koodistoUri: 'opintojenrahoitus' },
            },
          ],
        },
        suoritukset: [
          {
            tyyppi: { koodiarvo: 'ammatillinentutkinto', koodistoUri: 'suorituksentyyppi' },
            koulutusmoduuli: {
              tunniste: { koodiarvo: '371101', koodistoUri: 'koulutus' },
              perusteenDiaarinumero: '39/011/2014',
            },
            suoritustapa: { koodiarvo: 'reformi', koodistoUri: 'ammatillisentutkinnonsuoritustapa' },
            toimipiste: { oid: KALLIO },
            suorituskieli: { koodiarvo: 'FI', koodistoUri: 'kieli' },
          },
        ],
      },
    ],
  },
} as const;

const serviceUsers: readonly DemoServiceUser[] = [
  {
    username: 'paakayttaja',
    institutionOid: NATIONAL_AGENCY,
    roles: ['MAIN_USER'],
    rights: 'main user: all organisations, all rights',
  },
  { username: 'tallentaja', institutionOid: KALLIO, roles: ['PROVIDER'], rights: 'read, write' },
  {
    username: 'mitatoija',
    institutionOid: KALLIO,
    roles: ['PROVIDER', 'PROVIDER_INVALIDATOR'],
    rights: 'read, write, invalidate',
  },
  { username: 'katselija', institutionOid: KALLIO, roles: ['PROVIDER_VIEWER'], rights: 'read' },
  { username: 'toinen', institutionOid: OTHER_PROVIDER, roles: ['PROVIDER'], rights: 'another provider: read, write' },
];

/**
 * The reason that stands in when a client of Koski's interface, which has none, invalidates a study right of the
 * institution: such clients work unchanged in the demo.
 */
const defaultInvalidationReasons = [{ institutionOid: KALLIO, reason: 'WRONG_TYPE' }] as const;

/** The customer service of all institutions; an override needs two of them. */
const supportDesk: readonly DemoPerson[] = persons.filter(({ roles }) => roles.includes('SUPPORT'));

/** Units of the universities. */
const organisations = [
  {
    institutionOid: METSALA,
    organisationCode: 'TKT',
    name: {
      fi: 'Tietojenkäsittelytieteen osasto',
      sv: 'Avdelningen för datavetenskap',
      en: 'Department of Computer Science',
    },
  },
] as const;

/** Who guides whom in study planning. */
const guidance = [
  {
    ...{ institutionOid: METSALA, guidanceId: 'ohjaus-1', counsellorId: demoPerson('heikki').personId },
    ...{ studentId: demoPerson('aino').personId, validFrom: '2025-08-01' },
  },
  {
    ...{ institutionOid: METSALA, guidanceId: 'ohjaus-2', counsellorId: demoPerson('heikki').personId },
    ...{ studentId: demoPerson('ville').personId, validFrom: '2024-08-01', validUntil: '2025-07-31' },
  },
] as const;

const enrolments = [
  {
    ...{ institutionOid: METSALA, personId: demoPerson('aino').personId, term: '2026-AUTUMN' },
    status: 'ATTENDING' as const,
    role: 'DEGREE',
  },
] as const;

/** Courses of the students' own plans. */
const studyPlans = [
  {
    ...{ institutionOid: METSALA, studyPlanId: 'hops-1', studentId: demoPerson('aino').personId },
    ...{ studyRightId: studyRights[0]?.studyRightId ?? null, courseCodes: ['TKT-101', 'TKT-102', 'TKT-103'] },
  },
] as const;

/** The whole demo world. Look people up with {@link demoPerson}. */
export const DEMO = {
  institutions,
  persons,
  supportDesk,
  operators,
  hoksUsers,
  administrators,
  programmes,
  courses,
  studyRights,
  organisations,
  guidance,
  enrolments,
  studyPlans,
  learner,
  studyRightTransfer,
  serviceUsers,
  defaultInvalidationReasons,
} as const;

/** Everybody with a login: the people of the institutions, those of HOKSes, administrators and operators. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [...persons, ...hoksUsers, ...administrators, ...operators];

/** The demo person with this user name; throws for an unknown one, with the names that exist. */
export function demoPerson(username: string): DemoPerson {
  const person = persons.find((candidate) => candidate.username === username);
  if (!person) {
    throw new Error(`no demo person "${username}"; there are ${persons.map((p) => p.username).join(', ')}`);
  }
  return person;
}

/** Id of the study right of a demo student; empty for everybody else. */
export function studyRightOf(username: string): string {
  const { personId } = demoPerson(username);
  return DEMO.studyRights.find(({ studentId }) => studentId === personId)?.studyRightId ?? '';
}

function course(
  code: string,
  credits: number,
  fi: string,
  sv: string,
  en: string,
  differences: Partial<DemoCourse> = {},
): DemoCourse {
  return {
    institutionOid: METSALA,
    courseCode: code,
    kind: 'COURSE',
    name: { fi, sv, en },
    credits,
    programmeCodes: ['TKT-KANDI'],
    memberCourseCodes: [],
    gradeScale: '0-5',
    ...differences,
  };
}
