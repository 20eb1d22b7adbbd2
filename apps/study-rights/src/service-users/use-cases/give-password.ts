import { Injectable } from '@nestjs/common';
import { isRefused } from '#kernel';
import { IdempotentTransaction } from '#messaging';
import { orProblem, type SentCommand, type SqlRunner } from '#platform';
import type { Refusal } from '../../errors.js';
import { auditServiceUser } from '../audit-service-user.js';
import { newPassword } from '../new-password.js';
import type { ManagedServiceUser } from '../service-user.repository.js';
import { type ServiceUserView, serviceUserView, type ServiceUserWithPassword } from '../service-user-view.js';

/** What is done with a new password. */
interface PasswordUse {
  readonly action: 'add-service-user' | 'rotate-service-user-password';
  /** For the audit log. */
  readonly details: object;
  readonly keep: (sql: SqlRunner, hash: string, at: Date) => Promise<ManagedServiceUser | Refusal>;
}

/**
 * Gives a service user a password that is shown once. A request that is repeated with its Idempotency-Key changes nothing and is
 * answered without the password: what is kept for repetitions lies in the database, and no password does.
 */
@Injectable()
export class GivePassword {
  constructor(private readonly once: IdempotentTransaction) {}

  /** @throws ProblemError the refusal of `keep`, `service-user/idempotency-key-reused`; then nothing has changed */
  async execute(command: SentCommand, { action, details, keep }: PasswordUse): Promise<ServiceUserWithPassword> {
    const { password, hash } = await newPassword();
    const { actor } = command;
    let isRepeated = false;
    const serviceUser = await this.once.run<ServiceUserView>(
      command,
      async ({ sql }, at) => {
        const kept = await keep(sql, hash, at);
        if (isRefused(kept)) return orProblem(kept);
        await auditServiceUser(sql, actor, action, kept, at, details);
        return serviceUserView(kept);
      },
      async ({ sql }, again, at) => {
        isRepeated = true;
        await auditServiceUser(sql, actor, action, again, at, { repeated: true });
      },
    );
    return { serviceUser, password: isRepeated ? null : password };
  }
}
