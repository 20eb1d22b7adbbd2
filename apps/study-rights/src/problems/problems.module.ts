import { Module } from '@nestjs/common';
import { config } from '../config.js';
import { SupportDesk } from './next-steps.js';

/** What the refusals of all wings need: the support desk that their next steps name. */
@Module({
  providers: [{ provide: SupportDesk, useValue: new SupportDesk(config.SUPPORT_EMAIL) }],
  exports: [SupportDesk],
})
export class ProblemsModule {}
