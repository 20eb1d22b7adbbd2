import { beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, finnishDay } from '#kernel';
import { anonymous, as, type Client, database } from '#testing';
import { newStudyRightOid } from '../../../study-rights/koski/new-study-right-oid.js';
import { EHOKS, type EhoksBody, givenPair, NOTHING, postHoks, said, storedOf } from '../../../../test/ehoks.js';
import {
  given,
  katselija,
  mitatoi,
  mitatoija,
  paakayttaja,
  payload,
  tallentaja,
  toinen,
} from '../../../../test/koski.js';
import { freshLearner } from '../../../../test/provider.js';
import { hoks } from '../../../../test/samples.js';

const VALIDATION = `${EHOKS}/validointi`;
const db = () => database('study-rights');

interface Who {
  readonly oid: string;
  readonly learner: string;
}

describe('checking a HOKS without storing it', () => {
  let paivi: Client;
  let mirja: Client;
  beforeAll(async () => {
    [paivi, mirja] = await Promise.all([as('paivi'), as('mirja')]);
  });

  const check = ({ oid, learner }: Who, more: object = {}, client: Client = tallentaja) =>
    client.post<EhoksBody>(VALIDATION, { ...hoks(oid, learner), ...more });
  const auditOf = async (oid: string) =>
    (
      await db().query<{ target_kind: string; actor_id: string; subject_person_id: string; details: object }>(
        `SELECT target_kind, actor_id, subject_person_id, details FROM audit_event
         WHERE action = 'validate-hoks' AND target_id = $1 ORDER BY seq`,
        [oid],
      )
    ).rows;

  it('[R156] [R157] what could be stored is right: 200 {meta, data}; nothing is stored, published or decided, the check is on record', async () => {
    const studyRight = await given(payload('ammatillinen-tutkinto'));
    for (const _ of ['once', 'again']) {
      const checked = await check(studyRight);
      expect([checked.status, checked.body]).toEqual([200, { meta: {}, data: {} }]);
    }
    expect(await storedOf(studyRight.oid)).toEqual(NOTHING);
    const rows = await db().query('SELECT 1 FROM hoks_feedback WHERE learner_oid = $1', [studyRight.learner]);
    expect(rows.rows).toEqual([]);
    const line = {
      target_kind: 'study-right',
      actor_id: expect.any(String),
      subject_person_id: studyRight.learner,
      details: { mode: 'INTEGRATION', refused: null },
    };
    expect(await auditOf(studyRight.oid)).toEqual([line, line]);
    expect((await postHoks(studyRight)).status).toBe(200);
  });

  it('what storing would refuse is refused in the same words, with all places, and stored neither here nor there', async () => {
    const fresh = await given(payload('ammatillinen-tutkinto'));
    const taken = await givenPair();
    const lukio = await given(payload('lukio'));
    const unknown = { oid: newStudyRightOid(), learner: freshLearner() };
    const tooLate = addDays(finnishDay(new Date()), 15);
    const wrong = { 'osaamisen-saavuttamisen-pvm': tooLate, 'urasuunnitelma-koodi-uri': 'urasuunnitelma_1' };
    const asked: [Who, object, string][] = [
      [unknown, {}, 'hoks/study-right-not-found'],
      [lukio, {}, 'hoks/study-right-type'],
      [fresh, wrong, 'hoks/achievement-day'],
      [{ ...fresh, learner: freshLearner() }, {}, 'hoks/not-the-learners-study-right'],
      [taken, {}, 'hoks/exists'],
      [fresh, { tuntematon: 1 }, 'platform/validation-failed'],
      [fresh, { 'osaamisen-hankkimisen-tarve': null }, 'platform/validation-failed'],
    ];
    for (const [who, more, code] of asked) {
      const [checked, posted] = [await check(who, more), await postHoks(who, { ...more })];
      expect([checked.status, checked.body.code]).toEqual([400, code]);
      expect([checked.status, checked.body]).toEqual([posted.status, posted.body]);
    }
    expect((await check(fresh, wrong)).body.errors?.map(({ code }) => code)).toEqual([
      'hoks/achievement-day',
      'hoks/career-plan',
    ]);
    expect(await storedOf(fresh.oid)).toEqual(NOTHING);
    expect(await storedOf(taken.oid)).toEqual({ hokses: 1, events: 1 });
    const refusals = (await auditOf(fresh.oid)).map(({ details }) => details);
    expect(refusals).toContainEqual({ mode: 'INTEGRATION', refused: 'hoks/achievement-day' });
    expect(refusals).toContainEqual({ mode: 'INTEGRATION', refused: 'hoks/not-the-learners-study-right' });
  });

  it('[R158] people check as they would store: by hand without the identifiers that a source system gives', async () => {
    const studyRight = await given(payload('ammatillinen-tutkinto'));
    const day = finnishDay(new Date());
    const way = {
      ...{ alku: day, loppu: day, 'osa-aikaisuustieto': 100 },
      'osaamisen-hankkimistapa-koodi-uri': 'osaamisenhankkimistapa_koulutussopimus',
      'tyopaikalla-jarjestettava-koulutus': { 'tyopaikan-y-tunnus': '0112038-9' },
    };
    const parts = { 'hankittavat-ammat-tutkinnon-osat': [{ 'osaamisen-hankkimistavat': [way] }] };
    expect(said(await check(studyRight, parts)).slice(0, 2)).toEqual([400, 'hoks/way-without-identifier']);
    expect((await check(studyRight, parts, mirja)).status).toBe(200);
    expect((await check(studyRight, {}, paivi)).status).toBe(200);
    expect((await auditOf(studyRight.oid)).map(({ details }) => details)).toEqual([
      { mode: 'INTEGRATION', refused: 'hoks/way-without-identifier' },
      { mode: 'BY_HAND', refused: null },
      { mode: 'INTEGRATION', refused: null },
    ]);
    expect(await storedOf(studyRight.oid)).toEqual(NOTHING);
  });

  it("[R161] another organisation's and an invalidated study right are not found, a viewer is refused, nobody comes in unknown", async () => {
    const studyRight = await given(payload('ammatillinen-tutkinto'));
    const notFound = [400, 'hoks/study-right-not-found', `Opiskeluoikeus \`${studyRight.oid}\` not found in Koski`];
    const access = "No access is allowed. Check Opintopolku privileges and 'opiskeluoikeus'";
    expect(said(await check(studyRight, {}, toinen))).toEqual(notFound);
    expect(said(await check(studyRight, {}, katselija))).toEqual([403, 'platform/forbidden', access]);
    expect((await check(studyRight, {}, anonymous())).status).toBe(401);
    expect(await auditOf(studyRight.oid)).toEqual([]);
    expect((await check(studyRight, {}, paakayttaja)).status).toBe(200);
    expect((await mitatoi(mitatoija, studyRight.oid)).status).toBe(200);
    expect(said(await check(studyRight))).toEqual(notFound);
    expect(await auditOf(studyRight.oid)).toHaveLength(1);
  });
});
