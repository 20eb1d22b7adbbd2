import { applications, commandHeaders, dataOf } from '../../api/client';
import { bodyOfPart, writtenParts, type Application, type FormContent } from './form-content';

/** What the service holds of the application after a saving. */
export type Stored = Pick<Application, 'version' | 'changedAt' | 'completeness'>;

const ONE = '/api/applications/v1/applications/{id}';

/** Stores the content on top of a version. @throws Problem, `platform/stale-version` when somebody else has stored meanwhile */
export async function save(
  application: Application,
  content: FormContent,
  stored: FormContent,
  version: number,
): Promise<Stored> {
  return application.state === 'DRAFT'
    ? saveDraft(application, content, version)
    : saveReturned(application, content, stored, version);
}

async function saveDraft(application: Application, content: FormContent, version: number): Promise<Stored> {
  return dataOf(
    applications.PUT(ONE, {
      params: { path: { id: application.id }, header: commandHeaders(version) },
      body: {
        studyRightId: application.studyRightId,
        handlerId: content.handler?.personId ?? null,
        parts: content.parts.map(bodyOfPart),
      },
    }),
  );
}

/** Each returned part is stored by itself; those that have not changed are left alone. */
async function saveReturned(
  application: Application,
  content: FormContent,
  stored: FormContent,
  version: number,
): Promise<Stored> {
  let answer: Stored = { version, changedAt: application.changedAt, completeness: application.completeness };
  for (const [index, part] of content.parts.entries()) {
    const id = writtenParts(application)[index]?.id;
    if (id === undefined || JSON.stringify(part) === JSON.stringify(stored.parts[index])) continue;
    answer = await dataOf(
      applications.PUT('/api/applications/v1/applications/{id}/parts/{partId}', {
        params: { path: { id: application.id, partId: id }, header: commandHeaders(answer.version) },
        body: bodyOfPart(part),
      }),
    );
  }
  return answer;
}
