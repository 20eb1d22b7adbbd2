import type { ApplicationSummary, PartContent } from '#contracts';
import type { NewEvent } from '#messaging';
import type { Application, ApplicationPart } from './domain/application.js';
import type { ApplicationEvent } from './domain/application.events.js';
import { completeContent } from './domain/content-of-parts.js';
import { countParts } from './domain/count-of-parts.js';
import type { Decided } from './domain/decided.js';
import type { RightsMatrix } from './domain/rights-matrix.js';
import { deriveApplicationState } from './domain/derive-application-state.js';

/**
 * The aggregate's facts in the words of the contracts. Every body carries the summary of the whole application, so that a
 * copy elsewhere can be brought up to date from any of them, and none carries free text but the names of bases: what
 * handlers write to the student and to each other stays in this service.
 */
export function publishedEvents({ application, events }: Decided): NewEvent[] {
  return events.map((event) => publishedEvent(application, event));
}

function publishedEvent(application: Application, event: ApplicationEvent): NewEvent {
  const { id: applicationId, institutionOid } = application;
  const envelope = { key: applicationId, institutionOid };
  const common = { institutionOid, applicationId, summary: summaryOf(application) };
  switch (event.type) {
    case 'ApplicationSubmitted':
      return {
        ...envelope,
        name: 'applications.application-submitted.v1',
        body: {
          ...common,
          studyRightId: application.studyRightId,
          programmeCode: application.programmeCode,
          handlerId: namedHandlerOf(application),
          parts: application.parts.map(contentOf),
        },
      };
    case 'ApplicationProcessingStarted':
      return {
        ...envelope,
        name: 'applications.application-processing-started.v1',
        body: { ...common, handlerId: event.handlerId, partIds: [...event.partIds] },
      };
    case 'ApplicationPartReturned':
      return {
        ...envelope,
        name: 'applications.application-part-returned.v1',
        body: {
          ...common,
          partId: event.partId,
          handlerId: event.handlerId,
          reasonCodes: [...event.reasonCodes],
          ...(event.fields.length > 0 && { fields: event.fields.map((field) => ({ ...field })) }),
        },
      };
    case 'ApplicationPartsTransferred':
      return {
        ...envelope,
        name: 'applications.application-parts-transferred.v1',
        body: {
          ...common,
          partIds: [...event.partIds],
          handlerId: event.handlerId,
          formerHandlerIds: [...event.formerHandlerIds],
          transferredBy: event.transferredBy,
        },
      };
    case 'ApplicationChangeProposed':
      return {
        ...envelope,
        name: 'applications.application-change-proposed.v1',
        body: { ...common, partId: event.partId, handlerId: event.handlerId, standsUntil: event.standsUntil },
      };
    case 'ApplicationChangeDeclined':
      return {
        ...envelope,
        name: 'applications.application-change-declined.v1',
        body: { ...common, partId: event.partId, handlerId: event.handlerId },
      };
    case 'ApplicationPartsResubmitted':
      return {
        ...envelope,
        name: 'applications.application-parts-resubmitted.v1',
        body: {
          ...common,
          parts: application.parts.filter((part) => event.partIds.includes(part.id)).map(contentOf),
        },
      };
    case 'ApplicationCancelled':
      return {
        ...envelope,
        name: 'applications.application-cancelled.v1',
        body: { ...common, partIds: [...event.partIds], handlerIds: [...event.handlerIds] },
      };
    case 'ApplicationReopened':
      return {
        ...envelope,
        name: 'applications.application-reopened.v1',
        body: { ...common, partIds: [...event.partIds] },
      };
    case 'PartDecisionConfirmed':
      return {
        ...envelope,
        name: 'applications.part-decision-confirmed.v1',
        body: { ...common, partId: event.partId, decisionId: event.decisionId, outcome: event.outcome },
      };
    case 'PartDecisionRefused':
      return {
        ...envelope,
        name: 'applications.part-decision-refused.v1',
        body: { ...common, partId: event.partId, decisionId: event.decisionId, reason: event.reason },
      };
    case 'ApplicationPartRecorded':
      return {
        ...envelope,
        name: 'applications.application-part-recorded.v1',
        body: { ...common, partId: event.partId, decisionId: event.decisionId },
      };
    case 'ApplicationRestated':
      return {
        ...envelope,
        name: 'applications.application-restated.v1',
        body: {
          ...common,
          studyRightId: application.studyRightId,
          programmeCode: application.programmeCode,
          parts: application.parts.map(contentOf),
        },
      };
  }
}

function summaryOf(application: Application): ApplicationSummary {
  return {
    version: application.version,
    state: deriveApplicationState(application.kind, application.parts),
    studentId: application.studentId,
    counts: { ...countParts(application.parts) },
    parts: application.parts.map(({ id, state, outcome, handlerId, round }) => ({
      partId: id,
      state,
      outcome,
      handlerId,
      round,
    })),
  };
}

function contentOf(part: ApplicationPart): PartContent {
  const { type, bases, targets, creditsApplied } = part.sentContent ?? completeContent(part.content);
  return {
    partId: part.id,
    number: part.number,
    type,
    bases: bases.map((basis) => ({ ...basis })),
    targets: targets.map((target) => ({ ...target })),
    creditsApplied,
  };
}

function namedHandlerOf(application: Application): string {
  if (application.handlerId === null) throw new Error('an application was submitted without a handler');
  return application.handlerId;
}

/** Asks the study-rights service to publish these again as they stand. */
export function askForStudyRights(institutionOid: string, ids: readonly string[]): NewEvent {
  const [first = '', ...others] = ids;
  return {
    name: 'applications.republish-requested.v1',
    key: institutionOid,
    institutionOid,
    body: { institutionOid, of: 'STUDY_RIGHT', ids: [first, ...others] },
  };
}

/** The institution's rows of the rights matrix as they stand from now on. */
export function rightsMatrixChanged({ institutionOid, version, granted }: RightsMatrix): NewEvent {
  const rows = Object.entries(granted).map(([action, grants]) => ({
    action,
    grants: Object.entries(grants).map(([role, conditions]) => ({ role, conditions: [...conditions] })),
  }));
  return {
    name: 'applications.rights-matrix-changed.v1',
    key: institutionOid,
    institutionOid,
    body: { institutionOid, version, rows },
  };
}
