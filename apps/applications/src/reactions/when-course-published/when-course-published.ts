import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { BatchReaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { CopiesRepository } from '../../persistence/copies.repository.js';

/** Keeps the courses and modules that a part may name as its targets (R47–R50). */
@Controller()
export class WhenCoursePublished {
  constructor(private readonly copies: CopiesRepository) {}

  @BatchReaction('university.course-published.v1')
  async handle(
    @Payload() events: readonly ReceivedEvent<'university.course-published.v1'>[],
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    await this.copies.keepCourses(
      tx.sql,
      events.map(({ body }) => body),
    );
  }
}
