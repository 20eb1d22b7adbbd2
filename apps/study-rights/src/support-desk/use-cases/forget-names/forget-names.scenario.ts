import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSourceOptions, UnitOfWork } from '#messaging';
import { as, type Client, database, FrozenClock, stack } from '#testing';
import { demoPerson } from '#testing/demo';
import { CASES, givenCase } from '../../../../test/support-desk.js';
import { persistence } from '../../../persistence/persistence.js';
import { PersonNameRepository } from '../../../persistence/person-name.repository.js';
import { NAMES_KEPT_DAYS } from '../../domain/names-kept-since.js';
import { ForgetNames } from './forget-names.use-case.js';

const DAY_MS = 86_400_000;

describe('names of people at the desk', () => {
  const now = new Date();
  let dataSource: DataSource;
  let paivi: Client;
  beforeAll(async () => {
    paivi = await as('paivi');
    const settings = { DATABASE_URL: stack().databaseUrls['study-rights'], DATABASE_POOL_SIZE: 2 };
    dataSource = await new DataSource(dataSourceOptions(settings, persistence)).initialize();
  });
  afterAll(() => dataSource.destroy());

  async function forget(): Promise<void> {
    const clock = new FrozenClock(now);
    const unitOfWork = new UnitOfWork(dataSource, 'study-rights', clock, { wake: () => undefined });
    const job = new ForgetNames(unitOfWork, clock, new PersonNameRepository());
    while (await job.execute());
  }

  async function seen(days: number): Promise<string> {
    const id = randomUUID();
    await database('study-rights').query('INSERT INTO person_name (person_id, name, seen_at) VALUES ($1, $2, $3)', [
      ...[id, 'Entinen Kollega', new Date(now.getTime() - days * DAY_MS)],
    ]);
    return id;
  }

  async function known(ids: readonly string[]): Promise<boolean[]> {
    const { rows } = await database('study-rights').query<{ id: string }>(
      'SELECT person_id AS id FROM person_name WHERE person_id = ANY($1)',
      [ids],
    );
    return ids.map((id) => rows.some((row) => row.id === id));
  }

  it('are forgotten half a year after they were seen last, unless they take part in a case that is not settled', async () => {
    const people = [await seen(NAMES_KEPT_DAYS + 1), await seen(NAMES_KEPT_DAYS - 1), await seen(NAMES_KEPT_DAYS + 1)];
    const { id } = await givenCase(paivi);
    await database('study-rights').query('UPDATE support_case SET opened_by = $2 WHERE id = $1', [id, people[2]]);
    await forget();
    expect(await known(people)).toEqual([false, true, true]);
    expect((await paivi.post(`${CASES}/${id}/withdraw`, {})).status).toBe(200);
    await forget();
    expect(await known(people)).toEqual([false, true, false]);
  });

  it('a person who goes on reading stays known', async () => {
    const { id } = await givenCase(paivi);
    const { personId } = demoPerson('tuki');
    const tuki = await as('tuki');
    expect((await tuki.get(`${CASES}/${id}`)).status).toBe(200);
    const age = new Date(now.getTime() - (NAMES_KEPT_DAYS + 1) * DAY_MS);
    await database('study-rights').query('UPDATE person_name SET seen_at = $2 WHERE person_id = $1', [personId, age]);
    expect((await tuki.get(`${CASES}/${id}`)).status).toBe(200);
    await forget();
    expect(await known([personId])).toEqual([true]);
  });
});
