import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anonymous, as, basic, type Client, database, type Reply } from '#testing';
import type { Opiskeluoikeus } from '../src/domain/opiskeluoikeus.js';
import {
  freshOrganisation,
  getOpiskeluoikeus,
  given,
  katselija,
  KOSKI,
  type KoskiError,
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
} from './koski.js';
import { freshLearner, givenHoks } from './provider.js';
import { OPPILAITOS, period, periods, source, STUDY_RIGHT_OID } from './samples.js';

type Fields = Record<string, unknown>;
type Case = [status: number, key: string, what: string, ask: () => Promise<Reply>];

const TOMORROW_AND_LATER = '2199-01-01';
const db = () => database('study-rights');

const states = (...list: [day: string, state: string, more?: Fields][]) =>
  periods(...list.map(([day, state, more]) => period(day, state, more)));

const withConfirmation = (name: PayloadName, vahvistus?: object): Fields => ({
  suoritukset: payload(name).suoritukset.map((suoritus) => ({ ...suoritus, vahvistus })),
});

/** A study right of a new learner. */
function fresh(name: PayloadName, more: Fields = {}, client: Client = tallentaja): Promise<Reply> {
  return putOppija(client, freshLearner(), payload(name, more));
}

/** A study right that is stored, and transferred once more by its oid with other fields; undefined takes one away. */
async function changed(name: PayloadName, more: Fields, client: Client = tallentaja): Promise<Reply> {
  const { learner, oid, sent } = await given(payload(name), client);
  return putOppija(client, learner, { ...sent, oid, ...more });
}

async function invalidatedByTransfer(alku: string, more: Fields, client: Client = mitatoija): Promise<Reply> {
  const { learner, oid, sent } = await given(payload('telma'));
  const jaksot = [...sent.tila.opiskeluoikeusjaksot, period(alku, 'mitatoity', more)];
  return putOppija(client, learner, { ...sent, oid, tila: { opiskeluoikeusjaksot: jaksot } });
}

/** Two study rights of a learner; the second then takes the source id of the first. */
async function sourceIdTaken(other: PayloadName): Promise<{ learner: string; first: Opiskeluoikeus; reply: Reply }> {
  const { learner, sent: first } = await given(payload('telma'));
  const second = await given(payload(other), tallentaja, learner);
  const { lähdejärjestelmänId } = first;
  const reply = await putOppija(tallentaja, learner, { ...second.sent, oid: second.oid, lähdejärjestelmänId });
  return { learner, first, reply };
}

const own = { institution_oid: OPPILAITOS, roles: ['PROVIDER'] };
const withoutDiaari = { tunniste: { koodiarvo: '999903', koodistoUri: 'koulutus' } };

/** Section by section as a client meets them: status, key, and the transfer or question that leads there. */
const periodRules: Case[] = [
  [
    400,
    'badRequest.validation.date.opiskeluoikeusjaksojenPäivämäärät',
    'two periods on one day',
    () => fresh('telma', states(['2026-08-10', 'lasna'], ['2026-08-10', 'eronnut'])),
  ],
  [
    400,
    'badRequest.validation.tila.tilaMuuttunutLopullisenTilanJälkeen',
    'lasna after peruutettu',
    () => fresh('telma', states(['2026-08-10', 'peruutettu'], ['2026-09-01', 'lasna'])),
  ],
  [
    400,
    'badRequest.validation.tila.montaPäättävääTilaa',
    'eronnut and then katsotaaneronneeksi',
    () => fresh('telma', states(['2026-08-10', 'eronnut'], ['2026-09-01', 'katsotaaneronneeksi'])),
  ],
  [
    400,
    'badRequest.validation.tila.tilaltaPuuttuuRahoitusmuoto',
    'lasna without opintojenRahoitus',
    () => fresh('telma', states(['2026-08-10', 'lasna', { opintojenRahoitus: undefined }])),
  ],
  [
    400,
    'badRequest.validation.ammatillinen.lomaTilaRajapäivänJälkeen',
    'loma from 1.1.2026',
    () => fresh('telma', states(['2025-08-10', 'lasna'], ['2026-01-01', 'loma'])),
  ],
  [
    400,
    'badRequest.validation.tila.vahvistusPuuttuu',
    'valmistunut, nothing confirmed',
    () =>
      fresh('telma', {
        ...states(['2025-08-10', 'lasna'], ['2026-06-01', 'valmistunut']),
        ...withConfirmation('telma'),
      }),
  ],
  [
    400,
    'badRequest.validation.tila.tilaEronnutTaiKatsotaanEronneeksiVaikkaVahvistettuPäätasonSuoritus',
    'eronnut, confirmed',
    () =>
      fresh('telma', {
        ...states(['2025-08-10', 'lasna'], ['2026-06-01', 'eronnut']),
        ...withConfirmation('telma', { päivä: '2026-06-01' }),
      }),
  ],
  [
    400,
    'badRequest.validation.tila.valmaOpiskeluoikeudenTilaEiSallittu',
    'VALMA from 1.6.2023',
    () => fresh('valma', { ...states(['2023-06-01', 'lasna']), ...withConfirmation('valma') }),
  ],
  [
    400,
    'badRequest.validation.jsonSchema',
    'TUVA as peruutettu',
    () => fresh('tuva', states(['2025-08-10', 'lasna'], ['2026-06-01', 'peruutettu'])),
  ],
];

const transferRules: Case[] = [
  [
    404,
    'notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia',
    'an oid that nobody has',
    () => fresh('telma', { oid: STUDY_RIGHT_OID }),
  ],
  [
    404,
    'notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia',
    "another provider's oid",
    async () => {
      const { learner, oid, sent } = await given(payload('telma'));
      return putOppija(toinen, learner, { ...sent, oid });
    },
  ],
  [
    409,
    'conflict.exists',
    'a look-alike without any id',
    async () => {
      const { learner, sent } = await given(payload('telma', { lähdejärjestelmänId: undefined }));
      return putOppija(tallentaja, learner, sent);
    },
  ],
  [
    409,
    'conflict.exists',
    'the same diaarinumero at the same time',
    async () => {
      const { learner } = await given(payload('telma'));
      return putOppija(tallentaja, learner, payload('telma'));
    },
  ],
  [409, 'conflict.versionumero', 'not the current version', () => changed('telma', { versionumero: 2 })],
  [409, 'conflict.versionumero', 'a new one as version 2', () => fresh('telma', { versionumero: 2 })],
  [
    409,
    'conflict.löytyiEnemmänKuinYksiRivi',
    'two study rights with the source id',
    async () => {
      const { learner, first } = await sourceIdTaken('tuva');
      return putOppija(tallentaja, learner, first);
    },
  ],
  [
    409,
    'conflict.samanaikainenPäivitys',
    'the unique index of source ids',
    async () => {
      const { learner, sent } = await given(payload('telma'));
      const suoritukset = payload('telma').suoritukset.map((suoritus) => ({
        ...suoritus,
        koulutusmoduuli: withoutDiaari,
      }));
      const second = await given(payload('telma', { suoritukset }), tallentaja, learner);
      const { lähdejärjestelmänId } = sent;
      return putOppija(tallentaja, learner, { ...second.sent, oid: second.oid, lähdejärjestelmänId });
    },
  ],
  [
    403,
    'forbidden.kiellettyMuutos',
    'another type',
    () => changed('telma', { ...payload('tuva'), lähdejärjestelmänId: undefined, ...source('toinen') }),
  ],
  [
    403,
    'forbidden.kiellettyMuutos',
    'the source id taken away',
    () => changed('telma', { lähdejärjestelmänId: undefined }),
  ],
  [
    400,
    'badRequest.validation.ammatillinen.muutettuSuoritustapaaTaiTutkintokoodia',
    'TELMA → tutkinto',
    () => changed('telma', { suoritukset: payload('ammatillinen-tutkinto').suoritukset }),
  ],
  [
    400,
    'badRequest.validation.ammatillinen.useampiPäätasonSuoritus',
    'two qualifications',
    () => {
      const { suoritukset } = payload('ammatillinen-tutkinto');
      return fresh('ammatillinen-tutkinto', { suoritukset: [...suoritukset, ...suoritukset] });
    },
  ],
  [
    403,
    'forbidden.oppijaOidinMuutos',
    "another learner's study right",
    async () => {
      const { oid, sent } = await given(payload('telma'));
      return putOppija(tallentaja, freshLearner(), { ...sent, oid });
    },
  ],
  [
    400,
    'badRequest.validation.organisaatio.oppilaitoksenVaihto',
    'an active study right in another oppilaitos',
    async () => {
      const koulutustoimija = { oid: freshOrganisation() };
      const { learner, oid, sent } = await given(payload('telma', { koulutustoimija }), paakayttaja);
      return putOppija(paakayttaja, learner, { ...sent, oid, oppilaitos: { oid: freshOrganisation() } });
    },
  ],
  [
    403,
    'forbidden.omienTietojenMuokkaus',
    'the learner is the caller',
    async () => {
      const learner = freshLearner();
      return putOppija(await serviceUser({ ...own, person_oid: learner }), learner, payload('telma'));
    },
  ],
  [
    403,
    'forbidden.lähdejärjestelmäIdPuuttuu',
    'an integration user without source id',
    async () =>
      fresh('telma', { lähdejärjestelmänId: undefined }, await serviceUser({ ...own, source_system: 'primus' })),
  ],
  [
    403,
    'forbidden.lähdejärjestelmäIdEiSallittu',
    'a user at the screen with a source id',
    async () => fresh('telma', {}, await serviceUser({ ...own, may_send_source_ids: false })),
  ],
  [
    400,
    'badRequest',
    'järjestämislupa of a TUVA study right changes',
    () => changed('tuva', { järjestämislupa: { koodiarvo: 'lukio', koodistoUri: 'tuvajarjestamislupa' } }),
  ],
  [
    403,
    'forbidden.organisaatio',
    'an organisation that is not the own',
    () => fresh('telma', { oppilaitos: { oid: freshOrganisation() } }),
  ],
  [403, 'forbidden.organisaatio', 'a reader transfers', () => fresh('telma', {}, katselija)],
  [
    403,
    'forbidden.opiskeluoikeudenTyyppi',
    'a type that the user has no right to',
    async () => fresh('telma', {}, await serviceUser({ ...own, study_right_types: ['lukiokoulutus'] })),
  ],
  [501, 'notImplemented.readOnly', 'korkeakoulutus', () => fresh('korkeakoulutus')],
  [501, 'notImplemented.readOnly', 'ylioppilastutkinto', () => fresh('ylioppilastutkinto')],
];

const doorRules: Case[] = [
  [401, 'unauthorized.notAuthenticated', 'nobody signed in', () => fresh('telma', {}, anonymous())],
  [401, 'unauthorized.loginFail', 'a wrong password', () => fresh('telma', {}, basic('tallentaja', 'väärä'))],
  [401, 'unauthorized.loginFail', 'an unknown user', () => fresh('telma', {}, basic('tuntematon'))],
  [
    415,
    'unsupportedMediaType.jsonOnly',
    'XML',
    () => tallentaja.put(`${KOSKI}/oppija`, '<oppija/>', { 'content-type': 'application/xml' }),
  ],
  [
    415,
    'unsupportedMediaType.jsonOnly',
    'JSON in Latin-1',
    () => tallentaja.put(`${KOSKI}/oppija`, '{}', { 'content-type': 'application/json; charset=iso-8859-1' }),
  ],
  [
    400,
    'badRequest.queryParam.virheellinenOpiskeluoikeusOid',
    'no oid at all in the path',
    () => getOpiskeluoikeus(katselija, 'abc'),
  ],
  [
    400,
    'badRequest.queryParam.virheellinenOpiskeluoikeusOid',
    'a wrong check digit in the path',
    () =>
      getOpiskeluoikeus(
        katselija,
        STUDY_RIGHT_OID.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)),
      ),
  ],
  [
    400,
    'badRequest.queryParam.virheellinenOpiskeluoikeusOid',
    'DELETE of a malformed oid',
    () => mitatoi(mitatoija, '1.2.3'),
  ],
  [
    400,
    'badRequest.queryParam.virheellinenOpiskeluoikeusOid',
    'a malformed oid in the body',
    () => fresh('telma', { oid: '1.2.3' }),
  ],
  [
    400,
    'badRequest.queryParam.virheellinenOrganisaatioOid',
    'a malformed oppilaitos',
    () => fresh('telma', { oppilaitos: { oid: '1.2.246.562.15.1' } }),
  ],
  [
    400,
    'badRequest.queryParam.virheellinenHenkilöOid',
    'a learner with a wrong check digit',
    () => putOppija(tallentaja, '1.2.246.562.24.00000000001', payload('telma')),
  ],
  [
    400,
    'badRequest.validation.henkilötiedot.hetu',
    'a hetu that is none',
    () => tallentaja.put(`${KOSKI}/oppija`, { henkilö: { hetu: '010101-123X' }, opiskeluoikeudet: [payload('telma')] }),
  ],
  [
    400,
    'badRequest.validation.tyhjäOpiskeluoikeusLista',
    'no study rights',
    () => putOppija(tallentaja, freshLearner()),
  ],
  [400, 'badRequest.validation.jsonSchema', 'no type', () => fresh('telma', { tyyppi: undefined })],
  [
    400,
    'badRequest.validation.organisaatio.oppilaitosPuuttuu',
    'no oppilaitos',
    () => fresh('telma', { oppilaitos: undefined }),
  ],
  [400, 'badRequest.format.json', 'broken JSON', () => tallentaja.put(`${KOSKI}/oppija`, '{"henkilö":')],
  [
    400,
    'badRequest.format.json.merkistö',
    'bytes that are not UTF-8',
    () => tallentaja.put(`${KOSKI}/oppija`, Uint8Array.of(0x22, 0xe4, 0x22)),
  ],
  [
    400,
    'badRequest.format.json.toistuvaKenttä',
    'a field twice',
    () => tallentaja.put(`${KOSKI}/oppija`, '{"henkilö":{"oid":"x","oid":"y"},"opiskeluoikeudet":[]}'),
  ],
  [
    400,
    'badRequest.format.json.liianSyvä',
    'a thousand levels',
    () => tallentaja.put(`${KOSKI}/oppija`, `{"a":${'['.repeat(1000)}${']'.repeat(1000)}}`),
  ],
  [
    400,
    'badRequest.format.json.liianSuuriLuku',
    'a number that no double holds',
    () => tallentaja.put(`${KOSKI}/oppija`, '{"a":12345678901234567890}'),
  ],
  [400, 'badRequest.format.json.kiellettyMerkki', 'a NUL', () => fresh('telma', { lisä: 'a\u0000b' })],
  [413, 'payloadTooLarge', '10 MB', () => fresh('telma', { lisä: 'x'.repeat(10 * 1024 * 1024) })],
];

const invalidationRules: Case[] = [
  [
    403,
    'forbidden',
    'without the right, by DELETE',
    async () => mitatoi(tallentaja, (await given(payload('telma'))).oid),
  ],
  [
    403,
    'forbidden',
    'without the right, by transfer',
    () => invalidatedByTransfer('2026-09-01', { mitätöinninSyy: 'WRONG_TYPE' }, tallentaja),
  ],
  [
    400,
    'badRequest.validation.tila.mitätöintiTulevaisuudessa',
    'a day to come',
    () => invalidatedByTransfer(TOMORROW_AND_LATER, { mitätöinninSyy: 'WRONG_TYPE' }),
  ],
  [
    400,
    'badRequest.validation.date.opiskeluoikeusjaksojenPäivämäärät',
    'a day before the last period',
    () => invalidatedByTransfer('2026-08-09', { mitätöinninSyy: 'WRONG_TYPE' }),
  ],
  [
    400,
    'badRequest.validation.tila.uudenOpiskeluoikeudenTallennusMitäöitynäEiSallittu',
    'a new one as mitatoity',
    () => fresh('telma', states(['2026-08-10', 'lasna'], ['2026-09-01', 'mitatoity']), mitatoija),
  ],
  [
    400,
    'badRequest.validation.tila.mitätöinninSyyEiSallittu',
    'a reason of its own',
    async () => mitatoi(mitatoija, (await given(payload('telma'))).oid, '?syy=MUU'),
  ],
  [
    409,
    'conflict.hoksExists',
    'a HOKS in the way',
    async () => {
      const studyRight = await given(payload('telma'));
      await givenHoks(await as('paivi'), studyRight);
      return mitatoi(mitatoija, studyRight.oid);
    },
  ],
  [
    404,
    'notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia',
    'what is invalidated already',
    async () => {
      const { oid } = await given(payload('telma'));
      await mitatoi(mitatoija, oid);
      return mitatoi(paakayttaja, oid);
    },
  ],
  [
    404,
    'notFound.oppijaaEiLöydyTaiEiOikeuksia',
    'a learner without study rights',
    () => katselija.get(`${KOSKI}/oppija/${freshLearner()}`),
  ],
];

const removalRules: Case[] = [
  [
    403,
    'forbidden.ainoanPäätasonSuorituksenPoisto',
    'the only one',
    async () => {
      const { oid, sent } = await given(payload('telma'));
      return removeSuoritus(oid, 1, sent.suoritukset[0]);
    },
  ],
  [
    409,
    'conflict.versionumero',
    'a stale version',
    async () => {
      const { oid, sent } = await given(payload('nayttotutkinto-ja-valmistava'));
      return removeSuoritus(oid, 7, sent.suoritukset[0]);
    },
  ],
  [
    404,
    'notFound.suoritustaEiLöydy',
    'one that is not there',
    async () => {
      const { oid } = await given(payload('nayttotutkinto-ja-valmistava'));
      return removeSuoritus(oid, 1, payload('telma').suoritukset[0]);
    },
  ],
  [
    400,
    'badRequest.format.number',
    'a version that is no number',
    async () => removeSuoritus((await given(payload('telma'))).oid, 'x', {}),
  ],
  [
    400,
    'badRequest.validation.jsonSchema',
    'a list for the suoritus',
    async () => removeSuoritus((await given(payload('telma'))).oid, 1, []),
  ],
  [
    403,
    'forbidden.organisaatio',
    'a reader',
    async () => {
      const { oid, sent } = await given(payload('nayttotutkinto-ja-valmistava'));
      return removeSuoritus(oid, 1, sent.suoritukset[0], katselija);
    },
  ],
  [
    404,
    'notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia',
    'another provider',
    async () => {
      const { oid, sent } = await given(payload('nayttotutkinto-ja-valmistava'));
      return removeSuoritus(oid, 1, sent.suoritukset[0], toinen);
    },
  ],
];

function removeSuoritus(oid: string, version: number | string, suoritus: object = {}, client: Client = tallentaja) {
  return client.post(`${KOSKI}/opiskeluoikeus/${oid}/${version}/delete-paatason-suoritus`, suoritus);
}

/** Rows that a refused transfer must not leave behind. */
async function rows(): Promise<unknown> {
  const { rows: counts } = await db().query(
    `SELECT (SELECT count(*) FROM study_right) AS rights, (SELECT sum(version) FROM study_right) AS versions,
       (SELECT count(*) FROM learner) AS learners`,
  );
  return counts;
}

describe('a refusal in Koski’s words', () => {
  it.each([...[...periodRules, ...transferRules, ...doorRules, ...invalidationRules, ...removalRules]])(
    '%i %s: %s',
    async (status, key, _, ask) => {
      const reply = await ask();
      expect(outcome(reply)).toEqual([status, [key]]);
      for (const entry of reply.body as KoskiError[]) expect(entry.message).toMatch(/\S/);
    },
  );

  it('200: one main suoritus of two is removed, in the next version; the other stays', async () => {
    const { oid, sent } = await given(payload('nayttotutkinto-ja-valmistava'));
    const removed = await removeSuoritus(oid, 1, sent.suoritukset[1]);
    expect([removed.status, removed.body]).toMatchObject([200, { opiskeluoikeudet: [{ oid, versionumero: 2 }] }]);
    expect((await getOpiskeluoikeus(tallentaja, oid)).body.suoritukset).toEqual([sent.suoritukset[0]]);
  });

  it.each<PayloadName>(['korkeakoulutus', 'ylioppilastutkinto'])(
    '501 notImplemented.readOnly stores nothing: %s',
    async (name) => {
      const before = await rows();
      await fresh(name);
      expect(await rows()).toEqual(before);
    },
  );
});

/** One value of a JSON document put in place of another. */
interface Mutation {
  readonly place: number;
  readonly value: unknown;
}

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
const oddValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    1.5,
    2 ** 53,
    [],
    {},
    [[]],
    { oid: null },
    '\u0000',
    '\ud800',
    'x'.repeat(5000),
  ),
  fc.constantFrom<unknown>(...WORDS),
  fc.jsonValue({ maxDepth: 3 }),
);
const mutations = fc.array(fc.record({ place: fc.nat(), value: oddValue }), { minLength: 1, maxLength: 3 });

/** Every place of a document, as the list of steps that lead there. */
function placesIn(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([name, child]) => placesIn(child, [...at, name]))];
}

function mutated(document: unknown, { place, value }: Mutation): unknown {
  const places = placesIn(document);
  const [last, ...steps] = [...(places[place % places.length] ?? [])].reverse();
  if (last === undefined) return value;
  const copy = structuredClone(document);
  const parent = steps.reverse().reduce((object, step) => (object as Fields)[step], copy);
  (parent as Fields)[last] = value;
  return copy;
}

describe('bad input', () => {
  const doors: [string, (body: unknown) => Promise<Reply>][] = [
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

  it.each(doors)(
    '%s: whatever is wrong in a body is answered with a list of key and message, never with 500',
    async (_, send) => {
      const names: PayloadName[] = ['ammatillinen-tutkinto', 'telma', 'tuva', 'perusopetus', 'vst-vapaatavoitteinen'];
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...names), mutations, async (name, list) => {
          const body = { henkilö: { oid: freshLearner() }, opiskeluoikeudet: [payload(name)] };
          const reply = await send(list.reduce<unknown>(mutated, body));
          const entries = errorsIn(reply);
          // 501 is Koski's answer for higher education, which a mutation may well ask for.
          expect([reply.status < 500 || reply.status === 501, reply.status]).toEqual([true, reply.status]);
          if (reply.status >= 400) expect(entries.length).toBeGreaterThan(0);
          for (const { key, message } of entries) expect([typeof key, typeof message]).toEqual(['string', 'string']);
        }),
        { numRuns: 120 },
      );
    },
  );

  it('any address below the doors is answered with a list of key and message', async () => {
    const part = fc.oneof(fc.constantFrom(...WORDS, '..', '%00', '%', 'batch'), fc.string({ maxLength: 20 }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('opiskeluoikeus', 'oppija'), part, async (door, text) => {
        const reply = await katselija.get(`${KOSKI}/${door}/x${encodeURIComponent(text)}`);
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
