import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anonymous, as, basic, type Client, mutated, mutations, type Reply } from '#testing';
import { studyRightOidOf } from '../src/study-rights/domain/oids.js';
import type { Opiskeluoikeus } from '../src/study-rights/domain/opiskeluoikeus.js';
import {
  endingIn,
  freshOrganisation,
  getOpiskeluoikeus,
  given,
  type Given,
  katselija,
  KOSKI,
  type KoskiError,
  lastEvent,
  mitatoi,
  mitatoija,
  outcome,
  paakayttaja,
  payload,
  type PayloadName,
  putOppija,
  serviceUser,
  tallentaja,
  toinen,
  traces,
} from './koski.js';
import { freshLearner, givenHoks } from './provider.js';
import { OPPILAITOS, period, periods, source, STUDY_RIGHT_OID, suoritus } from './samples.js';

type Fields = Record<string, unknown>;
type Ask = () => Promise<Reply>;
/** What is to be there first is stored for the learner, and then it is asked. */
type Case = [status: number, key: string, what: string, prepare: (learner: string) => Ask | Promise<Ask>];

const TOMORROW_AND_LATER = '2199-01-01';

const states = (...list: [day: string, state: string, more?: Fields][]) =>
  periods(...list.map(([day, state, more]) => period(day, state, more)));

const twice = (name: PayloadName): Fields => {
  const { suoritukset } = payload(name);
  return { suoritukset: [...suoritukset, ...suoritukset] };
};

const withConfirmation = (name: PayloadName, vahvistus?: object): Fields => ({
  suoritukset: payload(name).suoritukset.map((suoritus) => ({ ...suoritus, vahvistus })),
});

/** A study right of a learner without any. */
function fresh(learner: string, name: PayloadName, more: Fields = {}, client: Client = tallentaja): Promise<Reply> {
  return putOppija(client, learner, payload(name, more));
}

function stored(learner: string, name: PayloadName, more: Fields = {}, client: Client = tallentaja): Promise<Given> {
  return given(payload(name, more), client, learner);
}

/** A study right that is stored; what is asked is a transfer by its oid with other fields, where undefined takes one away. */
async function changed(learner: string, name: PayloadName, more: Fields, client: Client = tallentaja): Promise<Ask> {
  const { oid, sent } = await stored(learner, name, {}, client);
  return () => putOppija(client, learner, { ...sent, oid, ...more });
}

async function invalidatedByTransfer(
  learner: string,
  alku: string,
  more: Fields,
  client: Client = mitatoija,
): Promise<Ask> {
  const { oid, sent } = await stored(learner, 'telma');
  return () => putOppija(client, learner, { ...endingIn(sent, period(alku, 'mitatoity', more)), oid });
}

/** Two study rights of a learner; the second then takes the source id of the first. */
async function sourceIdTaken(learner: string, name: PayloadName, more: Fields = {}): Promise<[Opiskeluoikeus, Ask]> {
  const { sent: first } = await stored(learner, 'telma');
  const { sent, oid } = await stored(learner, name, more);
  const { lähdejärjestelmänId } = first;
  return [first, () => putOppija(tallentaja, learner, { ...sent, oid, lähdejärjestelmänId })];
}

/** A whole and right transfer as text, with something wrong in it. */
function edited(learner: string, edit: (body: string) => string | Uint8Array, headers = {}): Ask {
  const body = JSON.stringify({ henkilö: { oid: learner }, opiskeluoikeudet: [payload('telma')] });
  return () => tallentaja.put(`${KOSKI}/oppija`, edit(body), headers);
}

function typed(learner: string, type: string): Ask {
  return edited(learner, (body) => Buffer.from(body), { 'content-type': type });
}

function signedIn(learner: string, authorization: string): Ask {
  return edited(learner, (body) => body, { authorization });
}

function asUser(learner: string, client: Client): Ask {
  return () => fresh(learner, 'telma', {}, client);
}

const base64 = (credentials: string): string => Buffer.from(credentials).toString('base64');
/** An oid with another check digit than its own. */
const miscounted = (oid: string): string => oid.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
/** Of the service user `toinen`. */
const OTHER_OPPILAITOS = '1.2.246.562.10.40000000004';
const NO_TRACES = { rights: null, versions: '0', learners: '0', events: '0' };
const WRONG_HETU = '010101-123X';

const changedQualification = 'badRequest.validation.ammatillinen.muutettuSuoritustapaaTaiTutkintokoodia';
const demoProvider = { institution_oid: OPPILAITOS, roles: ['PROVIDER'] };
const withoutDiaari = suoritus('999903', 'telma');

/** Section by section as a client meets them: status, key, and the transfer or question that leads there. */
const periodRules: Case[] = [
  [
    400,
    'badRequest.validation.date.opiskeluoikeusjaksojenPäivämäärät',
    'two periods on one day',
    (learner) => () => fresh(learner, 'telma', states(['2026-08-10', 'lasna'], ['2026-08-10', 'eronnut'])),
  ],
  [
    400,
    'badRequest.validation.tila.tilaMuuttunutLopullisenTilanJälkeen',
    'lasna after peruutettu',
    (learner) => () => fresh(learner, 'telma', states(['2026-08-10', 'peruutettu'], ['2026-09-01', 'lasna'])),
  ],
  [
    400,
    'badRequest.validation.tila.montaPäättävääTilaa',
    'eronnut and then katsotaaneronneeksi',
    (learner) => () =>
      fresh(learner, 'telma', states(['2026-08-10', 'eronnut'], ['2026-09-01', 'katsotaaneronneeksi'])),
  ],
  [
    400,
    'badRequest.validation.tila.tilaltaPuuttuuRahoitusmuoto',
    'lasna without opintojenRahoitus',
    (learner) => () => fresh(learner, 'telma', states(['2026-08-10', 'lasna', { opintojenRahoitus: undefined }])),
  ],
  [
    400,
    'badRequest.validation.tila.tilaltaPuuttuuRahoitusmuoto',
    'opintojenRahoitus 18: the codes are 1 to 17',
    (learner) => () =>
      fresh(learner, 'telma', states(['2026-08-10', 'lasna', { opintojenRahoitus: { koodiarvo: '18' } }])),
  ],
  [
    400,
    'badRequest.validation.tila.tilaltaPuuttuuRahoitusmuoto',
    'lasna of a lukio without opintojenRahoitus',
    (learner) => () => fresh(learner, 'lukio', states(['2026-08-10', 'lasna', { opintojenRahoitus: undefined }])),
  ],
  [
    400,
    'badRequest.validation.tila.tilaMuuttunutLopullisenTilanJälkeen',
    'a mitatoity that is not the last',
    (learner) =>
      changed(learner, 'telma', states(['2026-08-10', 'lasna'], ['2026-08-11', 'mitatoity'], ['2026-08-12', 'lasna'])),
  ],
  [
    400,
    'badRequest.validation.ammatillinen.lomaTilaRajapäivänJälkeen',
    'loma from 1.1.2026',
    (learner) => () => fresh(learner, 'telma', states(['2025-08-10', 'lasna'], ['2026-01-01', 'loma'])),
  ],
  [
    400,
    'badRequest.validation.tila.vahvistusPuuttuu',
    'valmistunut, nothing confirmed',
    (learner) => () =>
      fresh(learner, 'telma', {
        ...states(['2025-08-10', 'lasna'], ['2026-06-01', 'valmistunut']),
        ...withConfirmation('telma'),
      }),
  ],
  [
    400,
    'badRequest.validation.tila.tilaEronnutTaiKatsotaanEronneeksiVaikkaVahvistettuPäätasonSuoritus',
    'eronnut, confirmed',
    (learner) => () =>
      fresh(learner, 'telma', {
        ...states(['2025-08-10', 'lasna'], ['2026-06-01', 'eronnut']),
        ...withConfirmation('telma', { päivä: '2026-06-01' }),
      }),
  ],
  [
    400,
    'badRequest.validation.tila.valmaOpiskeluoikeudenTilaEiSallittu',
    'VALMA from 1.6.2023',
    (learner) => () => fresh(learner, 'valma', { ...states(['2023-06-01', 'lasna']), ...withConfirmation('valma') }),
  ],
  [
    400,
    'badRequest.validation.jsonSchema',
    'TUVA as peruutettu',
    (learner) => () => fresh(learner, 'tuva', states(['2025-08-10', 'lasna'], ['2026-06-01', 'peruutettu'])),
  ],
];

const transferRules: Case[] = [
  [
    409,
    'conflict.exists',
    'a look-alike without any id of one that has a source id',
    async (learner) => {
      const { sent } = await stored(learner, 'telma', { suoritukset: [withoutDiaari] });
      return () => putOppija(tallentaja, learner, { ...sent, lähdejärjestelmänId: undefined });
    },
  ],
  [
    409,
    'conflict.exists',
    'a look-alike without any id that leaves out the koulutustoimija',
    async (learner) => {
      const without = { lähdejärjestelmänId: undefined, suoritukset: [withoutDiaari] };
      const { sent } = await stored(learner, 'telma', { ...without, koulutustoimija: { oid: freshOrganisation() } });
      return () => putOppija(tallentaja, learner, { ...sent, koulutustoimija: undefined });
    },
  ],
  [409, 'conflict.versionumero', 'version 0', (learner) => changed(learner, 'telma', { versionumero: 0 })],
  [
    409,
    'conflict.versionumero',
    'a new one as version 0',
    (learner) => () => fresh(learner, 'telma', { versionumero: 0 }),
  ],
  [
    403,
    'forbidden.kiellettyMuutos',
    'another type, found by the source id',
    async (learner) => {
      const { lähdejärjestelmänId } = (await stored(learner, 'telma')).sent;
      return () => fresh(learner, 'tuva', { lähdejärjestelmänId });
    },
  ],
  [
    403,
    'forbidden.kiellettyMuutos',
    'a source system without an id in the place of a source id',
    (learner) => changed(learner, 'telma', { lähdejärjestelmänId: { lähdejärjestelmä: { koodiarvo: 'primus' } } }),
  ],
  [
    400,
    changedQualification,
    'TELMA → tutkinto, under the same code',
    (learner) => changed(learner, 'telma', { suoritukset: [suoritus('999903')] }),
  ],
  [
    400,
    changedQualification,
    'tutkinto → TELMA',
    (learner) => changed(learner, 'ammatillinen-tutkinto', { suoritukset: payload('telma').suoritukset }),
  ],
  [
    400,
    changedQualification,
    'another suoritustapa',
    (learner) =>
      changed(learner, 'ammatillinen-tutkinto', {
        suoritukset: payload('ammatillinen-tutkinto').suoritukset.map((one) => ({
          ...one,
          suoritustapa: { koodiarvo: 'ops', koodistoUri: 'ammatillisentutkinnonsuoritustapa' },
        })),
      }),
  ],
  [
    400,
    'badRequest.validation.jsonSchema',
    'TUVA with two suoritukset',
    (learner) => () => fresh(learner, 'tuva', twice('tuva')),
  ],
  [
    400,
    'badRequest.validation.organisaatio.oppilaitoksenVaihto',
    'another oppilaitos, while nobody has named a koulutustoimija',
    async (learner) => {
      const { oid, sent } = await stored(learner, 'telma', {}, paakayttaja);
      return () => putOppija(paakayttaja, learner, { ...sent, oid, oppilaitos: { oid: freshOrganisation() } });
    },
  ],
  [
    403,
    'forbidden.organisaatio',
    'the own organisation is only said to be the koulutustoimija',
    (learner) => () => fresh(learner, 'telma', { koulutustoimija: { oid: OTHER_OPPILAITOS } }, toinen),
  ],
  [
    403,
    'forbidden.organisaatio',
    'the own organisation is said to become the koulutustoimija of another oppilaitos',
    (learner) =>
      changed(learner, 'telma', { koulutustoimija: { oid: OPPILAITOS }, oppilaitos: { oid: freshOrganisation() } }),
  ],
  [
    404,
    'notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia',
    'an oid that nobody has',
    (learner) => () => fresh(learner, 'telma', { oid: STUDY_RIGHT_OID }),
  ],
  [
    404,
    'notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia',
    "another provider's oid",
    async (learner) => {
      const { oid, sent } = await stored(learner, 'telma');
      return () => putOppija(toinen, learner, { ...sent, oid });
    },
  ],
  [
    409,
    'conflict.exists',
    'a look-alike without any id',
    async (learner) => {
      const { sent } = await stored(learner, 'telma', { lähdejärjestelmänId: undefined });
      return () => putOppija(tallentaja, learner, sent);
    },
  ],
  [
    409,
    'conflict.exists',
    'the same diaarinumero at the same time',
    async (learner) => {
      await stored(learner, 'telma');
      return () => putOppija(tallentaja, learner, payload('telma'));
    },
  ],
  [
    409,
    'conflict.versionumero',
    'not the current version',
    (learner) => changed(learner, 'telma', { versionumero: 2 }),
  ],
  [
    409,
    'conflict.versionumero',
    'a new one as version 2',
    (learner) => () => fresh(learner, 'telma', { versionumero: 2 }),
  ],
  [
    409,
    'conflict.löytyiEnemmänKuinYksiRivi',
    'two study rights with the source id',
    async (learner) => {
      const [first, take] = await sourceIdTaken(learner, 'tuva');
      await take();
      return () => putOppija(tallentaja, learner, first);
    },
  ],
  [
    409,
    'conflict.samanaikainenPäivitys',
    'the unique index of source ids',
    async (learner) =>
      (await sourceIdTaken(learner, 'telma', { suoritukset: [suoritus('999903', 'muuammatillinenkoulutus')] }))[1],
  ],
  [
    403,
    'forbidden.kiellettyMuutos',
    'another type',
    (learner) => changed(learner, 'telma', { ...payload('tuva'), lähdejärjestelmänId: undefined, ...source('toinen') }),
  ],
  [
    403,
    'forbidden.kiellettyMuutos',
    'the source id taken away',
    (learner) => changed(learner, 'telma', { lähdejärjestelmänId: undefined }),
  ],
  [
    400,
    changedQualification,
    'TELMA → tutkinto',
    (learner) => changed(learner, 'telma', { suoritukset: payload('ammatillinen-tutkinto').suoritukset }),
  ],
  [
    400,
    'badRequest.validation.ammatillinen.useampiPäätasonSuoritus',
    'two qualifications',
    (learner) => () => fresh(learner, 'ammatillinen-tutkinto', twice('ammatillinen-tutkinto')),
  ],
  [
    403,
    'forbidden.oppijaOidinMuutos',
    "another learner's study right",
    async (learner) => {
      const { oid, sent } = await stored(learner, 'telma');
      return () => putOppija(tallentaja, freshLearner(), { ...sent, oid, ostettu: true });
    },
  ],
  [
    400,
    'badRequest.validation.organisaatio.oppilaitoksenVaihto',
    'an active study right in another oppilaitos',
    async (learner) => {
      const koulutustoimija = { oid: freshOrganisation() };
      const { oid, sent } = await stored(learner, 'telma', { koulutustoimija }, paakayttaja);
      return () => putOppija(paakayttaja, learner, { ...sent, oid, oppilaitos: { oid: freshOrganisation() } });
    },
  ],
  [
    403,
    'forbidden.omienTietojenMuokkaus',
    'the learner is the caller',
    async (learner) => {
      const own = await serviceUser({ ...demoProvider, person_oid: learner });
      return () => putOppija(own, learner, payload('telma'));
    },
  ],
  [
    403,
    'forbidden.lähdejärjestelmäIdPuuttuu',
    'an integration user without source id',
    (learner) => async () =>
      fresh(
        learner,
        'telma',
        { lähdejärjestelmänId: undefined },
        await serviceUser({ ...demoProvider, source_system: 'primus' }),
      ),
  ],
  [
    403,
    'forbidden.lähdejärjestelmäIdEiSallittu',
    'a user at the screen with a source id',
    (learner) => async () =>
      fresh(learner, 'telma', {}, await serviceUser({ ...demoProvider, may_send_source_ids: false })),
  ],
  [
    400,
    'badRequest',
    'järjestämislupa of a TUVA study right changes',
    (learner) =>
      changed(learner, 'tuva', { järjestämislupa: { koodiarvo: 'lukio', koodistoUri: 'tuvajarjestamislupa' } }),
  ],
  [
    403,
    'forbidden.organisaatio',
    'an organisation that is not the own',
    (learner) => () => fresh(learner, 'telma', { oppilaitos: { oid: freshOrganisation() } }),
  ],
  [403, 'forbidden.organisaatio', 'a reader transfers', (learner) => () => fresh(learner, 'telma', {}, katselija)],
  [
    403,
    'forbidden.opiskeluoikeudenTyyppi',
    'a type that the user has no right to',
    (learner) => async () =>
      fresh(learner, 'telma', {}, await serviceUser({ ...demoProvider, study_right_types: ['lukiokoulutus'] })),
  ],
  [501, 'notImplemented.readOnly', 'korkeakoulutus', (learner) => () => fresh(learner, 'korkeakoulutus')],
  [501, 'notImplemented.readOnly', 'ylioppilastutkinto', (learner) => () => fresh(learner, 'ylioppilastutkinto')],
];

const queryOid = 'badRequest.queryParam.virheellinenOpiskeluoikeusOid';
const schema = 'badRequest.validation.jsonSchema';
const interfaceRules: Case[] = [
  [401, 'unauthorized.notAuthenticated', 'nobody', (learner) => () => fresh(learner, 'telma', {}, anonymous())],
  [401, 'unauthorized.notAuthenticated', 'Digest', (learner) => signedIn(learner, 'Digest username="tallentaja"')],
  [401, 'unauthorized.notAuthenticated', 'Basic and no more', (learner) => signedIn(learner, 'Basic')],
  [401, 'unauthorized.loginFail', 'Basic that is no Base64', (learner) => signedIn(learner, 'Basic %%%')],
  [
    401,
    'unauthorized.loginFail',
    'a name without a password',
    (learner) => signedIn(learner, `Basic ${base64('tallentaja')}`),
  ],
  [401, 'unauthorized.loginFail', 'a name of bytes that are not UTF-8', (learner) => signedIn(learner, 'Basic 5Dr/')],
  [401, 'unauthorized.loginFail', 'NUL in the name', (learner) => signedIn(learner, `Basic ${base64('a\u0000b:c')}`)],
  [401, 'unauthorized.loginFail', 'a token that is none', (learner) => signedIn(learner, 'Bearer abc')],
  [401, 'unauthorized.loginFail', 'a wrong password', (learner) => asUser(learner, basic('tallentaja', 'väärä:sana'))],
  [401, 'unauthorized.loginFail', 'an unknown user', (learner) => asUser(learner, basic('tuntematon'))],
  [401, 'unauthorized.loginFail', 'a very long name', (learner) => asUser(learner, basic('x'.repeat(5000)))],
  [415, 'unsupportedMediaType.jsonOnly', 'XML', (learner) => typed(learner, 'application/xml')],
  [415, 'unsupportedMediaType.jsonOnly', 'text/json', (learner) => typed(learner, 'text/json')],
  [415, 'unsupportedMediaType.jsonOnly', 'no type', (learner) => typed(learner, '')],
  [
    415,
    'unsupportedMediaType.jsonOnly',
    'Latin-1',
    (learner) => typed(learner, 'application/json; charset=iso-8859-1'),
  ],
  [400, 'badRequest.format.json', 'broken JSON', (learner) => edited(learner, (body) => body.slice(0, -1))],
  [400, schema, 'nothing', (learner) => edited(learner, () => '')],
  [
    400,
    'badRequest.format.json.merkistö',
    'bytes that are not UTF-8',
    (learner) => edited(learner, (body) => Buffer.from(body, 'latin1')),
  ],
  [
    400,
    'badRequest.format.json.toistuvaKenttä',
    'a field twice',
    (learner) => edited(learner, (body) => body.replace('"oid"', `"oid":"${learner}","oid"`)),
  ],
  [
    400,
    'badRequest.format.json.toistuvaKenttä',
    'a field twice, deep down and once in other letters',
    (learner) => edited(learner, (body) => body.replace('"ostettu"', '"lisä":[[{"a":1,"\\u0061":2}]],"ostettu"')),
  ],
  [
    400,
    'badRequest.format.json.liianSyvä',
    'ten thousand levels',
    (learner) => edited(learner, (body) => body.replace('false', '['.repeat(10_000) + ']'.repeat(10_000))),
  ],
  [
    400,
    'badRequest.format.json.liianSuuriLuku',
    'a number that no double holds',
    (learner) => edited(learner, (body) => body.replace('false', '12345678901234567890')),
  ],
  [
    400,
    'badRequest.format.json.liianSuuriLuku',
    '1e999',
    (learner) => edited(learner, (body) => body.replace('false', '1e999')),
  ],
  [
    400,
    'badRequest.format.json.kiellettyMerkki',
    'NUL',
    (learner) => () => fresh(learner, 'telma', { lisä: 'a\u0000b' }),
  ],
  [
    400,
    'badRequest.format.json.kiellettyMerkki',
    'half a pair',
    (learner) => () => fresh(learner, 'telma', { lisä: '\ud800' }),
  ],
  [
    400,
    'badRequest.format.json.kiellettyMerkki',
    '__proto__',
    (learner) => edited(learner, (body) => body.replace('"ostettu"', '"__proto__":{"tyyppi":1},"ostettu"')),
  ],
  [413, 'payloadTooLarge', '10 MB', (learner) => () => fresh(learner, 'telma', { lisä: 'x'.repeat(10 * 1024 * 1024) })],
  [400, schema, 'null', (learner) => edited(learner, () => 'null')],
  [400, schema, 'a list', (learner) => edited(learner, (body) => `[${body}]`)],
  [400, schema, 'a number', (learner) => edited(learner, () => '1')],
  [400, schema, 'no type', (learner) => () => fresh(learner, 'telma', { tyyppi: undefined })],
  [400, schema, 'an unknown type', (learner) => () => fresh(learner, 'telma', { tyyppi: { koodiarvo: 'valma' } })],
  [400, schema, 'a very long source id', (learner) => () => fresh(learner, 'telma', source('x'.repeat(100_000)))],
  [
    400,
    schema,
    'a reason without an invalidation, too long',
    (learner) => () => fresh(learner, 'telma', states(['2026-08-10', 'lasna', { mitätöinninSyy: 'x'.repeat(300) }])),
  ],
  [400, queryOid, 'GET without an oid', () => () => getOpiskeluoikeus(katselija, 'abc')],
  [
    400,
    queryOid,
    'GET with a wrong check digit',
    () => () => getOpiskeluoikeus(katselija, miscounted(STUDY_RIGHT_OID)),
  ],
  [400, queryOid, 'DELETE', () => () => mitatoi(mitatoija, '1.2.3')],
  [400, queryOid, 'PUT', (learner) => () => fresh(learner, 'telma', { oid: '1.2.3' })],
  [
    400,
    queryOid,
    'PUT with a wrong check digit',
    (learner) => () => fresh(learner, 'telma', { oid: miscounted(STUDY_RIGHT_OID) }),
  ],
  [
    400,
    queryOid,
    'PUT with an oid of YTR (node 51)',
    (learner) => () => fresh(learner, 'telma', { oid: STUDY_RIGHT_OID.replace('.15.', '.51.') }),
  ],
  [
    400,
    'badRequest.queryParam.virheellinenOrganisaatioOid',
    'oppilaitos',
    (learner) => () => fresh(learner, 'telma', { oppilaitos: { oid: '1.2.246.562.15.1' } }),
  ],
  [
    400,
    'badRequest.queryParam.virheellinenOrganisaatioOid',
    'koulutustoimija',
    (learner) => () => fresh(learner, 'telma', { koulutustoimija: { oid: 'x'.repeat(60) } }),
  ],
  [
    400,
    'badRequest.queryParam.virheellinenHenkilöOid',
    'a wrong check digit',
    (learner) => () => fresh(miscounted(learner), 'telma'),
  ],
  [
    400,
    'badRequest.queryParam.virheellinenHenkilöOid',
    'GET',
    (learner) => () => katselija.get(`${KOSKI}/oppija/${miscounted(learner)}`),
  ],
  [
    400,
    'badRequest.validation.henkilötiedot.hetu',
    'a wrong check character',
    () => () =>
      tallentaja.put(`${KOSKI}/oppija`, { henkilö: { hetu: WRONG_HETU }, opiskeluoikeudet: [payload('telma')] }),
  ],
  [
    400,
    'badRequest.validation.tyhjäOpiskeluoikeusLista',
    'no study rights',
    (learner) => () => putOppija(tallentaja, learner),
  ],
  [
    400,
    'badRequest.validation.organisaatio.oppilaitosPuuttuu',
    'no oppilaitos',
    (learner) => () => fresh(learner, 'telma', { oppilaitos: undefined }),
  ],
];

const reasonNotAllowed = 'badRequest.validation.tila.mitätöinninSyyEiSallittu';
const invalidators = { institution_oid: OPPILAITOS, roles: ['PROVIDER', 'PROVIDER_INVALIDATOR'] };
const invalidationRules: Case[] = [
  [
    403,
    'forbidden',
    'of a type that is not the user’s, by DELETE',
    async (learner) => {
      const { oid } = await stored(learner, 'telma');
      const limited = await serviceUser({ ...invalidators, study_right_types: ['lukiokoulutus'] });
      return () => mitatoi(limited, oid);
    },
  ],
  [
    403,
    'forbidden',
    'of a type that is not the user’s, by transfer, regardless of the type in it',
    async (learner) => {
      const { oid, sent } = await stored(learner, 'telma');
      const limited = await serviceUser({ ...invalidators, study_right_types: ['lukiokoulutus'] });
      const asked = endingIn(sent, period('2026-09-01', 'mitatoity', { mitätöinninSyy: 'WRONG_TYPE' }));
      return () => putOppija(limited, learner, { ...asked, oid, tyyppi: { koodiarvo: 'lukiokoulutus' } });
    },
  ],
  [
    403,
    'forbidden.omienTietojenMuokkaus',
    'of one’s own, by DELETE',
    async (learner) => {
      const { oid } = await stored(learner, 'telma');
      const own = await serviceUser({ ...invalidators, person_oid: learner });
      return () => mitatoi(own, oid);
    },
  ],
  [
    409,
    'conflict.exists',
    'a mitatoity that names neither oid nor source id',
    async (learner) => {
      const { sent } = await stored(learner, 'telma', { lähdejärjestelmänId: undefined });
      return () => putOppija(mitatoija, learner, endingIn(sent, period('2026-09-01', 'mitatoity')));
    },
  ],
  [
    404,
    'notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia',
    'another provider’s, by DELETE',
    async (learner) => {
      const { oid } = await stored(learner, 'telma');
      const other = await serviceUser({ ...invalidators, institution_oid: OTHER_OPPILAITOS });
      return () => mitatoi(other, oid);
    },
  ],
  [
    404,
    'notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia',
    'an oid that nobody has, by DELETE',
    () => () => mitatoi(paakayttaja, studyRightOidOf(9_999_999_999)),
  ],
  ...['?syy=', '?syy=wrong_type', '?syy=WRONG_TYPE&syy=NEVER_STARTED', '?syy[x]=WRONG_TYPE&syy=%00'].map(
    (query): Case => [
      400,
      reasonNotAllowed,
      query,
      async (learner) => {
        const { oid } = await stored(learner, 'telma');
        return () => mitatoi(mitatoija, oid, query);
      },
    ],
  ),
  ...['MUU', '', 5, { toString: 1 }, ['WRONG_TYPE'], 'x'.repeat(10_000)].map((mitätöinninSyy): Case => [
    400,
    reasonNotAllowed,
    `mitätöinninSyy ${JSON.stringify(mitätöinninSyy).slice(0, 20)}`,
    (learner) => invalidatedByTransfer(learner, '2026-09-01', { mitätöinninSyy }),
  ]),
  [
    400,
    'badRequest.validation.jsonSchema',
    'a mitatoity without a day',
    async (learner) => {
      const { oid, sent } = await stored(learner, 'telma');
      const asked = endingIn(sent, { ...period('2026-09-01', 'mitatoity'), alku: 'huomenna' });
      return () => putOppija(mitatoija, learner, { ...asked, oid, suoritukset: 'vanhaa muotoa' });
    },
  ],
  [
    409,
    'conflict.hoksExists',
    'a HOKS in the way, by transfer',
    async (learner) => {
      const { oid, sent } = await stored(learner, 'telma');
      await givenHoks(await as('paivi'), { oid, learner });
      const asked = endingIn(sent, period('2026-09-01', 'mitatoity', { mitätöinninSyy: 'WRONG_TYPE' }));
      return () => putOppija(mitatoija, learner, asked);
    },
  ],
  [
    409,
    'conflict.mitätöintiVaatiiVahvistuksen',
    'never started, although assessed, by DELETE',
    async (learner) => {
      const { oid } = await stored(learner, 'ammatillinen-tutkinto');
      return () => mitatoi(mitatoija, oid, '?syy=NEVER_STARTED&vahvistus=1');
    },
  ],
  [
    409,
    'conflict.mitätöintiVaatiiVahvistuksen',
    'never started, although assessed, by transfer',
    async (learner) => {
      const { sent } = await stored(learner, 'ammatillinen-tutkinto');
      const asked = endingIn(sent, period('2026-09-01', 'mitatoity', { mitätöinninSyy: 'NEVER_STARTED' }));
      return () => putOppija(mitatoija, learner, asked);
    },
  ],
  [
    403,
    'forbidden',
    'without the right, by DELETE',
    async (learner) => {
      const { oid } = await stored(learner, 'telma');
      return () => mitatoi(tallentaja, oid);
    },
  ],
  [
    403,
    'forbidden',
    'without the right, by transfer',
    (learner) => invalidatedByTransfer(learner, '2026-09-01', { mitätöinninSyy: 'WRONG_TYPE' }, tallentaja),
  ],
  [
    400,
    'badRequest.validation.tila.mitätöintiTulevaisuudessa',
    'a day to come',
    (learner) => invalidatedByTransfer(learner, TOMORROW_AND_LATER, { mitätöinninSyy: 'WRONG_TYPE' }),
  ],
  [
    400,
    'badRequest.validation.date.opiskeluoikeusjaksojenPäivämäärät',
    'a day before the last period',
    (learner) => invalidatedByTransfer(learner, '2026-08-09', { mitätöinninSyy: 'WRONG_TYPE' }),
  ],
  [
    400,
    'badRequest.validation.tila.uudenOpiskeluoikeudenTallennusMitäöitynäEiSallittu',
    'a new one as mitatoity',
    (learner) => () => fresh(learner, 'telma', states(['2026-08-10', 'lasna'], ['2026-09-01', 'mitatoity']), mitatoija),
  ],
  [
    400,
    'badRequest.validation.tila.mitätöinninSyyEiSallittu',
    'a reason of its own',
    async (learner) => {
      const { oid } = await stored(learner, 'telma');
      return () => mitatoi(mitatoija, oid, '?syy=MUU');
    },
  ],
  [
    409,
    'conflict.hoksExists',
    'a HOKS in the way',
    async (learner) => {
      const studyRight = await stored(learner, 'telma');
      await givenHoks(await as('paivi'), studyRight);
      return () => mitatoi(mitatoija, studyRight.oid);
    },
  ],
  [
    404,
    'notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia',
    'what is invalidated already',
    async (learner) => {
      const { oid } = await stored(learner, 'telma');
      await mitatoi(mitatoija, oid);
      return () => mitatoi(paakayttaja, oid);
    },
  ],
  [
    404,
    'notFound.oppijaaEiLöydyTaiEiOikeuksia',
    'a learner without study rights',
    (learner) => () => katselija.get(`${KOSKI}/oppija/${learner}`),
  ],
];

const removalRules: Case[] = [
  [
    403,
    'forbidden.omienTietojenMuokkaus',
    'one’s own',
    async (learner) => {
      const { oid, sent } = await stored(learner, 'nayttotutkinto-ja-valmistava');
      const own = await serviceUser({ ...demoProvider, person_oid: learner });
      return () => removeSuoritus(oid, 1, sent.suoritukset[0], own);
    },
  ],
  [
    403,
    'forbidden.ainoanPäätasonSuorituksenPoisto',
    'the only one',
    async (learner) => {
      const { oid, sent } = await stored(learner, 'telma');
      return () => removeSuoritus(oid, 1, sent.suoritukset[0]);
    },
  ],
  [
    409,
    'conflict.versionumero',
    'a stale version',
    async (learner) => {
      const { oid, sent } = await stored(learner, 'nayttotutkinto-ja-valmistava');
      return () => removeSuoritus(oid, 7, sent.suoritukset[0]);
    },
  ],
  [
    404,
    'notFound.suoritustaEiLöydy',
    'one that is not there',
    async (learner) => {
      const { oid } = await stored(learner, 'nayttotutkinto-ja-valmistava');
      return () => removeSuoritus(oid, 1, payload('telma').suoritukset[0]);
    },
  ],
  [
    400,
    'badRequest.format.number',
    'a version that is no number',
    async (learner) => {
      const { oid } = await stored(learner, 'telma');
      return () => removeSuoritus(oid, 'x', {});
    },
  ],
  [
    400,
    'badRequest.validation.jsonSchema',
    'a list for the suoritus',
    async (learner) => {
      const { oid } = await stored(learner, 'telma');
      return () => removeSuoritus(oid, 1, []);
    },
  ],
  [
    403,
    'forbidden.organisaatio',
    'a reader',
    async (learner) => {
      const { oid, sent } = await stored(learner, 'nayttotutkinto-ja-valmistava');
      return () => removeSuoritus(oid, 1, sent.suoritukset[0], katselija);
    },
  ],
  [
    404,
    'notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia',
    'another provider',
    async (learner) => {
      const { oid, sent } = await stored(learner, 'nayttotutkinto-ja-valmistava');
      return () => removeSuoritus(oid, 1, sent.suoritukset[0], toinen);
    },
  ],
];

function removeSuoritus(oid: string, version: number | string, suoritus: object = {}, client: Client = tallentaja) {
  return client.post(`${KOSKI}/opiskeluoikeus/${oid}/${version}/delete-paatason-suoritus`, suoritus);
}

describe('a refusal in Koski’s words', () => {
  it.each([...periodRules, ...transferRules, ...interfaceRules, ...invalidationRules, ...removalRules])(
    '%i %s: %s; nothing is stored',
    async (status, key, _, prepare) => {
      const learner = freshLearner();
      const since = await lastEvent();
      const ask = await prepare(learner);
      const before = await traces({ learner, hetu: WRONG_HETU, since });
      const reply = await ask();
      expect(outcome(reply)).toEqual([status, [key]]);
      for (const entry of reply.body as KoskiError[]) expect(entry.message).toMatch(/\S/);
      expect(JSON.stringify(reply.body)).not.toContain(WRONG_HETU);
      expect(await traces({ learner, hetu: WRONG_HETU, since })).toEqual(before);
    },
  );

  it('200: one main suoritus of two is removed, in the next version; the other stays', async () => {
    const { oid, sent } = await given(payload('nayttotutkinto-ja-valmistava'));
    const removed = await removeSuoritus(oid, 1, sent.suoritukset[1]);
    expect([removed.status, removed.body]).toMatchObject([200, { opiskeluoikeudet: [{ oid, versionumero: 2 }] }]);
    expect((await getOpiskeluoikeus(tallentaja, oid)).body.suoritukset).toEqual([sent.suoritukset[0]]);
  });
});

/** One value of a JSON document put in place of another. */
const WORDS = [
  'oid',
  'tyyppi',
  'koodiarvo',
  'tila',
  'mitatoity',
  'korkeakoulutus',
  '1.2.246.562.15.12345678911',
  '',
  'ä',
];
describe('bad input', () => {
  const endpoints: [string, (body: unknown) => Promise<Reply>][] = [
    ['PUT oppija', (body) => tallentaja.put(`${KOSKI}/oppija`, JSON.stringify(body))],
    ['PUT oppija/batch', (body) => tallentaja.put(`${KOSKI}/oppija/batch`, JSON.stringify([body]))],
    [
      'delete-paatason-suoritus',
      (body) => tallentaja.post(`${KOSKI}/opiskeluoikeus/${oid}/1/delete-paatason-suoritus`, JSON.stringify(body)),
    ],
  ];
  let oid: string;
  beforeAll(async () => {
    ({ oid } = await given(payload('nayttotutkinto-ja-valmistava')));
  });

  it.each(endpoints)(
    '%s: any fault in a body is answered with a list of key and message, never with 500, and stores nothing',
    async (_, send) => {
      const since = await lastEvent();
      const names: PayloadName[] = ['ammatillinen-tutkinto', 'telma', 'tuva', 'perusopetus', 'vst-vapaatavoitteinen'];
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...names), mutations(WORDS), async (name, list) => {
          const learner = freshLearner();
          const body = { henkilö: { oid: learner }, opiskeluoikeudet: [payload(name)] };
          const reply = await send(list.reduce<unknown>(mutated, body));
          const entries = errorsIn(reply);
          // 501 is Koski's answer for higher education, which a mutation may well ask for.
          expect([reply.status < 500 || reply.status === 501, reply.status]).toEqual([true, reply.status]);
          if (reply.status >= 400) {
            expect(entries.length).toBeGreaterThan(0);
            expect(await traces({ learner, hetu: WRONG_HETU, since })).toEqual(NO_TRACES);
          }
          for (const { key, message } of entries) expect([typeof key, typeof message]).toEqual(['string', 'string']);
        }),
        { numRuns: 120 },
      );
    },
  );

  it('any address below the endpoints is answered with a list of key and message', async () => {
    const part = fc.oneof(fc.constantFrom(...WORDS, '..', '%00', '%', 'batch'), fc.string({ maxLength: 20 }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('opiskeluoikeus', 'oppija'), part, async (collection, text) => {
        const reply = await katselija.get(`${KOSKI}/${collection}/x${encodeURIComponent(text)}`);
        expect([400, 404]).toContain(reply.status);
        expect(errorsIn(reply)[0]?.key).toEqual(expect.any(String));
      }),
      { numRuns: 60 },
    );
  });
});

/** The errors of an answer, those of each learner of a batch included. */
function errorsIn({ status, body }: Reply): KoskiError[] {
  if (status < 400 || !Array.isArray(body)) return [];
  return (body as (KoskiError & { errors?: KoskiError[] })[]).flatMap((entry) => entry.errors ?? [entry]);
}
