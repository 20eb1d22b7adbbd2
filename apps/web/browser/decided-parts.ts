import { as, eventually } from '#testing';
import type { Application } from './main-job';

/** What becomes of the parts of an application in processing: by Hanna, through the services' interfaces. */
const APPLICATIONS = '/api/applications/v1/applications';
const DECISIONS = '/api/decisions/v1';

const APPROVAL = {
  ...{ outcome: 'APPROVED', grantedCredits: 5, grade: '4', fieldOfEducation: 7 },
  keywords: ['projektinhallinta'],
};
const REJECTION = { outcome: 'REJECTED', reasons: 'Osaaminen ei vastaa opintojakson tavoitteita.' };

type Outcome = 'APPROVED' | 'REJECTED' | 'RECORDED';

/** Decides the part with this number and waits until the decision is in force, or recorded. */
export async function decidedPart({ id, parts }: Application, number: number, outcome: Outcome): Promise<string> {
  const hanna = await as('hanna');
  const partId = parts.find((part) => part.number === number)?.id ?? '';
  const content = outcome === 'REJECTED' ? REJECTION : APPROVAL;
  const made = await eventually(`part ${number} is decided`, async () => {
    const path = `${DECISIONS}/cases/${id}/parts/${partId}/decisions`;
    const { status, body } = await hanna.post<{ id: string }>(path, content);
    return status === 202 && body;
  });
  await eventually(`the decision on part ${number} is final`, async () => {
    const { body } = await hanna.get<{ state: string }>(`${DECISIONS}/decisions/${made.id}`);
    return body.state === 'FINAL';
  });
  if (outcome === 'RECORDED') await hanna.post(`${DECISIONS}/decisions/${made.id}/recording`, {});
  await eventually(`part ${number} shows it`, async () => {
    const { body } = await hanna.get<Application>(`${APPLICATIONS}/${id}`);
    const part = body.parts.find((one) => one.number === number);
    return outcome === 'RECORDED' ? part?.state === 'HANDLED' : part?.outcome === outcome;
  });
  return made.id;
}

/** Gives the part with this number back to its student. */
export async function returnedPart({ id, parts }: Application, number: number): Promise<void> {
  const partId = parts.find((part) => part.number === number)?.id;
  const content = { reasonCodes: ['EVIDENCE'], message: 'Liitä työtodistus.' };
  await (await as('hanna')).post(`${APPLICATIONS}/${id}/parts/${partId}/return`, content);
}
