import net from 'node:net';
import tls from 'node:tls';
import type { ISocketFactory } from 'kafkajs';
import { type Lease, LeaseOverError } from '../ports.js';

/** Api key of a Produce request, and where it stands in a request: behind the four bytes of its length. */
const PRODUCE = 0;
const API_KEY_AT = 4;

/**
 * The connections of one producer. A request with records gets onto one of them only while the lease holds at that
 * very moment, and all of them can be cut off together. kafkajs itself does neither: a request that timed out or waits in
 * its queue is still written when the connection can take it.
 *
 * Bytes leave this process with `socket.write` at once, as far as the kernel takes them; what it does not take yet is
 * dropped when the socket is destroyed. A process that is stopped between a look at its lease and the write comes back in
 * front of the look or behind the write, but for some microseconds; what then still comes late is known by its number
 * (docs/adr/0028).
 */
export class LeasedSockets {
  /** Under which is sent at the moment; without one everything may leave. */
  lease: Lease | undefined;
  private readonly open = new Set<net.Socket>();
  private closed = false;

  /** For kafkajs's `socketFactory`; the connections are like its own otherwise. */
  readonly factory: ISocketFactory = ({ host, port, ssl, onConnect }) => {
    // kafkajs gives no `ssl` when there is no TLS, although its types say otherwise.
    const options = ssl as tls.ConnectionOptions | undefined;
    const socket: net.Socket = options
      ? tls.connect({ host, port, ...(net.isIP(host) === 0 && { servername: host }), ...options }, onConnect)
      : net.connect({ host, port }, onConnect);
    socket.setKeepAlive(true, 60_000);
    this.guard(socket);
    this.open.add(socket);
    socket.once('close', () => this.open.delete(socket));
    // The client's own listener is not there yet.
    if (this.closed) process.nextTick(() => socket.destroy(new LeaseOverError()));
    return socket;
  };

  /** For good: what is queued does not leave any more, and later connections end at once. */
  cutOff(): void {
    this.closed = true;
    for (const socket of this.open) socket.destroy(new LeaseOverError());
  }

  private guard(socket: net.Socket): void {
    const write = socket.write.bind(socket) as (...piece: unknown[]) => boolean;
    socket.write = (...piece: unknown[]): boolean => {
      if (this.mayLeave(piece[0])) return write(...piece);
      socket.destroy(new LeaseOverError());
      return false;
    };
  }

  private mayLeave(piece: unknown): boolean {
    if (this.closed) return false;
    return this.lease === undefined || !isProduce(piece) || (!this.lease.over.aborted && this.lease.holds());
  }
}

function isProduce(piece: unknown): boolean {
  return Buffer.isBuffer(piece) && piece.length > API_KEY_AT + 1 && piece.readInt16BE(API_KEY_AT) === PRODUCE;
}
