import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, universityId, ValidParams, ValidQuery } from '#platform';
import { page } from '../../http-shapes.js';
import { AttainmentsOfStudentQuery, type AttainmentsPage } from './attainments-of-student.query.js';

const params = z.object({ studentId: universityId });

@Controller('api/decisions/v1/students')
export class AttainmentsOfStudentController {
  constructor(private readonly attainmentsOfStudent: AttainmentsOfStudentQuery) {}

  @Get(':studentId/attainments')
  async get(
    @CurrentActor() actor: Actor,
    @ValidParams(params) { studentId }: z.infer<typeof params>,
    @ValidQuery(page) asked: z.infer<typeof page>,
  ): Promise<AttainmentsPage> {
    return this.attainmentsOfStudent.execute(actor, studentId, asked);
  }
}
