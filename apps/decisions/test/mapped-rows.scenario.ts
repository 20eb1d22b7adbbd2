import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource, type EntitySchema } from 'typeorm';
import { dataSourceOptions } from '#messaging';
import { MappedTable } from '#platform';
import { as, database, eventually, stack } from '#testing';
import { persistence } from '../src/persistence/persistence.js';
import { APPROVAL, decidedPart, METSALA, partInput, record } from './driving.js';

interface Owned {
  readonly institutionOid: string;
  readonly applicationId: string;
}

/** Statements of the service and TypeORM's own repository read the same entity, so they have to agree on what a row is. */
describe('what a recorded decision has left', () => {
  let dataSource: DataSource;
  beforeAll(async () => {
    const settings = { DATABASE_URL: stack().databaseUrls.decisions, DATABASE_POOL_SIZE: 2 };
    dataSource = await new DataSource(dataSourceOptions(settings, persistence)).initialize();
  });
  afterAll(() => dataSource.destroy());

  it('is the same for a repository of TypeORM', async () => {
    const { applicationId, decisionId } = await decidedPart(partInput(), APPROVAL);
    expect((await record(await as('hanna'), decisionId)).status).toBeLessThan(300);
    // The copy of the application follows the recording: nothing may change between the two readings.
    await eventually('the case is handled', async () => {
      const sql = `SELECT FROM application_case WHERE application_id = $1 AND state = 'HANDLED'`;
      return (await database('decisions').query(sql, [applicationId])).rowCount === 1;
    });
    const where = { institutionOid: METSALA, applicationId };
    for (const entity of persistence.entities as readonly EntitySchema<Owned>[]) {
      const rows = await new MappedTable(entity).find(dataSource.manager, where);
      const name = entity.options.name;
      expect([name, rows.length]).toEqual([name, 1]);
      expect([name, rows]).toEqual([name, await dataSource.getRepository(entity).findBy(where)]);
    }
  });
});
