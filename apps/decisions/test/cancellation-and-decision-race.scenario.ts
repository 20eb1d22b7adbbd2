import { describe, expect, it } from '@jest/globals';
import { as, type Client, database, eventually } from '#testing';
import { applicationInProcess, APPROVAL, decide, METSALA, partInput, record, REJECTION, settled } from './driving.js';

const ROUNDS = 200;
const LANES = 4;

interface Round {
  readonly applicationId: string;
  readonly partId: string;
  readonly cancelled: boolean;
  /** Undefined when the request was refused because the cancellation was already known. */
  readonly decisionId: string | undefined;
}

/**
 * One race: the decision is proposed and the cancellation follows after some reads. Each lane moves its cancellations to
 * and fro around the moment when the decision becomes final, so that the races are close at any speed of the machine.
 */
async function race(hanna: Client, aino: Client, decision: object, reads: number): Promise<Round> {
  const { applicationId, partIds } = await applicationInProcess(partInput());
  const partId = partIds[0] ?? '';
  const cancelling = async () => {
    for (let read = 0; read < reads; read++) await aino.get(`/api/applications/v1/applications/${applicationId}`);
    return aino.post(`/api/applications/v1/applications/${applicationId}/cancel`, {});
  };
  const [decided, cancellation] = await Promise.all([decide(hanna, applicationId, partId, decision), cancelling()]);
  const decisionId = decided.status === 202 ? decided.body.id : undefined;
  if (decisionId) await settled(decisionId);
  if (decisionId) await record(hanna, decisionId);
  return { applicationId, partId, cancelled: cancellation.status < 300, decisionId };
}

async function lane(rounds: number, decision: (round: number) => object): Promise<Round[]> {
  const [hanna, aino] = [await as('hanna'), await as('aino')];
  const results: Round[] = [];
  for (let round = 0, reads = 0; round < rounds; round++) {
    const result = await race(hanna, aino, decision(round), reads);
    results.push(result);
    reads = Math.max(0, reads + (result.cancelled ? 1 : -1));
  }
  return results;
}

interface PartRow {
  id: string;
  state: string;
  outcome: string | null;
}

interface DecisionRow {
  part_id: string;
  state: string;
  outcome: string;
  attainments: number;
}

const partsAtApplications = async (ids: string[]) => {
  const { rows } = await database('applications').query<PartRow>(
    `SELECT id, state, outcome FROM application_part WHERE institution_oid = $1 AND application_id = ANY ($2::uuid[])`,
    [METSALA, ids],
  );
  return rows;
};

const decisionsHere = async (ids: string[]) => {
  const { rows } = await database('decisions').query<DecisionRow>(
    `SELECT part_id, state, outcome,
            (SELECT count(*)::integer FROM attainment WHERE attainment.decision_id = decision.id) AS attainments
       FROM decision WHERE institution_oid = $1 AND application_id = ANY ($2::uuid[])`,
    [METSALA, ids],
  );
  return rows;
};

describe('a decision and a cancellation race for one part', () => {
  it('[R30] [D5] [D16] 200 times: the two databases agree and a cancelled part never yields a credit', async () => {
    const lanes = await Promise.all(
      Array.from({ length: LANES }, (_, index) =>
        lane(ROUNDS / LANES, (round) => ((round + index) % 3 === 0 ? REJECTION : APPROVAL)),
      ),
    );
    const rounds = lanes.flat();
    const ids = rounds.map(({ applicationId }) => applicationId);
    const parts = await eventually('the applications service has heard of every recording', async () => {
      const rows = await partsAtApplications(ids);
      return rows.every(({ state }) => state === 'CANCELLED' || state === 'HANDLED') && rows;
    });
    const decisions = await decisionsHere(ids);

    expect(rounds).toHaveLength(ROUNDS);
    expect(parts).toHaveLength(ROUNDS);
    const story = rounds.map(({ partId, cancelled, decisionId }) => {
      const part = parts.find(({ id }) => id === partId);
      const decision = decisions.find((row) => row.part_id === partId);
      return {
        partId,
        answeredCancelled: cancelled,
        answeredDecided: decisionId !== undefined,
        part: [part?.state, part?.outcome],
        decision: decision ? [decision.state, decision.outcome] : [],
        attainments: decision?.attainments ?? 0,
      };
    });
    expect(story.filter((one) => !agrees(one))).toEqual([]);
    // Both sides have won: otherwise nothing was raced for.
    expect(story.filter(({ answeredCancelled }) => answeredCancelled).length).toBeGreaterThan(0);
    expect(story.filter(({ answeredCancelled }) => !answeredCancelled).length).toBeGreaterThan(0);
  }, 600_000);
});

interface Story {
  readonly answeredCancelled: boolean;
  readonly answeredDecided: boolean;
  readonly part: readonly (string | null | undefined)[];
  readonly decision: readonly string[];
  readonly attainments: number;
}

/** Part CANCELLED ⇔ decision void or absent; approved ⇔ recorded with its attainment; rejected ⇔ final without one. */
function agrees({ answeredCancelled, answeredDecided, part, decision, attainments }: Story): boolean {
  const shape = [...part, ...decision, attainments].join(' ');
  if (answeredDecided !== decision.length > 0) return false;
  return answeredCancelled
    ? /^CANCELLED (VOID (APPROVED|REJECTED) )?0$/.test(shape.replace(/ +/g, ' '))
    : /^HANDLED (APPROVED RECORDED APPROVED 1|REJECTED FINAL REJECTED 0)$/.test(shape);
}
