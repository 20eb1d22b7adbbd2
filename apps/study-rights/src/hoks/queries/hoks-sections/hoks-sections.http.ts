import { Controller, Get } from '@nestjs/common';
import { AnswersHere, hoksSectionsShape } from '../../../http/answer-shapes.js';
import type { HoksSection } from '../../http/hoks-section.js';
import { hoksSections } from '../../http/hoks-sections.js';

@Controller('api/study-rights/v1/hoks-sections')
export class HoksSectionsController {
  /** What a HOKS is made of, section by section, with the names of its fields, their rules and the texts of their codes. */
  @Get()
  @AnswersHere(hoksSectionsShape, 'Show the sections and fields of a HOKS', null)
  get(): { sections: readonly HoksSection[] } {
    return { sections: hoksSections };
  }
}
