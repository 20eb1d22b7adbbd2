import { Controller, Header, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { Command, type SentCommand, ValidBody, ValidParams } from '#platform';
import { AnswersHere } from '../../../http/answer-shapes.js';
import { serviceUserParams, serviceUserWithPassword, type ServiceUserWithPassword } from '../../service-user-view.js';
import { RenewPassword } from './renew-password.use-case.js';

const nothing = z.strictObject({});

@Controller('api/study-rights/v1/service-users')
export class RenewPasswordController {
  constructor(private readonly renewPassword: RenewPassword) {}

  /** 200 with a new password, which no later answer holds, neither that to a repetition with the same Idempotency-Key. */
  @Post(':username/rotate-password')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @AnswersHere(serviceUserWithPassword, 'Give a service user a new password', 'rotate-service-user-password', [
    'service-user/idempotency-key-reused',
  ])
  async post(
    @Command('none') command: SentCommand,
    @ValidParams(serviceUserParams) { username }: z.infer<typeof serviceUserParams>,
    @ValidBody(nothing) _: z.infer<typeof nothing>,
  ): Promise<ServiceUserWithPassword> {
    return this.renewPassword.execute(command, username);
  }
}
