import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type EventBodies, type EventName, goldenSamples, topicOf } from '#contracts';
import { cloudEventMessage, KafkaOutsideClient } from '#messaging';
import { DEMO, demoPerson } from '#testing/demo';
import type { Answer, HttpRequest, RotatingClient } from './door.js';
import type { History } from './history.js';
import type { SeededRandom } from './random.js';

const UNIVERSITY = demoPerson('aino').institutionOid;
const STUDENT = 'aino';
const HANDLER = 'hanna';
const PROVIDER = 'paivi';
const APPLICATIONS = '/api/applications/v1/applications';
const DECISIONS = '/api/decisions/v1';
const STUDY_RIGHTS = '/api/study-rights/v1';
/** A new life of each kind after so many ms: about ten operations a second in all. */
const EVERY_MS = { application: 1500, studyRight: 2500, fact: 900 };
/** Lives that wait for something at the same time, at most. */
const MOST_LIVES = 60;
const FIRST_LOOK_MS = 300;
const LONGEST_LOOK_MS = 3000;
const PATIENCE_MS = 120_000;

/** A steady load from outside: whole lives of applications and study rights, and a university's facts. */
export class Load {
  private readonly stopping = new AbortController();
  private readonly giveUp = new AbortController();
  private readonly lives = new Set<Promise<void>>();
  private readonly outside: KafkaOutsideClient;
  private clocks: Promise<unknown> = Promise.resolve();
  /** Facts published so far, so that some get a new version. */
  private readonly facts: {
    readonly kind: 'person' | 'course' | 'programme' | 'right';
    readonly id: string;
    version: number;
  }[] = [];

  constructor(
    private readonly http: RotatingClient,
    private readonly history: History,
    private readonly random: SeededRandom,
    brokers: readonly string[],
  ) {
    this.outside = new KafkaOutsideClient(brokers);
  }

  start(): void {
    this.clocks = Promise.all([
      this.every(EVERY_MS.application, () => this.application()),
      this.every(EVERY_MS.studyRight, () =>
        this.random.chance(0.5) ? this.studyRightByHttp() : this.studyRightByKafka(),
      ),
      this.every(EVERY_MS.fact, () => this.universityFact()),
    ]);
  }

  /** Begins nothing new and lets running work finish; work that does not finish in time is left as it is. */
  async stop(deadlineMs: number): Promise<void> {
    this.stopping.abort();
    await this.clocks;
    const done = Promise.all(this.lives).then(() => true);
    await Promise.race([done, delay(deadlineMs)]);
    this.giveUp.abort();
    await done;
    await this.outside.close();
  }

  /** For this long, clients that send requests without a pause, beside the steady load. */
  async burst(clients: number, ms: number): Promise<void> {
    const until = performance.now() + ms;
    const client = async () => {
      while (performance.now() < until) {
        const key = randomUUID();
        const call = { service: 'applications', who: STUDENT, method: 'POST', path: APPLICATIONS } as const;
        const headers = { 'idempotency-key': key };
        await this.http.send({ kind: 'create-draft', subject: key }, { ...call, body: draft(this.random), headers });
        await this.http.send(
          { kind: 'read-list', subject: '' },
          { ...call, who: HANDLER, method: 'GET', path: `${APPLICATIONS}?view=handling` },
        );
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
  }

  /** Publishes an event as a system outside does, until the broker has taken it. @returns its message id */
  async publish<N extends EventName>(name: N, key: string, institutionOid: string, body: EventBodies[N]) {
    const id = randomUUID();
    const envelope = { id, source: topicOf(name).producer, key, institutionOid, time: new Date().toISOString() };
    const message = cloudEventMessage(name, envelope, body);
    const invokedAt = Date.now();
    const asked = { kind: `publish-${name}`, at: 'kafka', instance: '', subject: id, invokedAt } as const;
    for (;;) {
      try {
        await this.outside.publish([message]);
        this.history.add({ ...asked, completedAt: Date.now(), outcome: 'ok', answer: 'acknowledged' });
        return id;
      } catch (error) {
        if (this.giveUp.signal.aborted) {
          this.history.add({
            ...asked,
            completedAt: Date.now(),
            outcome: 'unknown',
            answer: String(error).slice(0, 80),
          });
          return id;
        }
        await delay(500);
      }
    }
  }

  private async every(ms: number, live: () => Promise<void>): Promise<void> {
    while (!this.stopping.signal.aborted) {
      if (this.lives.size < MOST_LIVES) {
        const life = live().catch((error: unknown) => this.history.note('life-ended', { error: String(error) }));
        this.lives.add(life);
        void life.finally(() => this.lives.delete(life));
      }
      await delay(ms * (0.7 + this.random.next() * 0.6), undefined, { signal: this.stopping.signal }).catch(
        () => undefined,
      );
    }
  }

  /** From the draft to the recording, or to a cancellation on the way. */
  private async application(): Promise<void> {
    const key = randomUUID();
    const created = await this.ask<{ id: string }>('create-draft', key, {
      ...{ service: 'applications', who: STUDENT, method: 'POST', path: APPLICATIONS },
      ...{ body: draft(this.random), headers: { 'idempotency-key': key } },
    });
    const { id } = created.body;
    if (!id) return;
    const path = `${APPLICATIONS}/${id}`;
    const atApplications = (kind: string, who: string, command: string, body: object = {}) =>
      this.ask(kind, id, { service: 'applications', who, method: 'POST', path: `${path}/${command}`, body });
    const sent = await atApplications('submit-application', STUDENT, 'submit', {
      handlerId: demoPerson(HANDLER).personId,
    });
    if (sent.outcome === 'refused' && !sent.repeated) return;
    if (this.random.chance(0.1)) return void (await atApplications('cancel-application', STUDENT, 'cancel'));
    await atApplications('start-processing', HANDLER, 'start-processing');
    const view = await this.read<{ parts: { id: string }[] }>('applications', HANDLER, path, id);
    for (const part of view?.parts ?? []) {
      if ((await this.decide(id, part.id)) === 'cancelled') return;
    }
  }

  /** Decides on a part, waits for the answer and records it; now and then the student cancels meanwhile. */
  private async decide(id: string, partId: string): Promise<'cancelled' | undefined> {
    const approved = this.random.chance(0.7);
    const content = approved
      ? { outcome: 'APPROVED', grantedCredits: 5, fieldOfEducation: 7, keywords: ['ohjelmointi'], grade: '4' }
      : { outcome: 'REJECTED', reasons: 'Sisältö ei vastaa osaamistavoitteita.' };
    const call: HttpRequest = {
      ...{ service: 'decisions', who: HANDLER, method: 'POST', body: content },
      path: `${DECISIONS}/cases/${id}/parts/${partId}/decisions`,
    };
    const decided = await this.until(async () => {
      const answer = await this.ask<{ id?: string; code?: string }>('make-decision', partId, call);
      // The case follows by event, a moment later.
      return ['decision/case-not-found', 'decision/part-not-in-process'].includes(answer.body.code ?? '')
        ? undefined
        : answer;
    });
    // Cancelled at the same moment as it is decided: the first to lock the application wins.
    let cancelled = false;
    if (this.random.chance(0.12)) {
      const path = `${APPLICATIONS}/${id}/cancel`;
      const call = { service: 'applications', who: STUDENT, method: 'POST', path, body: {} } as const;
      cancelled = (await this.ask('cancel-application', id, call)).outcome === 'ok';
    }
    const decisionId = decided?.body.id;
    if (!decisionId) return cancelled ? 'cancelled' : undefined;
    const settled = await this.until(async () => {
      const seen = await this.read<{ state: string }>(
        'decisions',
        HANDLER,
        `${DECISIONS}/decisions/${decisionId}`,
        decisionId,
      );
      return seen && seen.state !== 'PROPOSED' ? seen : undefined;
    });
    if (cancelled) return 'cancelled';
    if (settled?.state !== 'FINAL' || !approved) return undefined;
    await this.ask('record-recognition', decisionId, {
      ...{
        service: 'decisions',
        who: HANDLER,
        method: 'POST',
        path: `${DECISIONS}/decisions/${decisionId}/recording`,
        body: {},
      },
    });
    return undefined;
  }

  /** Transfer, HOKS, refused invalidation, deletion, invalidation. */
  private async studyRightByHttp(): Promise<void> {
    const { sourceId, learner, transfer } = newTransfer();
    const stored = await this.ask<{ opiskeluoikeudet?: { oid: string }[] }>('transfer-study-right', sourceId, {
      ...{ service: 'study-rights', who: PROVIDER, method: 'PUT', path: `${STUDY_RIGHTS}/transfers`, body: transfer },
    });
    const oid = stored.body.opiskeluoikeudet?.[0]?.oid;
    if (!oid) return;
    const hoks = await this.ask<{ id?: number }>('create-hoks', oid, {
      ...{ service: 'study-rights', who: PROVIDER, method: 'POST', path: `${STUDY_RIGHTS}/hoks` },
      body: {
        ...{ 'opiskeluoikeus-oid': oid, 'oppija-oid': learner, 'osaamisen-hankkimisen-tarve': true },
        'ensikertainen-hyvaksyminen': '2024-09-02',
      },
    });
    const invalidate = (kind: string) =>
      this.ask(kind, oid, {
        ...{
          service: 'study-rights',
          who: PROVIDER,
          method: 'POST',
          path: `${STUDY_RIGHTS}/study-rights/${oid}/invalidate`,
        },
        body: { reason: 'NEVER_STARTED' },
      });
    if (hoks.body.id !== undefined) {
      await invalidate('invalidate-study-right-with-hoks');
      if (this.random.chance(0.4)) return;
      await this.ask('delete-hoks', String(hoks.body.id), {
        ...{ service: 'study-rights', who: PROVIDER, method: 'DELETE', path: `${STUDY_RIGHTS}/hoks/${hoks.body.id}` },
      });
    }
    await invalidate('invalidate-study-right');
  }

  private async studyRightByKafka(): Promise<void> {
    const { sourceId, transfer, invalidation } = newTransfer();
    const { institutionOid } = DEMO.studyRightTransfer;
    const name = 'national.study-right-transferred.v1';
    await this.publish(name, sourceId, institutionOid, { institutionOid, transfer });
    if (this.random.chance(0.5))
      await this.publish(name, sourceId, institutionOid, { institutionOid, transfer: invalidation });
  }

  /** A new fact, or a new version of an earlier one. */
  private async universityFact(): Promise<void> {
    const again = this.random.chance(0.4) ? this.facts[Math.floor(this.random.next() * this.facts.length)] : undefined;
    const kind = this.random.oneOf(['person', 'course', 'programme', 'right'] as const);
    const fact = again ?? { kind, id: randomUUID(), version: 0 };
    if (!again) this.facts.push(fact);
    fact.version++;
    await this.publishFact(fact.kind, fact.id, fact.version);
  }

  /** A new person. */
  async publishPerson(personId: string, version: number): Promise<string> {
    const body = { ...sample('university.person-published.v1'), institutionOid: UNIVERSITY, version, personId };
    return this.publish('university.person-published.v1', personId, UNIVERSITY, body);
  }

  private async publishFact(
    kind: 'person' | 'course' | 'programme' | 'right',
    id: string,
    version: number,
  ): Promise<void> {
    const common = { institutionOid: UNIVERSITY, version };
    const code = `CHAOS-${id.slice(0, 8)}`;
    const key = `${UNIVERSITY}:${code}`;
    if (kind === 'person') await this.publishPerson(id, version);
    else if (kind === 'course') {
      const body = { ...sample('university.course-published.v1'), ...common, courseCode: code };
      await this.publish('university.course-published.v1', key, UNIVERSITY, body);
    } else if (kind === 'programme') {
      const body = { ...sample('university.degree-programme-published.v1'), ...common, programmeCode: code };
      await this.publish('university.degree-programme-published.v1', key, UNIVERSITY, body);
    } else {
      const body = { ...sample('university.study-right-published.v1'), ...common, studyRightId: id };
      await this.publish('university.study-right-published.v1', id, UNIVERSITY, body);
    }
  }

  private async ask<T = Record<string, unknown>>(
    kind: string,
    subject: string,
    call: HttpRequest,
  ): Promise<Answer<T> & { repeated: boolean }> {
    return this.http.insist<T>({ kind, subject }, call, this.giveUp.signal);
  }

  private async read<T>(
    service: HttpRequest['service'],
    who: string,
    path: string,
    subject: string,
  ): Promise<T | undefined> {
    const answer = await this.ask<T>(`read-${service}`, subject, { service, who, method: 'GET', path });
    return answer.outcome === 'ok' ? answer.body : undefined;
  }

  /** Asks until there is a result, the load ends or the deadline passes. */
  private async until<T>(probe: () => Promise<T | undefined>): Promise<T | undefined> {
    const deadline = performance.now() + PATIENCE_MS;
    for (let pause = FIRST_LOOK_MS; performance.now() < deadline && !this.giveUp.signal.aborted;) {
      const found = await probe();
      if (found !== undefined) return found;
      await delay(pause);
      pause = Math.min(pause * 2, LONGEST_LOOK_MS);
    }
    return undefined;
  }
}

function draft(random: SeededRandom): object {
  const part = (courseCode: string) => ({
    type: 'SUBSTITUTION',
    bases: [{ kind: 'COMPETENCE', name: `Työ ${Math.floor(random.next() * 1e6)}`, gainedOn: '2023-05-20' }],
    targets: [{ courseCode }],
    creditsApplied: 5,
  });
  const right = DEMO.studyRights.find(({ studentId }) => studentId === demoPerson(STUDENT).personId);
  const parts = random.chance(0.4) ? ['TKT-101', 'TKT-202'] : ['TKT-203'];
  return { studyRightId: right?.studyRightId, parts: parts.map(part) };
}

type Transfer = EventBodies['national.study-right-transferred.v1']['transfer'];

/** The demo transfer for a new learner, and its invalidation. */
function newTransfer(): { sourceId: string; learner: string; transfer: Transfer; invalidation: Transfer } {
  const { payload } = DEMO.studyRightTransfer;
  const [template] = payload.opiskeluoikeudet;
  const sourceId = `chaos-${randomUUID()}`;
  const learner = learnerOid();
  const of = (...more: object[]): Transfer => ({
    henkilö: { oid: learner },
    opiskeluoikeudet: [
      {
        ...template,
        lähdejärjestelmänId: { ...template.lähdejärjestelmänId, id: sourceId },
        tila: { opiskeluoikeusjaksot: [...template.tila.opiskeluoikeusjaksot, ...more] },
      },
    ],
  });
  const end = {
    ...{ alku: '2024-08-01', tila: { koodiarvo: 'mitatoity', koodistoUri: 'koskiopiskeluoikeudentila' } },
    mitätöinninSyy: 'NEVER_STARTED',
  };
  return { sourceId, learner, transfer: of(), invalidation: of(end) };
}

/** A learner oid (node 24) with its check digit: IBM 1-3-7 over the last node. */
function learnerOid(): string {
  const digits = String(
    (BigInt(`0x${randomUUID().replaceAll('-', '').slice(0, 12)}`) % 9_000_000_000n) + 1_000_000_000n,
  );
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * ([7, 3, 1][place % 3] ?? 1), 0);
  return `1.2.246.562.24.${digits}${(10 - (sum % 10)) % 10}`;
}

function sample<N extends EventName>(name: N): EventBodies[N] {
  const [first] = goldenSamples(name).values();
  return first as unknown as EventBodies[N];
}
