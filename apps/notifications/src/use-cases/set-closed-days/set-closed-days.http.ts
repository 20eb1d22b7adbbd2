import { Controller, Put } from '@nestjs/common';
import { z } from 'zod';
import { Answers, Command, type SentCommand, ValidBody, VersionedReply } from '#platform';
import { ROLES_BY_ACTION } from '../../domain/policy.js';
import type { Settings } from '../../domain/settings.js';
import { CLOSED_DAYS_AT_MOST, settingsShape } from '../../http/settings-shape.js';
import { ChangeSettings } from '../change-settings.js';

const body = z.strictObject({ closedDays: z.array(z.iso.date()).max(CLOSED_DAYS_AT_MOST) });

@Controller('api/notifications/v1/settings/closed-days')
export class SetClosedDaysController {
  constructor(private readonly change: ChangeSettings) {}

  /** 200 with the settings of the institution and their new version as ETag. Holidays by law count by themselves. */
  @Put()
  @Answers(settingsShape, {
    summary: 'Say on which other days the institution does not work',
    roles: ROLES_BY_ACTION['change-settings'],
    problems: ['settings/role-not-allowed', 'settings/idempotency-key-reused'],
    versioned: true,
  })
  @VersionedReply()
  async put(
    @Command('required') command: SentCommand,
    @ValidBody(body) { closedDays }: z.infer<typeof body>,
  ): Promise<Settings> {
    return this.change.execute('set-closed-days', command, 'closedDays', [...new Set(closedDays)].sort());
  }
}
