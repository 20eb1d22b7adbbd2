import { describe, expect, it } from '@jest/globals';
import type { ServiceName } from '#contracts';
import { CRASH_POINTS } from '#messaging';
import { judge, linesOf, type Verdict } from './checker.js';
import type { Consumed, Evidence, Fault, OutboxRow, TopicRecord } from './evidence.js';
import type { Operation } from './history.js';

const APPLICATIONS_TOPIC = 'applications.application.v1';
const PERSONS = 'university.person.v1';
const MINUTE = 60_000;

/** A sound history in which everything has happened once. Times are ms from its start. */
function soundRun(): Mutable<Evidence> {
  const outbox: OutboxRow[] = [1, 2].map((version) => ({
    ...{ service: 'applications', seq: version, id: `m${version}`, topic: APPLICATIONS_TOPIC, key: 'a1' },
    ...{
      name: version === 1 ? 'applications.application-submitted.v1' : 'applications.application-processing-started.v1',
    },
    ...{ causation: null, occurredAt: 120_000, publishedAt: 190_000, setAside: false, body: { summary: { version } } },
  }));
  const records: TopicRecord[] = [
    ...outbox.map((row, offset) => record({ ...row, offset, seenAt: 190_000 + offset })),
    record({
      topic: APPLICATIONS_TOPIC,
      id: 'm1',
      key: 'a1',
      name: outbox[0]?.name ?? '',
      offset: 2,
      injected: true,
      body: outbox[0]?.body ?? {},
    }),
    // The poisoned key, and another key behind it on the same partition.
    record({ topic: PERSONS, id: 'bad', key: 'poisoned', name: 'university.person-published.v1', seenAt: 5000 }),
    record({
      topic: PERSONS,
      id: 'good',
      key: 'other',
      name: 'university.person-published.v1',
      offset: 1,
      seenAt: 5100,
    }),
    // Written while the database was away.
    record({
      topic: PERSONS,
      id: 'late',
      key: 'third',
      name: 'university.person-published.v1',
      offset: 2,
      seenAt: 250_000,
    }),
  ];
  return {
    operations: [
      operation({ kind: 'submit-application', invokedAt: 130_000, completedAt: 130_050 }),
      operation({ kind: 'create-draft', instance: 'applications-2', invokedAt: 90_000, completedAt: 90_020 }),
    ],
    faults: [
      ...CRASH_POINTS.map((window): Fault => ({
        kind: 'crash',
        window,
        service: 'applications',
        hit: true,
        from: 10_000,
        to: 12_000,
      })),
      { kind: 'poison', topic: PERSONS, places: [{ partition: 0, key: 'poisoned' }], from: 4900, to: 20_000 },
      { kind: 'failover', service: 'applications', takenOverAfterMs: 900, from: 70_000, to: 72_000 },
      { kind: 'rebalance', service: 'decisions', most: 3, from: 70_000, to: 75_000 },
      {
        kind: 'terminated',
        service: 'applications',
        instance: 'applications-2',
        goneAfterMs: 700,
        from: 90_000,
        to: 90_700,
      },
      { kind: 'answers-dropped', sent: 11, lostByIdempotent: 5, lostByOurs: 0, from: 91_000, to: 95_000 },
      { kind: 'clock-jumps', moments: ['2028-02-29'], from: 30_000, to: 40_000 },
      { kind: 'broker-outage', from: 2 * MINUTE, to: 3 * MINUTE },
      { kind: 'postgres-outage', from: 4 * MINUTE, to: 5 * MINUTE },
      { kind: 'replay', messages: 6, from: 310_000, to: 312_000 },
    ],
    records,
    deadLetters: [letter('bad', 'poisoned', 0)],
    outbox,
    changes: [1, 2].map((version) => ({ service: 'applications', change: `application/a1/v${version}` })),
    inbox: new Map<ServiceName, ReadonlySet<string>>([
      ['decisions', new Set(['m1', 'm2'])],
      ['notifications', new Set(['m1', 'm2', 'good', 'late'])],
    ]),
    consumed: [
      ...[consumed('decisions', 1, 'm1', 190_100), consumed('decisions', 2, 'm2', 190_200)],
      ...[consumed('notifications', 1, 'good', 8000), consumed('notifications', 2, 'm1', 190_100)],
      ...[consumed('notifications', 3, 'm2', 190_200), consumed('notifications', 4, 'late', 302_000)],
    ],
    effects: [
      { consumer: 'notifications', id: 'm1', count: 3 },
      { consumer: 'notifications', id: 'm2', count: 1 },
    ],
    reminders: [{ messageId: 'mail-1', state: 'DELIVERED', received: 1, duringClockJumps: true }],
    reactions: new Map<ServiceName, ReadonlySet<string>>([
      ['decisions', new Set(outbox.map(({ name }) => name))],
      ['notifications', new Set([...outbox.map(({ name }) => name), 'university.person-published.v1'])],
    ]),
    disagreements: [],
    compared: 7,
    missingResults: [],
    quiet: true,
  };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

function record(given: Partial<TopicRecord>): TopicRecord {
  const {
    topic = '',
    partition = 0,
    offset = 0,
    key = '',
    id = '',
    name = '',
    seenAt = 0,
    injected = false,
    body = {},
    sequence,
  } = given;
  const numbered = sequence === undefined ? {} : { sequence };
  return { topic, partition, offset, key, id, name, seenAt, injected, body, ...numbered };
}

function letter(id: string, key: string, offset: number, seenAt = 9000): TopicRecord {
  const place = { consumer: 'notifications', code: 'QueryFailedError 22003', topic: PERSONS, offset };
  return { ...record({ topic: `${PERSONS}.dlt.notifications`, id, key, offset, seenAt }), deadLetter: place };
}

function consumed(consumer: ServiceName, n: number, id: string, at: number): Consumed {
  return { consumer, n, id, at };
}

function operation(given: Partial<Operation>): Operation {
  return {
    ...{ kind: 'submit-application', at: 'applications', instance: 'applications', subject: 'a1', answer: '200' },
    ...{ invokedAt: 0, completedAt: 1, outcome: 'ok', ...given },
  };
}

/** The verdict on one invariant after the sound run was changed. */
function verdictOn(invariant: number, spoil: (run: Mutable<Evidence>) => void): Verdict {
  const run = soundRun();
  spoil(run);
  return judge(run)[invariant - 1] as Verdict;
}

const isCrash = (window: string) => (fault: Fault) => fault.kind === 'crash' && fault.window === window;

describe('the checker of the ten invariants', () => {
  it('finds no violation in a sound run, and gives a verdict on each invariant', () => {
    const verdicts = judge(soundRun());
    expect(verdicts.filter(({ result }) => result !== 'HOLDS')).toEqual([]);
    expect(verdicts.map(({ invariant }) => invariant)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it.each<[number, string, string, (run: Mutable<Evidence>) => void]>([
    [
      1,
      'a change without its row',
      'application/a1/v3: 1 in the tables, 0',
      (run) => run.changes.push({ service: 'applications', change: 'application/a1/v3' }),
    ],
    [1, 'a row without its change', 'application/a1/v2: 0 in the tables, 1', (run) => run.changes.pop()],
    [
      1,
      'two rows for one change',
      'application/a1/v1: 1 in the tables, 2',
      (run) => run.outbox.push({ ...(run.outbox[0] as OutboxRow), seq: 9 }),
    ],
    [
      1,
      'an answered operation that is not there',
      'submit-application of a7',
      (run) => run.missingResults.push('submit-application of a7 …'),
    ],
    [2, 'a row that is on no topic', 'outbox 2', (run) => (run.records = run.records.filter(({ id }) => id !== 'm2'))],
    [
      2,
      'only an injected copy on the topic',
      'outbox 1',
      (run) => (run.records = run.records.filter(({ id, injected }) => id !== 'm1' || injected)),
    ],
    [
      2,
      'a row never marked',
      'never marked',
      (run) => (run.outbox[1] = { ...(run.outbox[1] as OutboxRow), publishedAt: null }),
    ],
    [
      2,
      'a record of a rolled back change',
      'without an outbox row',
      (run) => run.records.push(record({ topic: APPLICATIONS_TOPIC, id: 'ghost', offset: 3 })),
    ],
    [
      2,
      'more duplicates than crashes explain',
      'duplicates after',
      (run) => {
        run.faults = run.faults
          .filter((fault) => fault.kind !== 'crash' || fault.window !== 'before-commit')
          .slice(0, 1);
        for (let n = 0; n < 700; n++)
          run.records.push(record({ topic: APPLICATIONS_TOPIC, id: 'm1', key: 'a1', offset: 10 + n }));
      },
    ],
    [
      2,
      'a publisher that loses what was answered',
      'our publisher lost 1',
      (run) =>
        (run.faults = run.faults.map((fault) =>
          fault.kind === 'answers-dropped' ? { ...fault, lostByOurs: 1 } : fault,
        )),
    ],
    [
      3,
      'a message that never had its effect',
      'never had its effect',
      (run) => (run.inbox = new Map([...run.inbox, ['decisions', new Set(['m1'])]])),
    ],
    [3, 'an effect twice', '6 effects', (run) => (run.effects[0] = { consumer: 'notifications', id: 'm1', count: 6 })],
    [3, 'an inbox row without the effect', '0 effects', (run) => run.effects.shift()],
    [
      3,
      'an effect and a dead letter',
      'and was dead-lettered',
      (run) => run.deadLetters.push(letter('good', 'other', 1)),
    ],
    [3, 'a system that does not come to rest', 'did not come to rest', (run) => (run.quiet = false)],
    [
      4,
      'handled in another order than written',
      'handled out of order: decisions',
      (run) =>
        (run.consumed = run.consumed.map((one) => (one.consumer === 'decisions' ? { ...one, n: 10 - one.n } : one))),
    ],
    [
      4,
      'published in another order than committed',
      'published out of order',
      (run) => (run.outbox = run.outbox.map((row) => ({ ...row, seq: 10 - row.seq }))),
    ],
    [
      4,
      'versions that go backwards',
      'versions out of order',
      (run) => (run.records[1] = { ...(run.records[1] as TopicRecord), body: { summary: { version: 0 } } }),
    ],
    [
      5,
      'another key that waits too long',
      'took 11000 ms',
      (run) => (run.consumed = run.consumed.map((one) => (one.id === 'good' ? { ...one, at: 16_100 } : one))),
    ],
    [5, 'a poison that nobody dead-letters', 'was not dead-lettered', (run) => (run.deadLetters = [])],
    [
      6,
      'a consumer that comes back late',
      'resumed 12.0 s after',
      (run) => (run.consumed = run.consumed.map((one) => (one.id === 'late' ? { ...one, at: 312_000 } : one))),
    ],
    [
      6,
      'a consumer that does not come back',
      'resumed Infinity s after',
      (run) => (run.consumed = run.consumed.filter(({ id }) => id !== 'late')),
    ],
    [
      6,
      'a message dead-lettered for the outage',
      'dead-lettered late',
      (run) => run.deadLetters.push(letter('late', 'third', 2, 290_000)),
    ],
    [
      7,
      'a write that fails while the broker is away',
      'answered with 503',
      (run) =>
        run.operations.push(operation({ invokedAt: 131_000, completedAt: 131_005, outcome: 'unknown', answer: '503' })),
    ],
    [
      7,
      'an outbox that does not drain',
      'after the return',
      (run) => (run.outbox[0] = { ...(run.outbox[0] as OutboxRow), publishedAt: 215_000 }),
    ],
    [
      8,
      'a request that breaks',
      'ECONNRESET',
      (run) =>
        run.operations.push(
          operation({ invokedAt: 90_100, completedAt: 90_120, outcome: 'unknown', answer: 'ECONNRESET' }),
        ),
    ],
    [
      8,
      'a process that stays',
      'took 26.0 s to leave',
      (run) =>
        (run.faults = run.faults.map((fault) =>
          fault.kind === 'terminated' ? { ...fault, goneAfterMs: 26_000 } : fault,
        )),
    ],
    [
      9,
      'a reminder twice',
      'went out 2 times',
      (run) => (run.reminders[0] = { messageId: 'mail-1', state: 'DELIVERED', received: 2, duringClockJumps: true }),
    ],
    [
      9,
      'a reminder never',
      'never went out',
      (run) => (run.reminders[0] = { messageId: 'mail-1', state: 'READY', received: 0, duringClockJumps: true }),
    ],
    [10, 'databases that differ', 'part p1', (run) => run.disagreements.push('part p1: SENT / missing')],
  ])('invariant %d is violated by %s', (invariant, _what, against, spoil) => {
    const verdict = verdictOn(invariant, spoil);
    expect(verdict.result).toBe('VIOLATED');
    expect(verdict.evidence.join('\n')).toContain(against);
  });

  describe('a former leader that writes late', () => {
    const numberOf = (n: number) => String(n).padStart(19, '0');
    /** The records of one key, in the order of the topic; each as `v1`, or `v1#7` with another number than its row's. */
    const topicOf = (...published: readonly string[]) => {
      const run = soundRun();
      const rows = ['v0', 'v1', 'v2'].map((id, n): OutboxRow => ({
        ...{ service: 'study-rights', seq: n + 10, id, topic: 'study-rights.study-right.v1', key: 'sr', name: 'x' },
        ...{ causation: null, occurredAt: 1, publishedAt: 2, setAside: false, body: {} },
      }));
      run.outbox.push(...rows);
      for (const [offset, text] of published.entries()) {
        const [id = '', number] = text.split('#');
        const row = rows.find((one) => one.id === id);
        const sequence = numberOf(Number(number ?? row?.seq));
        run.records.push(record({ topic: 'study-rights.study-right.v1', key: 'sr', id, offset, sequence }));
      }
      return judge(run)[3] as Verdict;
    };

    it.each([
      [['v0', 'v1', 'v2']],
      [['v0', 'v1', 'v2', 'v1']],
      [['v0', 'v1', 'v1', 'v2', 'v1', 'v1', 'v1']],
      [['v0', 'v1', 'v0', 'v1', 'v2']],
    ])('%j holds: a reader that follows the numbers sees each once, the newest last', (published) => {
      expect(topicOf(...published)).toMatchObject({ result: 'HOLDS', evidence: [] });
    });

    it.each([
      ['overtakes', ['v0', 'v2', 'v1']],
      ['has a new number each time', ['v0', 'v1', 'v2', 'v1#99']],
      ['has a number below what its key had, and is lost', ['v0', 'v1', 'v2#1']],
      ['has the number of the one before it', ['v0', 'v1', 'v2#11']],
    ])('a record that %s is found', (_, published) => {
      const verdict = topicOf(...published);
      expect(verdict.result).toBe('VIOLATED');
      expect(verdict.evidence.join('\n')).toContain('published out of order: study-rights.study-right.v1 sr');
    });

    it('is counted', () => {
      expect(topicOf('v0', 'v1', 'v2', 'v1').counts).toContain('1 records behind a later one');
    });
  });

  it('outside the clock jumps a mail may go out again after a crash, under its own Message-ID', () => {
    const again = { messageId: 'mail-2', state: 'DELIVERED', received: 2, duringClockJumps: false };
    expect(verdictOn(9, (run) => run.reminders.push(again)).result).toBe('HOLDS');
  });

  it("a request is the stop's matter when it was on its way at the signal, and not when it was answered before", () => {
    const refused = (invokedAt: number, completedAt: number) =>
      operation({ invokedAt, completedAt, outcome: 'unknown', answer: '503' });
    expect(verdictOn(8, (run) => run.operations.push(refused(89_600, 89_990))).result).toBe('HOLDS');
    expect(verdictOn(8, (run) => run.operations.push(refused(80_000, 90_001))).result).toBe('VIOLATED');
  });

  it('a letter that a replay repeats is not attributed to the outage before it', () => {
    const unreadable = (seenAt: number) => letter('', 'poisoned too', 3, seenAt);
    expect(verdictOn(6, (run) => run.deadLetters.push(unreadable(9000), unreadable(309_000))).result).toBe('HOLDS');
    expect(verdictOn(6, (run) => run.deadLetters.push(unreadable(309_000))).result).toBe('VIOLATED');
  });

  it.each<[number, (fault: Fault) => boolean]>([
    [1, isCrash('before-commit')],
    [2, isCrash('after-send-before-mark')],
    [2, ({ kind }) => kind === 'answers-dropped'],
    [3, isCrash('consumer-after-transaction')],
    [3, ({ kind }) => kind === 'replay'],
    [4, ({ kind }) => kind === 'rebalance'],
    [5, ({ kind }) => kind === 'poison'],
    [6, ({ kind }) => kind === 'postgres-outage'],
    [7, ({ kind }) => kind === 'broker-outage'],
    [8, ({ kind }) => kind === 'terminated'],
    [9, ({ kind }) => kind === 'clock-jumps'],
  ])('invariant %d is not exercised without its fault', (invariant, missing) => {
    expect(verdictOn(invariant, (run) => (run.faults = run.faults.filter((fault) => !missing(fault)))).result).toBe(
      'NOT EXERCISED',
    );
  });

  it('a crash window that killed no process counts as missing', () => {
    const missed = (run: Mutable<Evidence>) =>
      (run.faults = run.faults.map((fault) =>
        isCrash('after-mark')(fault) ? ({ ...fault, hit: false } as Fault) : fault,
      ));
    expect(verdictOn(2, missed)).toMatchObject({ result: 'NOT EXERCISED', evidence: ['no crash after-mark'] });
  });

  it('dropped answers prove nothing if no producer would lose anything', () => {
    const harmless = (run: Mutable<Evidence>) =>
      (run.faults = run.faults.map((fault) =>
        fault.kind === 'answers-dropped' ? { ...fault, lostByIdempotent: 0 } : fault,
      ));
    expect(verdictOn(2, harmless).result).toBe('NOT EXERCISED');
  });

  it('each verdict is one line, with the evidence of a violation below', () => {
    const [line = '', evidence = ''] = linesOf(
      verdictOn(10, (run) => run.disagreements.push('part p1: SENT / missing')),
    );
    expect(line).toBe('invariant 10  VIOLATED       the five databases agree (7 rows compared)');
    expect(evidence).toBe('      part p1: SENT / missing');
  });
});
