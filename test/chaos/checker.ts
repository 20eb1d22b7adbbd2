import { SERVICES, type ServiceName, TOPICS } from '#contracts';
import { CRASH_POINTS, Follower } from '#messaging';
import { announcementOf, type Evidence, type Fault, type OutboxRow, type TopicRecord } from './evidence.js';

/** The finding on one invariant of architecture.md 7.1. */
export interface Verdict {
  readonly invariant: number;
  readonly sentence: string;
  readonly result: 'HOLDS' | 'VIOLATED' | 'NOT EXERCISED';
  /** Counts of the evidence for the verdict. */
  readonly counts: string;
  /** The evidence of a violation. */
  readonly evidence: readonly string[];
}

interface Finding {
  readonly counts: string;
  readonly against: readonly string[];
  /** What is missing for a verdict. */
  readonly missing?: readonly string[];
}

interface Invariant {
  readonly sentence: string;
  readonly check: (evidence: Evidence) => Finding;
}

/** Rows that a relay sends at once, and so the most that it repeats when it dies. */
const BATCH = 500;
/** Goals of the invariants, in ms. */
const OTHERS_GO_ON_WITHIN_MS = 10_000;
const RESUMES_WITHIN_MS = 10_000;
const GRACE_MS = 25_000;
/** Not in the invariant, which only says "after return"; longer would be a hang. */
const DRAINS_WITHIN_MS = 30_000;
const SHOWN = 12;

/** How often a reaction must leave its trace per message: rows in its outbox, desk and mail messages, precedents. */
const EFFECTS: Readonly<Record<string, readonly [service: ServiceName, least: number, most: number]>> = {
  'decisions.decision-proposed.v1': ['applications', 1, 1],
  'decisions.recognition-recorded.v1': ['applications', 1, 1],
  'applications.part-decision-confirmed.v1': ['decisions', 1, 1],
  'applications.part-decision-refused.v1': ['decisions', 1, 1],
  'decisions.precedent-released.v1': ['recognition-bank', 1, 1],
  'national.study-right-transferred.v1': ['study-rights', 0, 1],
  'university.study-right-published.v1': ['study-rights', 0, 1],
  'applications.application-submitted.v1': ['notifications', 3, 3],
  'applications.application-processing-started.v1': ['notifications', 1, 1],
  'applications.application-cancelled.v1': ['notifications', 1, 2],
  'applications.application-part-recorded.v1': ['notifications', 1, 1],
  'decisions.decision-made.v1': ['notifications', 1, 1],
};

/** The ten invariants, in their order. */
export const INVARIANTS: readonly Invariant[] = [
  { sentence: 'every committed state change has exactly one outbox row, and none is without', check: oneRowPerChange },
  {
    sentence: 'every outbox row is published at least once, duplicates at most a batch per crash',
    check: everyRowPublished,
  },
  {
    sentence: 'every message has its effect exactly once per consumer, with duplicates and a full replay',
    check: oneEffect,
  },
  { sentence: 'events of one key are handled in order by every consumer, with rebalances', check: inOrder },
  { sentence: 'a poison message delays its own key only, others go on within 10 s', check: poisonStopsNobody },
  {
    sentence: 'PostgreSQL down: nothing lost, nothing dead-lettered, consumption resumes within 10 s',
    check: databaseOutage,
  },
  { sentence: 'broker down: HTTP writes keep working, the outbox drains afterwards, order kept', check: brokerOutage },
  {
    sentence: 'SIGTERM under load: no failed request, no duplicate beyond a batch, gone in the grace period',
    check: termination,
  },
  { sentence: 'whatever the clock jump, each reminder goes out once', check: remindersOnce },
  { sentence: 'the five databases agree', check: databasesAgree },
];

/** Judges a run. An invariant for which some of the evidence is missing is "not exercised", and says what is missing. */
export function judge(evidence: Evidence): Verdict[] {
  return INVARIANTS.map(({ sentence, check }, index) => {
    const { counts, against, missing = [] } = check(evidence);
    const result = against.length > 0 ? 'VIOLATED' : missing.length > 0 ? 'NOT EXERCISED' : 'HOLDS';
    return { invariant: index + 1, sentence, result, counts, evidence: [...against, ...missing] };
  });
}

/** The line of a verdict, with the evidence of a violation below. */
export function linesOf({ invariant, sentence, result, counts, evidence }: Verdict): string[] {
  const shown = evidence.slice(0, SHOWN).map((what) => `      ${what}`);
  const more = evidence.length > SHOWN ? [`      … and ${evidence.length - SHOWN} more`] : [];
  return [`invariant ${String(invariant).padEnd(2)}  ${result.padEnd(13)}  ${sentence} (${counts})`, ...shown, ...more];
}

const NOTHING = 'nothing happened that could be judged';

function oneRowPerChange({ outbox, changes, missingResults, faults }: Evidence): Finding {
  const announced = countBy(
    outbox.flatMap((row) => {
      const change = announcementOf(row);
      return change === undefined ? [] : [`${row.service} ${change}`];
    }),
  );
  const changed = countBy(changes.map(({ service, change }) => `${service} ${change}`));
  const against = [...new Set([...announced.keys(), ...changed.keys()])].flatMap((what) => {
    const [rows, wanted] = [announced.get(what) ?? 0, changed.get(what) ?? 0];
    return rows === wanted ? [] : [`${what}: ${wanted} in the tables, ${rows} outbox rows`];
  });
  const crashes = hits(faults, ['before-commit', 'after-commit-before-notify', 'consumer-inside-transaction']);
  return {
    counts: `${changes.length} changes, ${outbox.length} outbox rows, ${crashes.length} crashes around the commit`,
    against: [...against, ...missingResults],
    missing: [
      ...(changes.length === 0 ? [NOTHING] : []),
      ...notHit(faults, ['before-commit', 'after-commit-before-notify']),
    ],
  };
}

function everyRowPublished({ outbox, records, faults }: Evidence): Finding {
  const onTopic = new Map<string, number>();
  for (const { topic, id, injected } of records) {
    if (!injected) onTopic.set(`${topic} ${id}`, (onTopic.get(`${topic} ${id}`) ?? 0) + 1);
  }
  const known = new Set(outbox.map(({ topic, id }) => `${topic} ${id}`));
  const ours = new Set(
    TOPICS.filter(({ producer }) => SERVICES.includes(producer as ServiceName)).map(({ name }) => name),
  );
  const lost = outbox.filter(({ topic, id }) => !onTopic.has(`${topic} ${id}`));
  const unmarked = outbox.filter(({ publishedAt, setAside }) => publishedAt === null || setAside);
  const invented = records.filter(
    ({ topic, id, injected }) => !injected && ours.has(topic) && !known.has(`${topic} ${id}`),
  );
  const duplicates = new Map<ServiceName, number>();
  for (const { service, topic, id } of outbox) {
    const extra = (onTopic.get(`${topic} ${id}`) ?? 1) - 1;
    if (extra > 0) duplicates.set(service, (duplicates.get(service) ?? 0) + extra);
  }
  const tooMany = [...duplicates].flatMap(([service, count]) => {
    const interruptions = interruptionsOf(faults, service);
    return count > BATCH * interruptions
      ? [`${service}: ${count} duplicates after ${interruptions} interruptions`]
      : [];
  });
  const dropped = faults.filter((fault) => fault.kind === 'answers-dropped');
  const total = [...duplicates.values()].reduce((sum, count) => sum + count, 0);
  const [example] = dropped;
  return {
    counts:
      `${outbox.length} rows, ${total} published twice` +
      (example
        ? `; answers dropped: idempotent kafkajs lost ${example.lostByIdempotent} of ${example.sent}, ours ${example.lostByOurs}`
        : ''),
    against: [
      ...lost.map((row) => `${placeOf(row)} is not on its topic`),
      ...unmarked.map((row) => `${placeOf(row)} was never marked as published`),
      ...invented.map((record) => `${record.topic} ${record.id} was published without an outbox row`),
      ...tooMany,
      ...dropped.flatMap(({ lostByOurs }) =>
        lostByOurs > 0 ? [`our publisher lost ${lostByOurs} when answers were dropped`] : [],
      ),
    ],
    missing: [
      ...(outbox.length === 0 ? [NOTHING] : []),
      ...notHit(faults, ['after-read-before-send', 'after-send-before-mark', 'after-mark']),
      ...(faults.some(({ kind }) => kind === 'failover') ? [] : ['no relay failover']),
      ...(dropped.some(({ lostByIdempotent }) => lostByIdempotent > 0)
        ? []
        : ['the broker’s answers were never dropped so that an idempotent kafkajs producer loses something']),
    ],
  };
}

function oneEffect({ records, inbox, deadLetters, effects, reactions, faults, quiet }: Evidence): Finding {
  const counted = new Map(effects.map(({ consumer, id, count }) => [`${consumer} ${id}`, count]));
  const given = new Set(deadLetters.map(({ id, deadLetter }) => `${deadLetter?.consumer} ${id}`));
  const distinct = new Map(
    records.filter(({ id, name }) => id && name).map((record) => [`${record.topic} ${record.id}`, record]),
  );
  const against: string[] = [];
  let deliveries = 0;
  for (const record of distinct.values()) {
    for (const [consumer, names] of reactions) {
      if (!names.has(record.name)) continue;
      deliveries++;
      const who = `${consumer} and ${record.name} ${record.id}`;
      const [booked, deadLettered] = [
        inbox.get(consumer)?.has(record.id) ?? false,
        given.has(`${consumer} ${record.id}`),
      ];
      if (!booked && !deadLettered) against.push(`${who}: never had its effect (offset ${placeOfRecord(record)})`);
      if (booked && deadLettered) against.push(`${who}: had its effect and was dead-lettered`);
      const [service, least, most] = EFFECTS[record.name] ?? [];
      if (service !== consumer || !booked || least === undefined || most === undefined) continue;
      const count = counted.get(`${consumer} ${record.id}`) ?? 0;
      if (count < least || count > most) against.push(`${who}: ${count} effects`);
    }
  }
  const injected = records.filter((record) => record.injected).length;
  const replays = faults.filter((fault) => fault.kind === 'replay');
  return {
    counts: `${deliveries} messages × consumers, ${injected} duplicates injected, ${replays.reduce((sum, { messages }) => sum + messages, 0)} replayed, ${effects.length} with counted effects`,
    against: [...against, ...(quiet ? [] : ['the system did not come to rest in time'])],
    missing: [
      ...(deliveries === 0 ? [NOTHING] : []),
      ...(injected === 0 ? ['no duplicate was injected'] : []),
      ...(replays.length === 0 ? ['nothing was replayed'] : []),
      ...notHit(faults, ['consumer-before-transaction', 'consumer-inside-transaction', 'consumer-after-transaction']),
    ],
  };
}

function inOrder({ records, consumed, outbox, faults }: Evidence): Finding {
  const first = firstOccurrences(records);
  const against: string[] = [];
  // As published: a reader that follows the numbers sees the rows of a key in the order of the outbox, the newest last.
  // It skips repetitions and what a former leader wrote late by their numbers.
  const views = viewsOf(records);
  for (const [place, rows] of groupBy(outbox, ({ topic, key }) => `${topic} ${key}`)) {
    const published = rows
      .sort((a, b) => a.seq - b.seq)
      .map(({ topic, id }) => first.get(`${topic} ${id}`))
      .filter((record) => record !== undefined);
    const wanted = published.map(({ id }) => id);
    const view = views.get(place) ?? [];
    const numberless = published.some(({ sequence }) => sequence === undefined);
    const seen = numberless ? [...new Set(view)] : view;
    if (wanted.join(' ') !== seen.join(' '))
      against.push(`published out of order: ${place}, committed ${wanted.join(' ')}, followed ${seen.join(' ')}`);
  }
  // As handled: each consumer booked the messages of a key in the order of the topic, and in version order.
  const byId = groupBy([...first.values()], ({ id }) => id);
  let keys = 0;
  const handled = consumed.flatMap(({ consumer, n, id }) =>
    (byId.get(id) ?? []).map((record) => ({ consumer, n, record })),
  );
  for (const [place, list] of groupBy(handled, ({ consumer, record }) => `${consumer} ${record.topic} ${record.key}`)) {
    keys++;
    const inTurn = list.sort((a, b) => a.n - b.n).map(({ record }) => record);
    if (!ascending(inTurn.map(({ offset }) => offset))) {
      against.push(`handled out of order: ${place}, offsets ${inTurn.map(({ offset }) => offset).join(' ')}`);
    }
    if (!inTurn[0]?.topic.startsWith('applications.application.')) continue;
    const versions = inTurn.map(({ body }) => (body['summary'] as { version?: number } | undefined)?.version ?? 0);
    if (!ascending(versions, true)) against.push(`versions out of order: ${place}, ${versions.join(' ')}`);
  }
  const rebalances = faults.filter(({ kind }) => kind === 'rebalance').length;
  return {
    counts: `${keys} keys × consumers, ${handled.length} messages, ${lateIn(records)} records behind a later one, ${rebalances} series of rebalances`,
    against,
    missing: [...(keys === 0 ? [NOTHING] : []), ...(rebalances === 0 ? ['no rebalance'] : [])],
  };
}

function poisonStopsNobody({ records, deadLetters, consumed, faults, reactions }: Evidence): Finding {
  const poisons = faults.filter((fault) => fault.kind === 'poison');
  const at = new Map(consumed.map(({ consumer, id, at: when }) => [`${consumer} ${id}`, when]));
  const against: string[] = [];
  let others = 0;
  let slowest = 0;
  for (const { topic, places, from, to } of poisons) {
    for (const { partition, key } of places) {
      const bad = records.filter((record) => record.topic === topic && record.key === key && !record.injected);
      const start = Math.min(...bad.map(({ offset }) => offset));
      const neighbours = records.filter(
        (record) =>
          record.topic === topic &&
          record.partition === partition &&
          record.key !== key &&
          !record.injected &&
          record.offset > start &&
          record.seenAt >= from &&
          record.seenAt <= to,
      );
      for (const [consumer, names] of reactions) {
        if (!bad.some(({ name }) => names.has(name))) continue;
        const letters = deadLetters.filter(
          (letter) => letter.key === key && letter.deadLetter?.consumer === consumer && !letter.injected,
        );
        const missing = bad.filter(({ id }) => !letters.some((letter) => letter.id === id));
        against.push(...missing.map(({ id }) => `${consumer}: ${id} of the poisoned key ${key} was not dead-lettered`));
        if (!ascending(firstOf(letters).map(({ deadLetter }) => deadLetter?.offset ?? 0)))
          against.push(`${consumer}: the dead letters of ${key} are out of order`);
        for (const neighbour of neighbours.filter(({ name }) => names.has(name))) {
          others++;
          const delay = (at.get(`${consumer} ${neighbour.id}`) ?? Infinity) - neighbour.seenAt;
          slowest = Math.max(slowest, delay);
          if (delay > OTHERS_GO_ON_WITHIN_MS)
            against.push(`${consumer}: ${neighbour.id} on the partition of the poison took ${delay} ms`);
        }
      }
    }
  }
  const keys = poisons.reduce((sum, { places }) => sum + places.length, 0);
  return {
    counts: `${keys} poisoned keys, ${others} messages behind them, the slowest after ${(slowest / 1000).toFixed(1)} s`,
    against,
    missing: [
      ...(keys === 0 || others === 0 ? ['no poison, or nobody behind it'] : []),
      ...notHit(faults, ['after-dead-letter-before-commit']),
    ],
  };
}

function databaseOutage(evidence: Evidence): Finding {
  const { records, consumed, deadLetters, reactions, faults } = evidence;
  const outages = faults.filter(({ kind }) => kind === 'postgres-outage');
  const poisoned = poisonedKeys(faults);
  const against: string[] = [];
  const resumed: string[] = [];
  for (const { from, to } of outages) {
    for (const [consumer, names] of reactions) {
      // Since before the end of the outage, so that they waited for the database.
      const waiting = new Set(
        records
          .filter(({ name, seenAt, injected }) => !injected && names.has(name) && seenAt >= from && seenAt < to)
          .map(({ id }) => id),
      );
      const back = consumed.filter((one) => one.consumer === consumer && waiting.has(one.id)).map(({ at }) => at);
      if (waiting.size === 0) continue;
      const after = Math.min(...back.filter((at) => at >= to - 1000)) - to;
      if (!Number.isFinite(after) || after > RESUMES_WITHIN_MS)
        against.push(`${consumer} resumed ${(after / 1000).toFixed(1)} s after the return`);
      resumed.push(`${consumer} ${(Math.max(0, after) / 1000).toFixed(1)} s`);
    }
    // A replay that follows repeats the letters of messages that had been given up before.
    const before = new Set(deadLetters.filter(({ seenAt }) => seenAt < from).map(originOf));
    const letters = deadLetters.filter(
      (letter) =>
        letter.seenAt >= from &&
        letter.seenAt <= to + RESUMES_WITHIN_MS &&
        !poisoned.has(letter.key) &&
        !before.has(originOf(letter)),
    );
    against.push(
      ...letters.map(({ deadLetter, id }) => `${deadLetter?.consumer} dead-lettered ${id} (${deadLetter?.code})`),
    );
  }
  const lost =
    outages.length > 0 ? oneEffect(evidence).against.filter((what) => what.includes('never had its effect')) : [];
  return {
    counts: `${durations(outages)} down, resumed: ${resumed.join(', ') || 'nothing waited'}`,
    against: [...against, ...lost],
    missing: outages.length === 0 || resumed.length === 0 ? ['no outage of the database with messages waiting'] : [],
  };
}

function brokerOutage(evidence: Evidence): Finding {
  const { operations, outbox, faults } = evidence;
  const outages = faults.filter(({ kind }) => kind === 'broker-outage');
  const against: string[] = [];
  let writes = 0;
  let slowest = 0;
  for (const { from, to } of outages) {
    const during = operations.filter(
      ({ at, kind, invokedAt, completedAt }) =>
        at !== 'kafka' && !kind.startsWith('read-') && invokedAt >= from && completedAt <= to,
    );
    const failed = during.filter(({ outcome }) => outcome === 'unknown' || outcome === 'not-taken');
    writes += during.filter(({ outcome }) => outcome === 'ok').length;
    against.push(
      ...failed.map(({ kind, at, answer }) => `${kind} at ${at} was answered with ${answer} while the broker was away`),
    );
    for (const row of outbox.filter(({ occurredAt }) => occurredAt >= from && occurredAt < to)) {
      const after = (row.publishedAt ?? Infinity) - to;
      slowest = Math.max(slowest, after);
      if (after > DRAINS_WITHIN_MS)
        against.push(`${placeOf(row)} was published ${(after / 1000).toFixed(1)} s after the return`);
    }
  }
  const disorder = outages.length > 0 ? inOrder(evidence).against.filter((what) => what.startsWith('published')) : [];
  return {
    counts: `${durations(outages)} down, ${writes} writes done meanwhile, outbox empty ${(slowest / 1000).toFixed(1)} s after the return`,
    against: [...against, ...disorder],
    missing: writes === 0 ? ['no outage of the broker with writes meanwhile'] : [],
  };
}

function termination({ operations, faults }: Evidence): Finding {
  const stops = faults.filter((fault) => fault.kind === 'terminated');
  const against: string[] = [];
  let requests = 0;
  for (const { service, instance, from, to, goneAfterMs } of stops) {
    if (goneAfterMs > GRACE_MS) against.push(`${instance} took ${(goneAfterMs / 1000).toFixed(1)} s to leave`);
    // On their way at the signal, or begun later. What was answered before it, say by another process that just started, is no matter of this.
    const meanwhile = operations.filter(
      ({ at, invokedAt, completedAt }) => at === service && completedAt >= from && invokedAt <= to,
    );
    requests += meanwhile.length;
    const failed = meanwhile.filter(({ outcome }) => outcome === 'unknown');
    against.push(...failed.map(({ kind, instance: by, answer }) => `${kind} at ${by} was answered with ${answer}`));
  }
  return {
    counts: `${stops.length} processes stopped, ${requests} requests meanwhile, the slowest left after ${(Math.max(0, ...stops.map(({ goneAfterMs }) => goneAfterMs)) / 1000).toFixed(1)} s`,
    against,
    missing: stops.length === 0 || requests === 0 ? ['no process was stopped under load'] : [],
  };
}

function remindersOnce({ reminders, faults }: Evidence): Finding {
  const jumped = reminders.filter(({ duringClockJumps }) => duringClockJumps);
  const moments = faults.flatMap((fault) => (fault.kind === 'clock-jumps' ? fault.moments : []));
  return {
    counts: `${jumped.length} e-mails made while the clocks jumped ${moments.length} times, ${reminders.length} in all`,
    against: [
      ...jumped
        .filter(({ received }) => received !== 1)
        .map(({ messageId, received, state }) => `${messageId} (${state}) went out ${received} times`),
      // Elsewhere a crash between sending and noting may repeat one, under the same Message-ID.
      ...reminders
        .filter(({ received, state }) => state !== 'DELIVERED' || received === 0)
        .map(({ messageId, state }) => `${messageId} never went out (${state})`),
    ],
    missing: jumped.length === 0 || moments.length === 0 ? ['no reminder was due while the clocks jumped'] : [],
  };
}

function databasesAgree({ disagreements, compared }: Evidence): Finding {
  return { counts: `${compared} rows compared`, against: disagreements, missing: compared === 0 ? [NOTHING] : [] };
}

/** What may interrupt a relay between sending and marking: crashes, stops, and everything on the way to broker and database. */
function interruptionsOf(faults: readonly Fault[], service: ServiceName): number {
  return faults.filter((fault) => !('service' in fault) || fault.service === service).length;
}

function hits(faults: readonly Fault[], windows: readonly string[]) {
  return faults.filter((fault) => fault.kind === 'crash' && fault.hit && windows.includes(fault.window));
}

/** The crash windows of these that no process died in. */
function notHit(faults: readonly Fault[], windows: readonly (typeof CRASH_POINTS)[number][]): string[] {
  return windows.filter((window) => hits(faults, [window]).length === 0).map((window) => `no crash ${window}`);
}

function poisonedKeys(faults: readonly Fault[]): Set<string> {
  return new Set(faults.flatMap((fault) => (fault.kind === 'poison' ? fault.places.map(({ key }) => key) : [])));
}

/** The first occurrence of each message on its topic. */
function firstOccurrences(records: readonly TopicRecord[]): Map<string, TopicRecord> {
  const first = new Map<string, TopicRecord>();
  for (const record of records) {
    const known = first.get(`${record.topic} ${record.id}`);
    if (record.id && (!known || record.offset < known.offset)) first.set(`${record.topic} ${record.id}`, record);
  }
  return first;
}

/** Ids by topic and key, as seen by a consumer that follows the guide in docs/examples. */
function viewsOf(records: readonly TopicRecord[]): Map<string, string[]> {
  const follower = new Follower();
  const inTurn = [...records]
    .sort((a, b) => a.offset - b.offset)
    .filter(({ topic, key, sequence, id }) => id && follower.takes({ topic, key, sequence }));
  return new Map(
    [...groupBy(inTurn, ({ topic, key }) => `${topic} ${key}`)].map(([place, list]) => [
      place,
      list.map(({ id }) => id),
    ]),
  );
}

/** Records behind one of the same key with a higher number, without those that the suite repeated itself. */
function lateIn(records: readonly TopicRecord[]): number {
  const highest = new Map<string, string>();
  return [...records]
    .sort((a, b) => a.offset - b.offset)
    .filter(({ topic, key, sequence = '', injected }) => {
      const before = highest.get(`${topic} ${key}`) ?? '';
      if (sequence > before) highest.set(`${topic} ${key}`, sequence);
      return !injected && sequence !== '' && sequence < before;
    }).length;
}

/** The first letter of each message, in the order of the dead-letter topic. */
function firstOf(letters: readonly TopicRecord[]): TopicRecord[] {
  return [...firstOccurrences(letters).values()].sort((a, b) => a.offset - b.offset);
}

function ascending(numbers: readonly number[], orEqual = false): boolean {
  return numbers.every((number, index) => {
    const before = numbers[index - 1];
    return before === undefined || before < number || (orEqual && before === number);
  });
}

function countBy(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function groupBy<T>(list: readonly T[], by: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const group = groups.get(by(one));
    if (group) group.push(one);
    else groups.set(by(one), [one]);
  }
  return groups;
}

function placeOf({ service, seq, name, id }: OutboxRow): string {
  return `${service} outbox ${seq} (${name} ${id})`;
}

/** The place of a letter's message, and the consumer that wrote the letter. */
function originOf({ key, deadLetter }: TopicRecord): string {
  return `${deadLetter?.consumer} ${deadLetter?.topic} ${key} ${deadLetter?.offset}`;
}

function placeOfRecord({ topic, partition, offset }: TopicRecord): string {
  return `${topic}/${partition}/${offset}`;
}

function durations(faults: readonly Fault[]): string {
  return faults.map(({ from, to }) => `${((to - from) / 1000).toFixed(0)} s`).join(' + ') || 'never';
}
