import { Module } from '@nestjs/common';
import { config } from '../config.js';
import { SupportDesk } from './next-steps.js';

export const supportDesk = new SupportDesk(config.SUPPORT_EMAIL);

/** What the refusals of all wings need: the support desk that their next steps name. */
@Module({
  providers: [{ provide: SupportDesk, useValue: supportDesk }],
  exports: [SupportDesk],
})
export class ProblemsModule {}
