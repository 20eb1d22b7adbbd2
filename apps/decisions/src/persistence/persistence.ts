import { RightsMatrix1764990000000 } from './migrations/1764990000000-rights-matrix.js';
import { idempotencyMigrations } from '#messaging';
import { AttainmentEntity } from './attainment.entity.js';
import { CaseEntity, CasePartEntity } from './case.entity.js';
import { DecisionEntity } from './decision.entity.js';
import { CreateDecisions1764000000000 } from './migrations/1764000000000-create-decisions.js';
import { Keywords1764960000000 } from './migrations/1764960000000-keywords.js';
import { IdsOfTheUniversity1764400000000 } from './migrations/1764400000000-ids-of-the-university.js';
import { Reconcile1764020000000 } from './migrations/1764020000000-reconcile.js';
import { GradeScales1764600000000 } from './migrations/1764600000000-grade-scales.js';
import { NamesOfApplicants1764700000000 } from './migrations/1764700000000-names-of-applicants.js';
import { NamesOfDeciders1764420000000 } from './migrations/1764420000000-names-of-deciders.js';
import { UnsettledDecisions1764910000000 } from './migrations/1764910000000-unsettled-decisions.js';

/** What the database of this service is made of. Tables without an entity are copies and lists that SQL alone reads and writes. */
export const persistence = {
  entities: [CaseEntity, CasePartEntity, DecisionEntity, AttainmentEntity],
  migrations: [
    CreateDecisions1764000000000,
    Reconcile1764020000000,
    IdsOfTheUniversity1764400000000,
    NamesOfDeciders1764420000000,
    GradeScales1764600000000,
    NamesOfApplicants1764700000000,
    UnsettledDecisions1764910000000,
    ...idempotencyMigrations,
    Keywords1764960000000,
    RightsMatrix1764990000000,
  ],
};
