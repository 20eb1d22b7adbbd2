import { errors as gatewayErrors } from '../../apps/gateway/src/errors.js';
import { errors as applicationErrors, names as applicationNames } from '../../apps/applications/src/errors.js';
import { errors as decisionErrors, names as decisionNames } from '../../apps/decisions/src/errors.js';
import { errors as messageErrors, names as messageNames } from '../../apps/notifications/src/errors.js';
import { errors as precedentErrors, names as precedentNames } from '../../apps/recognition-bank/src/errors.js';
import { errors as studyRightErrors, names as studyRightNames } from '../../apps/study-rights/src/errors.js';
import { deadLetterErrors, deadLetterNames } from '../../libs/messaging/src/dead-letters/errors.js';
import { stuckPartitionErrors } from '../../libs/messaging/src/stuck-partitions/errors.js';
import { joined } from '../../libs/platform/src/errors/names.js';
import { platformErrors } from '../../libs/platform/src/errors/platform-errors.js';
import type { ProblemTexts } from '../../libs/platform/src/errors/problem-document.js';
import type { ErrorTable } from '../../libs/platform/src/errors/error-definition.js';

/** The tables of codes, by what answers with them. */
export const ERROR_TABLES = {
  platform: platformErrors,
  messaging: { ...deadLetterErrors, ...stuckPartitionErrors },
  applications: applicationErrors,
  decisions: decisionErrors,
  notifications: messageErrors,
  'recognition-bank': precedentErrors,
  'study-rights': studyRightErrors,
  gateway: gatewayErrors,
} as const;

/** All codes and names of all services. */
export function textsOfServices(): Required<Omit<ProblemTexts, 'explain'>> {
  return {
    table: Object.assign({}, ...Object.values(ERROR_TABLES)) as ErrorTable,
    names: joined([
      ...[deadLetterNames, applicationNames, decisionNames, messageNames, precedentNames, studyRightNames],
    ]),
  };
}
