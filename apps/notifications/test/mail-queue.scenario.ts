import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSourceOptions, UnitOfWork } from '#messaging';
import { SystemClock } from '#platform';
import { eventually, type OwnSchema, ownSchema } from '#testing';
import { MAX_ATTEMPTS, type MailFailure } from '../src/domain/message.js';
import type { PostOffice } from '../src/mail/post-office.js';
import { persistence } from '../src/persistence/persistence.js';
import { MessageRepository, type TakenMail } from '../src/persistence/message.repository.js';
import { SendMail } from '../src/use-cases/send-mail/send-mail.use-case.js';

const INSTITUTION = '1.2.246.562.10.10000000001';
const TAKE = 'FOR UPDATE SKIP LOCKED';
const RECORD = 'UPDATE message SET state';
/** Every step of sending an e-mail: the statements said so far, and the answer that gets lost. */
const STEPS: readonly (readonly [step: string, said: readonly string[], answered: string, sent: number])[] = [
  ['beginning to take', ['START TRANSACTION'], 'START', 1],
  ['taking', [TAKE], 'UPDATE', 1],
  ['reading what was taken', [TAKE, 'FROM message m'], 'SELECT', 1],
  ['committing what was taken', [TAKE, 'COMMIT'], 'COMMIT', 1],
  ['recording the outcome', [RECORD], 'UPDATE', 2],
  ['committing the outcome', [RECORD, 'COMMIT'], 'COMMIT', 1],
];

interface Row {
  readonly state: string;
  readonly attempts: number;
  readonly due: boolean;
  readonly events: number;
}

describe('the mail queue', () => {
  let own: OwnSchema;
  let dataSource: DataSource;
  /** Outcomes of the next attempts; SENT when there are none left. */
  const outcomes: ('SENT' | MailFailure | Error)[] = [];
  let posted: TakenMail[] = [];
  let posting: Promise<void> = Promise.resolve();
  beforeAll(async () => {
    own = await ownSchema('notifications');
    const settings = dataSourceOptions({ DATABASE_URL: own.databaseUrl, DATABASE_POOL_SIZE: 4 }, persistence);
    const extra = { ...(settings.extra as object), options: own.options };
    dataSource = await new DataSource({ ...settings, extra } as typeof settings).initialize();
    await dataSource.runMigrations();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await own.close();
  });
  beforeEach(() => {
    posted = [];
    outcomes.length = 0;
    posting = Promise.resolve();
  });

  const postOffice = {
    post: async (mail: TakenMail) => {
      posted.push(mail);
      await posting;
      const outcome = outcomes.shift() ?? 'SENT';
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
  } as PostOffice;
  const job = () => {
    const clock = new SystemClock();
    const unitOfWork = new UnitOfWork(dataSource, 'notifications', clock, { wake: () => undefined });
    return new SendMail(unitOfWork, new MessageRepository(), postOffice, clock);
  };
  const aMail = async (): Promise<string> => {
    const [id, person] = [randomUUID(), randomUUID()];
    await own.look(
      `INSERT INTO person (institution_oid, person_id, version, first_name, last_name, email, language)
       VALUES ($1, $2, 1, 'Aino', 'Virtanen', 'aino@metsala.example', 'fi')`,
      [INSTITUTION, person],
    );
    await own.look(
      `INSERT INTO message (id, institution_oid, recipient_id, event_id, channel, template, parameters, application_id,
         student_id, state, created_at, next_attempt_at)
       VALUES ($1, $2, $3, $4, 'EMAIL', 'notification.application.submitted.handler', '{}', $5, $3, 'READY', now(), now())`,
      [id, INSTITUTION, person, randomUUID(), randomUUID()],
    );
    return id;
  };
  const row = async (id: string): Promise<Row> => {
    const [found] = await own.look<Row & object>(
      `SELECT state, attempts, coalesce(next_attempt_at <= now(), false) AS due,
              (SELECT count(*)::int FROM outbox WHERE aggregateid = message.id::text) AS events FROM message WHERE id = $1`,
      [id],
    );
    if (!found) throw new Error('The message is gone');
    return found;
  };
  const letTimePass = (id: string) => own.look(`UPDATE message SET next_attempt_at = now() WHERE id = $1`, [id]);
  const failure = async (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  it.each(STEPS)(
    'the connection dies after %s: the e-mail goes out, with one event, and each try counts once',
    async (...[, said, answered, sent]) => {
      const id = await aMail();
      const lost = own.proxy.loseAnswer({ said, answered });
      expect(await failure(job().execute())).toBeInstanceOf(Error);
      await lost;
      await letTimePass(id);
      await job().execute();
      expect(await row(id)).toMatchObject({ state: 'DELIVERED', attempts: 1, events: 1 });
      // One whose outcome could not be recorded goes out again, with the same Message-ID.
      expect([posted.length, new Set(posted.map((mail) => mail.id))]).toEqual([sent, new Set([id])]);
    },
  );

  it.each(STEPS)(
    'the connection dies after %s, the server refused: the retry is neither lost nor counted twice',
    async (...[, said, answered, tries]) => {
      const id = await aMail();
      outcomes.push(...Array.from({ length: tries }, () => 'SERVER_REFUSES' as const));
      const lost = own.proxy.loseAnswer({ said, answered });
      expect(await failure(job().execute())).toBeInstanceOf(Error);
      await lost;
      const { state, attempts: recorded } = await row(id);
      expect([state, recorded]).toEqual(['READY', answered === 'COMMIT' && posted.length === 1 ? 1 : 0]);
      if (recorded === 0) {
        await letTimePass(id);
        await job().execute();
      }
      expect(await row(id)).toEqual({ state: 'READY', attempts: 1, due: false, events: 0 });
      await letTimePass(id);
      await job().execute();
      expect(await row(id)).toMatchObject({ state: 'DELIVERED', attempts: 2, events: 1 });
    },
  );

  it('taken by a process that goes before it begins, an e-mail has had no attempt, and another process sends it', async () => {
    const id = await aMail();
    const unitOfWork = new UnitOfWork(dataSource, 'notifications', new SystemClock(), { wake: () => undefined });
    await unitOfWork.run(({ sql }) => new MessageRepository().takeMails(sql, 30_000, 10));
    await job().execute();
    expect([await row(id), posted]).toEqual([{ state: 'READY', attempts: 0, due: false, events: 0 }, []]);
    await letTimePass(id);
    await job().execute();
    expect(await row(id)).toMatchObject({ state: 'DELIVERED', attempts: 1 });
  });

  it('an e-mail that cannot be written is tried as often as any other, shown to operators and given up with a reason', async () => {
    const [broken, other] = [await aMail(), await aMail()];
    const error = new Error('"partCount" not defined');
    outcomes.push(error, error);
    await job().execute();
    for (const id of [broken, other]) {
      expect(await row(id)).toEqual({ state: 'READY', attempts: 1, due: false, events: 0 });
    }
    expect(await job().countPutOff()).toBeGreaterThanOrEqual(2);
    // A release mends the template: the one goes out at its next attempt.
    await letTimePass(other);
    await job().execute();
    expect(await row(other)).toMatchObject({ state: 'DELIVERED', attempts: 2, events: 1 });
    for (let attempt = 2; attempt <= MAX_ATTEMPTS; attempt++) {
      outcomes.push(error);
      await letTimePass(broken);
      await job().execute();
    }
    const reason = async () => own.look('SELECT state, reason, attempts FROM message WHERE id = $1', [broken]);
    const givenUp = { state: 'FAILED', reason: 'CANNOT_BE_WRITTEN', attempts: MAX_ATTEMPTS };
    expect(await reason()).toEqual([givenUp]);
    const tries = posted.length;
    await job().execute();
    expect([await reason(), posted.length]).toEqual([[givenUp], tries]);

    // As the runbook says.
    const [again = ''] = /```sql\n(.*?)```/s.exec(await readFile('docs/runbooks/mail.md', 'utf8'))?.slice(1) ?? [];
    await own.look(again);
    await job().execute();
    expect(await row(broken)).toMatchObject({ state: 'DELIVERED', attempts: 1, events: 1 });
  });

  it('an e-mail whose recipient is missing from the copy of people counts its attempts, and goes out when the copy is whole', async () => {
    const id = await aMail();
    const recipient = 'SELECT recipient_id FROM message WHERE id = $1';
    const gone = await own.look(`DELETE FROM person WHERE person_id = (${recipient}) RETURNING person_id`, [id]);
    expect(gone).toHaveLength(1);
    await job().execute();
    expect([await row(id), posted]).toEqual([{ state: 'READY', attempts: 1, due: false, events: 0 }, []]);
    await own.look(
      `INSERT INTO person (institution_oid, person_id, version, first_name, last_name, email, language)
       SELECT institution_oid, recipient_id, 1, 'Aino', 'Virtanen', 'aino@metsala.example', 'sv' FROM message WHERE id = $1`,
      [id],
    );
    await letTimePass(id);
    await job().execute();
    expect(await row(id)).toMatchObject({ state: 'DELIVERED', attempts: 2, events: 1 });
  });

  it('a batch is over when each e-mail has its outcome, also when one could not be recorded', async () => {
    const ids = [await aMail(), await aMail(), await aMail()];
    const { promise, resolve } = Promise.withResolvers<void>();
    posting = promise;
    const lost = own.proxy.loseAnswer({ said: [RECORD], answered: 'UPDATE' });
    const running = failure(job().execute());
    await eventually('all are on their way', async () => posted.length === 3);
    resolve();
    expect(await running).toBeInstanceOf(Error);
    await lost;
    const states = await Promise.all(ids.map(async (id) => (await row(id)).state));
    expect(states.toSorted()).toEqual(['DELIVERED', 'DELIVERED', 'READY']);
    for (const id of ids) await letTimePass(id);
    await job().execute();
  });
});
