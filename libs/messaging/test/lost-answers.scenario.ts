import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, isUnavailable, SystemClock } from '#platform';
import { eventually } from '#testing';
import type { LetterState } from '../src/dead-letters/letter.js';
import { DiscardLetter } from '../src/dead-letters/discard-letter.js';
import { LetterBodies } from '../src/dead-letters/letter-bodies.js';
import { LetterTable } from '../src/dead-letters/letter-table.js';
import { ReplayLetter } from '../src/dead-letters/replay-letter.js';
import { Replaying } from '../src/dead-letters/replaying.js';
import { Reconcile1764020000000 } from '../src/persistence/migrations/1764020000000-reconcile.js';
import { type BrokerMessage, type DeliveredMessage, type EventPublisher, UnpublishableError } from '../src/ports.js';
import { ReconcileSchedule } from '../src/reconcile/reconcile-schedule.js';
import { OutboxRelay } from '../src/relay/outbox-relay.js';
import { UnitOfWork } from '../src/unit-of-work.js';
import { type BehindProxy, openBehindProxy } from './behind-proxy.js';
import { CONSUMER, consumerBench, effect, messageOf, QUICK } from './consumer-bench.js';
import { event, INSTITUTION, leadIn, silent } from './workbench.js';

const OPERATOR: Actor = {
  personId: 'operator',
  institutionOid: INSTITUTION,
  roles: ['OPERATOR'],
  username: 'operator',
};
/** PostgreSQL's answers to a commit and to a statement that is a transaction of its own. */
const [COMMITTED, UPDATED] = ['COMMIT', 'UPDATE'];

/**
 * The connection dies after PostgreSQL has committed and before its answer is there: the caller gets an error
 * although all of it stands.
 */
describe('a commit that was applied although an error came back', () => {
  let ground: BehindProxy;
  beforeAll(async () => {
    ground = await openBehindProxy([]);
    const runner = ground.dataSource.createQueryRunner();
    await new Reconcile1764020000000().up(runner);
    await runner.release();
  });
  afterAll(() => ground.close());

  const losing = (...said: string[]) => ground.proxy.loseAnswer({ said: [...said, 'COMMIT'], answered: COMMITTED });
  const unitOfWork = () => new UnitOfWork(ground.dataSource, CONSUMER, new SystemClock(), { wake: () => undefined });
  const count = async (table: string, key: string): Promise<number> => {
    const column = table === 'outbox' ? 'aggregateid' : 'key';
    const [row] = await ground.look<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE ${column} = $1`, [
      key,
    ]);
    return row?.n ?? 0;
  };

  it('reaches the caller as an error of the infrastructure, and what was committed stands once', async () => {
    const key = randomUUID();
    const lost = losing('outbox-insert');
    const failure: unknown = await unitOfWork()
      .run((tx) => tx.append(event(key, 'once')))
      .catch((error: unknown) => error);
    await lost;
    expect(isUnavailable(failure)).toBe(true);
    expect(await count('outbox', key)).toBe(1);
  });

  it.each([1, 20])(
    'of a consumer (%i messages together): each has its effect once, none is dead-lettered',
    async (n) => {
      const { publish, letters, outcomes } = consumerBench(ground.dataSource, effect);
      const key = randomUUID();
      const lost = losing('inbox-receive');
      await publish(...Array.from({ length: n }, (_, i) => messageOf(key, String(i), randomUUID())));
      await lost;
      await eventually('all are through', async () => outcomes.length === n);
      expect(await ground.effectsOf(key)).toEqual(Array.from({ length: n }, (_, i) => String(i)));
      expect([new Set(outcomes), letters]).toEqual([new Set(['seen']), []]);
    },
  );

  it.each([
    ['while the key is parked', 'INSERT INTO parked_key'],
    ['while the letter is written down', 'INSERT INTO dead_letter'],
  ])('of a dead letter, %s: there is one letter, one row, and the key is parked once', async (_, statement) => {
    const { publish, letters } = consumerBench(
      ground.dataSource,
      async () => {
        throw new TypeError('undefined is not a function');
      },
      { time: QUICK },
    );
    const key = randomUUID();
    const lost = losing(statement);
    await publish(messageOf(key, 'bug', randomUUID()));
    await lost;
    await eventually('the row', async () => (await count('dead_letter', key)) === 1);
    await eventually('the letter', async () => letters.length > 0);
    const rows = await ground.look('SELECT attempts, failure, state FROM dead_letter WHERE key = $1', [key]);
    expect(rows).toEqual([{ attempts: 3, failure: 'bug', state: 'open' }]);
    expect([letters.length, await count('parked_key', key)]).toEqual([1, 1]);
  });

  describe('of the relay', () => {
    /** Publishes into a list; refuses what `refuses` says. */
    function relayTo(sent: BrokerMessage[], refuses: (message: BrokerMessage) => boolean = () => false): OutboxRelay {
      const publisher: EventPublisher = {
        connect: async () => undefined,
        publishBatch: async (messages) => {
          if (messages.some(refuses)) throw new UnpublishableError('MESSAGE_TOO_LARGE');
          sent.push(...messages);
        },
        close: async () => undefined,
      };
      const observer = { leader: () => undefined, published: () => undefined, outbox: () => undefined };
      const { databaseUrl } = ground;
      const relay = new OutboxRelay({ lead: leadIn(databaseUrl), publisher, log: silent, observer, pollMs: 100 });
      relay.start(() => undefined);
      return relay;
    }
    const waiting = async (key: string) => {
      const sql =
        'SELECT attempts, set_aside_reason AS why FROM outbox WHERE aggregateid = $1 AND published_at IS NULL';
      return ground.look<{ attempts: number; why: string | null }>(sql, [key]);
    };

    it('a mark: what is marked does not go out again', async () => {
      const key = randomUUID();
      await unitOfWork().run((tx) => tx.append(...['a', 'b', 'c'].map((template) => event(key, template))));
      const sent: BrokerMessage[] = [];
      const lost = ground.proxy.loseAnswer({ said: ['outbox-mark'], answered: UPDATED });
      const relay = relayTo(sent);
      await lost;
      await unitOfWork().run((tx) => tx.append(event(key, 'd')));
      await eventually('all of it is out', async () => (await waiting(key)).length === 0 && sent.length >= 4, 15_000);
      await relay.flushAndStop(2000);
      const templates = sent.filter((one) => one.key === key).map(({ body }) => JSON.parse(String(body)) as object);
      expect(templates.map((body) => (body as { template: string }).template)).toEqual(['a', 'b', 'c', 'd']);
    });

    it('a counted refusal: it counts once, and the row is set aside after seven', async () => {
      const key = randomUUID();
      await unitOfWork().run((tx) => tx.append(event(key, 'refused')));
      let refusals = 0;
      const lost = ground.proxy.loseAnswer({ said: ['UPDATE outbox SET attempts'], answered: UPDATED });
      const relay = relayTo([], (message) => {
        refusals += message.key === key ? 1 : 0;
        return message.key === key;
      });
      await lost;
      await eventually('it is set aside', async () => (await waiting(key))[0]?.why !== null, 20_000);
      await relay.flushAndStop(2000);
      // Each try is made twice: together with what waits beside it, then alone.
      expect([await waiting(key), refusals]).toEqual([[{ attempts: 7, why: 'MESSAGE_TOO_LARGE' }], 14]);
      await ground.look('DELETE FROM outbox WHERE aggregateid = $1', [key]);
    });
  });

  it.each([
    ['though it stands', ['UPDATE digest_run', 'COMMIT'], COMMITTED, 1],
    ['and is undone', ['UPDATE digest_run'], UPDATED, 0],
  ])(
    'of a digest that an operator asked for, %s: it is published once',
    async (_, said, answered, stands) => {
      const key = randomUUID();
      const failures: object[] = [];
      await ground.look(`UPDATE digest_run SET due = true, last_run_at = now()`);
      const schedule = new ReconcileSchedule({
        ...{ unitOfWork: unitOfWork(), clock: new SystemClock(), copies: [], everyMinutes: 0 },
        digests: [
          {
            select: `SELECT '${INSTITUTION}' AS institution_oid, 'a' AS id, 1 AS version`,
            event: () => event(key, 'digest'),
          },
        ],
        log: { warn: () => undefined, error: (line) => void failures.push(line) },
        drifted: () => undefined,
      });
      const lost = ground.proxy.loseAnswer({ said, answered });
      schedule.start();
      await lost;
      await eventually('its failure', async () => failures.length === 1);
      expect(await count('outbox', key)).toBe(stands);
      await eventually('it is not due any more', async () => {
        const [row] = await ground.look<{ due: boolean }>('SELECT due FROM digest_run');
        return row?.due === false;
      });
      // One more look at what is due.
      await delay(6000);
      await schedule.stop();
      expect([await count('outbox', key), failures.length]).toEqual([1, 1]);
    },
    40_000,
  );

  describe('of an operator', () => {
    async function aLetter() {
      let broken = true;
      const { publish, letters, edge } = consumerBench(
        ground.dataSource,
        async (received, tx) => {
          await effect(received, tx);
          if (broken) throw new TypeError('broken');
        },
        { time: QUICK },
      );
      const key = randomUUID();
      await publish(messageOf(key, 'again', randomUUID()));
      const rows = () => ground.look<{ id: string; state: LetterState; attempts: number }>(LETTER_OF, [key]);
      const [row] = await eventually('the letter', async () => {
        const found = await rows();
        return found.length === 1 && letters.length === 1 && found;
      });
      broken = false;
      const clock = new SystemClock();
      const table = new LetterTable(CONSUMER);
      const bodies = new LetterBodies({
        read: async (_, visit) => void letters.every((one: DeliveredMessage) => visit(one) === 'more'),
      });
      const replaying = new Replaying(unitOfWork(), table, edge, clock);
      const replay = new ReplayLetter(unitOfWork(), table, bodies, replaying);
      const discard = new DiscardLetter(unitOfWork(), table, clock);
      const id = row?.id ?? '';
      const audited = async () =>
        (
          await ground.look<{ action: string }>('SELECT action FROM audit_event WHERE target_id = $1 ORDER BY seq', [
            id,
          ])
        ).map(({ action }) => action);
      return { key, id, replay, discard, audited, row: async () => (await rows())[0] };
    }
    const LETTER_OF = 'SELECT id, state, attempts FROM dead_letter WHERE key = $1';

    it.each([
      ['handling the message', 'inbox-receive', 'open'],
      ['settling the letter', 'UPDATE dead_letter SET state', 'replayed'],
    ])(
      '%s: asked again, the letter is replayed, with one effect, and no failure is counted',
      async (_, said, state) => {
        const { key, id, replay, row, audited } = await aLetter();
        const lost = losing(said);
        const failure: unknown = await replay.execute(OPERATOR, id).catch((error: unknown) => error);
        await lost;
        expect([isUnavailable(failure), await row()]).toEqual([true, { id, state, attempts: 3 }]);
        expect(await replay.execute(OPERATOR, id)).toMatchObject({ state: 'replayed' });
        expect(await ground.effectsOf(key)).toEqual(['again']);
        expect([await audited(), await count('parked_key', key)]).toEqual([['replay-dead-letter'], 0]);
      },
    );

    it('discarding a letter: asked again, it is discarded, for the reason given first', async () => {
      const { key, id, discard, row, audited } = await aLetter();
      const lost = losing('UPDATE dead_letter SET state');
      const failure: unknown = await discard.execute(OPERATOR, id, 'first').catch((error: unknown) => error);
      await lost;
      expect([isUnavailable(failure), (await row())?.state]).toEqual([true, 'discarded']);
      expect(await discard.execute(OPERATOR, id, 'second')).toMatchObject({
        state: 'discarded',
        settledReason: 'first',
      });
      expect([await audited(), await ground.effectsOf(key)]).toEqual([['discard-dead-letter'], []]);
    });
  });
});
