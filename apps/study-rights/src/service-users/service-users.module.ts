import { Module } from '@nestjs/common';
import { IdempotentTransaction } from '#messaging';
import { OWN_SIGN_IN } from '#platform';
import type { ErrorCode } from '../errors.js';
import { ServiceUsersController } from './queries/service-users/service-users.http.js';
import { ServiceUsersQuery } from './queries/service-users/service-users.query.js';
import { ServiceUserGuard } from './service-user.guard.js';
import { ServiceUsers } from './service-users.js';
import { AddServiceUserController } from './use-cases/add-service-user/add-service-user.http.js';
import { AddServiceUser } from './use-cases/add-service-user/add-service-user.use-case.js';
import { ChangeServiceUserController } from './use-cases/change-service-user/change-service-user.http.js';
import { GivePassword } from './use-cases/give-password.js';
import { RenewPasswordController } from './use-cases/renew-password/renew-password.http.js';
import { RenewPassword } from './use-cases/renew-password/renew-password.use-case.js';
import { ChangeServiceUser } from './use-cases/change-service-user/change-service-user.use-case.js';

/** Systems that sign in by name and password, as Koski's and eHOKS's interfaces have it, and who manages them. */
@Module({
  controllers: [ServiceUsersController, AddServiceUserController, ChangeServiceUserController, RenewPasswordController],
  providers: [
    ServiceUsersQuery,
    AddServiceUser,
    ChangeServiceUser,
    RenewPassword,
    GivePassword,
    IdempotentTransaction.refusing('service-user/idempotency-key-reused' satisfies ErrorCode),
    ServiceUsers,
    ServiceUserGuard,
    { provide: OWN_SIGN_IN, useExisting: ServiceUserGuard },
  ],
  exports: [ServiceUsers],
})
export class ServiceUsersModule {}
