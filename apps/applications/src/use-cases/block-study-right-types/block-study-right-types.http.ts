import { Controller, Put } from '@nestjs/common';
import { z } from 'zod';
import { say, ValidBody, Answers, VersionedReply, Command, type SentCommand } from '#platform';
import { settingsShape } from '../../http/answer-shapes.js';
import { ROLES_BY_ACTION } from '../../domain/policy.js';
import type { InstitutionSettings } from '../../persistence/institution-settings.js';
import { ChangeSettings } from '../change-settings.js';

/** VIRTA knows the types 1–20. */
const blockedTypes = z.strictObject({
  blockedStudyRightTypes: z
    .array(z.string().regex(/^([1-9]|1[0-9]|20)$/, say('studyRightType')))
    .max(20)
    .transform((types) => [...new Set(types)].sort((a, b) => Number(a) - Number(b))),
});

@Controller('api/applications/v1/settings')
export class BlockStudyRightTypesController {
  constructor(private readonly change: ChangeSettings) {}

  /** 200 with the settings of the institution and their new version as ETag. Applications made before stay as they are (R154). */
  @Put()
  @Answers(settingsShape, {
    summary: 'Say with which types of study right nobody applies',
    roles: ROLES_BY_ACTION['change-settings'],
    problems: ['application/role-not-allowed', 'application/idempotency-key-reused'],
    versioned: true,
  })
  @VersionedReply()
  async put(
    @Command('required') command: SentCommand,
    @ValidBody(blockedTypes) input: z.infer<typeof blockedTypes>,
  ): Promise<InstitutionSettings> {
    return this.change.execute(
      'block-study-right-types',
      command,
      'blockedStudyRightTypes',
      input.blockedStudyRightTypes,
    );
  }
}
