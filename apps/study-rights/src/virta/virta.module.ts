import { Module } from '@nestjs/common';
import { WhenUniversityStudyRightPublished } from './reactions/when-university-study-right-published/when-university-study-right-published.js';
import { WhenVirtaStudyRightsSent } from './reactions/when-virta-study-rights-sent/when-virta-study-rights-sent.js';

/** Study rights of higher education, as VIRTA documents and universities give them. */
@Module({
  controllers: [WhenUniversityStudyRightPublished, WhenVirtaStudyRightsSent],
})
export class VirtaModule {}
