import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Answers, CurrentActor, universityId, ValidParams, ValidQuery } from '#platform';
import { page } from '../../http/request-schemas.js';
import { type AttainmentsPage, attainmentsPage } from '../../http/answer-shapes.js';
import { rolesFor } from '../../domain/policy.js';
import { AttainmentsOfStudentQuery } from './attainments-of-student.query.js';

const params = z.object({ studentId: universityId });

@Controller('api/decisions/v1/students')
export class AttainmentsOfStudentController {
  constructor(private readonly attainmentsOfStudent: AttainmentsOfStudentQuery) {}

  @Get(':studentId/attainments')
  @Answers(attainmentsPage, {
    summary: 'List the attainments of a student that rest on recognition',
    roles: rolesFor('see-attainments'),
    problems: ['decision/not-allowed', 'decision/not-the-handler', 'decision/cursor-not-valid'],
  })
  async get(
    @CurrentActor() actor: Actor,
    @ValidParams(params) { studentId }: z.infer<typeof params>,
    @ValidQuery(page) asked: z.infer<typeof page>,
  ): Promise<AttainmentsPage> {
    return this.attainmentsOfStudent.execute(actor, studentId, asked);
  }
}
