import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { addDays, finnishDay } from '#kernel';
import { dataSourceOptions, UnitOfWork } from '#messaging';
import { as, type Client, database, eventually, FrozenClock, metricOf, readTopic, stack } from '#testing';
import type { Opiskeluoikeus } from '../src/study-rights/domain/opiskeluoikeus.js';
import { fundingSeasonOf, type Palaute } from '../src/hoks/domain/feedback.js';
import { EHOKS_HOKS } from '../src/hoks/ehoks/paths.js';
import { FeedbackJob1764320000000 } from '../src/persistence/migrations/1764320000000-feedback-job.js';
import { HoksFeedback1764220000000 } from '../src/persistence/migrations/1764220000000-hoks-feedback.js';
import { persistence } from '../src/persistence/persistence.js';
import { katselija, paakayttaja, slaveOf } from './koski.js';
import { feedbackJob, untilNothingIsDue } from './feedback-job.js';
import { givenHoks, givenStudyRight, invalidate, PATH, type TransferAnswer, transferOf } from './provider.js';
import { hoks, opiskeluoikeus, period, periods, suoritus } from './samples.js';
import { approve, openCase, propose } from './support-desk.js';

type Given = Awaited<ReturnType<typeof givenStudyRight>>;

const today = finnishDay(new Date());
const noon = (day: string) => new Date(`${day}T12:00:00Z`);
/** Each test has a day of its own in the future: what one clock decides is not due at another. */
const dayOf = (test: number) => addDays(today, 10 * test);
const funded = (code: string) =>
  periods(period('2026-08-10', 'lasna', { opintojenRahoitus: { koodiarvo: code, koodistoUri: 'opintojenrahoitus' } }));

/** The SQL of a runbook's take-over, statement by statement. */
async function statementsOf(runbook: string): Promise<string[]> {
  const [, sql = ''] = /```sql\n(.*?)```/s.exec(await readFile(runbook, 'utf8')) ?? [];
  return sql.split(';').filter((statement) => statement.trim() !== '');
}

/** When the day begins in Finland. */
function finnishMidnight(day: string): Date {
  const utc = new Date(`${day}T00:00:00Z`);
  const hours = [2, 3].find(
    (ahead) =>
      finnishDay(new Date(utc.getTime() - ahead * 3_600_000 - 1)) < day &&
      finnishDay(new Date(utc.getTime() - ahead * 3_600_000)) === day,
  );
  return new Date(utc.getTime() - (hours ?? 0) * 3_600_000);
}

/** Another qualification, so that a learner may have both at once. */
const ANOTHER = { suoritukset: [suoritus('371101')] };

describe('feedback of a HOKS', () => {
  let paivi: Client;
  let tuki: Client;
  let dataSource: DataSource;
  const clock = new FrozenClock(new Date());
  beforeAll(async () => {
    [paivi, tuki] = await Promise.all([as('paivi'), as('tuki')]);
    const settings = { DATABASE_URL: stack().databaseUrls['study-rights'], DATABASE_POOL_SIZE: 4 };
    dataSource = await new DataSource(dataSourceOptions(settings, persistence)).initialize();
  });
  afterAll(() => dataSource.destroy());

  /** One more instance of the job, with the clock of the test. Its events wait for the relay of the stack. */
  const instance = () =>
    feedbackJob(new UnitOfWork(dataSource, 'study-rights', clock, { wake: () => undefined }), clock);
  const palaute = async (id: number, client = paivi): Promise<Palaute> =>
    (await client.get<{ palaute: Palaute }>(`${PATH}/hoks/${id}`)).body.palaute;
  const change = async ({ oid, learner }: Given, more: Partial<Opiskeluoikeus>): Promise<void> => {
    const reply = await paivi.put(`${PATH}/transfers`, transferOf(learner, opiskeluoikeus({ oid, ...more })));
    expect(reply.status).toBe(200);
  };
  const secondOf = async (learner: string): Promise<Given> => {
    const reply = await paivi.put<TransferAnswer>(`${PATH}/transfers`, transferOf(learner, opiskeluoikeus(ANOTHER)));
    return { oid: reply.body.opiskeluoikeudet[0]?.oid ?? '', learner };
  };
  const triggersOf = async (oid: string): Promise<string[]> => {
    const sql = `SELECT payload->>'survey' AS survey FROM outbox
                 WHERE aggregateid = $1 AND type = 'study-rights.feedback-decided.v1' ORDER BY seq`;
    return (await database('study-rights').query<{ survey: string }>(sql, [oid])).rows.map(({ survey }) => survey);
  };
  const settled = (id: number, tila: string) =>
    eventually(`HOKS ${id} is ${tila}`, async () => {
      const shown = await palaute(id);
      return shown.tila === tila && shown;
    });
  const settledSurvey = (id: number, kysely: string, tila: string) =>
    eventually(`${kysely} of HOKS ${id} is ${tila}`, async () =>
      (await palaute(id)).kyselyt.some((one) => one.kysely === kysely && one.tila === tila),
    );
  const db = () => database('study-rights');
  const patch = async (id: number, fields: object): Promise<void> => {
    const reply = await paivi.patch(`${PATH}/hoks/${id}`, { id, ...fields });
    expect([id, reply.status]).toEqual([id, 204]);
  };
  /** The surveys of a HOKS that the job has still to decide on. */
  const waiting = async (id: number | undefined): Promise<object[]> =>
    (await db().query<object>('SELECT * FROM hoks_feedback WHERE hoks_id = $1 AND decide_at IS NOT NULL', [id])).rows;
  /** Lists start surveys as the runbook says. */
  const takeOver = async (...oids: string[]): Promise<void> => {
    const [list = '', anew = ''] = await statementsOf('docs/runbooks/feedback.md');
    for (const oid of oids) await db().query(list.replace(/'1\.2\.[^']*'/, `'${oid}'`));
    await db().query(anew);
  };
  /** Two instances at once until nothing is due at the clock's moment. */
  const onTheDay = async (day: string): Promise<void> => {
    clock.set(noon(day));
    await eventually('the trigger date has decided', async () => {
      await Promise.all([instance().execute(), instance().execute()]);
      const sql = 'SELECT 1 FROM hoks_feedback WHERE decide_at <= $1';
      return (await database('study-rights').query(sql, [clock.now()])).rowCount === 0;
    });
  };

  it('[R171] [R172] ei-ammatillinen: TELMA and need=true leads to no trigger, a vocational qualification and need=true to one', async () => {
    const telma = await givenStudyRight(paivi, { suoritukset: [suoritus('999903', 'telma')] });
    const qualification = await givenStudyRight(paivi);
    const [ofTelma, ofQualification] = [await givenHoks(paivi, telma), await givenHoks(paivi, qualification)];
    expect(await settled(ofTelma, 'ei-laheteta')).toMatchObject({ feedbackEligible: false, syy: 'ei-ammatillinen' });
    expect(await settled(ofQualification, 'lahetetty')).toMatchObject({
      feedbackEligible: true,
      syy: 'hoks-tallennettu',
      kyselyt: [
        { kysely: 'aloituskysely', heratepvm: '2026-09-01', tila: 'lahetetty' },
        { kysely: 'paattokysely', heratepvm: null, tila: null, syy: 'ei-ole' },
      ],
    });
    for (const path of [`${ofQualification}`, `opiskeluoikeus/${qualification.oid}`]) {
      const inEhoks = await katselija.get<{ palaute: Palaute; data: object }>(`/${EHOKS_HOKS}/${path}`);
      expect([inEhoks.status, inEhoks.body.palaute]).toEqual([200, await palaute(ofQualification)]);
      expect(inEhoks.body.data).not.toHaveProperty('palaute');
    }
    expect([await triggersOf(telma.oid), await triggersOf(qualification.oid)]).toEqual([[], ['aloituskysely']]);
    const published = await readTopic<object>(
      'study-rights.study-right.v1',
      ({ key, headers }) => key === qualification.oid && headers['ce_type']?.endsWith('feedback-decided.v1') === true,
    );
    expect(published.body).toEqual({
      ...{ institutionOid: expect.any(String), studyRightId: qualification.oid, hoksId: ofQualification },
      ...{ learnerId: qualification.learner, survey: 'aloituskysely', triggerDate: '2026-09-01' },
      fundingSeason: '2026-2027',
    });
  });

  it('[R172] ei-ole: without the need to acquire competence nobody is asked, and the end survey has a trigger date of its own', async () => {
    const [without, ended] = [await givenStudyRight(paivi), await givenStudyRight(paivi)];
    const id = await givenHoks(paivi, without, { 'osaamisen-hankkimisen-tarve': false });
    expect(await palaute(id)).toMatchObject({ feedbackEligible: false, tila: 'ei-laheteta', syy: 'ei-ole' });
    const both = await givenHoks(paivi, ended, { 'osaamisen-saavuttamisen-pvm': '2026-11-01' });
    await eventually('both surveys have gone', async () => (await triggersOf(ended.oid)).length === 2);
    expect((await palaute(both)).kyselyt.map(({ tila }) => tila)).toEqual(['lahetetty', 'lahetetty']);
    expect(await triggersOf(without.oid)).toEqual([]);
  });

  it('[R172] ulkoisesti-rahoitettu: a change of the study right decides anew, and the trigger date for good, regardless of the clock', async () => {
    const day = dayOf(1);
    const studyRight = await givenStudyRight(paivi);
    const id = await givenHoks(paivi, studyRight, { 'ensikertainen-hyvaksyminen': day });
    expect(await palaute(id)).toMatchObject({ feedbackEligible: true, tila: 'odottaa-kasittelya' });
    await change(studyRight, funded('6'));
    const provisional = { feedbackEligible: false, tila: 'odottaa-kasittelya', syy: 'ulkoisesti-rahoitettu' };
    expect(await palaute(id)).toMatchObject(provisional);
    await onTheDay(addDays(day, -1));
    expect(await palaute(id)).toMatchObject(provisional);
    await onTheDay(day);
    expect(await palaute(id)).toMatchObject({ ...provisional, tila: 'ei-laheteta' });
    expect(await triggersOf(studyRight.oid)).toEqual([]);
    await change(studyRight, funded('1'));
    expect(await palaute(id)).toMatchObject({ feedbackEligible: true, tila: 'odottaa-kasittelya' });
    for (const moment of [day, today, addDays(day, 3), day]) await onTheDay(moment);
    expect(await palaute(id)).toMatchObject({ feedbackEligible: true, tila: 'lahetetty' });
    await change(studyRight, funded('6'));
    await onTheDay(addDays(day, 4));
    expect(await palaute(id)).toMatchObject({ feedbackEligible: true, tila: 'lahetetty' });
    expect(await triggersOf(studyRight.oid)).toEqual(['aloituskysely']);
  });

  it('[R172] opiskelu-paattynyt: who has left before the trigger date is not asked', async () => {
    const day = dayOf(2);
    const studyRight = await givenStudyRight(paivi);
    const id = await givenHoks(paivi, studyRight, { 'ensikertainen-hyvaksyminen': day });
    await change(studyRight, periods(period('2026-08-10', 'lasna'), period('2026-11-01', 'eronnut')));
    await onTheDay(day);
    expect(await palaute(id)).toMatchObject({
      ...{ feedbackEligible: false, tila: 'ei-laheteta', syy: 'opiskelu-paattynyt' },
    });
    expect(await triggersOf(studyRight.oid)).toEqual([]);
  });

  it('[R172] a deleted HOKS leads to nothing, also when its study right is invalidated afterwards', async () => {
    const day = dayOf(3);
    const studyRight = await givenStudyRight(paivi);
    const id = await givenHoks(paivi, studyRight, { 'ensikertainen-hyvaksyminen': day });
    expect((await paivi.delete(`${PATH}/hoks/${id}`)).status).toBe(200);
    expect(await palaute(id, tuki)).toEqual({ feedbackEligible: false, tila: null, syy: 'ei-ole', kyselyt: [] });
    expect((await invalidate(paivi, studyRight.oid)).status).toBe(200);
    await onTheDay(day);
    expect(await triggersOf(studyRight.oid)).toEqual([]);
  });

  it('[R161] [R172] ei-loydy: the HOKS of a study right that the past has invalidated leads to nothing', async () => {
    const day = dayOf(4);
    const studyRight = await givenStudyRight(paivi);
    const id = await givenHoks(paivi, studyRight, { 'ensikertainen-hyvaksyminen': day });
    await database('study-rights').query(
      `UPDATE study_right SET invalidated = true, invalidation_reason = 'WRONG_TYPE', invalidated_on = $2 WHERE oid = $1`,
      [studyRight.oid, today],
    );
    await onTheDay(day);
    expect(await palaute(id, tuki)).toMatchObject({ feedbackEligible: false, tila: 'ei-laheteta', syy: 'ei-loydy' });
    expect(await triggersOf(studyRight.oid)).toEqual([]);
  });

  it('[R172] ei-palautteen-alkuperainen-hoks, jo-lahetetty: two HOKSes of a learner stored at once get one survey', async () => {
    const day = dayOf(5);
    const first = await givenStudyRight(paivi);
    const second = await secondOf(first.learner);
    const ids = await Promise.all(
      [first, second].map((one) => givenHoks(paivi, one, { 'ensikertainen-hyvaksyminen': day })),
    );
    const reasons = async () => (await Promise.all(ids.map((id) => palaute(id)))).map(({ syy }) => syy).sort();
    expect(await reasons()).toEqual(['ei-palautteen-alkuperainen-hoks', 'hoks-tallennettu']);
    await onTheDay(day);
    expect([...(await triggersOf(first.oid)), ...(await triggersOf(second.oid))]).toEqual(['aloituskysely']);
    // The one held back learns of it with its next change.
    await change(first, funded('2'));
    await change(second, { ...ANOTHER, ...funded('2') });
    expect(await reasons()).toEqual(['hoks-tallennettu', 'jo-lahetetty']);
  });

  it('[R172] ei-palautteen-alkuperainen-hoks: when the HOKS in the way is deleted, the other one is asked about', async () => {
    const wrong = await givenStudyRight(paivi, funded('6'));
    const right = await secondOf(wrong.learner);
    const inTheWay = await givenHoks(paivi, wrong);
    await settled(inTheWay, 'ei-laheteta');
    const id = await givenHoks(paivi, right);
    expect(await palaute(id)).toMatchObject({ feedbackEligible: false, syy: 'ei-palautteen-alkuperainen-hoks' });
    expect((await paivi.delete(`${PATH}/hoks/${inTheWay}`)).status).toBe(200);
    expect(await settled(id, 'lahetetty')).toMatchObject({ feedbackEligible: true });
    expect([await triggersOf(wrong.oid), await triggersOf(right.oid)]).toEqual([[], ['aloituskysely']]);
  });

  it('[R172] ei-palautteen-alkuperainen-hoks: when the HOKS in the way moves to another funding season, the other one is asked about', async () => {
    const first = await givenStudyRight(paivi, funded('6'));
    const second = await secondOf(first.learner);
    const inTheWay = await givenHoks(paivi, first);
    await settled(inTheWay, 'ei-laheteta');
    const id = await givenHoks(paivi, second);
    await eventually('the trigger date of the second has decided', async () => (await waiting(id)).length === 0);
    expect(await palaute(id)).toMatchObject({ tila: null, syy: 'ei-palautteen-alkuperainen-hoks' });
    await patch(inTheWay, { 'ensikertainen-hyvaksyminen': '2026-06-30' });
    expect(await settled(inTheWay, 'ei-laheteta')).toMatchObject({ syy: 'eri-rahoituskaudella' });
    expect(await settled(id, 'lahetetty')).toMatchObject({ feedbackEligible: true });
    expect([await triggersOf(first.oid), await triggersOf(second.oid)]).toEqual([[], ['aloituskysely']]);
  });

  it('[R172] ei-palautteen-alkuperainen-hoks: what becomes of the HOKS in the way shows at once, not on the trigger date only', async () => {
    const [day, later] = [dayOf(7), addDays(dayOf(7), 1)];
    const first = await givenStudyRight(paivi);
    const second = await secondOf(first.learner);
    const inTheWay = await givenHoks(paivi, first, { 'ensikertainen-hyvaksyminen': day });
    const id = await givenHoks(paivi, second, { 'ensikertainen-hyvaksyminen': later });
    expect(await palaute(id)).toMatchObject({ feedbackEligible: false, syy: 'ei-palautteen-alkuperainen-hoks' });
    expect((await paivi.delete(`${PATH}/hoks/${inTheWay}`)).status).toBe(200);
    expect(await settled(id, 'odottaa-kasittelya')).toMatchObject({ feedbackEligible: true, syy: 'hoks-tallennettu' });
    await onTheDay(day);
    expect(await triggersOf(second.oid)).toEqual([]);
    await onTheDay(later);
    expect(await triggersOf(second.oid)).toEqual(['aloituskysely']);
  });

  it('[R172] jo-lahetetty, ei-palautteen-alkuperainen-hoks: a learner with two oids is one person', async () => {
    const day = dayOf(8);
    const master = await givenStudyRight(paivi);
    const slave = await secondOf(await slaveOf(master.learner));
    const ids = await Promise.all(
      [master, slave].map((one) => givenHoks(paivi, one, { 'ensikertainen-hyvaksyminen': day })),
    );
    const reasons = async () => (await Promise.all(ids.map((id) => palaute(id)))).map(({ syy }) => syy).sort();
    expect(await reasons()).toEqual(['ei-palautteen-alkuperainen-hoks', 'hoks-tallennettu']);
    await onTheDay(day);
    expect([...(await triggersOf(master.oid)), ...(await triggersOf(slave.oid))]).toEqual(['aloituskysely']);
    // The one held back learns of it with its next change.
    await change(master, funded('2'));
    await change(slave, { ...ANOTHER, ...funded('2') });
    expect(await reasons()).toEqual(['hoks-tallennettu', 'jo-lahetetty']);
  });

  it('[R172] ei-ole: a need that is found later leads to the survey, one that is taken back does not', async () => {
    const day = dayOf(9);
    const [found, taken] = [await givenStudyRight(paivi), await givenStudyRight(paivi)];
    const need = (value: boolean) => ({ 'osaamisen-hankkimisen-tarve': value });
    const foundId = await givenHoks(paivi, found, { 'ensikertainen-hyvaksyminen': day, ...need(false) });
    const takenId = await givenHoks(paivi, taken, { 'ensikertainen-hyvaksyminen': day });
    expect(await palaute(foundId)).toMatchObject({ feedbackEligible: false, tila: 'ei-laheteta', syy: 'ei-ole' });
    await Promise.all([patch(foundId, need(true)), patch(takenId, need(false))]);
    expect(await palaute(foundId)).toMatchObject({ feedbackEligible: true, tila: 'odottaa-kasittelya' });
    expect(await palaute(takenId)).toMatchObject({ feedbackEligible: false, tila: 'ei-laheteta', syy: 'ei-ole' });
    await onTheDay(day);
    expect([await triggersOf(found.oid), await triggersOf(taken.oid)]).toEqual([['aloituskysely'], []]);
  });

  it('[R157] [R172] ei-ole: a HOKS of the past without the need is changed like any other, and nobody is asked', async () => {
    const studyRight = await givenStudyRight(paivi);
    const id = await givenHoks(paivi, studyRight, { 'ensikertainen-hyvaksyminen': dayOf(14) });
    await db().query(`UPDATE hoks SET data = data - 'osaamisen-hankkimisen-tarve' WHERE id = $1`, [id]);
    await patch(id, { 'ensikertainen-hyvaksyminen': '2026-09-02' });
    expect(await settled(id, 'ei-laheteta')).toMatchObject({ feedbackEligible: false, syy: 'ei-ole' });
    expect(await triggersOf(studyRight.oid)).toEqual([]);
  });

  it('[R172] a trigger date that is moved triggers on the new day; a HOKS deleted and restored is asked about once', async () => {
    const [day, later] = [dayOf(10), addDays(dayOf(10), 5)];
    const studyRight = await givenStudyRight(paivi);
    const id = await givenHoks(paivi, studyRight, { 'ensikertainen-hyvaksyminen': day });
    await patch(id, { 'ensikertainen-hyvaksyminen': later });
    await onTheDay(day);
    expect(await triggersOf(studyRight.oid)).toEqual([]);
    const undo = () => paakayttaja.patch(`/${EHOKS_HOKS}/${id}/undo-shallow-delete`);
    expect((await paivi.delete(`${PATH}/hoks/${id}`)).status).toBe(200);
    expect((await undo()).status).toBeLessThan(300);
    await onTheDay(later);
    expect(await triggersOf(studyRight.oid)).toEqual(['aloituskysely']);
    expect((await paivi.delete(`${PATH}/hoks/${id}`)).status).toBe(200);
    expect((await undo()).status).toBeLessThan(300);
    await patch(id, { 'ensikertainen-hyvaksyminen': addDays(later, 1) });
    await onTheDay(addDays(later, 2));
    expect(await palaute(id)).toMatchObject({ tila: 'lahetetty', kyselyt: [{ heratepvm: later }, {}] });
    expect(await triggersOf(studyRight.oid)).toEqual(['aloituskysely']);
  });

  it('[R172] ei-ole: a trigger date that disappears is decided on anew at once; what has been published stays published', async () => {
    const day = dayOf(15);
    const start = { 'ensikertainen-hyvaksyminen': day };
    const end = { 'osaamisen-saavuttamisen-pvm': today };
    const [asked, other] = [await givenStudyRight(paivi), await givenStudyRight(paivi, funded('6'))];
    const askedId = await givenHoks(paivi, asked, { ...start, ...end });
    const otherId = await givenHoks(paivi, other, { ...start, ...end });
    await settledSurvey(askedId, 'paattokysely', 'lahetetty');
    await settledSurvey(otherId, 'paattokysely', 'ei-laheteta');
    for (const [id, { oid, learner }] of [[askedId, asked] as const, [otherId, other] as const]) {
      expect((await paivi.put(`${PATH}/hoks/${id}`, { ...hoks(oid, learner), ...start })).status).toBe(204);
    }
    const [waiting, gone] = (await palaute(otherId)).kyselyt;
    expect(waiting).toMatchObject({ kysely: 'aloituskysely', heratepvm: day, tila: 'odottaa-kasittelya' });
    expect(gone).toMatchObject({ heratepvm: null, feedbackEligible: false, tila: null, syy: 'ei-ole' });
    expect((await palaute(askedId)).kyselyt[1]).toMatchObject({ heratepvm: today, tila: 'lahetetty' });
    const storedAt = async () =>
      (await db().query<{ at: Date }>('SELECT updated_at AS at FROM hoks WHERE id = $1', [otherId])).rows[0]?.at;
    const before = await storedAt();
    await change(other, funded('1'));
    await onTheDay(day);
    // A HOKS that has only been decided on does not count as updated.
    expect(await storedAt()).toEqual(before);
    expect([await triggersOf(other.oid), (await triggersOf(asked.oid)).sort()]).toEqual([
      ['aloituskysely'],
      ['aloituskysely', 'paattokysely'],
    ]);
  });

  it('[R169] [R172] a HOKS that an override takes away is asked about no more', async () => {
    const day = dayOf(11);
    const studyRight = await givenStudyRight(paivi);
    await givenHoks(paivi, studyRight, { 'ensikertainen-hyvaksyminen': day });
    const { body } = await openCase(paivi, studyRight.oid);
    await propose(tuki, body.id);
    expect((await approve(await as('toini'), body.id)).status).toBe(200);
    await onTheDay(day);
    expect(await triggersOf(studyRight.oid)).toEqual([]);
  });

  it('[R172] heratepalvelun-vastuulla: what the take-over lists is left to the former service, deleted and restored too', async () => {
    const day = dayOf(12);
    const listed = await givenStudyRight(paivi);
    const second = await secondOf(listed.learner);
    const late = await givenStudyRight(paivi);
    const lateId = await givenHoks(paivi, late, { 'ensikertainen-hyvaksyminen': day });
    await takeOver(listed.oid, late.oid);
    const id = await givenHoks(paivi, listed, { 'ensikertainen-hyvaksyminen': day });
    const left = { feedbackEligible: false, tila: 'heratepalvelussa', syy: 'heratepalvelun-vastuulla' };
    expect(await palaute(id)).toMatchObject(left);
    expect(await settled(lateId, 'heratepalvelussa')).toMatchObject(left);
    expect((await paivi.delete(`${PATH}/hoks/${id}`)).status).toBe(200);
    const other = await givenHoks(paivi, second, { 'ensikertainen-hyvaksyminen': day });
    expect(await palaute(other)).toMatchObject({ tila: null, syy: 'ei-palautteen-alkuperainen-hoks' });
    expect((await paakayttaja.patch(`/${EHOKS_HOKS}/${id}/undo-shallow-delete`)).status).toBeLessThan(300);
    expect(await palaute(id)).toMatchObject(left);
    await onTheDay(day);
    for (const one of [id, lateId]) expect(await palaute(one)).toMatchObject(left);
    for (const { oid } of [listed, late, second]) expect(await triggersOf(oid)).toEqual([]);
  });

  it('[R172] a survey that nothing can be decided on is put off, longer each time, and stands in nobody’s way', async () => {
    const day = dayOf(13);
    const given = await Promise.all([1, 2, 3, 4].map(() => givenStudyRight(paivi)));
    const ids: number[] = [];
    for (const one of given) ids.push(await givenHoks(paivi, one, { 'ensikertainen-hyvaksyminen': day }));
    const [, noStudies, noDate] = given;
    // As an import of the past may leave them.
    await db().query(`UPDATE study_right SET data = data - 'suoritukset' WHERE oid = $1`, [noStudies?.oid]);
    const setDate = `UPDATE hoks SET data = data || jsonb_build_object('ensikertainen-hyvaksyminen', $2::text) WHERE id = $1`;
    await db().query(setDate, [ids[2], '2026-02-31']);
    await onTheDay(day);
    expect(await Promise.all(given.map(({ oid }) => triggersOf(oid)))).toEqual([
      ...[['aloituskysely'], [], [], ['aloituskysely']],
    ]);
    const minutes = (n: number) => new Date(clock.now().getTime() + n * 60_000);
    const untouched = { state: 'odottaa-kasittelya', eligible: true, sent_at: null };
    expect(await waiting(ids[1])).toMatchObject([
      { ...untouched, attempts: 1, last_error: 'TypeError', decide_at: minutes(1) },
    ]);
    expect(await waiting(ids[2])).toMatchObject([
      { ...untouched, attempts: 1, last_error: '22008', decide_at: minutes(1) },
    ]);
    clock.advance(60_000);
    await untilNothingIsDue(instance, () => clock.now());
    expect(await waiting(ids[1])).toMatchObject([{ attempts: 2, decide_at: minutes(2) }]);
    const shown = () => metricOf(stack().metricsUrls['study-rights'], 'job_put_off_rows');
    await eventually('operators see both', async () => (await shown()) === 2);

    const { suoritukset } = opiskeluoikeus();
    const mend = `UPDATE study_right SET data = data || jsonb_build_object('suoritukset', $2::jsonb) WHERE oid = $1`;
    await db().query(mend, [noStudies?.oid, JSON.stringify(suoritukset)]);
    await db().query(setDate, [ids[2], day]);
    clock.advance(120_000);
    await untilNothingIsDue(instance, () => clock.now());
    for (const { oid } of [noStudies, noDate].filter((one) => one !== undefined)) {
      expect(await triggersOf(oid)).toEqual(['aloituskysely']);
    }
    expect([await waiting(ids[1]), await waiting(ids[2])]).toEqual([[], []]);
    await eventually('operators see none', async () => (await shown()) === 0);
  });

  it('[R172] HOKSes stored before there was feedback are decided by their trigger dates', async () => {
    const id = await givenHoks(paivi, await givenStudyRight(paivi), { 'ensikertainen-hyvaksyminen': dayOf(6) });
    const runner = dataSource.createQueryRunner();
    await runner.startTransaction();
    // What stores a HOKS waits from here on, and not half way.
    await runner.query('LOCK TABLE hoks IN SHARE ROW EXCLUSIVE MODE');
    const [table, job] = [new HoksFeedback1764220000000(), new FeedbackJob1764320000000()];
    for (const undo of [job, table]) await undo.down(runner);
    for (const apply of [table, job]) await apply.up(runner);
    const sql = `SELECT survey, trigger_date::text, decide_at, state FROM hoks_feedback WHERE hoks_id = $1 ORDER BY survey`;
    const rows = (await runner.query(sql, [id])) as object[];
    await runner.rollbackTransaction();
    await runner.release();
    expect(rows).toEqual([
      { survey: 'aloituskysely', trigger_date: dayOf(6), decide_at: finnishMidnight(dayOf(6)), state: null },
      { survey: 'paattokysely', trigger_date: null, decide_at: null, state: null },
    ]);
  });

  it('[R172] eri-rahoituskaudella: the season, as the trigger date, turns at midnight in Finland', async () => {
    const year = fundingSeasonOf(today).slice(5);
    const [last, first] = [await givenStudyRight(paivi), await givenStudyRight(paivi)];
    const lastId = await givenHoks(paivi, last, { 'ensikertainen-hyvaksyminen': `${year}-06-30` });
    const firstId = await givenHoks(paivi, first, { 'ensikertainen-hyvaksyminen': `${year}-07-01` });
    expect(await palaute(lastId)).toMatchObject({ feedbackEligible: true, tila: 'odottaa-kasittelya' });
    const waits = { feedbackEligible: true, tila: 'odottaa-kasittelya', syy: 'hoks-tallennettu' };
    expect(await palaute(firstId)).toMatchObject(waits);
    const publishedAt = async (moment: string) => {
      clock.set(moment);
      await untilNothingIsDue(instance, () => clock.now());
      return [await triggersOf(last.oid), await triggersOf(first.oid)];
    };
    expect(await publishedAt(`${year}-06-29T20:59:59.999Z`)).toEqual([[], []]);
    expect(await publishedAt(`${year}-06-29T21:00:00Z`)).toEqual([['aloituskysely'], []]);
    expect(await publishedAt(`${year}-06-30T20:59:59.999Z`)).toEqual([['aloituskysely'], []]);
    expect(await palaute(firstId)).toMatchObject(waits);
    expect(await publishedAt(`${year}-06-30T21:00:00Z`)).toEqual([['aloituskysely'], ['aloituskysely']]);
    expect(await palaute(firstId)).toMatchObject({ feedbackEligible: true, tila: 'lahetetty' });
  });

  it('[R171] the field is mandatory for TUVA too', async () => {
    const { oid, learner } = await givenStudyRight(paivi, {
      tyyppi: { koodiarvo: 'tuva', koodistoUri: 'opiskeluoikeudentyyppi' },
      järjestämislupa: { koodiarvo: 'ammatillinen', koodistoUri: 'tuvajarjestamislupa' },
      suoritukset: [suoritus('999908', 'tuvakoulutuksensuoritus')],
    });
    const { 'osaamisen-hankkimisen-tarve': _, ...without } = hoks(oid, learner);
    expect((await paivi.post(`${PATH}/hoks`, without)).status).toBe(400);
    const id = await givenHoks(paivi, { oid, learner });
    expect(await settled(id, 'ei-laheteta')).toMatchObject({ feedbackEligible: false, syy: 'ei-ammatillinen' });
  });
});
