import { Injectable } from '@nestjs/common';
import { refuse } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, type Role } from '#platform';
import { can } from '../../../domain/policy.js';
import type { Refusal } from '../../../errors.js';
import { auditServiceUser } from '../../audit-service-user.js';
import { newPassword } from '../../new-password.js';
import { ServiceUserRepository } from '../../service-user.repository.js';
import { serviceUserView, type ServiceUserWithPassword } from '../../service-user-view.js';

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
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly users: ServiceUserRepository,
  ) {}

  async execute(actor: Actor, wanted: NewServiceUser): Promise<ServiceUserWithPassword | Refusal> {
    const refusal = can(actor, 'add-service-user');
    if (refusal !== null) return refusal;
    const { password, hash } = await newPassword();
    const at = this.clock.now();
    return this.unitOfWork.run(async ({ sql }) => {
      const user = { ...wanted, institutionOid: actor.institutionOid };
      const added = await this.users.insert(sql, user, hash, at);
      if (added === null) return refuse('service-user/name-taken', { username: wanted.username });
      const { roles, sourceSystem, studyRightTypes } = wanted;
      await auditServiceUser(sql, actor, 'add-service-user', user, at, { roles, sourceSystem, studyRightTypes });
      return { serviceUser: serviceUserView(added), password };
    });
  }
}
