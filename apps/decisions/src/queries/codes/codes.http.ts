import { Controller, Get } from '@nestjs/common';
import type { z } from 'zod';
import { Answers, codesetFrom, codesetParams, codesetView, type CodesetView, ValidParams } from '#platform';
import { rolesFor } from '../../domain/policy.js';
import { codesets } from '../../http/codes.js';

const params = codesetParams(codesets);

@Controller('api/decisions/v1/codes')
export class DecisionCodesController {
  /** The same for everybody: what codes mean is no secret, and nothing of a person. */
  @Get(':codeset')
  @Answers(codesetView, {
    summary: 'List the codes of a codeset with their texts',
    roles: rolesFor('see-attainments'),
  })
  get(@ValidParams(params) { codeset }: z.infer<typeof params>): CodesetView {
    return codesetFrom(codesets, codeset);
  }
}
