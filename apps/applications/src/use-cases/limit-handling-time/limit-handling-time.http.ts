import { Controller, Put } from '@nestjs/common';
import { z } from 'zod';
import { Answers, Command, type SentCommand, ValidBody, VersionedReply } from '#platform';
import { settingsShape } from '../../http/answer-shapes.js';
import { ROLES_BY_ACTION } from '../../domain/policy.js';
import type { InstitutionSettings } from '../../persistence/institution-settings.js';
import { ChangeSettings } from '../change-settings.js';

const limit = z.strictObject({
  handlingLimitDays: z.int().min(1).max(365).nullable(),
});

@Controller('api/applications/v1/settings/handling-limit')
export class LimitHandlingTimeController {
  constructor(private readonly change: ChangeSettings) {}

  /** 200 with the settings of the institution and their new version as ETag. Whole days (R73); null: no limit. */
  @Put()
  @Answers(settingsShape, {
    summary: 'Say within how many days the handling of a new application is to begin',
    roles: ROLES_BY_ACTION['change-settings'],
    problems: ['application/role-not-allowed', 'application/idempotency-key-reused'],
    versioned: true,
  })
  @VersionedReply()
  async put(
    @Command('required') command: SentCommand,
    @ValidBody(limit) { handlingLimitDays }: z.infer<typeof limit>,
  ): Promise<InstitutionSettings> {
    return this.change.execute('limit-handling-time', command, 'handlingLimitDays', handlingLimitDays);
  }
}
