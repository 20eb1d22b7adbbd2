import { Module } from '@nestjs/common';
import { ProblemsModule } from '../problems/problems.module.js';
import { StudyRightRegisterModule } from '../study-rights/study-right-register.module.js';
import { BrokenHoksController } from './queries/broken-hoks/broken-hoks.http.js';
import { BrokenHoksQuery } from './queries/broken-hoks/broken-hoks.query.js';
import { HelpController } from './queries/help/help.http.js';
import { SupportCaseController } from './queries/support-case/support-case.http.js';
import { SupportCaseQuery } from './queries/support-case/support-case.query.js';
import { SupportCasesController } from './queries/support-cases/support-cases.http.js';
import { SupportCasesQuery } from './queries/support-cases/support-cases.query.js';
import { CaseStandingQuery } from './queries/support-case/case-standing.query.js';
import { SupportCaseTimelineController } from './queries/support-case-timeline/support-case-timeline.http.js';
import { SupportCaseTimelineQuery } from './queries/support-case-timeline/support-case-timeline.query.js';
import { ForgetNamesSchedule } from './schedules/forget-names.schedule.js';
import { ApproveOverrideController } from './use-cases/approve-override/approve-override.http.js';
import { ApproveOverride } from './use-cases/approve-override/approve-override.use-case.js';
import { AttemptOverride } from './use-cases/approve-override/attempt-override.js';
import { CarryOutOverride } from './use-cases/approve-override/carry-out-override.js';
import { CloseSupportCaseController } from './use-cases/close-support-case/close-support-case.http.js';
import { CloseSupportCase } from './use-cases/close-support-case/close-support-case.use-case.js';
import { ForgetNames } from './use-cases/forget-names/forget-names.use-case.js';
import { LockSupportCase } from './use-cases/lock-support-case.js';
import { OpenSupportCaseController } from './use-cases/open-support-case/open-support-case.http.js';
import { OpenSupportCase } from './use-cases/open-support-case/open-support-case.use-case.js';
import { ProposeOverrideController } from './use-cases/propose-override/propose-override.http.js';
import { ProposeOverride } from './use-cases/propose-override/propose-override.use-case.js';
import { RepairBrokenHoksController } from './use-cases/repair-broken-hoks/repair-broken-hoks.http.js';
import { RepairBrokenHoks } from './use-cases/repair-broken-hoks/repair-broken-hoks.use-case.js';

/** The support desk: cases with two persons for an override, broken pairs, help. */
@Module({
  imports: [ProblemsModule, StudyRightRegisterModule],
  controllers: [
    HelpController,
    OpenSupportCaseController,
    SupportCasesController,
    SupportCaseController,
    SupportCaseTimelineController,
    ProposeOverrideController,
    ApproveOverrideController,
    CloseSupportCaseController,
    BrokenHoksController,
    RepairBrokenHoksController,
  ],
  providers: [
    LockSupportCase,
    OpenSupportCase,
    ProposeOverride,
    ApproveOverride,
    AttemptOverride,
    CarryOutOverride,
    CloseSupportCase,
    RepairBrokenHoks,
    ForgetNames,
    ForgetNamesSchedule,
    SupportCasesQuery,
    SupportCaseQuery,
    SupportCaseTimelineQuery,
    CaseStandingQuery,
    BrokenHoksQuery,
  ],
})
export class SupportDeskModule {}
