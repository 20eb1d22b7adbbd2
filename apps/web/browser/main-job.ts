import { as, type Client, eventually } from '#testing';
import { demoPerson, studyRightOf } from '#testing/demo';

/** What a scenario needs to be there before it opens a page: made through the services' interfaces, by Aino and Hanna. */
const APPLICATIONS = '/api/applications/v1/applications';

interface ApplicationPart {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly outcome: string | null;
}

export interface Application {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly parts: readonly ApplicationPart[];
}

export function partOf(changes: object = {}): object {
  return {
    type: 'SUBSTITUTION',
    bases: [{ kind: 'COMPETENCE', name: 'Scrum Master', organisation: 'Esimerkki Oy', gainedOn: '2022-05-15' }],
    targets: [{ courseCode: 'TKT-103' }],
    creditsApplied: 5,
    ...changes,
  };
}

export async function aDraft(...parts: readonly object[]): Promise<Application> {
  return draftOf('aino', demoPerson('hanna').personId, parts.length > 0 ? parts : [partOf()]);
}

export async function draftOf(username: string, handlerId: string, parts: readonly object[]): Promise<Application> {
  const body = { studyRightId: studyRightOf(username), handlerId, parts };
  return answered(await (await as(username)).post<Application>(APPLICATIONS, body));
}

/** At the handler's desk, as many parts as asked for. Hanna's list fills in the course of a run; Heikki's is short. */
export async function aSentApplication(partCount = 1, handler: 'hanna' | 'heikki' = 'hanna'): Promise<Application> {
  const parts = Array.from({ length: partCount }, () => partOf());
  const { id } = await draftOf('aino', demoPerson(handler).personId, parts);
  return sent(id);
}

/** A draft of Aino's, sent. */
export async function sent(id: string): Promise<Application> {
  return command(await as('aino'), `${APPLICATIONS}/${id}/submit`);
}

/** Taken into processing by Hanna. */
export async function anOpenApplication(partCount = 1): Promise<Application> {
  const { id } = await aSentApplication(partCount);
  return command(await as('hanna'), `${APPLICATIONS}/${id}/start-processing`);
}

/** Its first part given back to Aino. */
export async function aReturnedApplication(partCount = 1): Promise<Application> {
  const { id, parts } = await anOpenApplication(partCount);
  const content = { reasonCodes: ['EVIDENCE'], message: 'Liitä työtodistus.' };
  return command(await as('hanna'), `${APPLICATIONS}/${id}/parts/${parts[0]?.id}/return`, content);
}

export const DECISIONS = '/api/decisions/v1';
const APPROVAL = {
  ...{ outcome: 'APPROVED', grantedCredits: 5, grade: '4', fieldOfEducation: 7 },
  keywords: ['projektinhallinta'],
};

/** Approved by Hanna, and recorded by nobody. */
export async function anApprovedPart(): Promise<{ id: string; partId: string; decisionId: string }> {
  const { id, parts } = await anOpenApplication();
  const partId = parts[0]?.id ?? '';
  const hanna = await as('hanna');
  const made = await eventually('the decision is taken in', async () => {
    const { status, body } = await hanna.post<{ id: string }>(
      `${DECISIONS}/cases/${id}/parts/${partId}/decisions`,
      APPROVAL,
    );
    return status === 202 && body;
  });
  await eventually('the decision is final', async () => {
    const { body } = await hanna.get<{ state: string }>(`${DECISIONS}/decisions/${made.id}`);
    return body.state === 'FINAL';
  });
  return { id, partId, decisionId: made.id };
}

async function command(person: Client, path: string, body: object = {}): Promise<Application> {
  return answered(await person.post<Application>(path, body));
}

function answered({ status, body }: { readonly status: number; readonly body: Application }): Application {
  if (status >= 300) throw new Error(`refused: ${status} ${JSON.stringify(body)}`);
  return body;
}
