/* Generated from libs/contracts/events by `npm run generate`. */

export interface EventBodies {
  'applications.application-cancelled.v1': ApplicationsApplicationCancelled;
  'applications.application-change-declined.v1': ApplicationsApplicationChangeDeclined;
  'applications.application-change-proposed.v1': ApplicationsApplicationChangeProposed;
  'applications.application-digest-published.v1': ApplicationsApplicationDigestPublished;
  'applications.application-part-recorded.v1': ApplicationsApplicationPartRecorded;
  'applications.application-part-returned.v1': ApplicationsApplicationPartReturned;
  'applications.application-parts-resubmitted.v1': ApplicationsApplicationPartsResubmitted;
  'applications.application-parts-transferred.v1': ApplicationsApplicationPartsTransferred;
  'applications.application-processing-started.v1': ApplicationsApplicationProcessingStarted;
  'applications.application-reopened.v1': ApplicationsApplicationReopened;
  'applications.application-restated.v1': ApplicationsApplicationRestated;
  'applications.application-submitted.v1': ApplicationsApplicationSubmitted;
  'applications.part-decision-confirmed.v1': ApplicationsPartDecisionConfirmed;
  'applications.part-decision-refused.v1': ApplicationsPartDecisionRefused;
  'applications.republish-requested.v1': ApplicationsRepublishRequested;
  'applications.rights-matrix-changed.v1': ApplicationsRightsMatrixChanged;
  'decisions.attainment-recorded.v1': DecisionsAttainmentRecorded;
  'decisions.decision-made.v1': DecisionsDecisionMade;
  'decisions.decision-proposed.v1': DecisionsDecisionProposed;
  'decisions.decision-voided.v1': DecisionsDecisionVoided;
  'decisions.precedent-digest-published.v1': DecisionsPrecedentDigestPublished;
  'decisions.precedent-released.v1': DecisionsPrecedentReleased;
  'decisions.recognition-recorded.v1': DecisionsRecognitionRecorded;
  'decisions.republish-requested.v1': DecisionsRepublishRequested;
  'national.hoks-sent.v1': NationalHoksSent;
  'national.study-right-transferred.v1': NationalStudyRightTransferred;
  'national.virta-study-rights-sent.v1': NationalVirtaStudyRightsSent;
  'notifications.message-delivered.v1': NotificationsMessageDelivered;
  'recognition-bank.keyword-changed.v1': RecognitionBankKeywordChanged;
  'recognition-bank.precedent-filed.v1': RecognitionBankPrecedentFiled;
  'recognition-bank.republish-requested.v1': RecognitionBankRepublishRequested;
  'study-rights.feedback-decided.v1': StudyRightsFeedbackDecided;
  'study-rights.hoks-deleted.v1': StudyRightsHoksDeleted;
  'study-rights.hoks-refused.v1': StudyRightsHoksRefused;
  'study-rights.hoks-stored.v1': StudyRightsHoksStored;
  'study-rights.study-right-digest-published.v1': StudyRightsStudyRightDigestPublished;
  'study-rights.study-right-invalidated.v1': StudyRightsStudyRightInvalidated;
  'study-rights.study-right-invalidation-refused.v1': StudyRightsStudyRightInvalidationRefused;
  'study-rights.study-right-restated.v1': StudyRightsStudyRightRestated;
  'study-rights.study-right-stored.v1': StudyRightsStudyRightStored;
  'study-rights.study-right-transfer-refused.v1': StudyRightsStudyRightTransferRefused;
  'study-rights.virta-records-refused.v1': StudyRightsVirtaRecordsRefused;
  'university.course-published.v1': UniversityCoursePublished;
  'university.degree-programme-published.v1': UniversityDegreeProgrammePublished;
  'university.enrolment-published.v1': UniversityEnrolmentPublished;
  'university.guidance-published.v1': UniversityGuidancePublished;
  'university.institution-published.v1': UniversityInstitutionPublished;
  'university.organisation-published.v1': UniversityOrganisationPublished;
  'university.person-published.v1': UniversityPersonPublished;
  'university.study-plan-published.v1': UniversityStudyPlanPublished;
  'university.study-right-published.v1': UniversityStudyRightPublished;
}
/**
 * The student cancelled the application or some of its parts (R36, D16).
 */
export interface ApplicationsApplicationCancelled {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Identifier without meaning (UUID).
   */
  applicationId: string;
  summary: ApplicationSummary;
  /**
   * @minItems 1
   *
   * Items: Identifier without meaning (UUID).
   */
  partIds: string[];
  /**
   * Handlers of the cancelled parts at that moment; each is told (R31).
   *
   * Items: Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  handlerIds: string[];
}
/**
 * The whole application after the change, enough to bring a copy up to date from any of its events.
 */
export interface ApplicationSummary {
  /**
   * Version of the aggregate after the change; grows by one with each change.
   */
  version: number;
  /**
   * State of the application, derived from its parts (R45, D12, D13).
   */
  state:
    | 'DRAFT'
    | 'SENT'
    | 'IN_PROCESS'
    | 'HANDLED'
    | 'RETURNED'
    | 'CANCELLED'
    | 'PRELIMINARILY_APPROVED'
    | 'APPROVED'
    | 'REJECTED';
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  studentId: string;
  counts: {
    parts: number;
    returned: number;
    cancelled: number;
    approved: number;
    rejected: number;
  };
  /**
   * @minItems 1
   * @maxItems 50
   */
  parts: PartSummary[];
}
export interface PartSummary {
  /**
   * Identifier without meaning (UUID).
   */
  partId: string;
  /**
   * Workflow state of a part (D1, D12).
   */
  state: 'DRAFT' | 'SENT' | 'IN_PROCESS' | 'RETURNED' | 'CANCELLED' | 'HANDLED';
  outcome: ('APPROVED' | 'REJECTED') | null;
  handlerId: string | null;
  /**
   * How many times the part has been sent; a decision holds for the round it was made in.
   */
  round: number;
}
/**
 * The student keeps to what was sent. An acceptance is published as the part sent again.
 */
export interface ApplicationsApplicationChangeDeclined {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Identifier without meaning (UUID).
   */
  applicationId: string;
  summary: ApplicationSummary;
  /**
   * Identifier without meaning (UUID).
   */
  partId: string;
  handlerId: string | null;
}
/**
 * A handler proposed to the student to apply for something else in a part (R109); what and why stays in the application.
 */
export interface ApplicationsApplicationChangeProposed {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Identifier without meaning (UUID).
   */
  applicationId: string;
  summary: ApplicationSummary;
  /**
   * Identifier without meaning (UUID).
   */
  partId: string;
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  handlerId: string;
  /**
   * Calendar day, ISO 8601, in Europe/Helsinki.
   */
  standsUntil: string;
}
/**
 * One page of what the applications service has of one institution, for comparison with copies. Drafts that were never sent are not in it (R27).
 */
export interface ApplicationsApplicationDigestPublished {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * When the owner began to read its rows, ISO 8601 UTC.
   */
  takenAt: string;
  /**
   * The page begins behind this id (ids compared byte by byte); null: with the first one.
   */
  after: string | null;
  /**
   * The page ends with this id; null: nothing comes after it.
   */
  upTo: string | null;
  /**
   * Every id of the page that the owner has, and the version it has last told of.
   *
   * @maxItems 2000
   */
  rows: {
    id: string;
    /**
     * Version of the aggregate after the change; grows by one with each change.
     */
    version: number;
  }[];
}
/**
 * The recognition of an approved part has been recorded; the part is handled (R32).
 */
export interface ApplicationsApplicationPartRecorded {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Identifier without meaning (UUID).
   */
  applicationId: string;
  summary: ApplicationSummary;
  /**
   * Identifier without meaning (UUID).
   */
  partId: string;
  /**
   * Identifier without meaning (UUID).
   */
  decisionId: string;
}
/**
 * A handler returned a part to the student for completion (R33); the message itself stays in the application.
 */
export interface ApplicationsApplicationPartReturned {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Identifier without meaning (UUID).
   */
  applicationId: string;
  summary: ApplicationSummary;
  /**
   * Identifier without meaning (UUID).
   */
  partId: string;
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  handlerId: string;
  /**
   * @minItems 1
   * @maxItems 10
   */
  reasonCodes: string[];
  /**
   * What is wrong in which field, so that it can be counted how often each field sends a part back; without what the handler wrote.
   *
   * @maxItems 30
   */
  fields?: {
    /**
     * Of the field in the part, such as bases.0.gainedOn
     */
    path: string;
    code: string;
  }[];
}
/**
 * The student completed returned parts and sent them again, to the same handler (R110, D11).
 */
export interface ApplicationsApplicationPartsResubmitted {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Identifier without meaning (UUID).
   */
  applicationId: string;
  summary: ApplicationSummary;
  /**
   * @minItems 1
   * @maxItems 50
   */
  parts: PartContent[];
}
export interface PartContent {
  /**
   * Identifier without meaning (UUID).
   */
  partId: string;
  number: number;
  /**
   * R46–R53: substitution (korvaavuus), inclusion (sisällyttäminen), exemption (vapautus).
   */
  type: 'SUBSTITUTION' | 'INCLUSION' | 'EXEMPTION';
  /**
   * @minItems 1
   * @maxItems 20
   */
  bases: Basis[];
  /**
   * @maxItems 20
   */
  targets: Target[];
  /**
   * ECTS credits, at most two decimals.
   */
  creditsApplied: number;
}
/**
 * Prior learning that the student refers to (taustaosaaminen).
 */
export interface Basis {
  /**
   * R65: a study or otherwise acquired competence.
   */
  kind: 'STUDY' | 'COMPETENCE';
  code: string | null;
  /**
   * As the student wrote it; empty when unknown (R98).
   */
  name: string;
  organisation: string | null;
  credits: number | null;
  grade: string | null;
  /**
   * Calendar day, ISO 8601, in Europe/Helsinki.
   */
  gainedOn: string;
}
/**
 * Target study (kohdeopinto).
 */
export interface Target {
  /**
   * Code of a course or a programme in the institution's own code space.
   */
  courseCode: string;
  name: LocalisedText;
  /**
   * ECTS credits, at most two decimals.
   */
  credits: number;
  kind: 'COURSE' | 'MODULE';
}
/**
 * Text by language; Finnish is always present.
 */
export interface LocalisedText {
  fi: string;
  sv?: string;
  en?: string;
}
/**
 * Undecided parts went from their handlers to another one: taken over, or given (R10–R13). A message to the new handler stays in the application.
 */
export interface ApplicationsApplicationPartsTransferred {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Identifier without meaning (UUID).
   */
  applicationId: string;
  summary: ApplicationSummary;
  /**
   * @minItems 1
   *
   * Items: Identifier without meaning (UUID).
   */
  partIds: string[];
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  handlerId: string;
  /**
   * Those who handled the parts until then.
   *
   * Items: Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  formerHandlerIds: string[];
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  transferredBy: string;
}
/**
 * A handler took the application into processing (R29).
 */
export interface ApplicationsApplicationProcessingStarted {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Identifier without meaning (UUID).
   */
  applicationId: string;
  summary: ApplicationSummary;
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  handlerId: string;
  /**
   * @minItems 1
   *
   * Items: Identifier without meaning (UUID).
   */
  partIds: string[];
}
/**
 * The student took a cancelled application back for editing; it is a draft again (R37).
 */
export interface ApplicationsApplicationReopened {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Identifier without meaning (UUID).
   */
  applicationId: string;
  summary: ApplicationSummary;
  /**
   * @minItems 1
   *
   * Items: Identifier without meaning (UUID).
   */
  partIds: string[];
}
/**
 * The whole application as it stands, told again on request. Nothing has happened: only copies listen.
 */
export interface ApplicationsApplicationRestated {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Identifier without meaning (UUID).
   */
  applicationId: string;
  summary: ApplicationSummary;
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  studyRightId: string;
  /**
   * Code of a course or a programme in the institution's own code space.
   */
  programmeCode: string;
  /**
   * @minItems 1
   * @maxItems 50
   */
  parts: PartContent[];
}
/**
 * The student sent the application to a handler for the first time (R3, R28).
 */
export interface ApplicationsApplicationSubmitted {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Identifier without meaning (UUID).
   */
  applicationId: string;
  summary: ApplicationSummary;
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  studyRightId: string;
  /**
   * Code of a course or a programme in the institution's own code space.
   */
  programmeCode: string;
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  handlerId: string;
  /**
   * @minItems 1
   * @maxItems 50
   */
  parts: PartContent[];
}
/**
 * The decision proposed for a part holds: the part was in processing and undecided.
 */
export interface ApplicationsPartDecisionConfirmed {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Identifier without meaning (UUID).
   */
  applicationId: string;
  summary: ApplicationSummary;
  /**
   * Identifier without meaning (UUID).
   */
  partId: string;
  /**
   * Identifier without meaning (UUID).
   */
  decisionId: string;
  /**
   * Outcome of a decided part (D1).
   */
  outcome: 'APPROVED' | 'REJECTED';
}
/**
 * The decision proposed for a part does not hold; the part went its own way first.
 */
export interface ApplicationsPartDecisionRefused {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Identifier without meaning (UUID).
   */
  applicationId: string;
  summary: ApplicationSummary;
  /**
   * Identifier without meaning (UUID).
   */
  partId: string;
  /**
   * Identifier without meaning (UUID).
   */
  decisionId: string;
  reason:
    | 'PART_CANCELLED'
    | 'PART_RETURNED'
    | 'PART_ALREADY_DECIDED'
    | 'PART_NOT_IN_PROCESS'
    | 'PART_SENT_AGAIN'
    | 'PART_UNKNOWN';
}
/**
 * The service has found its copies to differ from what their owner says it has, or cannot follow an event: the owner is asked to tell the present state of these.
 */
export interface ApplicationsRepublishRequested {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * What the ids name; each owner answers for its own.
   */
  of: 'STUDY_RIGHT';
  /**
   * @minItems 1
   * @maxItems 200
   */
  ids: string[];
}
/**
 * The rows of the rights matrix that an institution has set for itself, as they stand from now on (R14–R15). For actions without a row the default of the release holds.
 */
export interface ApplicationsRightsMatrixChanged {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Version of the aggregate after the change; grows by one with each change.
   */
  version: number;
  /**
   * @maxItems 100
   */
  rows: {
    /**
     * What is done, such as make-decision. A reader passes over an action that it does not know.
     */
    action: string;
    /**
     * The roles that may; a role that is left out may not.
     *
     * @maxItems 20
     */
    grants: {
      role: string;
      /**
       * All have to hold, such as SAME_PROGRAMME; none: the role alone is enough.
       *
       * @maxItems 20
       */
      conditions: string[];
    }[];
  }[];
}
/**
 * An attainment (opintosuoritus) that rests on recognition, for systems outside. VIRTA: Laji 2, HyvaksilukuPvm = recognitionDate.
 */
export interface DecisionsAttainmentRecorded {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Identifier without meaning (UUID).
   */
  attainmentId: string;
  /**
   * Identifier without meaning (UUID).
   */
  decisionId: string;
  /**
   * Identifier without meaning (UUID).
   */
  applicationId: string;
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  studentId: string;
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  studyRightId: string;
  recognitionType: 'SUBSTITUTION' | 'INCLUSION';
  courseCode: string | null;
  name: LocalisedText;
  /**
   * ECTS credits, at most two decimals.
   */
  credits: number;
  grade: string | null;
  /**
   * Calendar day, ISO 8601, in Europe/Helsinki.
   */
  originalDate: string;
  /**
   * Calendar day, ISO 8601, in Europe/Helsinki.
   */
  attainmentDate: string;
  /**
   * Calendar day, ISO 8601, in Europe/Helsinki.
   */
  recognitionDate: string;
  fieldOfEducation: number | null;
  /**
   * @minItems 1
   * @maxItems 20
   */
  bases: {
    kind: 'STUDY' | 'COMPETENCE';
    name: string;
    organisation: string | null;
  }[];
}
/**
 * The decision is final.
 */
export interface DecisionsDecisionMade {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Identifier without meaning (UUID).
   */
  decisionId: string;
  /**
   * Identifier without meaning (UUID).
   */
  applicationId: string;
  /**
   * Identifier without meaning (UUID).
   */
  partId: string;
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  studentId: string;
  /**
   * Outcome of a decided part (D1).
   */
  outcome: 'APPROVED' | 'REJECTED';
  /**
   * ECTS credits, at most two decimals.
   */
  grantedCredits: number;
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  deciderId: string;
  /**
   * Calendar day, ISO 8601, in Europe/Helsinki.
   */
  decidedOn: string;
}
/**
 * A handler made a decision on a part; it becomes final only when the applications service confirms it.
 */
export interface DecisionsDecisionProposed {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Identifier without meaning (UUID).
   */
  decisionId: string;
  /**
   * Identifier without meaning (UUID).
   */
  applicationId: string;
  /**
   * Identifier without meaning (UUID).
   */
  partId: string;
  round: number;
  /**
   * Outcome of a decided part (D1).
   */
  outcome: 'APPROVED' | 'REJECTED';
  /**
   * ECTS credits, at most two decimals.
   */
  grantedCredits: number;
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  deciderId: string;
  /**
   * Calendar day, ISO 8601, in Europe/Helsinki.
   */
  proposedOn: string;
}
/**
 * The proposed decision never came into force.
 */
export interface DecisionsDecisionVoided {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Identifier without meaning (UUID).
   */
  decisionId: string;
  /**
   * Identifier without meaning (UUID).
   */
  applicationId: string;
  /**
   * Identifier without meaning (UUID).
   */
  partId: string;
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  deciderId: string;
  reason: string;
}
/**
 * One page of the precedents that were released before the month began, by bank key. Those of the running month are left out: the difference of two digests must not tell a time finer than the month (R96).
 */
export interface DecisionsPrecedentDigestPublished {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Calendar month, ISO 8601.
   */
  month: string;
  /**
   * The page begins behind this id (ids compared byte by byte); null: with the first one.
   */
  after: string | null;
  /**
   * The page ends with this id; null: nothing comes after it.
   */
  upTo: string | null;
  /**
   * @maxItems 2000
   *
   * Items: Identifier without meaning (UUID).
   */
  bankKeys: string[];
}
/**
 * One anonymous entry for the recognition bank (R85–R97). Nothing in it, its envelope or its key leads to a person, an application or a finer time than the month.
 */
export interface DecisionsPrecedentReleased {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Identifier without meaning (UUID).
   */
  bankKey: string;
  /**
   * Code of a course or a programme in the institution's own code space.
   */
  programmeCode: string;
  programmeName: LocalisedText;
  basisKind: 'STUDY' | 'COMPETENCE';
  basisCode: string | null;
  /**
   * Empty when the application named none (R98).
   */
  basisName: string;
  /**
   * @maxItems 20
   */
  basisKeywords: string[];
  targetName: LocalisedText | null;
  /**
   * R46–R53: substitution (korvaavuus), inclusion (sisällyttäminen), exemption (vapautus).
   */
  recognitionType: 'SUBSTITUTION' | 'INCLUSION' | 'EXEMPTION';
  partial: boolean;
  /**
   * ECTS credits, at most two decimals.
   */
  creditsApplied: number;
  /**
   * ECTS credits, at most two decimals.
   */
  creditsGranted: number;
  /**
   * Calendar month, ISO 8601.
   */
  recognisedMonth: string;
}
/**
 * The recognition of an approved part was recorded (R106–R114).
 */
export interface DecisionsRecognitionRecorded {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Identifier without meaning (UUID).
   */
  decisionId: string;
  /**
   * Identifier without meaning (UUID).
   */
  applicationId: string;
  /**
   * Identifier without meaning (UUID).
   */
  partId: string;
  /**
   * Empty for an exemption (D8).
   *
   * @maxItems 200
   *
   * Items: Identifier without meaning (UUID).
   */
  attainmentIds: string[];
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  recorderId: string;
  /**
   * Calendar day, ISO 8601, in Europe/Helsinki.
   */
  recordedOn: string;
}
/**
 * The service has found its copies to differ from what their owner says it has, or cannot follow an event: the owner is asked to tell the present state of these.
 */
export interface DecisionsRepublishRequested {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * What the ids name; each owner answers for its own.
   */
  of: 'APPLICATION' | 'STUDY_RIGHT';
  /**
   * @minItems 1
   * @maxItems 200
   */
  ids: string[];
}
/**
 * A HOKS in eHOKS's shape, sent by a provider's system: stored, replaced by new data, or deleted. The study right tells which HOKS is meant, as there is one for each.
 */
export interface NationalHoksSent {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  operation: 'STORE' | 'REPLACE' | 'DELETE';
  /**
   * Body of eHOKS's POST /hoks, or of its PUT for a replacement. Of a deletion opiskeluoikeus-oid is read and nothing else.
   */
  hoks: {
    [k: string]: unknown;
  };
}
/**
 * A data transfer (tiedonsiirto) of study rights in Koski's shape, sent by a student information system.
 */
export interface NationalStudyRightTransferred {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Body of Koski's PUT /api/oppija: henkilö and opiskeluoikeudet. Read leniently; unknown fields are kept.
   */
  transfer: {
    [k: string]: unknown;
  };
}
/**
 * Higher-education study rights of one institution as VIRTA records. Read record by record; the record sent last holds.
 */
export interface NationalVirtaStudyRightsSent {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * VIRTA XML (namespace urn:mace:funet.fi:virta/2015/09/01) with Opiskeluoikeus elements; larger documents in several events.
   */
  xml: string;
}
/**
 * A message reached its channel. Names no addressee.
 */
export interface NotificationsMessageDelivered {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Identifier without meaning (UUID).
   */
  messageId: string;
  applicationId: string | null;
  template: string;
  channel: 'DESK' | 'EMAIL';
}
/**
 * A keyword of the institution's codeset ahot_keywords as it stands from now on (R99–R105).
 */
export interface RecognitionBankKeywordChanged {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Stands in decisions and in the bank's entries, and never changes.
   */
  code: string;
  /**
   * Version of the aggregate after the change; grows by one with each change.
   */
  version: number;
  /**
   * The keyword by language; Finnish is always present.
   */
  terms: {
    fi: string;
    sv?: string;
    en?: string;
  };
  /**
   * Fields of education (okmohjauksenala) in whose menus it is; none: in all of them (R100).
   *
   * @maxItems 12
   */
  fieldsOfEducation: number[];
  /**
   * A retired keyword is in no new decision.
   */
  state: 'LIVE' | 'RETIRED';
  /**
   * Code of the live keyword that a retired one means now; null when it stands for itself.
   */
  mergedInto: string | null;
}
/**
 * The recognition bank holds a new granted precedent.
 */
export interface RecognitionBankPrecedentFiled {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Identifier without meaning (UUID).
   */
  bankKey: string;
  /**
   * Code of a course or a programme in the institution's own code space.
   */
  programmeCode: string;
  /**
   * R46–R53: substitution (korvaavuus), inclusion (sisällyttäminen), exemption (vapautus).
   */
  recognitionType: 'SUBSTITUTION' | 'INCLUSION' | 'EXEMPTION';
  /**
   * Calendar month, ISO 8601.
   */
  recognisedMonth: string;
}
/**
 * The service has found its copies to differ from what their owner says it has, or cannot follow an event: the owner is asked to tell the present state of these.
 */
export interface RecognitionBankRepublishRequested {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * What the ids name; each owner answers for its own.
   */
  of: 'PRECEDENT';
  /**
   * @minItems 1
   * @maxItems 200
   */
  ids: string[];
}
/**
 * The trigger date of a student survey has come and the learner is to be asked (R172). Once for each HOKS and survey; nothing is told of learners who are not asked.
 */
export interface StudyRightsFeedbackDecided {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  studyRightId: string;
  hoksId: number;
  /**
   * Learner oid (node 24). Contact details are read from the HOKS by those who may.
   */
  learnerId: string;
  /**
   * The start survey, or the one at the end of the studies.
   */
  survey: 'aloituskysely' | 'paattokysely';
  /**
   * Calendar day, ISO 8601, in Europe/Helsinki.
   */
  triggerDate: string;
  /**
   * Funding season (1.7.–30.6.) of the trigger date, such as 2026-2027.
   */
  fundingSeason: string;
}
/**
 * A HOKS was deleted, softly or for good; it no longer blocks invalidation. With supportCaseId: by an override of the support desk.
 */
export interface StudyRightsHoksDeleted {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  studyRightId: string;
  hoksId: number;
  /**
   * Identifier without meaning (UUID).
   */
  supportCaseId?: string;
}
/**
 * Answer to a HOKS that came by event and was refused; nothing was changed.
 */
export interface StudyRightsHoksRefused {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  hoksEventId: string;
  operation: 'STORE' | 'REPLACE' | 'DELETE';
  studyRightId: string | null;
  /**
   * @minItems 1
   * @maxItems 100
   */
  errors: ErrorEntry[];
}
export interface ErrorEntry {
  /**
   * Stable key, Koski's own where Koski has the case.
   */
  key: string;
  message: string;
}
/**
 * A HOKS was stored for a study right: created, changed, or its deletion taken back.
 */
export interface StudyRightsHoksStored {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  studyRightId: string;
  hoksId: number;
  learnerId: string;
  /**
   * osaamisen-hankkimisen-tarve (R171).
   */
  needToAcquireCompetence: boolean;
}
/**
 * One page of the study rights of one institution, for comparison with copies.
 */
export interface StudyRightsStudyRightDigestPublished {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Each registry has pages of its own.
   */
  registry: 'KOSKI' | 'HIGHER_EDUCATION';
  /**
   * When the owner began to read its rows, ISO 8601 UTC.
   */
  takenAt: string;
  /**
   * The page begins behind this id (ids compared byte by byte); null: with the first one.
   */
  after: string | null;
  /**
   * The page ends with this id; null: nothing comes after it.
   */
  upTo: string | null;
  /**
   * Every id of the page that the owner has, and the version it has last told of.
   *
   * @maxItems 2000
   */
  rows: {
    id: string;
    /**
     * Version of the aggregate after the change; grows by one with each change.
     */
    version: number;
  }[];
}
/**
 * A study right was invalidated (mitätöinti); final. With supportCaseId: by an override of the support desk.
 */
export interface StudyRightsStudyRightInvalidated {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  studyRightId: string;
  /**
   * Version of the aggregate after the change; grows by one with each change.
   */
  version: number;
  reason: 'WRONG_TYPE' | 'NEVER_STARTED';
  channel: 'REQUEST' | 'TRANSFER';
  /**
   * Calendar day, ISO 8601, in Europe/Helsinki.
   */
  invalidatedOn: string;
  /**
   * Identifier without meaning (UUID).
   */
  supportCaseId?: string;
}
/**
 * An invalidation was asked for and refused because a HOKS exists (R160); nothing changed.
 */
export interface StudyRightsStudyRightInvalidationRefused {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  studyRightId: string;
  hoksId: number;
  reason: ('WRONG_TYPE' | 'NEVER_STARTED') | null;
  channel: 'REQUEST' | 'TRANSFER';
  key: string;
  /**
   * @minItems 1
   * @maxItems 10
   */
  nextSteps: string[];
}
/**
 * The study right as it stands, told again: when a copy asks for it, and once more 20 days after it was invalidated, for those who read late. Nothing has happened since its version; whoever keeps study rights takes it like any other telling, by version.
 */
export interface StudyRightsStudyRightRestated {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Koski oid (node 15) or the university's own id.
   */
  studyRightId: string;
  kind: 'VOCATIONAL' | 'HIGHER_EDUCATION' | 'OTHER';
  /**
   * Version of the aggregate after the change; grows by one with each change.
   */
  version: number;
  /**
   * Learner oid (node 24) or the university's person id.
   */
  learnerId: string;
  /**
   * opiskeluoikeudentyyppi, or the VIRTA type as digits.
   */
  type: string;
  /**
   * Koski state code, or the VIRTA state as digits.
   */
  state: string;
  /**
   * False when the state is terminal or the end date has passed at the time of the event.
   */
  live: boolean;
  startDate: string | null;
  endDate: string | null;
  programmeCode: string | null;
  sourceId: string | null;
  /**
   * True: the study right takes no part in anything any more.
   */
  invalidated: boolean;
}
/**
 * A study right was created (version 1) or changed (a later version); one that is published by its university bears the university's own version. Vocational ones carry Koski's words, higher-education ones VIRTA's.
 */
export interface StudyRightsStudyRightStored {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Koski oid (node 15) or the university's own id.
   */
  studyRightId: string;
  kind: 'VOCATIONAL' | 'HIGHER_EDUCATION' | 'OTHER';
  /**
   * Version of the aggregate after the change; grows by one with each change.
   */
  version: number;
  /**
   * Learner oid (node 24) or the university's person id.
   */
  learnerId: string;
  /**
   * opiskeluoikeudentyyppi, or the VIRTA type as digits.
   */
  type: string;
  /**
   * Koski state code, or the VIRTA state as digits.
   */
  state: string;
  /**
   * False when the state is terminal or the end date has passed at the time of the event.
   */
  live: boolean;
  startDate: string | null;
  endDate: string | null;
  programmeCode: string | null;
  sourceId: string | null;
}
/**
 * Answer to a transfer that came by event and was refused; nothing of it was stored.
 */
export interface StudyRightsStudyRightTransferRefused {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  transferEventId: string;
  studyRightId: string | null;
  sourceId: string | null;
  /**
   * @minItems 1
   * @maxItems 100
   */
  errors: ErrorEntry[];
}
/**
 * Answer to VIRTA records of which some were refused; the others were stored.
 */
export interface StudyRightsVirtaRecordsRefused {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  transferEventId: string;
  /**
   * How many were refused; of them the first hundred are told.
   */
  refused: number;
  /**
   * @minItems 1
   * @maxItems 100
   */
  errors: {
    /**
     * Line of the document on which the record begins.
     */
    line: number;
    /**
     * The record's avain, if it can be read.
     */
    recordKey: string | null;
    key: string;
    message: string;
  }[];
}
/**
 * A course (opintojakso) or a study module (opintokokonaisuus) that studies can be recognised for.
 */
export interface UniversityCoursePublished {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Version of the aggregate after the change; grows by one with each change.
   */
  version: number;
  /**
   * Code of a course or a programme in the institution's own code space.
   */
  courseCode: string;
  name: LocalisedText;
  /**
   * ECTS credits, at most two decimals.
   */
  credits: number;
  kind: 'COURSE' | 'MODULE';
  /**
   * Courses of a module (R141); empty for a course.
   *
   * @maxItems 100
   *
   * Items: Code of a course or a programme in the institution's own code space.
   */
  memberCourseCodes: string[];
  gradeScale: '0-5' | 'PASS_FAIL';
  /**
   * First day on which it can be chosen as a target; null or absent: no limit.
   */
  validFrom?: string | null;
  /**
   * Last day on which it can be chosen as a target; null or absent: no end. A newer version without it opens it again.
   */
  validUntil?: string | null;
  /**
   * What one can do afterwards, one by one; absent: not sent.
   *
   * @maxItems 50
   */
  learningOutcomes?: LocalisedText[];
  /**
   * The unit that is responsible for it (university.organisation.v1); null or absent: not sent.
   */
  ownerOrganisationCode?: string | null;
  /**
   * The person who is responsible for it; null or absent: not sent.
   */
  responsiblePersonId?: string | null;
  /**
   * The course that has taken its place; null or absent: none, or not sent.
   */
  successorCourseCode?: string | null;
}
/**
 * A degree programme (tutkinto-ohjelma).
 */
export interface UniversityDegreeProgrammePublished {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Version of the aggregate after the change; grows by one with each change.
   */
  version: number;
  /**
   * Code of a course or a programme in the institution's own code space.
   */
  programmeCode: string;
  name: LocalisedText;
  /**
   * First day on which its students can apply; null or absent: no limit.
   */
  validFrom?: string | null;
  /**
   * Last day on which its students can apply, after the last of them may have studied under it; null or absent: no end.
   */
  validUntil?: string | null;
}
/**
 * How a student is enrolled in one term (lukukausi-ilmoittautuminen). A term that is not published is not known: nothing is concluded from its absence.
 */
export interface UniversityEnrolmentPublished {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Version of the aggregate after the change; grows by one with each change.
   */
  version: number;
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  personId: string;
  /**
   * Year and half: 2026-AUTUMN is from 1 August to 31 December, 2026-SPRING from 1 January to 31 July.
   */
  term: string;
  /**
   * Läsnä, poissa, ei ilmoittautunut.
   */
  status: 'ATTENDING' | 'ABSENT' | 'NOT_ENROLLED';
  /**
   * What the student is in the term, in the institution's own code, such as DEGREE or OPEN (R154); null or absent: not sent.
   */
  role?: string | null;
}
/**
 * Who guides a student in personal study planning (HOPS-ohjaus), from when to when (R150). One that ends gets a last day in a newer version.
 */
export interface UniversityGuidancePublished {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Version of the aggregate after the change; grows by one with each change.
   */
  version: number;
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  guidanceId: string;
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  counsellorId: string;
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  studentId: string;
  /**
   * First day; null or absent: no limit.
   */
  validFrom?: string | null;
  /**
   * Last day; null or absent: no end.
   */
  validUntil?: string | null;
}
/**
 * The university's own data and settings.
 */
export interface UniversityInstitutionPublished {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Version of the aggregate after the change; grows by one with each change.
   */
  version: number;
  name: LocalisedText;
  settings: {
    /**
     * The handler of a new application gets an e-mail beside the desk message.
     */
    emailHandlerOnArrival: boolean;
    /**
     * R23, D10: the recorder is told of parts to record; off by default.
     */
    notifyRecorder: boolean;
  };
}
/**
 * A unit of the institution, such as a faculty (oppilaitoksen yksikkö), with its place among the others.
 */
export interface UniversityOrganisationPublished {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Version of the aggregate after the change; grows by one with each change.
   */
  version: number;
  /**
   * Code of a course or a programme in the institution's own code space.
   */
  organisationCode: string;
  name: LocalisedText;
  /**
   * The unit that it belongs to; null or absent: the institution itself.
   */
  parentCode?: string | null;
  /**
   * First day; null or absent: no limit.
   */
  validFrom?: string | null;
  /**
   * Last day; null or absent: no end.
   */
  validUntil?: string | null;
}
/**
 * A person of the university with roles; students and staff alike.
 */
export interface UniversityPersonPublished {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Version of the aggregate after the change; grows by one with each change.
   */
  version: number;
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  personId: string;
  firstName: string;
  lastName: string;
  email: string | null;
  language: 'fi' | 'sv' | 'en';
  /**
   * @maxItems 20
   */
  roles: (
    | 'STUDENT'
    | 'HANDLER'
    | 'DECISION_MAKER'
    | 'RECORDER'
    | 'ADMIN'
    | 'PROVIDER'
    | 'PROVIDER_INVALIDATOR'
    | 'PROVIDER_VIEWER'
    | 'SUPPORT'
  )[];
  /**
   * @maxItems 50
   *
   * Items: Code of a course or a programme in the institution's own code space.
   */
  programmeCodes: string[];
  /**
   * First day at the institution in these roles; null or absent: no limit.
   */
  validFrom?: string | null;
  /**
   * Last day at the institution; null or absent: no end. A person who left is not named handler and gets no messages.
   */
  validUntil?: string | null;
  /**
   * The institution's own number of the student; null or absent: none, or not sent.
   */
  studentNumber?: string | null;
  /**
   * Null or absent: not sent. No service keeps it.
   */
  birthDate?: string | null;
}
/**
 * A student's personal study plan (HOPS) as it stands. The newest version replaces the plan.
 */
export interface UniversityStudyPlanPublished {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Version of the aggregate after the change; grows by one with each change.
   */
  version: number;
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  studyPlanId: string;
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  studentId: string;
  /**
   * The study right that it is for; null or absent: not sent.
   */
  studyRightId?: string | null;
  /**
   * Courses and modules of the plan, in the order of the plan.
   *
   * @maxItems 500
   */
  studies: {
    /**
     * Code of a course or a programme in the institution's own code space.
     */
    courseCode: string;
    /**
     * When it is planned for; null or absent: not sent.
     */
    term?: string | null;
    /**
     * Whether the student register has an attainment of it; absent: not sent.
     */
    completed?: boolean;
  }[];
}
/**
 * A higher-education study right as VIRTA describes it: no oid, no version of its own there, numeric states.
 */
export interface UniversityStudyRightPublished {
  /**
   * Organisation oid of the institution whose fact this is: university or education provider.
   */
  institutionOid: string;
  /**
   * Version of the aggregate after the change; grows by one with each change.
   */
  version: number;
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  studyRightId: string;
  /**
   * Id that the university gave to a person or a study right: its own text, compared exactly as sent. Never a personal identity code or an e-mail address: ids stand in keys, addresses and logs.
   */
  studentId: string;
  /**
   * Code of a course or a programme in the institution's own code space.
   */
  programmeCode: string;
  /**
   * VIRTA Opiskeluoikeuden tyyppi.
   */
  virtaType: number;
  /**
   * Calendar day, ISO 8601, in Europe/Helsinki.
   */
  startDate: string;
  endDate: string | null;
  /**
   * @minItems 1
   * @maxItems 100
   */
  states: {
    /**
     * VIRTA Opiskeluoikeuden tila.
     */
    state: number;
    /**
     * Calendar day, ISO 8601, in Europe/Helsinki.
     */
    startDate: string;
  }[];
}
