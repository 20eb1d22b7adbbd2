import { Controller, Get } from '@nestjs/common';
import type { z } from 'zod';
import { codesetFrom, codesetParams, codesetView, type CodesetView, ValidParams } from '#platform';
import { AnswersHere } from '../../../http/answer-shapes.js';
import { codesets } from '../../../http/codes.js';

const params = codesetParams(codesets);

@Controller('api/study-rights/v1/codes')
export class StudyRightCodesController {
  /** The same for everybody: what codes mean is no secret, and nothing of a person. */
  @Get(':codeset')
  @AnswersHere(codesetView, 'List the codes of a codeset with their texts', null)
  get(@ValidParams(params) { codeset }: z.infer<typeof params>): CodesetView {
    return codesetFrom(codesets, codeset);
  }
}
