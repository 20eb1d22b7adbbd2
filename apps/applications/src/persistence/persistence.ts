import { MoreOfTheUniversity1764991000000 } from './migrations/1764991000000-more-of-the-university.js';
import { RightsMatrix1764990000000 } from './migrations/1764990000000-rights-matrix.js';
import { BlockedStudyRightTypes1764230000000 } from './migrations/1764230000000-blocked-study-right-types.js';
import { ApplicationEntity, ApplicationPartEntity } from './application.entity.js';
import { ColumnsOfLists1764825000000 } from './migrations/1764825000000-columns-of-lists.js';
import { CreateApplications1764000000000 } from './migrations/1764000000000-create-applications.js';
import { HandlingLimit1764910000000 } from './migrations/1764910000000-handling-limit.js';
import { IdsOfTheUniversity1764400000000 } from './migrations/1764400000000-ids-of-the-university.js';
import { LastRequest1764810000000 } from './migrations/1764810000000-last-request.js';
import { OldIdempotencyKeys1764510000000 } from './migrations/1764510000000-old-idempotency-keys.js';
import { Reconcile1764020000000 } from './migrations/1764020000000-reconcile.js';
import { ApplicationNumber1764862000000 } from './migrations/1764862000000-application-number.js';
import { SearchInCopies1764861000000 } from './migrations/1764861000000-search-in-copies.js';
import { SentContent1764860000000 } from './migrations/1764860000000-sent-content.js';
import { ProposedChanges1765020000000 } from './migrations/1765020000000-proposed-changes.js';
import { ReturnedFields1765010000000 } from './migrations/1765010000000-returned-fields.js';
import { StatesInInstitutions1765030000000 } from './migrations/1765030000000-states-in-institutions.js';
import { Transfers1765000000000 } from './migrations/1765000000000-transfers.js';
import { ValidityOfMasterData1764420000000 } from './migrations/1764420000000-validity-of-master-data.js';

/** What the database of this service is made of. Tables without an entity are copies and settings that SQL alone reads and writes. */
export const persistence = {
  entities: [ApplicationEntity, ApplicationPartEntity],
  migrations: [
    CreateApplications1764000000000,
    Reconcile1764020000000,
    BlockedStudyRightTypes1764230000000,
    IdsOfTheUniversity1764400000000,
    ValidityOfMasterData1764420000000,
    OldIdempotencyKeys1764510000000,
    LastRequest1764810000000,
    ColumnsOfLists1764825000000,
    SentContent1764860000000,
    SearchInCopies1764861000000,
    ApplicationNumber1764862000000,
    HandlingLimit1764910000000,
    RightsMatrix1764990000000,
    MoreOfTheUniversity1764991000000,
    Transfers1765000000000,
    ReturnedFields1765010000000,
    ProposedChanges1765020000000,
    StatesInInstitutions1765030000000,
  ],
};
