import { Injectable } from '@nestjs/common';
import { refuse } from '#kernel';
import { orProblem, type Role, type SentCommand } from '#platform';
import { can } from '../../../domain/policy.js';
import { ServiceUserRepository } from '../../service-user.repository.js';
import type { ServiceUserWithPassword } from '../../service-user-view.js';
import { GivePassword } from '../give-password.js';

export interface NewServiceUser {
  readonly username: string;
  readonly roles: readonly Role[];
  readonly sourceSystem: string | null;
  readonly studyRightTypes: readonly string[] | null;
}

/** Adds a system of the own organisation, with a password that is shown once. */
@Injectable()
export class AddServiceUser {
  constructor(
    private readonly givePassword: GivePassword,
    private readonly users: ServiceUserRepository,
  ) {}

  /** @throws ProblemError `platform/forbidden`, `service-user/name-taken`, `service-user/idempotency-key-reused` */
  async execute(command: SentCommand, wanted: NewServiceUser): Promise<ServiceUserWithPassword> {
    const { actor } = command;
    orProblem(can(actor, 'add-service-user'));
    const { username, roles, sourceSystem, studyRightTypes } = wanted;
    return this.givePassword.execute(command, {
      action: 'add-service-user',
      details: { roles, sourceSystem, studyRightTypes },
      keep: async (sql, hash, at) => {
        const user = { ...wanted, institutionOid: actor.institutionOid };
        return (await this.users.insert(sql, user, hash, at)) ?? refuse('service-user/name-taken', { username });
      },
    });
  }
}
