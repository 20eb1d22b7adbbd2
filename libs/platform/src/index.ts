export { ConfigError, loadConfig } from './config/config.js';
export {
  databaseSettings,
  httpSettings,
  kafkaSettings,
  oidcSettings,
  reconcileSettings,
  runtimeSettings,
  type PlatformConfig,
} from './config/settings.js';
export { rightsKeptIn } from './auth/rights-kept-in.js';
export { ROLES, type Actor, type Role } from './auth/actor.js';
export { bearerTokenOf, msToEndOfToken, signInByToken } from './auth/auth.guard.js';
export { CurrentActor, OwnGuard, Public, PUBLIC_ROUTE, type RequestWithActor } from './auth/decorators.js';
export { OWN_SIGN_IN, type OwnSignIn } from './auth/own-sign-in.js';
export { countSignIn } from './auth/sign-in-metric.js';
export { CLOCK_SKEW_SECONDS, TOKEN_ALGORITHMS, TokenVerifier } from './auth/token-verifier.js';
export { asProblem, isStalePlan, isUnavailable, missingInSchema } from './errors/classify.js';
export { fill, worded } from './errors/fill.js';
export { checkedTexts, errorTable, LANGUAGES, stepTable, type ErrorRule } from './errors/error-table.js';
export { stepsInReach, stepsNamed, textOfStep } from './errors/next-steps.js';
export { platformErrorsSaying, type PlatformErrorCode } from './errors/platform-errors.js';
export { Explained } from './errors/explained.js';
export { schemaFaults } from './errors/schema-faults.js';
export { universityId } from './auth/university-id.js';

export { preferredLanguage, writeProblem } from './errors/problem-document.js';
export type { ErrorDefinition, ErrorTable, Localised } from './errors/error-definition.js';
export {
  orProblem,
  problemOf,
  ProblemError,
  type Explain,
  type FieldError,
  type ProblemDocument,
  type Reader,
} from './errors/problem.js';
export { ownCodeOf, say, type FieldFault } from './errors/field-errors.js';
export { namedInText, namesIn } from './errors/names.js';
export { Answers, Deprecated } from './http/answers.js';
export { gatewayDocument, openApiDocument, type OpenApiDocument, type OwnAddress } from './http/openapi.js';
export { ExpectedVersion, ValidBody, ValidParams, ValidQuery, withVersion } from './http/request-decorators.js';
export { type Codesets, codesetFrom, codesetParams, codesetView, type CodesetView } from './http/codesets.js';
export { dayView, instantView, localisedTextView, pageView, textView } from './http/views.js';
export { Command, type SentCommand } from './http/sent-command.js';
export { VersionedReply } from './http/versioned-reply.js';
export { idColumn, instantColumn, keyset, pageOf, type Keyset, type Page } from './http/keyset.js';
export { Clock, SystemClock } from './clock.js';
export { currentTrace, runWithTrace, type Trace } from './trace/trace.js';
export { writeAudit, writeAudits, type AuditLine } from './audit.js';
export { auditMigrations } from './persistence/migrations.js';
export { columnsOf, type Connection, type Pipeline, type PreparedStatement, type Savepoint } from './pipeline.js';
export { type Columns, MappedTable } from './persistence/mapped-table.js';
export { openPipeline, posted, prepared, rowsChanged, savepoint, type SqlRunner } from './sql.js';
export { startMetricsServer } from './metrics/metrics-server.js';
export { edgeServerOptions, installEdge, traceOf } from './http/edge.js';
export { announcesBody, signInBeforeBodies } from './http/sign-in-before-bodies.js';
export { BODY_LIMIT, DOCUMENT_BODY_LIMIT, DOCUMENT_PREFIXES } from './http/body-limits.js';
export { compatibleInterfaceAt, COMPATIBLE_INTERFACES } from './http/compatible-interfaces.js';
export { escapeHtml } from './http/escape-html.js';
export { ERROR_TABLE, logRefusal, NAMES, sendProblem, type RefusalLogger } from './errors/problem.filter.js';
export { endSaying, runProcess } from './start/process.js';
export { hint, HINT_KINDS, type Hint } from './live/hint.js';
export { HintStream } from './live/hint-stream.js';
export { OpenStreams } from './live/open-streams.js';
export { EVENT_STREAM, sendStream } from './live/send-stream.js';
export { metrics } from './metrics/metrics.js';
export { LIVENESS_CHECKS, LivenessCheck, READINESS_CHECKS, ReadinessCheck } from './health/checks.js';
export { Conditions } from './health/conditions.js';
export { Lifecycle, type StopPhase } from './lifecycle.js';
export { type JobState, jobStates, RepeatedJob } from './repeated-job.js';
export { createLogger } from './logging/logger.js';
export { redact } from './logging/redact.js';
export { PlatformModule, type PlatformOptions } from './platform.module.js';
export { createService, startService, type ServiceOptions } from './start/start-service.js';
