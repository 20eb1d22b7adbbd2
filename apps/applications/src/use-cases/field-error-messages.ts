import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { catchError, throwError, type Observable } from 'rxjs';
import { preferredLanguage, ProblemError } from '#platform';
import type { FieldError } from '../domain/field-error.js';
import { errors } from '../errors.js';

/** Gives the field errors of the domain, which are codes, their message in the language of the reader. */
@Injectable()
export class FieldErrorMessages implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    return next
      .handle()
      .pipe(catchError((error: unknown) => throwError(() => told(error, headers['accept-language']))));
  }
}

/** The same error, field errors with messages when it is `application/content-not-accepted`. */
export function told(error: unknown, acceptLanguage: string | undefined): unknown {
  if (!(error instanceof ProblemError) || error.code !== 'application/content-not-accepted') return error;
  const language = preferredLanguage(acceptLanguage);
  const fieldErrors = error.details['errors'] as readonly FieldError[];
  return new ProblemError(error.code, {
    ...error.details,
    errors: fieldErrors.map(({ path, code }) => ({ path, code, message: errors[code].detail[language] })),
  });
}
