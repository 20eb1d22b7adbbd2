import type { ApplicationSummary, EventBodies, EventName } from '#contracts';
import type { CaseNews, PartContent } from './domain/case.js';

/** The events of the applications service that this service's copies of cases live on. */
export type CaseEvent = {
  [N in EventName]: EventBodies[N] extends { readonly summary: ApplicationSummary } ? N : never;
}[EventName];

/**
 * Reads an event of the applications service as news about a case. Credits become hundredths; a figure with more than
 * two decimals cannot come from that service, which refuses it in requests.
 */
export function newsOf(body: EventBodies[CaseEvent]): CaseNews {
  const { institutionOid, applicationId, summary } = body;
  return {
    institutionOid,
    applicationId,
    version: summary.version,
    state: summary.state,
    studentId: summary.studentId,
    parts: summary.parts,
    ...('parts' in body && { contents: body.parts.map(contentOf) }),
    ...('studyRightId' in body && {
      sentUnder: { studyRightId: body.studyRightId, programmeCode: body.programmeCode },
    }),
  };
}

type ToldContent = EventBodies['applications.application-submitted.v1']['parts'][number];

function contentOf(told: ToldContent): PartContent {
  return {
    partId: told.partId,
    number: told.number,
    type: told.type,
    bases: told.bases,
    targets: told.targets.map(({ courseCode, name, credits, kind }) => ({
      courseCode,
      name,
      extent: Math.round(credits * 100),
      kind,
    })),
    creditsApplied: Math.round(told.creditsApplied * 100),
  };
}
