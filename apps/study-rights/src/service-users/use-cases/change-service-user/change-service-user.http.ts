import { Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, orProblem, ValidBody, ValidParams } from '#platform';
import { AnswersHere } from '../../../http/answer-shapes.js';
import { serviceUserParams, serviceUserShape, type ServiceUserView, typeLimit } from '../../service-user-view.js';
import { ChangeServiceUser } from './change-service-user.use-case.js';

const nothing = z.strictObject({});
const limits = z.strictObject({ studyRightTypes: typeLimit });

type Params = z.infer<typeof serviceUserParams>;

@Controller('api/study-rights/v1/service-users')
export class ChangeServiceUserController {
  constructor(private readonly changeServiceUser: ChangeServiceUser) {}

  /** Refused at both compatible interfaces from now on; also when it was blocked before. */
  @Post(':username/block')
  @HttpCode(200)
  @AnswersHere(serviceUserShape, 'Block a service user', 'block-service-user')
  async block(
    @CurrentActor() actor: Actor,
    @ValidParams(serviceUserParams) { username }: Params,
    @ValidBody(nothing) _: z.infer<typeof nothing>,
  ): Promise<ServiceUserView> {
    return orProblem(await this.changeServiceUser.execute(actor, username, { step: 'block' }));
  }

  @Post(':username/unblock')
  @HttpCode(200)
  @AnswersHere(serviceUserShape, 'Let a blocked service user in again', 'unblock-service-user')
  async unblock(
    @CurrentActor() actor: Actor,
    @ValidParams(serviceUserParams) { username }: Params,
    @ValidBody(nothing) _: z.infer<typeof nothing>,
  ): Promise<ServiceUserView> {
    return orProblem(await this.changeServiceUser.execute(actor, username, { step: 'unblock' }));
  }

  @Post(':username/limit')
  @HttpCode(200)
  @AnswersHere(serviceUserShape, 'Limit a service user to types of study right', 'limit-service-user')
  async limit(
    @CurrentActor() actor: Actor,
    @ValidParams(serviceUserParams) { username }: Params,
    @ValidBody(limits) { studyRightTypes }: z.infer<typeof limits>,
  ): Promise<ServiceUserView> {
    return orProblem(await this.changeServiceUser.execute(actor, username, { step: 'limit', studyRightTypes }));
  }
}
