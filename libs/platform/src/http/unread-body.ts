import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/**
 * What is read only to be thrown away, in bytes: all connections of the process share it, and it comes back by so much a second.
 * Enough for six of the largest bodies that are taken; however many send, the process does not read on for nothing.
 */
const SHARED_BYTES = 12 * 1024 * 1024;
const SHARED_BYTES_PER_SECOND = 1024 * 1024;
/** How long the rest of a body is waited for. */
const WITHIN_MS = 5_000;
/** How long a client may still read its answer after our side of the connection is closed. */
const LINGER_MS = 2_000;

let left = SHARED_BYTES;
let counted = performance.now();

/**
 * Takes in what is left of a refused request's body, so that a client which writes everything before it reads learns why. A body
 * of unknown length, or larger than what may be read for nothing just now, is not begun.
 * @returns whether the body has come to its end; if not, nothing more is read, and the connection ends after the answer
 */
export async function throwAwayBody(request: IncomingMessage): Promise<boolean> {
  if (request.readableEnded || request.destroyed) return true;
  if (mayRead(Number(request.headers['content-length'] ?? Infinity))) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, WITHIN_MS);
    request.once('end', resolve).once('close', resolve).resume();
    await promise;
    clearTimeout(timer);
    if (request.readableEnded || request.destroyed) return true;
  }
  stopReading(request);
  lingerAtEnd(request.socket);
  return false;
}

function stopReading(request: IncomingMessage): void {
  request.pause();
  // A body that nobody has begun to read is read to its end by Node after the answer.
  request.read(0);
}

/** Node cuts a connection after its last answer; with bytes that nobody has read, the client's system may drop that answer. */
function lingerAtEnd(socket: Socket): void {
  socket.destroySoon = () => {
    const timer = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once('close', () => clearTimeout(timer)).end();
  };
}

function mayRead(bytes: number): boolean {
  const now = performance.now();
  left = Math.min(SHARED_BYTES, left + ((now - counted) / 1_000) * SHARED_BYTES_PER_SECOND);
  counted = now;
  if (bytes > left) return false;
  left -= bytes;
  return true;
}
