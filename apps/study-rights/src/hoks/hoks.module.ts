import { Module } from '@nestjs/common';
import { ProblemsModule } from '../problems/problems.module.js';
import { ServiceUsersModule } from '../service-users/service-users.module.js';
import { StudyRightRegisterModule } from '../study-rights/study-right-register.module.js';
import { EhoksGonePartsController } from './ehoks/gone-parts.http.js';
import { EhoksHoksPageController } from './queries/hoks-page/ehoks-hoks-page.http.js';
import { HoksPageQuery } from './queries/hoks-page/hoks-page.query.js';
import { EhoksHoksController } from './queries/hoks/ehoks-hoks.http.js';
import { HoksOfStudyRightController } from './queries/hoks-of-study-right/hoks-of-study-right.http.js';
import { HoksOfStudyRightQuery } from './queries/hoks-of-study-right/hoks-of-study-right.query.js';
import { HoksSectionsController } from './queries/hoks-sections/hoks-sections.http.js';
import { HoksController } from './queries/hoks/hoks.http.js';
import { HoksQuery } from './queries/hoks/hoks.query.js';
import { EhoksLearnersHoksesController } from './queries/learners-hokses/ehoks-learners-hokses.http.js';
import { LearnersHoksesQuery } from './queries/learners-hokses/learners-hokses.query.js';
import { OwnHoksesController } from './queries/learners-hokses/own-hokses.http.js';
import { CarryOutSentHoks } from './reactions/when-hoks-sent/carry-out-sent-hoks.js';
import { WhenHoksSent } from './reactions/when-hoks-sent/when-hoks-sent.js';
import { DecideDueFeedbackSchedule } from './schedules/decide-due-feedback.schedule.js';
import { ChangeHoks } from './use-cases/change-hoks.js';
import { CreateHoksController } from './use-cases/create-hoks/create-hoks.http.js';
import { CreateHoks } from './use-cases/create-hoks/create-hoks.use-case.js';
import { EhoksCreateHoksByHandController } from './use-cases/create-hoks/ehoks-create-hoks-by-hand.http.js';
import { EhoksCreateHoksController } from './use-cases/create-hoks/ehoks-create-hoks.http.js';
import { DecideDueFeedback } from './use-cases/decide-due-feedback/decide-due-feedback.use-case.js';
import { DecideDueSurvey } from './use-cases/decide-due-feedback/decide-due-survey.js';
import { DeleteHoksController } from './use-cases/delete-hoks/delete-hoks.http.js';
import { DeleteHoks } from './use-cases/delete-hoks/delete-hoks.use-case.js';
import { EhoksDeleteHoksByHandController } from './use-cases/delete-hoks/ehoks-delete-hoks-by-hand.http.js';
import { EhoksDeleteHoksController } from './use-cases/delete-hoks/ehoks-delete-hoks.http.js';
import { EhoksEraseHoksController } from './use-cases/erase-hoks/ehoks-erase-hoks.http.js';
import { EraseHoks } from './use-cases/erase-hoks/erase-hoks.use-case.js';
import { JudgeNewHoks } from './use-cases/judge-new-hoks.js';
import { LockHoks } from './use-cases/lock-hoks.js';
import { EhoksPatchHoksByHandController } from './use-cases/patch-hoks/ehoks-patch-hoks-by-hand.http.js';
import { EhoksPatchHoksController } from './use-cases/patch-hoks/ehoks-patch-hoks.http.js';
import { PatchHoksController } from './use-cases/patch-hoks/patch-hoks.http.js';
import { PatchHoks } from './use-cases/patch-hoks/patch-hoks.use-case.js';
import { EhoksReplaceHoksByHandController } from './use-cases/replace-hoks/ehoks-replace-hoks-by-hand.http.js';
import { EhoksReplaceHoksController } from './use-cases/replace-hoks/ehoks-replace-hoks.http.js';
import { ReplaceHoksController } from './use-cases/replace-hoks/replace-hoks.http.js';
import { ReplaceHoks } from './use-cases/replace-hoks/replace-hoks.use-case.js';
import { EhoksUndoDeleteHoksController } from './use-cases/undo-delete-hoks/ehoks-undo-delete-hoks.http.js';
import { UndoDeleteHoksController } from './use-cases/undo-delete-hoks/undo-delete-hoks.http.js';
import { UndoDeleteHoks } from './use-cases/undo-delete-hoks/undo-delete-hoks.use-case.js';
import { EhoksValidateHoksController } from './use-cases/validate-hoks/ehoks-validate-hoks.http.js';
import { ValidateHoks } from './use-cases/validate-hoks/validate-hoks.use-case.js';

/** HOKSes: eHOKS's interface, our own, and the feedback that follows from them. */
@Module({
  imports: [ProblemsModule, ServiceUsersModule, StudyRightRegisterModule],
  controllers: [
    CreateHoksController,
    HoksController,
    HoksOfStudyRightController,
    HoksSectionsController,
    EhoksHoksController,
    EhoksHoksPageController,
    EhoksLearnersHoksesController,
    EhoksGonePartsController,
    OwnHoksesController,
    DeleteHoksController,
    ReplaceHoksController,
    PatchHoksController,
    UndoDeleteHoksController,
    EhoksCreateHoksController,
    EhoksCreateHoksByHandController,
    EhoksReplaceHoksController,
    EhoksReplaceHoksByHandController,
    EhoksPatchHoksController,
    EhoksPatchHoksByHandController,
    EhoksDeleteHoksController,
    EhoksDeleteHoksByHandController,
    EhoksUndoDeleteHoksController,
    EhoksEraseHoksController,
    EhoksValidateHoksController,
    WhenHoksSent,
  ],
  providers: [
    LockHoks,
    JudgeNewHoks,
    ChangeHoks,
    CarryOutSentHoks,
    CreateHoks,
    DeleteHoks,
    DecideDueFeedback,
    DecideDueSurvey,
    DecideDueFeedbackSchedule,
    ReplaceHoks,
    PatchHoks,
    UndoDeleteHoks,
    EraseHoks,
    ValidateHoks,
    HoksQuery,
    HoksOfStudyRightQuery,
    HoksPageQuery,
    LearnersHoksesQuery,
  ],
})
export class HoksModule {}
