import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { database, eventually, publish } from '#testing';
import { demoPerson } from '#testing/demo';
import { aDraftInput, call, METSALA } from '../../test/driving.js';

describe('copies of what others own', () => {
  it('[R154] a study right that the university has ended takes no application', async () => {
    const studyRightId = randomUUID();
    await publish('university.study-right-published.v1', studyRightId, METSALA, {
      institutionOid: METSALA,
      version: 1,
      studyRightId,
      studentId: demoPerson('aino').personId,
      programmeCode: 'TKT-KANDI',
      virtaType: 2,
      startDate: '2020-08-01',
      endDate: '2021-07-31',
      states: [{ state: 1, startDate: '2020-08-01' }],
    });
    await eventually('the study right is known', async () => (await copyOf(studyRightId)) !== undefined);
    expect(await call('aino', 'post', '', aDraftInput({ studyRightId }))).toMatchObject({
      status: 409,
      body: { code: 'application/study-right-ended' },
    });
  });

  it('a person without the role HANDLER any more gets no applications, and an event older than the copy does not count', async () => {
    const personId = randomUUID();
    const published = (version: number, roles: ('HANDLER' | 'RECORDER')[]) =>
      publish('university.person-published.v1', personId, METSALA, {
        institutionOid: METSALA,
        version,
        personId,
        firstName: 'Tero',
        lastName: 'Testaaja',
        email: null,
        language: 'fi',
        roles,
        programmeCodes: [],
      });
    await published(1, ['HANDLER']);
    await published(3, ['RECORDER']);
    await published(2, ['HANDLER']);
    await published(4, ['RECORDER']);
    await eventually('the last event has arrived', async () => {
      const { rows } = await database('applications').query<{ version: number; roles: string[] }>(
        `SELECT version, roles FROM person_copy WHERE institution_oid = $1 AND person_id = $2`,
        [METSALA, personId],
      );
      return rows[0]?.version === 4;
    });
    const draft = await call('aino', 'post', '', aDraftInput({ handlerId: personId }));
    expect((await call('aino', 'post', `/${draft.body.id}/submit`, {})).body.errors).toMatchObject([
      { path: 'handlerId', code: 'application/handler-unknown' },
    ]);
  });
});

async function copyOf(studyRightId: string): Promise<unknown> {
  const { rows } = await database('applications').query(
    `SELECT version FROM study_right_copy WHERE institution_oid = $1 AND study_right_id = $2`,
    [METSALA, studyRightId],
  );
  return rows[0];
}
