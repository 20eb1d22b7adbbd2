import { type CallHandler, type ExecutionContext, type NestInterceptor, UseInterceptors } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Observable, tap } from 'rxjs';
import { withVersion } from './request-decorators.js';

interface Versioned {
  readonly version: number;
  readonly id?: string;
}

/** Says in the headers what the answer's body says; no body is 204. */
class HeadersOfAnswer implements NestInterceptor {
  /** @param collection path under which what was made has its id, for `Location` */
  constructor(private readonly collection: string | undefined) {}

  intercept(context: ExecutionContext, next: CallHandler<Versioned | undefined>): Observable<Versioned | undefined> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      tap((answer) => {
        if (!answer) return void reply.status(204);
        withVersion(reply, answer.version);
        if (this.collection !== undefined) void reply.header('location', `${this.collection}/${answer.id}`);
      }),
    );
  }
}

/**
 * The answer has a version, which goes out as `ETag: "3"` too, for the next `If-Match`. A method that answers nothing says 204.
 * @param made `in`: path of the collection in which a new thing was made; adds `Location`
 */
export function VersionedReply(made?: { readonly in: string }): MethodDecorator {
  return UseInterceptors(new HeadersOfAnswer(made?.in));
}
