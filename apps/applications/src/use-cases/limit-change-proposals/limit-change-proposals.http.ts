import { Controller, Put } from '@nestjs/common';
import { z } from 'zod';
import { Answers, Command, type SentCommand, ValidBody, VersionedReply } from '#platform';
import { settingsShape } from '../../http/answer-shapes.js';
import { ROLES_BY_ACTION } from '../../domain/policy.js';
import type { InstitutionSettings } from '../../persistence/institution-settings.js';
import { ChangeSettings } from '../change-settings.js';

const days = z.strictObject({ changeProposalDays: z.int().min(1).max(90) });

@Controller('api/applications/v1/settings/change-proposals')
export class LimitChangeProposalsController {
  constructor(private readonly change: ChangeSettings) {}

  /** 200 with the settings of the institution and their new version as ETag. Proposals made from then on stand so long. */
  @Put()
  @Answers(settingsShape, {
    summary: 'Say for how many days a student can accept what a handler proposes',
    roles: ROLES_BY_ACTION['change-settings'],
    problems: ['application/role-not-allowed', 'application/idempotency-key-reused'],
    versioned: true,
  })
  @VersionedReply()
  async put(
    @Command('required') command: SentCommand,
    @ValidBody(days) { changeProposalDays }: z.infer<typeof days>,
  ): Promise<InstitutionSettings> {
    return this.change.execute('limit-change-proposals', command, 'changeProposalDays', changeProposalDays);
  }
}
