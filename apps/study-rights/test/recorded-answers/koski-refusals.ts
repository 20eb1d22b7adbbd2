import type { Opiskeluoikeus, Opiskeluoikeusjakso } from '../../src/study-rights/domain/opiskeluoikeus.js';
import { db, given, KOSKI, paakayttaja, payload, type PayloadName, putOppija, tallentaja } from '../koski.js';
import { freshLearner, transferOf } from '../provider.js';
import { opiskeluoikeus, OPPILAITOS, period, periods, source, STUDY_RIGHT_OID, suoritus } from '../samples.js';
import { inThreeLanguages, type Caller, type Story, type Telling, userWith, who } from './story.js';

const OPPIJA = `${KOSKI}/oppija`;
const OTHER_OPPILAITOS = '1.2.246.562.10.40000000004';

type Fields = Record<string, unknown>;
/** What is sent for the learner; what has to be there first is stored meanwhile. */
type Row = readonly [what: string, sent: (learner: string, run: Telling) => object | Promise<object>, caller?: Caller];

/** A story of transfers, each of a learner of its own. */
const transfersOf = (name: string, rows: readonly Row[]): Story => ({
  name: `PUT oppija: ${name}`,
  tell: async (run) => {
    for (const [what, prepare, caller = who.tallentaja] of rows) {
      const learner = freshLearner();
      const sent = await prepare(learner, run);
      await run.ask(what, caller, `PUT ${OPPIJA}`, transferOf(learner, sent as Opiskeluoikeus));
    }
  },
});

const telma = (more: Fields = {}): Opiskeluoikeus => payload('telma', more);
const states = (...list: [day: string, state: string, more?: Fields][]) =>
  periods(...list.map(([day, state, more]) => period(day, state, more)));
const confirmed = (name: PayloadName, vahvistus?: object): Fields => ({
  suoritukset: payload(name).suoritukset.map((one) => ({ ...one, vahvistus })),
});

/** A study right that is stored for the learner; what is sent is it with other fields. */
const changed =
  (name: PayloadName, more: (sent: Opiskeluoikeus) => object, client = tallentaja) =>
  async (learner: string): Promise<object> => {
    const { oid, sent } = await given(payload(name), client, learner);
    return { ...sent, oid, ...more(sent) };
  };

const periodsAndStates = transfersOf('rules of periods and states', [
  ['two periods on one day', () => telma(states(['2026-08-10', 'lasna'], ['2026-08-10', 'eronnut']))],
  ['periods out of order', () => telma(states(['2026-08-10', 'lasna'], ['2026-08-09', 'lasna']))],
  ['lasna after peruutettu', () => telma(states(['2026-08-10', 'peruutettu'], ['2026-09-01', 'lasna']))],
  ['two final states', () => telma(states(['2026-08-10', 'eronnut'], ['2026-09-01', 'katsotaaneronneeksi']))],
  ['lasna without funding', () => telma(states(['2026-08-10', 'lasna', { opintojenRahoitus: undefined }]))],
  ['funding that is no code', () => telma(states(['2026-08-10', 'lasna', { opintojenRahoitus: { koodiarvo: '18' } }]))],
  [
    'lasna of a lukio without funding',
    () => payload('lukio', states(['2026-08-10', 'lasna', { opintojenRahoitus: undefined }])),
  ],
  [
    'a mitatoity that is not the last',
    changed('telma', () => states(['2026-08-10', 'lasna'], ['2026-08-11', 'mitatoity'], ['2026-08-12', 'lasna'])),
  ],
  ['loma from 2026', () => telma(states(['2025-08-10', 'lasna'], ['2026-01-01', 'loma']))],
  [
    'valmistunut, nothing confirmed',
    () => telma({ ...states(['2025-08-10', 'lasna'], ['2026-06-01', 'valmistunut']), ...confirmed('telma') }),
  ],
  [
    'eronnut, confirmed',
    () =>
      telma({
        ...states(['2025-08-10', 'lasna'], ['2026-06-01', 'eronnut']),
        ...confirmed('telma', { päivä: '2026-06-01' }),
      }),
  ],
  [
    'confirmed after the end',
    () =>
      payload('lukio', {
        ...states(['2025-08-10', 'lasna'], ['2026-06-01', 'valmistunut']),
        ...confirmed('lukio', { päivä: '2026-06-02' }),
      }),
  ],
  ['VALMA from June 2023', () => payload('valma', { ...states(['2023-06-01', 'lasna']), ...confirmed('valma') })],
  [
    'additional basic education from June 2023',
    () => opiskeluoikeus({ tyyppi: { koodiarvo: 'perusopetuksenlisaopetus' }, ...states(['2023-06-01', 'lasna']) }),
  ],
  ['TUVA as peruutettu', () => payload('tuva', states(['2025-08-10', 'lasna'], ['2026-06-01', 'peruutettu']))],
  ['TUVA as eronnut', () => payload('tuva', states(['2025-08-10', 'lasna'], ['2026-06-01', 'eronnut']))],
  [
    'TUVA of a lukio as loma',
    () =>
      payload('tuva', {
        ...states(['2025-08-10', 'lasna'], ['2025-09-01', 'loma']),
        järjestämislupa: { koodiarvo: 'lukio' },
      }),
  ],
  ['an estimated end before the start', () => telma({ arvioituPäättymispäivä: '2026-08-09' })],
  [
    'over to a new curriculum, and no end',
    () => payload('ammatillinen-tutkinto', { lisätiedot: { siirtynytUusiinTutkinnonPerusteisiin: true } }),
  ],
  ['a type that is not in use', () => opiskeluoikeus({ tyyppi: { koodiarvo: 'ahvenanmaanperusopetus' } })],
  [
    'school years under way',
    changed('perusopetus', () => ({
      suoritukset: ['7', '8'].map((year) => suoritus(year, 'perusopetuksenvuosiluokka')),
    })),
  ],
]);

const funded = (code: string | undefined, alku = '2026-08-10', tila = 'lasna'): Opiskeluoikeusjakso =>
  period(alku, tila, { opintojenRahoitus: code === undefined ? undefined : { koodiarvo: code } });
const grant = { lisätiedot: { jotpaAsianumero: '01/5848/2023' } };
const fundedBy = (type: string, ...list: Opiskeluoikeusjakso[]) =>
  opiskeluoikeus({ tyyppi: { koodiarvo: type }, ...periods(...list) });
const addition = (field: string, alku: string) => ({ lisätiedot: { [field]: [{ alku }] } });

const funding = transfersOf('rules of funding', [
  ['TUVA by JOTPA', () => fundedBy('tuva', funded('14'))],
  ['TUVA by a code of others', () => fundedBy('tuva', funded('2'))],
  ['a state that bears no funding', () => fundedBy('diatutkinto', funded('1', '2026-08-10', 'eronnut'))],
  [
    'an end without funding',
    () => fundedBy('muukuinsaanneltykoulutus', funded(undefined, '2026-08-10', 'hyvaksytystisuoritettu')),
  ],
  ['commissioned education before August 2026', () => opiskeluoikeus(periods(funded('17', '2026-07-31')))],
  ['commissioned education beside another', () => opiskeluoikeus(periods(funded('17'), funded('1', '2026-09-01')))],
  ['a tuition fee before August 2026', () => opiskeluoikeus(periods(funded('16', '2026-07-31')))],
  ['JOTPA without its number', () => opiskeluoikeus(periods(funded('14')))],
  ['the number without JOTPA', () => opiskeluoikeus({ ...periods(funded('1')), ...grant })],
  ['JOTPA beside another', () => opiskeluoikeus({ ...periods(funded('14'), funded('1', '2026-09-01')), ...grant })],
  ['JOTPA before there was any', () => opiskeluoikeus({ ...periods(funded('14', '2021-12-31')), ...grant })],
  [
    'commissioned education becomes another',
    async (learner) => {
      const { oid, sent } = await given(opiskeluoikeus(periods(funded('17'))), tallentaja, learner);
      return { ...sent, oid, ...periods(funded('1')) };
    },
  ],
  [
    'another becomes commissioned education',
    async (learner) => {
      const { oid, sent } = await given(opiskeluoikeus(periods(funded('1'))), tallentaja, learner);
      return { ...sent, oid, ...periods(funded('17')) };
    },
  ],
  [
    'an addition of the past begins after 2025',
    () => opiskeluoikeus({ ...periods(funded('1', '2025-08-10')), ...addition('vaikeastiVammainen', '2026-01-01') }),
  ],
  [
    'additions of the past in a new study right',
    () => opiskeluoikeus({ lisätiedot: { erityinenTuki: [{ alku: '2026-08-10' }], henkilöstökoulutus: true } }),
  ],
]);

const cut = { lähdejärjestelmäkytkentäPurettu: { purettu: '2026-01-01T00:00:00' } };
const twice = (name: PayloadName): Fields => {
  const { suoritukset } = payload(name);
  return { suoritukset: [...suoritukset, ...suoritukset] };
};
const withoutDiaari = { suoritukset: [suoritus('999903', 'telma')] };

const identity = transfersOf('what a study right is known by', [
  ['version 0', changed('telma', () => ({ versionumero: 0 }))],
  ['not the current version', changed('telma', () => ({ versionumero: 2 }))],
  ['a new one as version 0', () => telma({ versionumero: 0 })],
  ['a new one as version 2', () => telma({ versionumero: 2 })],
  [
    'another type, found by the source id',
    async (learner) => {
      await given(telma(source(`${learner}-a`)), tallentaja, learner);
      return { ...payload('tuva'), ...source(`${learner}-a`) };
    },
  ],
  ['another type', changed('telma', () => ({ ...payload('tuva'), ...source('toinen') }))],
  ['the source id taken away', changed('telma', () => ({ lähdejärjestelmänId: undefined }))],
  [
    'a source system without an id in the place of a source id',
    changed('telma', () => ({ lähdejärjestelmänId: { lähdejärjestelmä: { koodiarvo: 'primus' } } })),
  ],
  ['TELMA → tutkinto', changed('telma', () => ({ suoritukset: payload('ammatillinen-tutkinto').suoritukset }))],
  ['tutkinto → TELMA', changed('ammatillinen-tutkinto', () => ({ suoritukset: telma().suoritukset }))],
  [
    'another suoritustapa',
    changed('ammatillinen-tutkinto', ({ suoritukset }) => ({
      suoritukset: suoritukset.map((one) => ({ ...one, suoritustapa: { koodiarvo: 'ops' } })),
    })),
  ],
  ['TUVA with two suoritukset', () => payload('tuva', twice('tuva'))],
  ['two qualifications', () => payload('ammatillinen-tutkinto', twice('ammatillinen-tutkinto'))],
  ['another licence of TUVA', changed('tuva', () => ({ järjestämislupa: { koodiarvo: 'lukio' } }))],
  [
    'a look-alike without any id',
    async (learner) => (await given(telma({ lähdejärjestelmänId: undefined }), tallentaja, learner)).sent,
  ],
  [
    'a look-alike without any id of one that has a source id',
    async (learner) => {
      await given(telma(withoutDiaari), tallentaja, learner);
      return telma({ ...withoutDiaari, lähdejärjestelmänId: undefined });
    },
  ],
  [
    'the same diaarinumero at the same time',
    async (learner) => {
      await given(telma(), tallentaja, learner);
      return telma();
    },
  ],
  [
    'another learner’s',
    async () => {
      const { oid, sent } = await given(telma());
      return { ...sent, oid, ostettu: true };
    },
  ],
  [
    'a source id that another study right has',
    async (learner) => {
      const only = { suoritukset: [suoritus('999903', 'muuammatillinenkoulutus')] };
      const first = await given(telma(), tallentaja, learner);
      const { oid, sent } = await given(telma(only), tallentaja, learner);
      return { ...sent, oid, lähdejärjestelmänId: first.sent.lähdejärjestelmänId };
    },
  ],
  ['the source id that two have', twoOfOneSourceId],
  [
    'another oppilaitos, while nobody has named a koulutustoimija',
    async (learner, run) => {
      const { oid, sent } = await given(telma(), paakayttaja, learner);
      return { ...sent, oid, oppilaitos: { oid: run.organisation() } };
    },
    who.paakayttaja,
  ],
  ['an oid that nobody has', () => telma({ oid: STUDY_RIGHT_OID })],
  ['a new one that was cut from its source system', () => telma({ ...cut, lähdejärjestelmänId: undefined })],
  ['cut from its source system', changed('telma', () => cut)],
  [
    'what is marked of the cut left out',
    async (learner) => {
      const { oid, sent } = await given(telma({ lähdejärjestelmänId: undefined }), tallentaja, learner);
      // Only the register itself can mark it.
      await db().query('UPDATE study_right SET data = data || $2::jsonb WHERE oid = $1', [oid, JSON.stringify(cut)]);
      return { ...sent, oid };
    },
  ],
]);

/** Two study rights that got one source id by a change, their oids in the order in which they were stored. */
async function twoOfOneSourceId(learner: string): Promise<object> {
  for (;;) {
    const first = await given(telma(), tallentaja, learner);
    const second = await given(payload('tuva'), tallentaja, learner);
    if (first.oid < second.oid) {
      const { lähdejärjestelmänId } = first.sent;
      await putOppija(tallentaja, learner, { ...second.sent, oid: second.oid, lähdejärjestelmänId });
      return first.sent;
    }
    for (const { oid } of [first, second]) await paakayttaja.delete(`${KOSKI}/opiskeluoikeus/${oid}?syy=WRONG_TYPE`);
  }
}

const provider = { institution_oid: OPPILAITOS, roles: ['PROVIDER'] };

const rights: Story = {
  name: 'PUT oppija: who may store what',
  tell: async (run) => {
    const put = (what: string, caller: Caller, one: object, learner = freshLearner()) =>
      run.ask(what, caller, `PUT ${OPPIJA}`, transferOf(learner, one as Opiskeluoikeus));
    await put(
      'an organisation that is not the own',
      who.tallentaja,
      telma({ oppilaitos: { oid: run.organisation() } }),
    );
    await put(
      'the own is only said to be the koulutustoimija',
      who.toinen,
      telma({ koulutustoimija: { oid: OTHER_OPPILAITOS } }),
    );
    await put('no oppilaitos', who.tallentaja, telma({ oppilaitos: undefined }));
    await put('a reader', who.katselija, telma());
    await put('a viewer’s token', who.kaisa, telma());
    await put('the desk', who.tuki, telma());
    await put('a manual recorder', who.mirja, telma());
    await put('a learner', who.leo, telma());
    await put('somebody of a university', who.hanna, telma());
    const stored = await given(telma());
    await put('another provider, by the oid', who.toinen, { ...stored.sent, oid: stored.oid }, stored.learner);
    await put('the main user', who.paakayttaja, telma({ oppilaitos: { oid: run.organisation() } }));
    const learner = freshLearner();
    await put('the learner', await userWith('the learner', { ...provider, person_oid: learner }), telma(), learner);
    const system = await userWith('of the source system primus', { ...provider, source_system: 'primus' });
    await put('an integration user without a source id', system, telma({ lähdejärjestelmänId: undefined }));
    const other = { lähdejärjestelmänId: { id: '1', lähdejärjestelmä: { koodiarvo: 'winnova' } } };
    await put('an integration user with another source system', system, telma(other));
    await put('an integration user with its own', system, telma());
    const screen = await userWith('at the screen', { ...provider, may_send_source_ids: false });
    await put('a user at the screen with a source id', screen, telma());
    await put('a user at the screen without', screen, telma({ lähdejärjestelmänId: undefined }));
    const lukio = await userWith('of lukio only', { ...provider, study_right_types: ['lukiokoulutus'] });
    await put('a type that the user has no right to', lukio, telma());
    await run.ask('read by a user without a right to the type', lukio, `GET ${KOSKI}/opiskeluoikeus/${stored.oid}`);
    await run.ask('read with its learner, likewise', lukio, `GET ${OPPIJA}/${stored.learner}`);
    await run.ask('read by another provider', who.toinen, `GET ${KOSKI}/opiskeluoikeus/${stored.oid}`);
    await run.ask('read with its learner, likewise', who.toinen, `GET ${OPPIJA}/${stored.learner}`);
    await run.ask('read by a learner', who.leo, `GET ${KOSKI}/opiskeluoikeus/${stored.oid}`);
  },
};

const schema = transfersOf('the shape of a study right', [
  ['no type', () => telma({ tyyppi: undefined })],
  ['an unknown type', () => telma({ tyyppi: { koodiarvo: 'valma' } })],
  ['a type that is a text', () => telma({ tyyppi: 'telma' })],
  ['no state', () => telma({ tila: undefined })],
  ['no periods', () => telma({ tila: { opiskeluoikeusjaksot: [] } })],
  ['501 periods', () => telma({ tila: { opiskeluoikeusjaksot: Array.from({ length: 501 }, () => null) } })],
  ['a period that is null', () => telma({ tila: { opiskeluoikeusjaksot: [null, period('2026-08-10', 'lasna')] } })],
  ['a period without a day', () => telma(states(['2026-08-10', 'lasna', { alku: undefined }]))],
  ['a day that does not exist', () => telma(states(['2026-02-30', 'lasna']))],
  ['a day of another form', () => telma(states(['10.8.2026', 'lasna']))],
  ['a day too early', () => telma(states(['1899-12-31', 'lasna']))],
  ['a state without a code', () => telma(states(['2026-08-10', 'lasna', { tila: {} }]))],
  ['an unknown state', () => telma(states(['2026-08-10', 'poissa']))],
  ['a funding that is a text', () => telma(states(['2026-08-10', 'lasna', { opintojenRahoitus: '1' }]))],
  ['a reason that is too long', () => telma(states(['2026-08-10', 'lasna', { mitätöinninSyy: 'x'.repeat(300) }]))],
  ['a confirmation that is a text', () => telma(states(['2026-08-10', 'lasna', { mitätöinninVahvistus: 'true' }]))],
  ['no suoritukset', () => telma({ suoritukset: undefined })],
  ['an empty list of suoritukset', () => telma({ suoritukset: [] })],
  ['101 suoritukset', () => telma({ suoritukset: Array.from({ length: 101 }, () => suoritus('999903', 'telma')) })],
  [
    'suoritukset of all kinds of mistakes',
    () =>
      telma({ suoritukset: [null, 'x', {}, suoritus('', 'telma'), suoritus('999903', 'telma', { vahvistus: {} })] }),
  ],
  ['a confirmation of no day', () => telma(confirmed('telma', { päivä: 'eilen' }))],
  [
    'a diaarinumero that is a number',
    () =>
      telma({
        suoritukset: [
          suoritus('999903', 'telma', {
            koulutusmoduuli: { tunniste: { koodiarvo: '999903' }, perusteenDiaarinumero: 39 },
          }),
        ],
      }),
  ],
  ['a version that is a text', () => telma({ versionumero: '1' })],
  ['a version of a part', () => telma({ versionumero: 1.5 })],
  ['an oid that is a number', () => telma({ oid: 1 })],
  ['an empty source id', () => telma(source(''))],
  ['a very long source id', () => telma(source('x'.repeat(100_000)))],
  ['a source id without its system', () => telma({ lähdejärjestelmänId: { id: '1' } })],
  ['an oppilaitos without oid', () => telma({ oppilaitos: { nimi: 'Kallio' } })],
  ['an estimated end of no day', () => telma({ arvioituPäättymispäivä: '2027-02-29' })],
  ['a link that is a text', () => telma({ sisältyyOpiskeluoikeuteen: STUDY_RIGHT_OID })],
  ['a licence without a code', () => payload('tuva', { järjestämislupa: {} })],
  ['more mistakes than are named', () => telma({ suoritukset: Array.from({ length: 30 }, () => ({})) })],
  ['a study right oid that is none', () => telma({ oid: '1.2.3' })],
  ['a study right oid with a wrong check digit', () => telma({ oid: '1.2.246.562.15.12345678912' })],
  ['an oid of YTR (node 51)', () => telma({ oid: '1.2.246.562.51.12345678911' })],
  ['an oppilaitos of another node', () => telma({ oppilaitos: { oid: '1.2.246.562.15.1' } })],
  ['a koulutustoimija that is none', () => telma({ koulutustoimija: { oid: 'x'.repeat(60) } })],
  ['two wrong oids', () => telma({ oid: '1.2.3', oppilaitos: { oid: '1.2.3' }, koulutustoimija: { oid: '1.2.3' } })],
]);

const bodies: Story = {
  name: 'PUT oppija: the shape of the body',
  tell: async (run) => {
    const learner = freshLearner();
    const put = (what: string, body: unknown) =>
      run.ask(what, who.tallentaja, `PUT ${OPPIJA}`, typeof body === 'string' ? body : JSON.stringify(body));
    const [henkilö, opiskeluoikeudet] = [{ oid: learner }, [telma()]];
    await put('nothing', '');
    await put('null', 'null');
    await put('a number', '1');
    await put('a text', '"x"');
    await put('an empty object', {});
    await put('a list', [{ henkilö, opiskeluoikeudet }]);
    await put('no learner', { opiskeluoikeudet });
    await put('a learner that is a text', { henkilö: learner, opiskeluoikeudet });
    await put('a learner without oid and hetu', { henkilö: { etunimet: 'Testi' }, opiskeluoikeudet });
    await put('a learner of nulls', { henkilö: { oid: null, hetu: null }, opiskeluoikeudet });
    await put('a very long name', { henkilö: { ...henkilö, sukunimi: 'x'.repeat(201) }, opiskeluoikeudet });
    await put('an oid that is a number', { henkilö: { oid: 1 }, opiskeluoikeudet });
    await put('an oid of another node', { henkilö: { oid: STUDY_RIGHT_OID }, opiskeluoikeudet });
    await put('an oid with a wrong check digit', { henkilö: { oid: '1.2.246.562.24.00000000001' }, opiskeluoikeudet });
    await put('a wrong hetu', { henkilö: { hetu: '010101-123X' }, opiskeluoikeudet });
    await put('a hetu of a day that does not exist', { henkilö: { hetu: '310298-9019' }, opiskeluoikeudet });
    await put('no study rights', { henkilö });
    await put('an empty list of study rights', { henkilö, opiskeluoikeudet: [] });
    await put('study rights that are no list', { henkilö, opiskeluoikeudet: {} });
    await put('a study right that is a text', { henkilö, opiskeluoikeudet: ['x'] });
    await put('101 study rights', { henkilö, opiskeluoikeudet: Array.from({ length: 101 }, () => ({})) });
    await put('everything is wrong', { henkilö: { oid: 1, hetu: 2, etunimet: 3 }, opiskeluoikeudet: [1, null] });
    await put('two study rights, both wrong', { henkilö, opiskeluoikeudet: [{}, { tyyppi: { koodiarvo: 'telma' } }] });
    await put('a whole transfer with fields of its own', { henkilö: { ...henkilö, muu: 1 }, opiskeluoikeudet, muu: 1 });
  },
};

const advice: Story = {
  name: 'PUT oppija: what to do next, in three languages',
  tell: async (run) => {
    const refused = async (
      what: string,
      sent: (learner: string) => object | Promise<object>,
      caller = who.tallentaja,
    ) => {
      const learner = freshLearner();
      await inThreeLanguages(
        run,
        what,
        caller,
        `PUT ${OPPIJA}`,
        transferOf(learner, (await sent(learner)) as Opiskeluoikeus),
      );
    };
    await refused(
      'another type',
      changed('telma', () => ({ ...payload('tuva'), ...source('toinen') })),
    );
    await refused(
      'another qualification',
      changed('telma', () => ({ suoritukset: payload('ammatillinen-tutkinto').suoritukset })),
    );
    await refused(
      'the source id taken away',
      changed('telma', () => ({ lähdejärjestelmänId: undefined })),
    );
    await refused(
      'not the current version',
      changed('telma', () => ({ versionumero: 2 })),
    );
    await refused('a new one as version 2', () => telma({ versionumero: 2 }));
    await refused('the same at the same time', async (learner) => {
      await given(telma(), tallentaja, learner);
      return telma();
    });
    await refused(
      'another oppilaitos',
      async (learner) => {
        const { oid, sent } = await given(telma(), paakayttaja, learner);
        return { ...sent, oid, oppilaitos: { oid: run.organisation() } };
      },
      who.paakayttaja,
    );
    await refused(
      'a mitatoity of a new one',
      () => telma(states(['2026-08-10', 'lasna'], ['2026-09-01', 'mitatoity'])),
      who.mitatoija,
    );
    await refused(
      'a mitatoity to come',
      changed('telma', () => states(['2026-08-10', 'lasna'], ['2199-01-01', 'mitatoity'])),
      who.mitatoija,
    );
    await refused('no shape', () => telma({ tila: 1 }));
    for (const language of ['sv-FI,sv;q=0.9', 'de', 'en;q=0.1,sv;q=0.2', '*', 'x'.repeat(500)]) {
      const body = transferOf(freshLearner(), telma({ versionumero: 2 }));
      await run.ask(`Accept-Language: ${language.slice(0, 20)}`, who.tallentaja, `PUT ${OPPIJA}`, body, {
        'accept-language': language,
      });
    }
  },
};

/** What Koski's interface refuses of a transfer, and in what words. */
export const koskiRefusals: readonly Story[] = [periodsAndStates, funding, identity, rights, schema, bodies, advice];
