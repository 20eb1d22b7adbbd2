import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Answers, CurrentActor, ValidBody, ValidParams, ValidQuery } from '#platform';
import { ListLetters } from './list-letters.js';
import { OpenLetter } from './open-letter.js';
import { ShowLetter } from './show-letter.js';
import { type LetterPage, letterPage, type OpenedLetter, openedLetter } from './letter-view.js';
import { letterGroup, openingReason, recordNumber } from './operator-input.js';
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
const openBody = z.strictObject({ reason: openingReason });

type Params = z.infer<typeof params>;

/** What this service's consumer gave up. The module puts `/api/<service>/v1/` in front. */
@Controller('dead-letters')
export class LookAtLettersController {
  constructor(
    private readonly listLetters: ListLetters,
    private readonly showLetter: ShowLetter,
    private readonly openLetter: OpenLetter,
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

  /** 200 with one letter; `headers` and `body` are null, because they are opened with a reason. */
  @Get(':id')
  @Answers(openedLetter, {
    summary: 'Show a dead letter, without what it holds',
    roles: ROLES_BY_RIGHT.look,
    problems: ['platform/forbidden'],
  })
  async show(@CurrentActor() actor: Actor, @ValidParams(params) { id }: Params): Promise<OpenedLetter> {
    return this.showLetter.execute(actor, id);
  }

  /** 200 with one letter, its headers and its body; the reason stands in the audit line. */
  @Post(':id/open')
  @HttpCode(200)
  @Answers(openedLetter, {
    summary: 'Open a dead letter: its headers and its body',
    roles: ROLES_BY_RIGHT.look,
    problems: ['platform/forbidden'],
  })
  async open(
    @CurrentActor() actor: Actor,
    @ValidParams(params) { id }: Params,
    @ValidBody(openBody) { reason }: z.infer<typeof openBody>,
  ): Promise<OpenedLetter> {
    return this.openLetter.execute(actor, id, reason);
  }
}
