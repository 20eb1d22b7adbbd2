import type { Client } from '#testing';
import { demoPerson, studyRightOf } from '#testing/demo';

const APPLICATIONS = '/api/applications/v1/applications';

/** One more draft of Aino's for Hanna. @returns its id */
export async function aDraftOfAino(aino: Client): Promise<string> {
  const part = {
    type: 'SUBSTITUTION',
    bases: [{ kind: 'COMPETENCE', name: 'Scrum Master', organisation: 'Esimerkki Oy', gainedOn: '2022-05-15' }],
    targets: [{ courseCode: 'TKT-103' }],
    creditsApplied: 5,
  };
  const body = { studyRightId: studyRightOf('aino'), handlerId: demoPerson('hanna').personId, parts: [part] };
  const { status, body: draft } = await aino.post<{ id: string }>(APPLICATIONS, body);
  if (status !== 201) throw new Error(`a draft was refused: ${status}`);
  return draft.id;
}

/** Sends a draft to Hanna. */
export async function send(id: string, aino: Client): Promise<void> {
  const { status } = await aino.post(`${APPLICATIONS}/${id}/submit`, {});
  if (status !== 200) throw new Error(`an application was not sent: ${status}`);
}

/** As many applications at Hanna's desk. */
export async function applicationsOfHanna(count: number, aino: Client): Promise<void> {
  for (let made = 0; made < count; made++) await send(await aDraftOfAino(aino), aino);
}
