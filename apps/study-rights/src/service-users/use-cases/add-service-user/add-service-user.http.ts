import { Controller, Header, Post } from '@nestjs/common';
import { z } from 'zod';
import { Command, type SentCommand, ValidBody } from '#platform';
import { AnswersHere } from '../../../http/answer-shapes.js';
import { GIVEN_ROLES } from '../../service-user-rules.js';
import {
  serviceUsername,
  serviceUserWithPassword,
  type ServiceUserWithPassword,
  typeLimit,
} from '../../service-user-view.js';
import { AddServiceUser } from './add-service-user.use-case.js';

const newUser = z.strictObject({
  username: serviceUsername,
  roles: z
    .array(z.enum(GIVEN_ROLES))
    .min(1)
    .max(GIVEN_ROLES.length)
    .refine((roles) => new Set(roles).size === roles.length),
  sourceSystem: z.string().trim().min(1).max(100).nullable().default(null).describe('code of lahdejarjestelma'),
  studyRightTypes: typeLimit.default(null),
});

@Controller('api/study-rights/v1/service-users')
export class AddServiceUserController {
  constructor(private readonly addServiceUser: AddServiceUser) {}

  /** 201 with the password, which no later answer holds, neither that to a repetition with the same Idempotency-Key. */
  @Post()
  @Header('cache-control', 'no-store')
  @AnswersHere(serviceUserWithPassword, 'Add a service user', 'add-service-user', [
    'service-user/name-taken',
    'service-user/idempotency-key-reused',
  ])
  async post(
    @Command('none') command: SentCommand,
    @ValidBody(newUser) body: z.infer<typeof newUser>,
  ): Promise<ServiceUserWithPassword> {
    return this.addServiceUser.execute(command, body);
  }
}
