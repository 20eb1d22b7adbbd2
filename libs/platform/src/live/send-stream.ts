import type { FastifyReply } from 'fastify';
import type { HintStream } from './hint-stream.js';

/** How long a reader may take for the end of its stream, in ms. */
const END_WITHIN_MS = 1_000;

export const EVENT_STREAM = 'text/event-stream';

/** Answers a request with a stream. Its connection is for nothing else, so that it ends with it. */
export function sendStream(reply: FastifyReply, stream: HintStream): FastifyReply {
  // A server does not close while a connection is open, and a reader that takes nothing does not see the end.
  stream.once('ending', () => setTimeout(() => reply.raw.destroy(), END_WITHIN_MS).unref());
  return (
    reply
      .header('content-type', `${EVENT_STREAM}; charset=utf-8`)
      .header('connection', 'close')
      // nginx would gather the answer otherwise.
      .header('x-accel-buffering', 'no')
      .send(stream)
  );
}
