import { as, type Client, database, eventually } from '#testing';
import { DEMO, demoPerson } from '#testing/demo';

/** Steps of the scenarios, through HTTP as the demo people. */

export const METSALA = demoPerson('aino').institutionOid;

export interface PartInput {
  readonly type: 'SUBSTITUTION' | 'INCLUSION' | 'EXEMPTION';
  readonly bases: readonly { kind: 'STUDY' | 'COMPETENCE'; name: string; gainedOn: string; code?: string }[];
  readonly targets: readonly { courseCode: string }[];
  readonly creditsApplied: number;
}

export function partInput(differences: Partial<PartInput> = {}): PartInput {
  return {
    type: 'SUBSTITUTION',
    bases: [{ kind: 'COMPETENCE', name: 'Scrum Master', gainedOn: '2022-05-15' }],
    targets: [{ courseCode: 'TKT-103' }],
    creditsApplied: 5,
    ...differences,
  };
}

export const APPROVAL = {
  outcome: 'APPROVED',
  grantedCredits: 5,
  grade: '4',
  fieldOfEducation: 7,
  keywords: ['projektinhallinta'],
} as const;
export const REJECTION = { outcome: 'REJECTED', reasons: 'Osaaminen ei vastaa opintojakson tavoitteita.' } as const;

export interface Sent {
  readonly applicationId: string;
  readonly partIds: readonly string[];
}

/** Aino's application, sent to Hanna. */
export async function sentApplication(...parts: PartInput[]): Promise<Sent> {
  const aino = await as('aino');
  const right = DEMO.studyRights.find(({ studentId }) => studentId === demoPerson('aino').personId);
  const handlerId = demoPerson('hanna').personId;
  const drafted = await aino.post<{ id: string }>('/api/applications/v1/applications', {
    studyRightId: right?.studyRightId,
    handlerId,
    parts,
  });
  if (drafted.status >= 300) throw new Error(`no draft: ${drafted.status} ${JSON.stringify(drafted.body)}`);
  const applicationId = drafted.body.id;
  const sent = await aino.post(`/api/applications/v1/applications/${applicationId}/submit`, { handlerId });
  if (sent.status >= 300) throw new Error(`not sent: ${sent.status} ${JSON.stringify(sent.body)}`);
  const { body } = await aino.get<{ parts: { id: string; number: number }[] }>(
    `/api/applications/v1/applications/${applicationId}`,
  );
  const partIds = [...body.parts].sort((a, b) => a.number - b.number).map(({ id }) => id);
  return { applicationId, partIds };
}

/** Aino's application, taken into processing by Hanna, and this service has heard of it. */
export async function applicationInProcess(...parts: PartInput[]): Promise<Sent> {
  const application = await sentApplication(...parts);
  const hanna = await as('hanna');
  await hanna.post(`/api/applications/v1/applications/${application.applicationId}/start-processing`, {});
  await eventually('the case is in processing at decisions', async () => {
    const { status, body } = await hanna.get<{ parts?: { state: string }[] }>(
      `/api/decisions/v1/cases/${application.applicationId}`,
    );
    return status === 200 && body.parts?.every(({ state }) => state === 'IN_PROCESS');
  });
  return application;
}

/** The answer to a decision: its id and state, or a problem document. */
interface MadeOrRefused {
  readonly id: string;
  readonly status: string;
  readonly code?: string;
  readonly errors?: readonly { path: string; code: string; message: string }[];
  readonly nextActions?: readonly { text: string; operationId?: string; method?: string; href?: string }[];
  readonly current?: object;
}

export function decide(
  client: Client,
  applicationId: string,
  partId: string | undefined,
  decision: object,
  headers: Record<string, string> = {},
) {
  return client.post<MadeOrRefused>(
    `/api/decisions/v1/cases/${applicationId}/parts/${partId}/decisions`,
    decision,
    headers,
  );
}

export function record(client: Client, decisionId: string, body: object = {}) {
  return client.post<{
    attainments: { id: string; courseCode: string; credits: number; attainmentDate: string }[];
    code?: string;
  }>(`/api/decisions/v1/decisions/${decisionId}/recording`, body);
}

/** The state in which the decision comes to rest, seen by Hanna. */
export async function settled(decisionId: string): Promise<string> {
  const hanna = await as('hanna');
  return eventually(`decision ${decisionId} is settled`, async () => {
    const { body } = await hanna.get<{ state: string }>(`/api/decisions/v1/decisions/${decisionId}`);
    return body.state !== 'PROPOSED' && body.state;
  });
}

/** A decided part of a fresh application, its decision settled. */
export async function decidedPart(part: PartInput, decision: object): Promise<Sent & { decisionId: string }> {
  const application = await applicationInProcess(part);
  const { body } = await decide(await as('hanna'), application.applicationId, application.partIds[0], decision);
  await settled(body.id);
  return { ...application, decisionId: body.id };
}

export async function countOf(table: 'attainment' | 'decision', applicationId: string): Promise<number> {
  const { rows } = await database('decisions').query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM ${table} WHERE application_id = $1`,
    [applicationId],
  );
  return rows[0]?.count ?? 0;
}
