import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, ValidParams, ValidQuery, Answers } from '#platform';
import { ListLetters } from './list-letters.js';
import { ShowLetter } from './show-letter.js';
import { type LetterPage, letterPage, type OpenedLetter, openedLetter } from './letter-view.js';
import { letterGroup, recordNumber } from './operator-input.js';
import { ROLES_BY_RIGHT } from './policy.js';

const text = z.string().min(1).max(300);

const pageQuery = z.strictObject({
  state: z.enum(['open', 'replayed', 'discarded', 'all']).default('open'),
  topic: text.optional(),
  key: text.optional(),
  code: text.optional(),
  group: letterGroup.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: recordNumber.optional(),
});
const params = z.object({ id: recordNumber });

/** What this service's consumer gave up. The module puts `/api/<service>/v1/` in front. */
@Controller('dead-letters')
export class LookAtLettersController {
  constructor(
    private readonly listLetters: ListLetters,
    private readonly showLetter: ShowLetter,
  ) {}

  /** 200 with a page of letters, oldest first. */
  @Get()
  @Answers(letterPage, {
    summary: 'List what this service gave up',
    roles: ROLES_BY_RIGHT.look,
    problems: ['platform/forbidden'],
  })
  async list(
    @CurrentActor() actor: Actor,
    @ValidQuery(pageQuery) query: z.infer<typeof pageQuery>,
  ): Promise<LetterPage> {
    return this.listLetters.execute(actor, query);
  }

  /** 200 with one letter, its headers and its body. */
  @Get(':id')
  @Answers(openedLetter, {
    summary: 'Show a dead letter with what it holds',
    roles: ROLES_BY_RIGHT.look,
    problems: ['platform/forbidden'],
  })
  async show(@CurrentActor() actor: Actor, @ValidParams(params) { id }: z.infer<typeof params>): Promise<OpenedLetter> {
    return this.showLetter.execute(actor, id);
  }
}
