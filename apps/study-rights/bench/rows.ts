import { readFileSync } from 'node:fs';
import path from 'node:path';
import { endDateOf, type Opiskeluoikeus, startDateOf, stateOf } from '../src/study-rights/domain/opiskeluoikeus.js';
import { learnerOidOf, studyRightOidOf } from '../src/study-rights/domain/oids.js';
import { DEMO } from '#testing/demo';

/** Kinds of study rights in the proportions of the load; most are vocational qualifications. */
const KINDS = [
  ...Array.from({ length: 5 }, () => 'ammatillinen-tutkinto'),
  ...['telma', 'valma', 'tuva', 'lukio', 'perusopetus'],
];
const PROVIDERS = 200;
const HETU_SIGNS = ['-', 'Y', 'X', 'W', 'V', 'U'];
const HETU_CHECK = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/** Where the oids of the load begin; those that the service makes itself are random, and it looks whether one is taken. */
const FIRST = 2_000_000_000;

/** Both the benchmark and its test run in the folder of the repository. */
const PAYLOADS = path.resolve('apps/study-rights/test/payloads');

const read = (name: string): Opiskeluoikeus =>
  JSON.parse(readFileSync(path.join(PAYLOADS, `${name}.json`), 'utf8')) as Opiskeluoikeus;

/** The payload of each kind as its source system sends it, without source id and organisation. */
export const templates: readonly Opiskeluoikeus[] = KINDS.map((name) => {
  const { lähdejärjestelmänId: _, koulutustoimija: __, ...rest } = read(name);
  return rest;
});

/** What the table keeps beside the document of a kind. */
export const templateColumns = templates.map((data) => ({
  type: data.tyyppi.koodiarvo,
  state: stateOf(data),
  startDate: startDateOf(data),
  endDate: endDateOf(data),
}));

/** A study right of the load, by its number. */
export interface BenchRow {
  readonly oid: string;
  readonly institutionOid: string;
  readonly learnerOid: string;
  readonly hetu: string;
  readonly sourceId: string;
  readonly template: number;
}

export function rowOf(n: number): BenchRow {
  return {
    oid: studyRightOidOf(FIRST + n),
    institutionOid: institutionOf(n),
    learnerOid: learnerOidOf(FIRST + n),
    hetu: hetuOf(n),
    sourceId: `kuorma-${n}`,
    template: n % KINDS.length,
  };
}

/** One provider in two hundred is the demo provider, whose people may search. */
export function institutionOf(n: number): string {
  const provider = Math.floor(n / KINDS.length) % PROVIDERS;
  return provider === 0 ? DEMO.studyRightTransfer.institutionOid : `1.2.246.562.10.${40_000_000_000 + provider}`;
}

/** The study right as it is transferred; `changed` differs from the loaded one in one field. */
export function payloadOf(n: number, changed = false): Opiskeluoikeus {
  const { institutionOid, sourceId, template } = rowOf(n);
  const data = templates[template];
  if (data === undefined) throw new Error(`No template ${template}`);
  return {
    ...data,
    oppilaitos: { oid: institutionOid },
    lähdejärjestelmänId: sourceOf(sourceId),
    ...(changed && { [CHANGED_FIELD]: CHANGED_DAY }),
  };
}

export const CHANGED_FIELD = 'arvioituPäättymispäivä';
export const CHANGED_DAY = '2029-05-31';

export function sourceOf(id: string) {
  return { id, lähdejärjestelmä: { koodiarvo: 'primus', koodistoUri: 'lahdejarjestelma' } };
}

/** Names of the learner with a number; made up. */
export const NAMES = { etunimet: 'Kuorma Testi', kutsumanimi: 'Kuorma', sukunimi: 'Mittari' };

/** A well-formed personal identity code of the 1900s, another for each number below 20 million. */
function hetuOf(n: number): string {
  const pad = (value: number, length: number): string => String(value).padStart(length, '0');
  const [day, month, year] = [1 + (n % 28), 1 + (Math.floor(n / 28) % 12), Math.floor(n / 336) % 100];
  const rest = Math.floor(n / 33_600);
  const birth = `${pad(day, 2)}${pad(month, 2)}${pad(year, 2)}`;
  const individual = pad(2 + (rest % 898), 3);
  const sign = HETU_SIGNS[Math.floor(rest / 898) % HETU_SIGNS.length] ?? '-';
  return `${birth}${sign}${individual}${HETU_CHECK[Number(birth + individual) % HETU_CHECK.length]}`;
}
