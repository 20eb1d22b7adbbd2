import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { database, eventually, publish, topicMessages } from '#testing';

const UNIVERSITY = '1.2.246.562.10.10000000001';
const NAME = 'university.study-right-published.v1';

describe('a university publishes a study right', () => {
  it('[R60] it is kept and passed on; an older or repeated version changes nothing', async () => {
    const studyRightId = randomUUID();
    const body = {
      institutionOid: UNIVERSITY,
      studyRightId,
      studentId: randomUUID(),
      programmeCode: 'TKT-KAND',
      virtaType: 2,
      startDate: '2024-08-01',
      endDate: null,
    };
    const versions: [number, number][] = [
      [1, 1],
      [3, 4],
      [2, 1],
      [3, 1],
      [4, 7],
    ];
    for (const [version, state] of versions) {
      const states: [{ state: number; startDate: string }] = [{ state, startDate: '2024-08-01' }];
      await publish(NAME, studyRightId, UNIVERSITY, { ...body, version, states });
    }
    const published = await eventually('the last version is published', async () => {
      const mine = (await topicMessages('study-rights.study-right.v1')).filter(({ key }) => key === studyRightId);
      return mine.length >= 3 && mine;
    });
    expect(published.map((message) => message.body)).toMatchObject([
      { version: 1, kind: 'HIGHER_EDUCATION', state: '1', live: true },
      { version: 3, state: '4', live: false },
      { version: 4, state: '7', live: false },
    ]);
    const { rows } = await database('study-rights').query(
      'SELECT version FROM higher_education_study_right WHERE institution_oid = $1 AND id = $2',
      [UNIVERSITY, studyRightId],
    );
    expect(rows).toEqual([{ version: 4 }]);
  });
});
