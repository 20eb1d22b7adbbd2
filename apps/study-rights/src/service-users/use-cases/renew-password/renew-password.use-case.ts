import { Injectable } from '@nestjs/common';
import { refuse } from '#kernel';
import { orProblem, type SentCommand } from '#platform';
import { can } from '../../../domain/policy.js';
import { managedReach } from '../../service-user-rules.js';
import { ServiceUserRepository } from '../../service-user.repository.js';
import type { ServiceUserWithPassword } from '../../service-user-view.js';
import { GivePassword } from '../give-password.js';

/** A new password for a service user; the one before is refused from the next request on. */
@Injectable()
export class RenewPassword {
  constructor(
    private readonly givePassword: GivePassword,
    private readonly users: ServiceUserRepository,
  ) {}

  /** @throws ProblemError `platform/forbidden`, `platform/not-found`, `service-user/idempotency-key-reused` */
  async execute(command: SentCommand, username: string): Promise<ServiceUserWithPassword> {
    const { actor } = command;
    orProblem(can(actor, 'rotate-service-user-password'));
    return this.givePassword.execute(command, {
      action: 'rotate-service-user-password',
      details: {},
      keep: async (sql, hash, at) => {
        const user = await this.users.lock(sql, managedReach(actor), username);
        if (!user) return refuse('platform/not-found');
        await this.users.setPassword(sql, username, hash, at);
        return { ...user, passwordChangedAt: at };
      },
    });
  }
}
