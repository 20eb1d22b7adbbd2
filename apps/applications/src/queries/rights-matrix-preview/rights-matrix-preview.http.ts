import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { type Actor, Answers, CurrentActor, ValidBody } from '#platform';
import { ROLES_BY_ACTION } from '../../domain/policy.js';
import { rightsInput, type RightsPreview, rightsPreview } from '../../http/rights-shapes.js';
import { RIGHTS_REFUSED } from '../../http/answer-shapes.js';
import { RightsMatrixPreviewQuery } from './rights-matrix-preview.query.js';

@Controller('api/applications/v1/rights-matrix/preview')
export class RightsMatrixPreviewController {
  constructor(private readonly preview: RightsMatrixPreviewQuery) {}

  /** 200 with what these rows would change, and for whom; refused as the change would be. Nothing is stored. */
  @Post()
  @HttpCode(200)
  @Answers(rightsPreview, {
    summary: 'Show who would gain and lose what',
    roles: ROLES_BY_ACTION['change-rights-matrix'],
    problems: RIGHTS_REFUSED,
  })
  async post(
    @CurrentActor() actor: Actor,
    @ValidBody(rightsInput) { rows }: z.infer<typeof rightsInput>,
  ): Promise<RightsPreview> {
    return this.preview.execute(actor, rows);
  }
}
