import { Module } from '@nestjs/common';
import { OWN_SIGN_IN } from '#platform';
import { ServiceUserGuard } from './service-user.guard.js';
import { ServiceUsers } from './service-users.js';

/** Systems that sign in by name and password, as Koski's and eHOKS's interfaces have it. */
@Module({
  providers: [ServiceUsers, ServiceUserGuard, { provide: OWN_SIGN_IN, useExisting: ServiceUserGuard }],
  exports: [ServiceUsers],
})
export class ServiceUsersModule {}
