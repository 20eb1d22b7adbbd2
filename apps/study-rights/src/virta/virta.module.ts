import { Module } from '@nestjs/common';
import { HigherEducationController } from './queries/higher-education/higher-education.http.js';
import { HigherEducationQuery } from './queries/higher-education/higher-education.query.js';
import { WhenUniversityStudyRightPublished } from './reactions/when-university-study-right-published/when-university-study-right-published.js';
import { WhenVirtaStudyRightsSent } from './reactions/when-virta-study-rights-sent/when-virta-study-rights-sent.js';

/** Study rights of higher education, as VIRTA documents and universities give them. */
@Module({
  controllers: [HigherEducationController, WhenUniversityStudyRightPublished, WhenVirtaStudyRightsSent],
  providers: [HigherEducationQuery],
})
export class VirtaModule {}
