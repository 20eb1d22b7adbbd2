import { describe, expect, it } from '@jest/globals';
import { isRefused } from '#kernel';
import fc from 'fast-check';
import {
  invalidatingPeriod,
  LEARNER_OID,
  learnerOid,
  opiskeluoikeus,
  OPPILAITOS,
  period,
  periods,
  source,
  STUDY_RIGHT_OID,
  studyRight,
  suoritus,
} from '../../../test/samples.js';
import { studyRightOidOf } from './oids.js';
import type { Opiskeluoikeus } from './opiskeluoikeus.js';
import type { StudyRight } from './study-right.js';
import {
  decideTransfer,
  type InvalidationFacts,
  type TransferCaller,
  type TransferCommand,
  type TransferOutcome,
} from './transfer.js';

const NEW_OID = studyRightOidOf(5_555_555_555);
const OTHER_OPPILAITOS = '1.2.246.562.10.40000000004';
const KOULUTUSTOIMIJA = '1.2.246.562.10.50000000005';
const byOid = { oid: STUDY_RIGHT_OID };

function caller(more: Partial<TransferCaller> = {}): { caller: TransferCaller } {
  return {
    caller: {
      personId: 'service-user:x',
      reach: OPPILAITOS,
      roles: ['PROVIDER', 'PROVIDER_INVALIDATOR'],
      sourceIds: 'EITHER',
      ...more,
    },
  };
}

function transfer(
  payload: Opiskeluoikeus,
  candidates: StudyRight[] = [],
  more: Partial<TransferCommand> = {},
  facts: Partial<InvalidationFacts> = {},
): TransferOutcome {
  const learnerOid = more.learnerOid ?? LEARNER_OID;
  const given = { payload, today: '2026-11-23', newOid: NEW_OID, linked: [], confirmed: false };
  const command = { ...given, learnerOids: [learnerOid], ...caller(), ...more };
  return decideTransfer({ ...command, learnerOid }, candidates, { liveHoksId: null, defaultReason: null, ...facts });
}

function keysOf(outcome: TransferOutcome): string[] {
  if (!isRefused(outcome)) return [outcome.kind];
  return [outcome, ...(outcome.others ?? [])].map(({ refused }) => refused);
}

function storedOf(outcome: TransferOutcome): StudyRight {
  if (!('studyRight' in outcome)) throw new Error(`refused: ${keysOf(outcome).join()}`);
  return outcome.studyRight;
}

describe('transfer: identification', () => {
  it('stores a new study right as version 1 under the new oid', () => {
    expect(transfer(opiskeluoikeus())).toEqual({
      kind: 'CREATED',
      studyRight: studyRight({ oid: NEW_OID }),
    });
  });

  it('1. by oid', () => {
    const changed = opiskeluoikeus({ ...byOid, ...source('b'), arvioituPäättymispäivä: '2028-05-31' });
    expect(keysOf(transfer(changed, [studyRight({ data: opiskeluoikeus(source('a')) })]))).toEqual(['CHANGED']);
  });

  it('notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia: an oid that nobody in reach has', () => {
    expect(keysOf(transfer(opiskeluoikeus(byOid)))).toEqual(['notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia']);
  });

  it('2. by source id, learner and oppilaitos', () => {
    const stored = studyRight({ data: opiskeluoikeus(source('a')) });
    expect(transfer(opiskeluoikeus(source('a')), [stored])).toEqual({ kind: 'UNCHANGED', studyRight: stored });
    expect(keysOf(transfer(opiskeluoikeus(source('b')), [stored]))).toEqual(['CREATED']);
    expect(
      keysOf(transfer(opiskeluoikeus(source('a')), [{ ...stored, learnerOid: learnerOid(2_000_000_002) }])),
    ).toEqual(['CREATED']);
  });

  it('2. without an oppilaitos by source id and learner, if there is one; what is new needs an oppilaitos', () => {
    const stored = studyRight({ data: opiskeluoikeus(source('a')) });
    const bare = opiskeluoikeus({ ...source('a'), oppilaitos: undefined });
    expect(transfer(bare, [stored])).toEqual({ kind: 'UNCHANGED', studyRight: stored });
    expect(keysOf(transfer({ ...bare, ...source('b') }, [stored]))).toEqual([
      'badRequest.validation.organisaatio.oppilaitosPuuttuu',
    ]);
    const elsewhere = { ...stored, oid: NEW_OID, institutionOid: OTHER_OPPILAITOS };
    expect(keysOf(transfer(bare, [stored, elsewhere]))).toEqual(['conflict.löytyiEnemmänKuinYksiRivi']);
  });

  it('conflict.löytyiEnemmänKuinYksiRivi: two matches by source id', () => {
    const stored = studyRight({ data: opiskeluoikeus(source('a')) });
    expect(keysOf(transfer(opiskeluoikeus(source('a')), [stored, { ...stored, oid: NEW_OID }]))).toEqual([
      'conflict.löytyiEnemmänKuinYksiRivi',
    ]);
  });

  it('3. conflict.exists: a look-alike without any id', () => {
    expect(keysOf(transfer(opiskeluoikeus(), [studyRight()]))).toEqual(['conflict.exists']);
  });

  it('3. conflict.exists: a look-alike names a koulutustoimija where the other does not; one of a source system is none', () => {
    const [withSource, withProvider] = [source('a'), { koulutustoimija: { oid: KOULUTUSTOIMIJA } }];
    const ofSystem = studyRight({ data: opiskeluoikeus(withSource) });
    expect(keysOf(transfer(opiskeluoikeus(), [ofSystem]))).toEqual(['CREATED']);
    for (const [sent, before] of [
      [{}, withProvider],
      [withProvider, {}],
    ] as const) {
      const [payload, stored] = [opiskeluoikeus(sent), studyRight({ data: opiskeluoikeus(before) })];
      expect(keysOf(transfer(payload, [stored], caller({ reach: null })))).toEqual(['conflict.exists']);
    }
    const other = studyRight({ data: opiskeluoikeus({ koulutustoimija: { oid: OTHER_OPPILAITOS } }) });
    expect(keysOf(transfer(opiskeluoikeus(withProvider), [other]))).toEqual(['CREATED']);
  });

  it.each([
    ['another type', { tyyppi: { koodiarvo: 'tuva' } }],
    ['another qualification', { suoritukset: [suoritus('351301')] }],
    ['another suoritus type', { suoritukset: [suoritus('361902', 'muuammatillinenkoulutus')] }],
  ])('3. %s without any id is a new study right', (_, more) => {
    expect(keysOf(transfer(opiskeluoikeus(more), [studyRight()]))).toEqual(['CREATED']);
  });

  it('conflict.exists: the same diaarinumero under another oid of the person, by a change as well', () => {
    const withDiaari = { koulutusmoduuli: { tunniste: { koodiarvo: '361902' }, perusteenDiaarinumero: '39/011/2014' } };
    const data = opiskeluoikeus({ ...source('a'), suoritukset: [{ ...suoritus(), ...withDiaari }] });
    const slave = learnerOid(2_000_000_002);
    const other = studyRight({ oid: NEW_OID, learnerOid: slave, data: { ...data, ...source('b') } });
    const changed = transfer({ ...data, ...byOid, ostettu: true }, [studyRight({ data }), other], {
      learnerOids: [LEARNER_OID, slave],
    });
    expect(changed).toMatchObject({ refused: 'conflict.exists', details: { studyRightOid: NEW_OID } });
  });

  it('conflict.exists: same oppilaitos, type and diaarinumero at the same time', () => {
    const withDiaari = (id: string, ...list: Opiskeluoikeus['tila']['opiskeluoikeusjaksot']): Opiskeluoikeus =>
      opiskeluoikeus({
        ...source(id),
        tila: { opiskeluoikeusjaksot: list },
        suoritukset: [
          {
            ...suoritus(),
            koulutusmoduuli: { tunniste: { koodiarvo: '361902' }, perusteenDiaarinumero: '39/011/2014' },
          },
        ],
      });
    const running = studyRight({ data: withDiaari('a', period('2026-08-10', 'lasna')) });
    const ended = studyRight({ data: withDiaari('a', period('2020-08-10', 'lasna'), period('2021-01-01', 'eronnut')) });
    const later = withDiaari('b', period('2026-09-01', 'lasna'));
    expect(keysOf(transfer(later, [running]))).toEqual(['conflict.exists']);
    expect(keysOf(transfer(later, [ended]))).toEqual(['CREATED']);
  });
});

describe('transfer: change', () => {
  it('[R167] the new data override the old completely', () => {
    const before = studyRight({ data: opiskeluoikeus({ lisätiedot: { x: 1 }, ostettu: true }) });
    const after = storedOf(transfer(opiskeluoikeus({ ...byOid, ostettu: false }), [before]));
    expect([after.version, after.data]).toEqual([2, opiskeluoikeus({ ostettu: false })]);
  });

  it('an identical payload makes no version, in any order of its fields', () => {
    const before = studyRight({ version: 7, data: opiskeluoikeus({ lisätiedot: { a: 1, b: [1, 2] } }) });
    const { suoritukset, ...rest } = opiskeluoikeus({ ...byOid, lisätiedot: { b: [1, 2], a: 1 } });
    expect(transfer({ suoritukset, ...rest }, [before])).toEqual({ kind: 'UNCHANGED', studyRight: before });
  });

  it('what the system keeps or derives is not taken from the sender', () => {
    const payload = opiskeluoikeus({
      ...byOid,
      versionumero: 1,
      aikaleima: '2020-01-01T00:00:00',
      alkamispäivä: '1999-01-01',
      päättymispäivä: '1999-01-02',
      organisaatiohistoria: [{ oppilaitos: { oid: OTHER_OPPILAITOS } }],
    });
    expect(transfer(payload, [studyRight()])).toMatchObject({ kind: 'UNCHANGED' });
  });

  it('unknown fields are stored unchanged', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json: unknown = JSON.parse(JSON.stringify(value));
        expect(storedOf(transfer(opiskeluoikeus({ tuntematon: json }))).data['tuntematon']).toEqual(json);
      }),
    );
  });

  it.each([
    ['the current one', 3, 'CHANGED'],
    ['none', undefined, 'CHANGED'],
    ['an older one', 2, 'conflict.versionumero'],
    ['0', 0, 'conflict.versionumero'],
    ['less than 0', -1, 'conflict.versionumero'],
    ['a newer one', 4, 'conflict.versionumero'],
  ])('conflict.versionumero: with %s', (_, versionumero, expected) => {
    const payload = opiskeluoikeus({ ...byOid, versionumero, ostettu: true });
    expect(keysOf(transfer(payload, [studyRight({ version: 3 })]))).toEqual([expected]);
  });

  it('conflict.versionumero: a new study right has 1 or none', () => {
    expect(keysOf(transfer(opiskeluoikeus({ versionumero: 1 })))).toEqual(['CREATED']);
    expect(keysOf(transfer(opiskeluoikeus({ versionumero: 2 })))).toEqual(['conflict.versionumero']);
  });

  it.each([
    ['oid', byOid],
    ['source id', {}],
  ])('[R168] forbidden.kiellettyMuutos: the type changes, found by %s', (_, identity) => {
    const before = studyRight({ data: opiskeluoikeus(source('a')) });
    const payload = opiskeluoikeus({ ...source('a'), ...identity, tyyppi: { koodiarvo: 'tuva' } });
    const outcome = transfer(payload, [before]);
    expect(outcome).toMatchObject({
      refused: 'forbidden.kiellettyMuutos',
      details: { vanhaTyyppi: 'ammatillinenkoulutus', uusiTyyppi: 'tuva' },
    });
  });

  it('forbidden.kiellettyMuutos: the source id is taken away; another in its place is fine', () => {
    const before = [studyRight({ data: opiskeluoikeus(source('a')) })];
    expect(keysOf(transfer(opiskeluoikeus(byOid), before))).toEqual(['forbidden.kiellettyMuutos']);
    expect(keysOf(transfer(opiskeluoikeus({ ...byOid, ...source('b') }), before))).toEqual(['CHANGED']);
    const systemOnly = { lähdejärjestelmänId: { lähdejärjestelmä: { koodiarvo: 'primus' } } };
    expect(keysOf(transfer(opiskeluoikeus({ ...byOid, ...systemOnly }), before))).toEqual([
      'forbidden.kiellettyMuutos',
    ]);
  });

  const qualification = 'badRequest.validation.ammatillinen.muutettuSuoritustapaaTaiTutkintokoodia';
  const valma = suoritus('999901', 'valma');
  const telma = suoritus('999903', 'telma');
  const preparing = suoritus('999904', 'nayttotutkintoonvalmistavakoulutus');
  it.each([
    [
      'tutkinto → VALMA',
      [suoritus()],
      [valma],
      [qualification, 'badRequest.validation.tila.valmaOpiskeluoikeudenTilaEiSallittu'],
    ],
    ['VALMA → tutkinto', [valma], [suoritus()], [qualification]],
    ['TELMA → tutkinto under one code', [telma], [suoritus('999903')], [qualification]],
    ['TELMA → another kind under one code', [telma], [suoritus('999903', 'muuammatillinenkoulutus')], [qualification]],
    ['tutkinto → TELMA', [suoritus()], [telma], [qualification]],
    ['TELMA → tutkinto', [telma], [suoritus()], [qualification]],
    ['another qualification', [suoritus()], [suoritus('351301')], [qualification]],
    ['another suoritustapa', [suoritus()], [{ ...suoritus(), suoritustapa: { koodiarvo: 'ops' } }], [qualification]],
    ['one of two removed', [suoritus(), preparing], [suoritus()], ['CHANGED']],
    ['one added', [suoritus()], [suoritus(), preparing], ['CHANGED']],
  ])(`[R163] ${qualification}: %s`, (_, before, after, expected) => {
    const outcome = transfer(opiskeluoikeus({ ...byOid, suoritukset: after }), [
      studyRight({ data: opiskeluoikeus({ suoritukset: before }) }),
    ]);
    expect(keysOf(outcome)).toEqual(expected);
  });

  it('forbidden.oppijaOidinMuutos: another learner', () => {
    const outcome = transfer(opiskeluoikeus(byOid), [studyRight()], { learnerOid: learnerOid(2_000_000_002) });
    expect(keysOf(outcome)).toEqual(['forbidden.oppijaOidinMuutos']);
  });

  it('a slave oid of the same person is as good as the master’s', () => {
    const slave = learnerOid(2_000_000_002);
    const person = { learnerOid: slave, learnerOids: [LEARNER_OID, slave] };
    expect(keysOf(transfer(opiskeluoikeus({ ...byOid, ostettu: true }), [studyRight()], person))).toEqual(['CHANGED']);
    const bySource = studyRight({ data: opiskeluoikeus(source('a')) });
    expect(keysOf(transfer(opiskeluoikeus(source('a')), [bySource], person))).toEqual(['UNCHANGED']);
  });

  const confirmed = { vahvistus: { päivä: '2026-06-01' } };
  const lukio = (...suoritukset: Opiskeluoikeus['suoritukset']): Opiskeluoikeus =>
    opiskeluoikeus({ tyyppi: { koodiarvo: 'lukiokoulutus' }, suoritukset });
  const vocational = (...suoritukset: Opiskeluoikeus['suoritukset']): Opiskeluoikeus => opiskeluoikeus({ suoritukset });
  const preparation = suoritus('999904', 'nayttotutkintoonvalmistavakoulutus', confirmed);
  it.each<[string, string[], Opiskeluoikeus, Opiskeluoikeus]>([
    [
      'lukio: a confirmed one comes back, before the new',
      ['309902', '301104'],
      lukio(suoritus('309902', 'lukionoppimaara', confirmed)),
      lukio(suoritus('301104', 'lukionoppimaara')),
    ],
    [
      'lukio: an unconfirmed one does not',
      ['301104'],
      lukio(suoritus('309902', 'lukionoppimaara')),
      lukio(suoritus('301104', 'lukionoppimaara')),
    ],
    [
      'lukio: nor a single subject',
      ['HI'],
      lukio(suoritus('MA', 'lukionoppiaineenoppimaara', confirmed)),
      lukio(suoritus('HI', 'lukionoppiaineenoppimaara')),
    ],
    [
      'lukio: one that is sent again stands once',
      ['309902'],
      lukio(suoritus('309902', 'lukionoppimaara', confirmed)),
      lukio(suoritus('309902', 'lukionoppimaara')),
    ],
    ['ammatillinen: nothing is kept', ['361902'], vocational(suoritus(), preparation), vocational(suoritus())],
    [
      'IB: nothing is kept',
      ['preib'],
      { ...lukio(suoritus('301102', 'ibtutkinto', confirmed)), tyyppi: { koodiarvo: 'ibtutkinto' } },
      { ...lukio(suoritus('preib', 'preiboppimaara')), tyyppi: { koodiarvo: 'ibtutkinto' } },
    ],
    [
      'lukio: nor the syllabus of 2019',
      ['301104'],
      lukio({
        ...suoritus('309902', 'lukionoppimaara', confirmed),
        koulutusmoduuli: { tunniste: { koodiarvo: '309902' }, perusteenDiaarinumero: 'OPH-2263-2019' },
      }),
      lukio(suoritus('301104', 'lukionoppimaara')),
    ],
  ])('confirmed main suoritukset: %s', (_, codes, before, after) => {
    const { data } = storedOf(transfer({ ...after, ...byOid, ostettu: true }, [studyRight({ data: before })]));
    expect(data.suoritukset.map((one) => one.koulutusmoduuli.tunniste.koodiarvo)).toEqual(codes);
  });

  it.each([
    ['badRequest.validation.ammatillinen.useampiPäätasonSuoritus', [suoritus(), suoritus('351301')]],
    ['badRequest.validation.ammatillinen.useampiPäätasonSuoritus', [suoritus(), suoritus('999903', 'telma')]],
    ['CREATED', [suoritus(), preparation]],
  ])('%s: two main suoritukset', (key, suoritukset) => {
    expect(keysOf(transfer(opiskeluoikeus({ suoritukset })))).toEqual([key]);
  });

  it('badRequest: järjestämislupa of a TUVA study right changes', () => {
    const tuva = (licence: string): Opiskeluoikeus =>
      opiskeluoikeus({
        tyyppi: { koodiarvo: 'tuva' },
        järjestämislupa: { koodiarvo: licence },
        suoritukset: [suoritus('999908', 'tuvakoulutuksensuoritus')],
      });
    const before = [studyRight({ data: tuva('ammatillinen') })];
    expect(keysOf(transfer({ ...tuva('lukio'), ...byOid }, before))).toEqual(['badRequest']);
    expect(keysOf(transfer({ ...tuva('ammatillinen'), ...byOid }, before))).toEqual(['UNCHANGED']);
  });

  const moving = 'badRequest.validation.organisaatio.oppilaitoksenVaihto';
  const provider = { koulutustoimija: { oid: KOULUTUSTOIMIJA } };
  const from = (more: Partial<Opiskeluoikeus> = {}): StudyRight =>
    studyRight({ koulutustoimijaOid: KOULUTUSTOIMIJA, data: opiskeluoikeus({ ...provider, ...more }) });
  const asProvider = caller({ reach: KOULUTUSTOIMIJA, knownOppilaitokset: [OTHER_OPPILAITOS] });
  it.each([
    ['while active', from(), [moving]],
    ['after it ended', from(periods(period('2026-08-10', 'eronnut'))), ['CHANGED']],
    ['back', from({ organisaatiohistoria: [{ oppilaitos: { oid: OTHER_OPPILAITOS } }] }), ['CHANGED']],
    ['while nobody has named the koulutustoimija', studyRight(), [moving], {}],
    ['with another koulutustoimija', from(), ['CHANGED'], { koulutustoimija: { oid: OPPILAITOS } }],
  ])(`${moving}: another oppilaitos of the same koulutustoimija, %s`, (_, before, expected, sent = provider) => {
    const { tila } = before.data;
    const payload = opiskeluoikeus({ ...byOid, ...sent, tila, oppilaitos: { oid: OTHER_OPPILAITOS } });
    const who = sent === provider ? asProvider : caller({ reach: null });
    expect(keysOf(transfer(payload, [before], who))).toEqual(expected);
  });

  it('keeps the organisation it came from in organisaatiohistoria, and fills in what was left out', () => {
    const moved = storedOf(
      transfer(
        opiskeluoikeus({ ...byOid, koulutustoimija: { oid: OPPILAITOS }, oppilaitos: { oid: OTHER_OPPILAITOS } }),
        [studyRight()],
        caller({ reach: null }),
      ),
    );
    expect(moved).toMatchObject({
      institutionOid: OTHER_OPPILAITOS,
      koulutustoimijaOid: OPPILAITOS,
      data: { organisaatiohistoria: [{ muutospäivä: '2026-11-23', oppilaitos: { oid: OPPILAITOS } }] },
    });
    const bare = opiskeluoikeus({ oid: STUDY_RIGHT_OID, oppilaitos: undefined });
    expect(transfer(bare, [moved], caller({ reach: null }))).toMatchObject({ kind: 'UNCHANGED' });
  });

  it('gives several errors at once', () => {
    const payload = opiskeluoikeus({
      ...byOid,
      tyyppi: { koodiarvo: 'tuva' },
      ...periods(
        period('2026-08-10', 'lasna', { opintojenRahoitus: undefined }),
        period('2026-08-10', 'katsotaaneronneeksi'),
      ),
    });
    expect(keysOf(transfer(payload, [studyRight()]))).toEqual([
      'forbidden.kiellettyMuutos',
      'badRequest.validation.date.opiskeluoikeusjaksojenPäivämäärät',
      'badRequest.validation.tila.tilaltaPuuttuuRahoitusmuoto',
    ]);
  });
});

describe('transfer: rights', () => {
  const stranger = caller({ reach: OTHER_OPPILAITOS });
  const reader = caller({ reach: OPPILAITOS, roles: ['PROVIDER_INVALIDATOR'] });

  it('forbidden.organisaatio: a new study right of an organisation that is not the caller’s', () => {
    expect(keysOf(transfer(opiskeluoikeus(), [], stranger))).toEqual(['forbidden.organisaatio']);
  });

  it.each([
    ['is said to be', [], ['forbidden.organisaatio']],
    ['is known to be', [OPPILAITOS], ['CREATED']],
  ])(
    'forbidden.organisaatio: a new study right by an organisation that %s the koulutustoimija',
    (_, known, expected) => {
      const payload = opiskeluoikeus({ koulutustoimija: { oid: OTHER_OPPILAITOS } });
      const claiming = caller({ reach: OTHER_OPPILAITOS, knownOppilaitokset: known });
      expect(keysOf(transfer(payload, [], claiming))).toEqual(expected);
    },
  );

  it('a koulutustoimija changes the study rights that are stored as its own', () => {
    const koulutustoimija = { oid: KOULUTUSTOIMIJA };
    const before = studyRight({ koulutustoimijaOid: KOULUTUSTOIMIJA, data: opiskeluoikeus({ koulutustoimija }) });
    const payload = opiskeluoikeus({ ...byOid, ostettu: true });
    expect(keysOf(transfer(payload, [before], caller({ reach: KOULUTUSTOIMIJA })))).toEqual(['CHANGED']);
  });

  it('forbidden.organisaatio: a change by somebody without the right to write', () => {
    expect(keysOf(transfer(opiskeluoikeus({ ...byOid, ostettu: true }), [studyRight()], reader))).toEqual([
      'forbidden.organisaatio',
    ]);
  });

  it('forbidden.organisaatio: a move out of the caller’s reach', () => {
    const payload = opiskeluoikeus({ ...byOid, oppilaitos: { oid: OTHER_OPPILAITOS } });
    expect(keysOf(transfer(payload, [studyRight()]))).toEqual(['forbidden.organisaatio']);
  });

  it('badRequest.validation.organisaatio.oppilaitosPuuttuu: a new study right without oppilaitos', () => {
    expect(keysOf(transfer(opiskeluoikeus({ oppilaitos: undefined })))).toEqual([
      'badRequest.validation.organisaatio.oppilaitosPuuttuu',
    ]);
  });

  it('the main user writes for every organisation', () => {
    const payload = opiskeluoikeus({ oppilaitos: { oid: OTHER_OPPILAITOS } });
    expect(keysOf(transfer(payload, [], caller({ reach: null })))).toEqual(['CREATED']);
  });

  it('forbidden.opiskeluoikeudenTyyppi: a type that is not the caller’s', () => {
    const limited = caller({ studyRightTypes: [] });
    expect(keysOf(transfer(opiskeluoikeus(), [], limited))).toEqual(['forbidden.opiskeluoikeudenTyyppi']);
  });

  const primus = caller({ sourceIds: { system: 'primus' } });
  const person = caller({ sourceIds: 'FORBIDDEN' });
  it.each<[string, string, Opiskeluoikeus, ReturnType<typeof caller>]>([
    ['CREATED', 'an integration user with the own system', opiskeluoikeus(source('a')), primus],
    ['forbidden.lähdejärjestelmäIdPuuttuu', 'an integration user without a source id', opiskeluoikeus(), primus],
    [
      'forbidden.lähdejärjestelmäIdPuuttuu',
      'an integration user with another system',
      opiskeluoikeus({ lähdejärjestelmänId: { id: 'a', lähdejärjestelmä: { koodiarvo: 'winnova' } } }),
      primus,
    ],
    ['forbidden.lähdejärjestelmäIdEiSallittu', 'a person with a source id', opiskeluoikeus(source('a')), person],
    ['CREATED', 'a person without', opiskeluoikeus(), person],
    ['CREATED', 'a user bound to no system, with', opiskeluoikeus(source('a')), caller()],
    ['CREATED', 'a user bound to no system, without', opiskeluoikeus(), caller()],
  ])('%s: %s', (key, _, payload, who) => {
    expect(keysOf(transfer(payload, [], who))).toEqual([key]);
  });

  it('forbidden.omienTietojenMuokkaus: the learner is the caller, under any oid', () => {
    const own = {
      learnerOids: [LEARNER_OID, learnerOid(2_000_000_002)],
      ...caller({ personId: learnerOid(2_000_000_002) }),
    };
    expect(keysOf(transfer(opiskeluoikeus(), [], own))).toEqual(['forbidden.omienTietojenMuokkaus']);
  });

  it.each(['korkeakoulutus', 'ylioppilastutkinto'])('notImplemented.readOnly: %s', (type) => {
    expect(keysOf(transfer(opiskeluoikeus({ tyyppi: { koodiarvo: type } })))).toEqual(['notImplemented.readOnly']);
  });
});

describe('transfer: invalidation by a last period mitatoity', () => {
  const asked = (alku: string, reason?: string, more: Partial<Opiskeluoikeus> = {}): Opiskeluoikeus =>
    opiskeluoikeus({ ...byOid, ...periods(period('2026-08-10', 'lasna'), invalidatingPeriod(alku, reason)), ...more });

  it('[R163] invalidates, the reason stands in the period as mitätöinninSyy', () => {
    expect(transfer(asked('2026-11-23', 'WRONG_TYPE'), [studyRight()])).toMatchObject({
      kind: 'INVALIDATED',
      studyRight: {
        version: 2,
        invalidation: { reason: 'WRONG_TYPE', on: '2026-11-23' },
        data: { tila: { opiskeluoikeusjaksot: [{}, { mitätöinninSyy: 'WRONG_TYPE' }] } },
      },
    });
  });

  it('every other change in the payload is ignored, even a forbidden one', () => {
    const payload = asked('2026-11-23', 'WRONG_TYPE', {
      tyyppi: { koodiarvo: 'tuva' },
      suoritukset: [],
      oppilaitos: { oid: OTHER_OPPILAITOS },
    });
    const { data } = storedOf(transfer(payload, [studyRight()]));
    expect({ ...data, tila: null }).toEqual({ ...opiskeluoikeus(), tila: null });
  });

  it.each([
    ['badRequest.validation.tila.mitätöintiTulevaisuudessa', '2026-11-24'],
    ['INVALIDATED', '2026-11-23'],
    ['INVALIDATED', '2026-08-10'],
    ['badRequest.validation.date.opiskeluoikeusjaksojenPäivämäärät', '2026-08-09'],
  ])('%s: a mitatoity period from %s', (expected, alku) => {
    expect(keysOf(transfer(asked(alku, 'NEVER_STARTED'), [studyRight()]))).toEqual([expected]);
  });

  it('badRequest.validation.tila.uudenOpiskeluoikeudenTallennusMitäöitynäEiSallittu: a new study right as mitatoity', () => {
    const payload = { ...asked('2026-11-23', 'WRONG_TYPE'), oid: undefined };
    expect(keysOf(transfer(payload))).toEqual([
      'badRequest.validation.tila.uudenOpiskeluoikeudenTallennusMitäöitynäEiSallittu',
    ]);
  });

  it('[R160] conflict.hoksExists: the same guard as by request', () => {
    expect(transfer(asked('2026-11-23', 'WRONG_TYPE'), [studyRight()], {}, { liveHoksId: 17 })).toEqual({
      refused: 'conflict.hoksExists',
      details: { hoksId: 17, studyRightOid: STUDY_RIGHT_OID },
      byGuard: true,
    });
  });

  it.each([
    ['badRequest.validation.tila.mitätöinninSyyPuuttuu', undefined],
    ['badRequest.validation.tila.mitätöinninSyyEiSallittu', 'MUU'],
  ])('[R165] %s: reason %s', (refused, reason) => {
    expect(transfer(asked('2026-11-23', reason), [studyRight()])).toMatchObject({ refused });
  });

  it('forbidden: without the right to invalidate, although with the right to write', () => {
    const refused = transfer(asked('2026-11-23', 'WRONG_TYPE'), [studyRight()], caller({ roles: ['PROVIDER'] }));
    expect(refused).toEqual({ refused: 'forbidden', byGuard: true });
  });

  it('forbidden: of a type that the caller may not deal with, regardless of the type in the payload', () => {
    const limited = caller({ studyRightTypes: ['tuva'] });
    const payload = asked('2026-11-23', 'WRONG_TYPE', { tyyppi: { koodiarvo: 'tuva' } });
    expect(keysOf(transfer(payload, [studyRight()], limited))).toEqual(['forbidden']);
  });

  it('conflict.exists: a mitatoity that names neither oid nor source id, although such a study right exists', () => {
    const payload = { ...asked('2026-11-23', 'WRONG_TYPE'), oid: undefined };
    expect(keysOf(transfer(payload, [studyRight()]))).toEqual(['conflict.exists']);
  });

  it('the right to invalidate is enough, without the right to write', () => {
    const outcome = transfer(
      asked('2026-11-23', 'WRONG_TYPE'),
      [studyRight()],
      caller({ roles: ['PROVIDER_INVALIDATOR'] }),
    );
    expect(keysOf(outcome)).toEqual(['INVALIDATED']);
  });

  it('the reason that the institution has set stands in for none', () => {
    const outcome = transfer(asked('2026-11-23'), [studyRight()], {}, { defaultReason: 'WRONG_TYPE' });
    expect(storedOf(outcome)).toMatchObject({ invalidation: { reason: 'WRONG_TYPE' } });
    const other = transfer(asked('2026-11-23', 'MUU'), [studyRight()], {}, { defaultReason: 'WRONG_TYPE' });
    expect(keysOf(other)).toEqual(['badRequest.validation.tila.mitätöinninSyyEiSallittu']);
  });

  it.each([
    ['taiteenperusopetus', 'taiteenperusopetuksenlaajanoppimaaranperusopinnot', true],
    ['vapaansivistystyonkoulutus', 'vstvapaatavoitteinenkoulutus', true],
    ['vapaansivistystyonkoulutus', 'vstosaamismerkki', true],
    ['vapaansivistystyonkoulutus', 'vstoppivelvollisillesuunnattukoulutus', false],
    ['lukiokoulutus', 'lukionoppimaara', false],
  ])('invalidation is erasure: %s, %s: %s', (type, suoritusType, erased) => {
    const before = opiskeluoikeus({ tyyppi: { koodiarvo: type }, suoritukset: [suoritus('1', suoritusType)], lisä: 1 });
    const after = storedOf(transfer(asked('2026-11-23', 'WRONG_TYPE'), [studyRight({ data: before })]));
    expect(after.invalidation?.erased ?? false).toBe(erased);
    expect([after.data['lisä'], after.data.suoritukset.length]).toEqual(erased ? [undefined, 0] : [1, 1]);
    expect(after.data.tila.opiskeluoikeusjaksot.at(-1)?.tila.koodiarvo).toBe('mitatoity');
  });

  it('conflict.versionumero holds for an invalidation too', () => {
    const payload = { ...asked('2026-11-23', 'WRONG_TYPE'), versionumero: 2 };
    expect(keysOf(transfer(payload, [studyRight()]))).toEqual(['conflict.versionumero']);
  });
});
