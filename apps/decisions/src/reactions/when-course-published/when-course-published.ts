import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { RegisterCopies } from '../../persistence/register-copies.js';

/** Keeps a copy: a recognised module is recorded as its courses (R141). */
@Controller()
export class WhenCoursePublished {
  constructor(private readonly copies: RegisterCopies) {}

  @Reaction('university.course-published.v1')
  async handle(
    @Payload() { body }: ReceivedEvent<'university.course-published.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    const { courseCode, name, kind, memberCourseCodes } = body;
    const course = { courseCode, name, kind, memberCourseCodes, extent: Math.round(body.credits * 100) };
    await this.copies.keepCourse(tx.sql, body.institutionOid, body.version, course);
  }
}
