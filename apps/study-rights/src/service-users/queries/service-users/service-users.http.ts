import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, orProblem, type Page, ValidQuery } from '#platform';
import { AnswersHere } from '../../../http/answer-shapes.js';
import { pageLimit } from '../../../http/request-schemas.js';
import { serviceUserPage, type ServiceUserView } from '../../service-user-view.js';
import { ServiceUsersQuery } from './service-users.query.js';

const listQuery = z.strictObject({ limit: pageLimit, cursor: z.string().min(1).max(200).optional() });

@Controller('api/study-rights/v1/service-users')
export class ServiceUsersController {
  constructor(private readonly query: ServiceUsersQuery) {}

  /** Users of the compatible interfaces who sign in by name and password: those of the own organisation. */
  @Get()
  @AnswersHere(serviceUserPage, 'List service users', 'list-service-users')
  async get(
    @CurrentActor() actor: Actor,
    @ValidQuery(listQuery) query: z.infer<typeof listQuery>,
  ): Promise<Page<ServiceUserView>> {
    return orProblem(await this.query.execute(actor, query));
  }
}
