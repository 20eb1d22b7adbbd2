import type { EventBodies } from '#contracts';
import { DEMO } from '#testing/demo';
import { expectEqual, expectThat, found } from './expectations.js';
import type { Findings } from './findings.js';
import type { Outside } from './outside.js';
import { step, type Step } from './step.js';

export const PROVIDER = 'paivi';
export const BASE = '/api/study-rights/v1';
export const TOPIC = 'study-rights.study-right.v1';
export const HOKS_EXISTS = { status: 409, code: 'conflict.hoksExists' };
const { institutionOid, payload } = DEMO.studyRightTransfer;

/** Section f of the main job: a study right that has a HOKS is not invalidated. */
export const STUDY_RIGHT_STORY: readonly Step[] = [
  step('a study right arrives by HTTP, in the shape of a transfer to Koski', async (outside, findings) => {
    const answer = await outside.command<TransferAnswer>(
      PROVIDER,
      'put',
      `${BASE}/transfers`,
      transfer(findings, 'byHttp'),
    );
    findings.studyRightOid = found('oid of the study right', answer?.opiskeluoikeudet[0]?.oid);
    const stored = await outside.record<Stored>(TOPIC, 'the event about it', ofRight(findings, 'learnerId'));
    expectEqual('state in the event', stored.body.state, 'lasna');
    return `study right ${findings.studyRightOid}`;
  }),

  step('another arrives by Kafka', async (outside, findings) => {
    const learner = findings.learners.byKafka;
    await publishTransfer(outside, findings, 'byKafka');
    const right = await outside.sooner('the study right is stored', async () => {
      const { items } = await outside.read<{ items: object[] }>(PROVIDER, `${BASE}/study-rights?learnerOid=${learner}`);
      return items[0];
    });
    return `${JSON.stringify(right).slice(0, 80)}…`;
  }),

  step('a HOKS is stored for the first', async (outside, findings) => {
    const answer = await outside.command<{ id: number }>(PROVIDER, 'post', `${BASE}/hoks`, {
      'opiskeluoikeus-oid': found('study right', findings.studyRightOid),
      'oppija-oid': findings.learners.byHttp,
      'ensikertainen-hyvaksyminen': '2024-09-02',
      'osaamisen-hankkimisen-tarve': true,
    });
    const stored = await outside.record<EventBodies['study-rights.hoks-stored.v1']>(
      TOPIC,
      'the event about it',
      ofRight(findings, 'hoksId'),
    );
    findings.hoksId = answer?.id ?? stored.body.hoksId;
    expectEqual('HOKS in the event', stored.body.hoksId, findings.hoksId);
    return `HOKS ${findings.hoksId}`;
  }),

  step(
    '[R160, R170] invalidation on request is refused, naming the HOKS, the next steps and customer service',
    async (outside, findings) => {
      const problem = await outside.refused(
        PROVIDER,
        'post',
        invalidationPath(findings),
        { reason: 'NEVER_STARTED' },
        HOKS_EXISTS,
      );
      expectEqual('HOKS named', problem['hoksId'], findings.hoksId);
      const steps = problem['nextSteps'];
      expectThat('next steps are given', Array.isArray(steps) && steps.length > 0, steps);
      expectEqual('customer service', problem['supportAddress'], 'ehoks@opintopolku.fi');
      return `409 ${HOKS_EXISTS.code}: ${(steps as string[]).join(' ')}`;
    },
  ),

  step('[R160] invalidation by a data transfer over HTTP is refused as well', async (outside, findings) => {
    const problem = await outside.refused(
      PROVIDER,
      'put',
      `${BASE}/transfers`,
      transfer(findings, 'byHttp', INVALIDATION),
      HOKS_EXISTS,
    );
    expectEqual('HOKS named', problem['hoksId'], findings.hoksId);
    return `409 ${HOKS_EXISTS.code}`;
  }),

  step('[R160] and by a data transfer over Kafka: the answer is an event', async (outside, findings) => {
    await publishTransfer(outside, findings, 'byHttp', INVALIDATION);
    const answer = await outside.record<EventBodies['study-rights.study-right-transfer-refused.v1']>(
      'study-rights.transfer-answer.v1',
      'the refusal of the transfer',
      (body) => body.sourceId === sourceId(findings, 'byHttp') || body.studyRightId === findings.studyRightOid,
    );
    const keys = answer.body.errors.map(({ key }) => key);
    expectThat('it names the conflict', keys.includes(HOKS_EXISTS.code), keys);
    const right = await outside.get(PROVIDER, studyRightPath(findings));
    expectEqual('the study right is still there', right.status, 200);
    return `study-right-transfer-refused: ${keys.join(', ')}; the study right is unchanged`;
  }),

  step('the HOKS is removed', async (outside, findings) => {
    await outside.command(PROVIDER, 'delete', `${BASE}/hoks/${findings.hoksId}`);
    await outside.record(
      TOPIC,
      'the event about it',
      isEvent<EventBodies['study-rights.hoks-deleted.v1']>(
        findings,
        (body) => !('learnerId' in body) && !('key' in body) && 'hoksId' in body,
      ),
    );
    return `HOKS ${findings.hoksId} is deleted`;
  }),

  step('[R164] now the invalidation succeeds, and an event says so', async (outside, findings) => {
    await outside.command(PROVIDER, 'post', invalidationPath(findings), { reason: 'NEVER_STARTED' });
    const event = await outside.record<EventBodies['study-rights.study-right-invalidated.v1']>(
      TOPIC,
      'the event about it',
      ofRight(findings, 'invalidatedOn'),
    );
    expectEqual('reason and channel', [event.body.reason, event.body.channel], ['NEVER_STARTED', 'REQUEST']);
    const right = await outside.get(PROVIDER, studyRightPath(findings));
    expectEqual('what ordinary callers get from now on', right.status, 404);
    return `invalidated on ${event.body.invalidatedOn}; reading it answers 404`;
  }),
];

type Stored = EventBodies['study-rights.study-right-stored.v1'];
type Way = keyof Findings['learners'];

export interface TransferAnswer {
  readonly opiskeluoikeudet: readonly { readonly oid: string }[];
}

const INVALIDATION = {
  alku: '2024-08-01',
  tila: { koodiarvo: 'mitatoity', koodistoUri: 'koskiopiskeluoikeudentila' },
  mitätöinninSyy: 'NEVER_STARTED',
};

/** The demo transfer for a learner of this run, with its own source-system id, and perhaps with one period more. */
export function transfer(findings: Findings, way: Way, period?: object): Body {
  const [template] = payload.opiskeluoikeudet;
  const periods: object[] = [...template.tila.opiskeluoikeusjaksot];
  return {
    henkilö: { oid: findings.learners[way] },
    opiskeluoikeudet: [
      {
        ...template,
        lähdejärjestelmänId: { ...template.lähdejärjestelmänId, id: sourceId(findings, way) },
        tila: { opiskeluoikeusjaksot: period ? [...periods, period] : periods },
      },
    ],
  };
}

type Body = EventBodies['national.study-right-transferred.v1']['transfer'];

async function publishTransfer(outside: Outside, findings: Findings, way: Way, period?: object): Promise<void> {
  await outside.publish('national.study-right-transferred.v1', sourceId(findings, way), institutionOid, {
    institutionOid,
    transfer: transfer(findings, way, period),
  });
}

function sourceId(findings: Findings, way: Way): string {
  return `kallio-${findings.word}-${way}`;
}

/** Events about this run's study right that carry a field which distinguishes them from the others of the topic. */
function ofRight<B extends { studyRightId: string }>(findings: Findings, field: keyof B): (body: B) => boolean {
  return isEvent(findings, (body) => field in body);
}

function isEvent<B extends { studyRightId: string }>(
  findings: Findings,
  test: (body: B) => boolean,
): (body: B) => boolean {
  return (body) => body.studyRightId === findings.studyRightOid && test(body);
}

function studyRightPath(findings: Findings): string {
  return `${BASE}/study-rights/${found('study right', findings.studyRightOid)}`;
}

function invalidationPath(findings: Findings): string {
  return `${studyRightPath(findings)}/invalidate`;
}
