import { applyDecorators, Controller, UseGuards } from '@nestjs/common';
import { OwnGuard } from '#platform';
import { ServiceUserGuard } from './service-user.guard.js';

/** A controller of an interface in another system's words: service users sign in by HTTP Basic, people by their token. */
export function CompatibleController(path: string | string[]): ClassDecorator {
  return applyDecorators(Controller(path), OwnGuard(), UseGuards(ServiceUserGuard));
}
