import { luhnCheckDigit } from '../../src/study-rights/domain/oids.js';
import type { Opiskeluoikeus } from '../../src/study-rights/domain/opiskeluoikeus.js';
import {
  endingIn,
  freshHetu,
  given,
  KOSKI,
  mitatoija,
  paakayttaja,
  payload,
  type PayloadName,
  putOppija,
  slaveOf,
  tallentaja,
  type Versions,
} from '../koski.js';
import { freshLearner, transferOf } from '../provider.js';
import { OPPILAITOS, period, periods } from '../samples.js';
import { inThreeLanguages, type Story, type Telling, userWith, who } from './story.js';

const OPPIJA = `${KOSKI}/oppija`;
const OPISKELUOIKEUS = `${KOSKI}/opiskeluoikeus`;
const BATCH = `${OPPIJA}/batch`;

const oidOf = ({ opiskeluoikeudet: [first] }: Versions): string => first?.oid ?? 'none';

/** The study right with its fields, at every depth, in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).reverse();
  return Object.fromEntries(fields.map(([name, child]) => [name, turned(child)]));
}

const mitatoity = (alku: string, more: Record<string, unknown> = {}) => period(alku, 'mitatoity', more);
const telma = (more: Record<string, unknown> = {}): Opiskeluoikeus => payload('telma', more);

/** A learner with two study rights whose oids, which are random, have the order in which they were stored. */
async function givenTwo(one: Opiskeluoikeus, other: Opiskeluoikeus): Promise<{ learner: string; oids: string[] }> {
  for (;;) {
    const learner = freshLearner();
    const reply = await putOppija(tallentaja, learner, one, other);
    if (reply.status !== 200) throw new Error(`Not stored: ${JSON.stringify(reply.body)}`);
    const oids = reply.body.opiskeluoikeudet.map(({ oid }) => oid);
    if (oids.join() === [...oids].sort().join()) return { learner, oids };
  }
}

const ofPayload = (name: PayloadName): Story => ({
  name: `PUT oppija: ${name} is stored, read, sent again and changed`,
  tell: async (run) => {
    const learner = freshLearner();
    const sent = payload(name);
    const put = (what: string, one: object) =>
      run.ask<Versions>(what, who.tallentaja, `PUT ${OPPIJA}`, { henkilö: { oid: learner }, opiskeluoikeudet: [one] });
    const oid = oidOf(await put('stored', sent));
    await run.ask('read by its oid', who.katselija, `GET ${OPISKELUOIKEUS}/${oid}`);
    await put('the same again, found by its source id', sent);
    await put('changed by its oid', { ...sent, oid, lisä: { a: [1, 'ä'] } });
    await run.ask('read with its learner', who.katselija, `GET ${OPPIJA}/${learner}`);
  },
});

const transfers: readonly Story[] = [
  {
    name: 'PUT oppija: each transfer overrides, and an identical one makes no version',
    tell: async (run) => {
      const learner = freshLearner();
      const sent = telma();
      const put = (what: string, one: object) =>
        run.ask<Versions>(what, who.tallentaja, `PUT ${OPPIJA}`, transferOf(learner, one as Opiskeluoikeus));
      const oid = oidOf(await put('stored', sent));
      await put('the same, fields in another order', turned(sent) as object);
      await put('the same, with its oid and version', { ...sent, oid, versionumero: 1 });
      await put('the same, with nulls for what is absent', { ...sent, koulutustoimija: null, lisä: null });
      await put('the same, without its oppilaitos', { ...sent, oppilaitos: undefined });
      await put('the same, with derived fields of another value', {
        ...sent,
        alkamispäivä: '1999-01-01',
        aikaleima: 'x',
      });
      await put('changed', { ...sent, arvioituPäättymispäivä: '2028-05-31' });
      await put('changed back', sent);
      await put('another source id', { ...sent, oid, ...{ lähdejärjestelmänId: telma().lähdejärjestelmänId } });
      await run.ask('read', who.tallentaja, `GET ${OPISKELUOIKEUS}/${oid}`);
    },
  },
  {
    name: 'PUT oppija: several study rights of one body',
    tell: async (run) => {
      const learner = freshLearner();
      const [sent, byHand] = [telma(), payload('tuva', { lähdejärjestelmänId: undefined })];
      const put = (what: string, ...list: object[]) =>
        run.ask<Versions>(what, who.tallentaja, `PUT ${OPPIJA}`, { henkilö: { oid: learner }, opiskeluoikeudet: list });
      await put('with and without a source id', sent, byHand);
      await put('two that mean one row', sent, { ...sent, ostettu: true });
      await put('two that mean one row, the second with a stale version', sent, {
        ...sent,
        ostettu: true,
        versionumero: 9,
      });
      await put('all errors together, the highest status wins', payload('lukio', { versionumero: 3 }), {
        ...sent,
        oppilaitos: { oid: run.organisation() },
        versionumero: undefined,
      });
      const { learner: two } = await givenTwo(telma(), payload('lukio'));
      await run.ask('a learner with two is read', who.katselija, `GET ${OPPIJA}/${two}`);
    },
  },
  {
    name: 'PUT oppija: a learner is found by hetu or created',
    tell: async (run) => {
      const hetu = run.fresh('hetu', freshHetu());
      const put = (what: string, henkilö: object, one: object) =>
        run.ask<Versions>(what, who.tallentaja, `PUT ${OPPIJA}`, { henkilö, opiskeluoikeudet: [one] });
      const names = { etunimet: 'Testi Tapaus', kutsumanimi: 'Testi', sukunimi: 'Henkilö' };
      await put('refused, so that nobody is created', { hetu, ...names }, telma(periods(period('2026-08-10', 'loma'))));
      const stored = await put('created', { hetu, ...names }, telma());
      await put('found', { hetu, etunimet: null }, payload('tuva', { lähdejärjestelmänId: undefined }));
      await put(
        'with the oid nothing else counts',
        { oid: stored.henkilö.oid, hetu: 'x' },
        telma({ oid: oidOf(stored) }),
      );
    },
  },
  {
    name: 'PUT oppija: learners of the test nodes have a Luhn digit',
    tell: async (run) => {
      for (const node of [98, 198, 298]) {
        const digits = freshLearner().slice(-11, -1);
        const put = (what: string, digit: number) =>
          run.ask(`${what} of node ${node}`, who.tallentaja, `PUT ${OPPIJA}`, {
            henkilö: { oid: `1.2.246.562.${node}.${digits}${digit % 10}` },
            opiskeluoikeudet: [telma()],
          });
        await put('the right digit', luhnCheckDigit(digits));
        await put('a wrong digit', luhnCheckDigit(digits) + 1);
      }
    },
  },
  {
    name: 'PUT oppija: the oids of one person are interchangeable',
    tell: async (run) => {
      const { oid, learner, sent } = await given(payload('lukio'));
      const slave = await slaveOf(learner);
      const put = (what: string, one: Opiskeluoikeus) =>
        run.ask(what, who.tallentaja, `PUT ${OPPIJA}`, transferOf(slave, one));
      await put('by the slave and the oid', { ...sent, oid, oppimääräSuoritettu: true });
      await put('by the slave and the source id', sent);
      await run.ask('read by the slave', who.katselija, `GET ${OPPIJA}/${slave}`);
      await run.ask('read by the master', who.katselija, `GET ${OPPIJA}/${learner}`);
    },
  },
  {
    name: 'PUT oppija: a confirmed main suoritus comes back, organisations are kept and their history is shown',
    tell: async (run) => {
      const basic = await given(payload('perusopetus'));
      const left = { ...basic.sent, oid: basic.oid, suoritukset: basic.sent.suoritukset.slice(1), lisä: 1 };
      await run.ask(
        'one of two confirmed is left out',
        who.tallentaja,
        `PUT ${OPPIJA}`,
        transferOf(basic.learner, left),
      );
      await run.ask('it is there again', who.tallentaja, `GET ${OPISKELUOIKEUS}/${basic.oid}`);
      const [from, to, first, second] = Array.from({ length: 4 }, () => run.organisation()) as [
        string,
        string,
        string,
        string,
      ];
      const own = { oppilaitos: { oid: from }, koulutustoimija: { oid: first } };
      const { oid, learner, sent } = await given(telma(own), paakayttaja);
      const move = (what: string, more: object) =>
        run.ask(what, who.paakayttaja, `PUT ${OPPIJA}`, transferOf(learner, { ...sent, oid, ...more }));
      await move('moved to another koulutustoimija', { oppilaitos: { oid: to }, koulutustoimija: { oid: second } });
      await move('moved back', {
        oppilaitos: { oid: from },
        koulutustoimija: { oid: second },
        organisaatiohistoria: [1],
      });
      await move('moved where it has never been', {
        oppilaitos: { oid: run.organisation() },
        koulutustoimija: { oid: second },
      });
      await run.ask('read with its history', who.paakayttaja, `GET ${OPISKELUOIKEUS}/${oid}`);
      await run.ask('of no concern to others', who.tallentaja, `GET ${OPISKELUOIKEUS}/${oid}`);
      const provider = await userWith('the koulutustoimija', { institution_oid: second, roles: ['PROVIDER'] });
      await run.ask('read by the koulutustoimija', provider, `GET ${OPISKELUOIKEUS}/${oid}`);
      const ofProvider = (oppilaitos: string) =>
        transferOf(freshLearner(), telma({ oppilaitos: { oid: oppilaitos }, koulutustoimija: { oid: second } }));
      await run.ask('stored for its own oppilaitos', provider, `PUT ${OPPIJA}`, ofProvider(from));
      await run.ask('not for another', provider, `PUT ${OPPIJA}`, ofProvider(run.organisation()));
    },
  },
  {
    name: 'PUT oppija: charset, byte order mark and access tokens are taken',
    tell: async (run) => {
      const text = JSON.stringify(transferOf(freshLearner(), telma()));
      const put = (what: string, body: string, type: string) =>
        run.ask<Versions>(what, who.tallentaja, `PUT ${OPPIJA}`, body, { 'content-type': type });
      await put('charset=utf-8', text, 'application/json; charset=utf-8');
      await put('a byte order mark', `\ufeff${text}`, 'Application/JSON;charset="UTF-8"');
      await put('a kind of JSON', text, 'application/problem+json');
      await put('with spaces', JSON.stringify(JSON.parse(text), null, 2), 'application/json');
      const learner = freshLearner();
      const oid = oidOf(await run.ask('by an access token', who.paivi, `PUT ${OPPIJA}`, transferOf(learner, telma())));
      await run.ask('read by a viewer’s token', who.kaisa, `GET ${OPISKELUOIKEUS}/${oid}`);
      await run.ask('read by the desk', who.tuki, `GET ${OPISKELUOIKEUS}/${oid}`);
      await run.ask('not read by a student of a university', who.hanna, `GET ${OPISKELUOIKEUS}/${oid}`);
      await run.ask('not read by a student of a university, as a learner', who.hanna, `GET ${OPPIJA}/${learner}`);
      await run.ask('invalidated by an access token', who.paivi, `DELETE ${OPISKELUOIKEUS}/${oid}?syy=WRONG_TYPE`);
    },
  },
  {
    name: 'PUT oppija: a study right that is contained in another',
    tell: async (run) => {
      const { oid, learner, sent } = await given(payload('ammatillinen-tutkinto'));
      const gone = await given(payload('tuva'), mitatoija, learner);
      await mitatoija.delete(`${OPISKELUOIKEUS}/${gone.oid}?syy=WRONG_TYPE`);
      const link = (what: string, to: object, whose = learner) =>
        run.ask<Versions>(
          what,
          who.tallentaja,
          `PUT ${OPPIJA}`,
          transferOf(whose, telma({ sisältyyOpiskeluoikeuteen: to })),
        );
      const { oppilaitos } = sent;
      await link('to nothing', {});
      await link('to one that was invalidated', { oppilaitos, oid: gone.oid });
      await link('to one of another oppilaitos', { oppilaitos: { oid: '1.2.246.562.10.40000000004' }, oid });
      await link('to another learner’s', { oppilaitos, oid }, freshLearner());
      const itself = { ...sent, oid, sisältyyOpiskeluoikeuteen: { oppilaitos, oid } };
      await run.ask('to itself', who.tallentaja, `PUT ${OPPIJA}`, transferOf(learner, itself as Opiskeluoikeus));
      const contained = oidOf(await link('as it should be', { oppilaitos, oid }));
      await link('twice', { oppilaitos, oid });
      await run.ask('read', who.katselija, `GET ${OPISKELUOIKEUS}/${contained}`);
    },
  },
  {
    name: 'PUT oppija: grades are raised of a finished qualification',
    tell: async (run) => {
      const learner = freshLearner();
      const qualification = payload('ammatillinen-tutkinto');
      const [main] = qualification.suoritukset;
      const { opintojenRahoitus } = qualification.tila.opiskeluoikeusjaksot[0] ?? {};
      const ended = periods(period('2020-08-10', 'lasna'), period('2023-06-01', 'valmistunut', { opintojenRahoitus }));
      const finished = await given(
        {
          ...payload('ammatillinen-tutkinto', { arvioituPäättymispäivä: '2023-06-01' }),
          ...ended,
          suoritukset: [{ ...main, vahvistus: { päivä: '2023-06-01' } }] as Opiskeluoikeus['suoritukset'],
        },
        tallentaja,
        learner,
      );
      const running = await given(
        payload('ammatillinen-tutkinto', periods(period('2024-01-01', 'lasna'))),
        tallentaja,
        learner,
      );
      const raising = (
        korotettuOpiskeluoikeusOid: string,
        more: object = {},
        code = main?.koulutusmoduuli.tunniste,
      ) => ({
        ...payload('ammatillinen-tutkinto', periods(period('2024-09-01', 'lasna'))),
        suoritukset: [
          {
            tyyppi: { koodiarvo: 'ammatillinentutkintoosittainen', koodistoUri: 'suorituksentyyppi' },
            koulutusmoduuli: { ...main?.koulutusmoduuli, tunniste: code },
            suoritustapa: main?.suoritustapa,
            korotettuOpiskeluoikeusOid,
          },
        ] as Opiskeluoikeus['suoritukset'],
        ...more,
      });
      const put = (what: string, one: object, whose = learner) =>
        run.ask<Versions>(what, who.tallentaja, `PUT ${OPPIJA}`, transferOf(whose, one as Opiskeluoikeus));
      await put('of another learner', raising(finished.oid), freshLearner());
      await put('of one that goes on', raising(running.oid));
      await put('of another code', raising(finished.oid, {}, { koodiarvo: '361902' }));
      await put('before July 2023', raising(finished.oid, periods(period('2023-06-30', 'lasna'))));
      const sent = raising(finished.oid);
      const oid = oidOf(await put('as it should be', sent));
      await put('then of another', { ...sent, oid, suoritukset: raising(running.oid).suoritukset });
    },
  },
];

const batches: readonly Story[] = [
  {
    name: 'PUT oppija/batch: an answer per learner, the highest status speaks for all',
    tell: async (run) => {
      const batch = (what: string, body: unknown, caller = who.tallentaja) =>
        run.ask(what, caller, `PUT ${BATCH}`, body as object);
      const one = (body: Opiskeluoikeus, learner = freshLearner()) => transferOf(learner, body);
      await batch('stored, read-only, another’s and broken', [
        one(telma()),
        one(payload('korkeakoulutus')),
        one(payload('tuva', { oppilaitos: { oid: run.organisation() } })),
        { henkilö: {} },
        'x',
        null,
      ]);
      await batch('stored and two refused with 400', [
        one(telma()),
        one(telma({ tyyppi: { koodiarvo: 'valma' } })),
        { henkilö: { hetu: '010101-123X' }, opiskeluoikeudet: [telma()] },
      ]);
      await batch('all are stored', [one(telma()), one(payload('tuva'))]);
      const [learner, sent] = [freshLearner(), telma()];
      await batch('one learner three times', [
        one(sent, learner),
        one({ ...sent, ostettu: true }, learner),
        one(sent, learner),
      ]);
      await batch('a reader is refused in each entry', [one(telma()), one(telma())], who.katselija);
      await batch('none', []);
      await batch('no list', {});
      await batch('a text', '"x"');
      await batch(
        '201 learners',
        Array.from({ length: 201 }, () => ({})),
      );
      await batch('nobody', [one(telma())], who.nobody);
    },
  },
  {
    name: 'PUT oppija/batch: a HOKS in the way holds up one learner, in three languages',
    tell: async (run) => {
      const [blocked, free] = [await given(telma()), await given(telma())];
      await hoksOf(run, blocked);
      const gone = (sent: Opiskeluoikeus) => endingIn(sent, mitatoity('2026-09-01', { mitätöinninSyy: 'WRONG_TYPE' }));
      const people = [transferOf(blocked.learner, gone(blocked.sent)), transferOf(free.learner, gone(free.sent))];
      await run.ask('one is blocked, one is invalidated', who.mitatoija, `PUT ${BATCH}`, people);
      await inThreeLanguages(run, 'the one that is blocked', who.mitatoija, `PUT ${BATCH}`, people.slice(0, 1));
      const confirmed = await given(payload('ammatillinen-tutkinto'));
      const never = endingIn(confirmed.sent, mitatoity('2026-09-01', { mitätöinninSyy: 'NEVER_STARTED' }));
      await run.ask('not confirmed', who.mitatoija, `PUT ${BATCH}`, [transferOf(confirmed.learner, never)]);
      await run.ask('confirmed', who.mitatoija, `PUT ${BATCH}?vahvistus=true`, [transferOf(confirmed.learner, never)]);
    },
  },
];

const invalidations: readonly Story[] = [
  {
    name: 'DELETE opiskeluoikeus: invalidated with a reason, and nobody finds it any more',
    tell: async (run) => {
      const { oid, learner, sent } = await given(telma());
      await run.ask('WRONG_TYPE', who.mitatoija, `DELETE ${OPISKELUOIKEUS}/${oid}?syy=WRONG_TYPE`);
      await run.ask('once more', who.mitatoija, `DELETE ${OPISKELUOIKEUS}/${oid}?syy=WRONG_TYPE`);
      await run.ask('read by the main user', who.paakayttaja, `GET ${OPISKELUOIKEUS}/${oid}`);
      await run.ask('read by the desk', who.tuki, `GET ${OPISKELUOIKEUS}/${oid}`);
      await run.ask('read with its learner', who.mitatoija, `GET ${OPPIJA}/${learner}`);
      await run.ask('sent by its oid', who.tallentaja, `PUT ${OPPIJA}`, transferOf(learner, { ...sent, oid }));
      const anew = await run.ask<Versions>(
        'sent by its source id: a new one',
        who.tallentaja,
        `PUT ${OPPIJA}`,
        transferOf(learner, sent),
      );
      await run.ask(
        'without a reason, which the demo institution has set',
        who.mitatoija,
        `DELETE ${OPISKELUOIKEUS}/${oidOf(anew)}`,
      );
      const elsewhere = await given(telma({ oppilaitos: { oid: run.organisation() } }), paakayttaja);
      await inThreeLanguages(
        run,
        'without a reason elsewhere',
        who.paakayttaja,
        `DELETE ${OPISKELUOIKEUS}/${elsewhere.oid}`,
      );
      await run.ask('NEVER_STARTED', who.paakayttaja, `DELETE ${OPISKELUOIKEUS}/${elsewhere.oid}?syy=NEVER_STARTED`);
    },
  },
  {
    name: 'DELETE opiskeluoikeus: something is assessed, a HOKS is in the way',
    tell: async (run) => {
      const pair = await given(payload('ammatillinen-tutkinto'));
      const target = `DELETE ${OPISKELUOIKEUS}/${pair.oid}`;
      await inThreeLanguages(run, 'not confirmed', who.mitatoija, `${target}?syy=NEVER_STARTED`);
      await run.ask('confirmed by 1, which is not true', who.mitatoija, `${target}?syy=NEVER_STARTED&vahvistus=1`);
      await run.ask('confirmed twice', who.mitatoija, `${target}?syy=NEVER_STARTED&vahvistus=true&vahvistus=true`);
      const hoksId = await hoksOf(run, pair);
      await inThreeLanguages(run, 'a HOKS', who.mitatoija, `${target}?syy=WRONG_TYPE`);
      await run.ask('a HOKS, and no reason', who.mitatoija, target);
      await run.ask('a HOKS, and a reason of its own', who.mitatoija, `${target}?syy=MUU`);
      await tallentaja.patch(`/ehoks-virkailija-backend/api/v1/hoks/${hoksId}/shallow-delete`);
      await run.ask('confirmed', who.mitatoija, `${target}?syy=NEVER_STARTED&vahvistus=true`);
    },
  },
  {
    name: 'DELETE opiskeluoikeus: who may not, and reasons that are none',
    tell: async (run) => {
      const { oid, learner } = await given(telma());
      const target = `DELETE ${OPISKELUOIKEUS}/${oid}`;
      const invalidator = { institution_oid: OPPILAITOS, roles: ['PROVIDER', 'PROVIDER_INVALIDATOR'] };
      await run.ask('nobody', who.nobody, target);
      await run.ask('who stores', who.tallentaja, target);
      await run.ask('who reads', who.katselija, target);
      await run.ask('another provider', who.toinen, target);
      await run.ask('a viewer’s token', who.kaisa, target);
      await run.ask('the desk', who.tuki, target);
      await run.ask(
        'of lukio only',
        await userWith('of lukio only', { ...invalidator, study_right_types: ['lukiokoulutus'] }),
        target,
      );
      await run.ask('the learner', await userWith('the learner', { ...invalidator, person_oid: learner }), target);
      for (const query of ['syy=', 'syy=wrong_type', 'syy=WRONG_TYPE&syy=NEVER_STARTED', 'syy=%00']) {
        await run.ask(query, who.mitatoija, `${target}?${query}`);
      }
      await inThreeLanguages(run, 'syy=MUU', who.mitatoija, `${target}?syy=MUU`);
      await run.ask('with a body that nobody looks at', who.mitatoija, `${target}?syy[x]=MUU&muu=1`, {
        syy: 'MUU',
      });
    },
  },
  {
    name: 'PUT oppija: invalidated by a transfer',
    tell: async (run) => {
      const put = (what: string, learner: string, one: object, caller = who.mitatoija, query = '') =>
        run.ask(what, caller, `PUT ${OPPIJA}${query}`, { henkilö: { oid: learner }, opiskeluoikeudet: [one] });
      const byOid = await given(payload('ammatillinen-tutkinto'));
      const asked = (more: object) => ({
        ...endingIn(byOid.sent, mitatoity('2026-09-01', more as Record<string, unknown>)),
        oid: byOid.oid,
      });
      await put('never started, not confirmed', byOid.learner, asked({ mitätöinninSyy: 'NEVER_STARTED' }));
      await put(
        'vahvistus=false',
        byOid.learner,
        asked({ mitätöinninSyy: 'NEVER_STARTED' }),
        who.mitatoija,
        '?vahvistus=false',
      );
      await put('who stores may not', byOid.learner, asked({ mitätöinninSyy: 'WRONG_TYPE' }), who.tallentaja);
      await put('who reads may not', byOid.learner, asked({ mitätöinninSyy: 'WRONG_TYPE' }), who.katselija);
      await put('a reason of its own', byOid.learner, asked({ mitätöinninSyy: 'MUU' }));
      await put('a reason that is a list', byOid.learner, asked({ mitätöinninSyy: ['WRONG_TYPE'] }));
      await put('a day to come', byOid.learner, {
        ...endingIn(byOid.sent, mitatoity('2199-01-01', { mitätöinninSyy: 'WRONG_TYPE' })),
        oid: byOid.oid,
      });
      await put('a day before the last period', byOid.learner, {
        ...endingIn(byOid.sent, mitatoity('2020-01-01', { mitätöinninSyy: 'WRONG_TYPE' })),
        oid: byOid.oid,
      });
      await put('no day', byOid.learner, {
        ...endingIn(byOid.sent, { ...mitatoity('2026-09-01'), alku: 'huomenna' }),
        oid: byOid.oid,
      });
      await put(
        'confirmed in the period',
        byOid.learner,
        asked({ mitätöinninSyy: 'NEVER_STARTED', mitätöinninVahvistus: true }),
      );
      await put('invalidated already', byOid.learner, asked({ mitätöinninSyy: 'WRONG_TYPE' }));
      const bySource = await given(telma());
      const [old] = bySource.sent.tila.opiskeluoikeusjaksot;
      await put('by source id, the last of several odd periods counts, content is not looked at', bySource.learner, {
        ...bySource.sent,
        suoritukset: 'vanhaa muotoa',
        tila: {
          opiskeluoikeusjaksot: [
            null,
            { alku: 'ennen' },
            mitatoity(old?.alku ?? '', { mitätöinninSyy: 'NEVER_STARTED', lisä: 1 }),
          ],
        },
      });
      const confirmed = await given(payload('ammatillinen-tutkinto'));
      await put(
        'vahvistus=true',
        confirmed.learner,
        endingIn(confirmed.sent, mitatoity('2026-09-01', { mitätöinninSyy: 'NEVER_STARTED' })),
        who.mitatoija,
        '?vahvistus=true',
      );
      const plain = await given(telma());
      await put(
        'without a reason, which the demo institution has set',
        plain.learner,
        endingIn(plain.sent, mitatoity('2026-09-01')),
      );
      await put('a new one', freshLearner(), endingIn(telma(), mitatoity('2026-09-01')));
      await put(
        'one that names neither oid nor source id',
        freshLearner(),
        endingIn(telma({ lähdejärjestelmänId: undefined }), mitatoity('2026-09-01')),
      );
    },
  },
  ...(['taiteen-perusopetus', 'vst-vapaatavoitteinen'] as const).map((name): Story => ({
    name: `DELETE opiskeluoikeus: of ${name} it is erasure`,
    tell: async (run) => {
      const { oid, learner, sent } = await given(payload(name));
      await run.ask('erased', who.mitatoija, `DELETE ${OPISKELUOIKEUS}/${oid}?syy=WRONG_TYPE`);
      await run.ask('not found', who.mitatoija, `GET ${OPISKELUOIKEUS}/${oid}`);
      await run.ask('stored anew', who.mitatoija, `PUT ${OPPIJA}`, transferOf(learner, sent));
    },
  })),
];

const removals: readonly Story[] = [
  {
    name: 'POST delete-paatason-suoritus: one main suoritus of two is removed',
    tell: async (run) => {
      const { oid, learner, sent } = await given(payload('nayttotutkinto-ja-valmistava'));
      const [first = {}, second = {}] = sent.suoritukset;
      const remove = (what: string, version: number | string, suoritus: unknown, caller = who.tallentaja) =>
        run.ask(what, caller, `POST ${OPISKELUOIKEUS}/${oid}/${version}/delete-paatason-suoritus`, suoritus as object);
      await remove('nobody', 1, second, who.nobody);
      await remove('a reader', 1, second, who.katselija);
      await remove('another provider', 1, second, who.toinen);
      const own = await userWith('the learner', {
        institution_oid: OPPILAITOS,
        roles: ['PROVIDER'],
        person_oid: learner,
      });
      await remove('one’s own', 1, second, own);
      await remove('a stale version', 7, second);
      for (const version of ['x', '0', '01', '1.5', '-1', '9999999999'])
        await remove(`the version ${version}`, version, second);
      await remove('one that is not there', 1, telma().suoritukset[0]);
      await remove('a list', 1, []);
      await remove('null', 1, 'null');
      await remove('nothing', 1, undefined);
      await remove('broken JSON', 1, '{');
      await remove('removed', 1, second);
      await remove('the only one', 2, first);
      await run.ask('read', who.tallentaja, `GET ${OPISKELUOIKEUS}/${oid}`);
      await run.ask(
        'an oid that is none',
        who.tallentaja,
        `POST ${OPISKELUOIKEUS}/1.2.3/1/delete-paatason-suoritus`,
        {},
      );
    },
  },
  {
    name: 'POST delete-paatason-suoritus: of a type where a new transfer does it',
    tell: async (run) => {
      const sent = payload('lukio');
      const [main] = sent.suoritukset;
      if (main === undefined) throw new Error('The payload has a suoritus');
      const { oid } = await given({ ...sent, suoritukset: [main, { ...main, ryhmätunnus: 'b' }] });
      await inThreeLanguages(
        run,
        'refused',
        who.tallentaja,
        `POST ${OPISKELUOIKEUS}/${oid}/1/delete-paatason-suoritus`,
        main,
      );
    },
  },
];

/** Stores a HOKS of a study right. @returns its id */
async function hoksOf(run: Telling, { oid, learner }: { oid: string; learner: string }): Promise<number> {
  const reply = await tallentaja.post<{ meta: { id: number } }>('/ehoks-virkailija-backend/api/v1/hoks', {
    'opiskeluoikeus-oid': oid,
    'oppija-oid': learner,
    'ensikertainen-hyvaksyminen': '2150-09-01',
    'osaamisen-hankkimisen-tarve': true,
  });
  if (reply.status !== 200) throw new Error(`No HOKS: ${JSON.stringify(reply.body)}`);
  return run.hoks(reply.body.meta.id);
}

/** What Koski's clients send and read, and what comes of it. */
export const koskiTransfers: readonly Story[] = [
  ...(
    [
      'ammatillinen-tutkinto',
      'valma',
      'telma',
      'tuva',
      'lukio',
      'perusopetus',
      'nayttotutkinto-ja-valmistava',
      'taiteen-perusopetus',
      'vst-vapaatavoitteinen',
    ] as const
  ).map(ofPayload),
  ...(['korkeakoulutus', 'ylioppilastutkinto'] as const).map((name): Story => ({
    name: `PUT oppija: ${name} is read-only`,
    tell: (run) =>
      inThreeLanguages(run, 'refused', who.tallentaja, `PUT ${OPPIJA}`, transferOf(freshLearner(), payload(name))),
  })),
  ...transfers,
  ...batches,
  ...invalidations,
  ...removals,
];
