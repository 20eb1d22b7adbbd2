import { Injectable } from '@nestjs/common';
import { refuse } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock } from '#platform';
import { can } from '../../../domain/policy.js';
import type { Refusal } from '../../../errors.js';
import { auditServiceUser } from '../../audit-service-user.js';
import { managedReach } from '../../service-user-rules.js';
import { ServiceUserRepository } from '../../service-user.repository.js';
import { serviceUserView, type ServiceUserView } from '../../service-user-view.js';

export type ServiceUserChange =
  | { readonly step: 'block' | 'unblock' }
  | { readonly step: 'limit'; readonly studyRightTypes: readonly string[] | null };

/** Changes a service user. What is changed holds from the next request on, in every process: each reads the row. */
@Injectable()
export class ChangeServiceUser {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly users: ServiceUserRepository,
  ) {}

  async execute(actor: Actor, username: string, change: ServiceUserChange): Promise<ServiceUserView | Refusal> {
    const action = `${change.step}-service-user` as const;
    const refusal = can(actor, action);
    if (refusal !== null) return refusal;
    return this.unitOfWork.run(async ({ sql }) => {
      const user = await this.users.lock(sql, managedReach(actor), username);
      if (!user) return refuse('platform/not-found');
      const changed =
        change.step === 'limit'
          ? { ...user, studyRightTypes: change.studyRightTypes }
          : { ...user, active: change.step === 'unblock' };
      await this.users.update(sql, changed);
      const details = change.step === 'limit' ? { studyRightTypes: change.studyRightTypes } : {};
      await auditServiceUser(sql, actor, action, user, this.clock.now(), details);
      return serviceUserView(changed);
    });
  }
}
