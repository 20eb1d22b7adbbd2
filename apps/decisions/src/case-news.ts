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

type PublishedContent = EventBodies['applications.application-submitted.v1']['parts'][number];

function contentOf(published: PublishedContent): PartContent {
  return {
    partId: published.partId,
    number: published.number,
    type: published.type,
    bases: published.bases,
    targets: published.targets.map(({ courseCode, name, credits, kind }) => ({
      courseCode,
      name,
      extent: Math.round(credits * 100),
      kind,
    })),
    creditsApplied: Math.round(published.creditsApplied * 100),
  };
}
