import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { keepCourse } from '../../persistence/copies.js';

/** Keeps a copy: a recognised module is recorded as its courses (R141). */
@Controller()
export class WhenCoursePublished {
  @Reaction('university.course-published.v1')
  async handle(
    @Payload() event: ReceivedEvent<'university.course-published.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    await keepCourse(tx.sql, event);
  }
}
