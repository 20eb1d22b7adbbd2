import type { ServiceName } from '#contracts';
import { type Copies, type CopyDeclaration, type PersistenceParts, resolveCopies } from '#messaging';
import { copies as applications } from '../../applications/src/persistence/copies.js';
import { persistence as applicationsTables } from '../../applications/src/persistence/persistence.js';
import { copies as decisions } from '../../decisions/src/persistence/copies.js';
import { persistence as decisionsTables } from '../../decisions/src/persistence/persistence.js';
import { copies as notifications } from '../../notifications/src/persistence/copies.js';
import { persistence as notificationsTables } from '../../notifications/src/persistence/persistence.js';
import { copies as recognitionBank } from '../../recognition-bank/src/persistence/copies.js';
import { persistence as recognitionBankTables } from '../../recognition-bank/src/persistence/persistence.js';
import { copies as studyRights } from '../../study-rights/src/persistence/copies.js';
import { persistence as studyRightsTables } from '../../study-rights/src/persistence/persistence.js';

const COPIES: Readonly<Record<ServiceName, Copies>> = {
  applications,
  decisions,
  notifications,
  'recognition-bank': recognitionBank,
  'study-rights': studyRights,
};

export const PERSISTENCE: Readonly<Record<ServiceName, PersistenceParts>> = {
  applications: applicationsTables,
  decisions: decisionsTables,
  notifications: notificationsTables,
  'recognition-bank': recognitionBankTables,
  'study-rights': studyRightsTables,
};

/** What a service copies from others. */
export async function copiesOf(service: ServiceName): Promise<readonly CopyDeclaration[]> {
  return resolveCopies(COPIES[service]);
}
