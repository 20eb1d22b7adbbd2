import { Controller, Put } from '@nestjs/common';
import { z } from 'zod';
import { Answers, Command, type SentCommand, ValidBody, VersionedReply } from '#platform';
import { ROLES_BY_ACTION } from '../../domain/policy.js';
import type { Settings } from '../../domain/settings.js';
import { digestDays, digestHour, digestMode, settingsShape } from '../../http/settings-shape.js';
import { ChangeSettings } from '../change-settings.js';

const body = z.strictObject({ mode: digestMode, days: digestDays, hour: digestHour });

@Controller('api/notifications/v1/settings/digest')
export class SetDigestController {
  constructor(private readonly change: ChangeSettings) {}

  /** 200 with the settings of the institution and their new version as ETag. A digest of today that has been sent stays the only one. */
  @Put()
  @Answers(settingsShape, {
    summary: 'Say when handlers get a digest of what waits for them',
    roles: ROLES_BY_ACTION['change-settings'],
    problems: ['settings/role-not-allowed', 'settings/idempotency-key-reused'],
    versioned: true,
  })
  @VersionedReply()
  async put(
    @Command('required') command: SentCommand,
    @ValidBody(body) digest: z.infer<typeof body>,
  ): Promise<Settings> {
    return this.change.execute('set-digest', command, 'digest', digest);
  }
}
