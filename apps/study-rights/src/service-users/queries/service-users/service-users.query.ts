import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, type Page, pageOf, writeAudit } from '#platform';
import { can } from '../../../domain/policy.js';
import type { Refusal } from '../../../errors.js';
import { managedReach } from '../../service-user-rules.js';
import { ServiceUserRepository } from '../../service-user.repository.js';
import { serviceUserView, type ServiceUserView } from '../../service-user-view.js';

/** The service users that somebody manages, by name. */
@Injectable()
export class ServiceUsersQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly users: ServiceUserRepository,
  ) {}

  /** @param cursor name of the last one of the page before */
  async execute(
    actor: Actor,
    { limit, cursor = '' }: { limit: number; cursor?: string | undefined },
  ): Promise<Page<ServiceUserView> | Refusal> {
    const refusal = can(actor, 'list-service-users');
    if (refusal !== null) return refusal;
    return this.unitOfWork.run(async ({ sql }) => {
      const rows = await this.users.page(sql, managedReach(actor), { after: cursor, limit: limit + 1 });
      await writeAudit(sql, {
        ...{ institutionOid: actor.institutionOid, actorId: actor.personId, action: 'list-service-users' },
        ...{ targetKind: 'service-user-list', targetId: actor.institutionOid, at: this.clock.now() },
        details: { usernames: rows.slice(0, limit).map(({ username }) => username) },
      });
      return pageOf(rows, limit, serviceUserView, ({ username }) => username);
    });
  }
}
