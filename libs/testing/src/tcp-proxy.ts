import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * What the network between two programs does at the moment. `pass`: nothing special. `cut`: connections hang, and no byte
 * gets through until the mode changes (a broken cable; TCP notices nothing). `refuse`: connections are reset and new ones
 * refused. `no-answers`: what the client says arrives, what the server answers is thrown away, and when the mode changes
 * these connections are reset, because their answers are gone for good.
 */
export type ProxyMode = 'pass' | 'cut' | 'refuse' | 'no-answers';

/** Slowness in each direction. */
export interface Slowness {
  /** Added to every piece of data, in ms. */
  readonly latencyMs: number;
  /** Bytes a second at most. */
  readonly bytesPerSecond: number;
}

/** An answer that never arrives; see `TcpProxy.loseAnswer`. */
export interface LostAnswer {
  /** What the client says on one connection, in this order, before the answer; words of statements, for example. */
  readonly said: readonly string[];
  /** Words of the server's answer. */
  readonly answered: string;
}

interface Link {
  readonly client: net.Socket;
  readonly server: net.Socket;
  /** An answer was thrown away: the stream can't be continued. */
  torn: boolean;
  /** How many of the words before a lost answer the client has said. */
  said: number;
}

interface Loss extends LostAnswer {
  readonly happened: () => void;
}

const HOST = '127.0.0.1';

/** A TCP connection between two programs that can be damaged while they talk. Looks at what passes only to lose an answer. */
export class TcpProxy {
  private readonly links = new Set<Link>();
  private slowness: Slowness | undefined;
  private mode: ProxyMode = 'pass';
  private loss: Loss | undefined;
  private modeChanged = Promise.withResolvers<void>();

  private constructor(
    private readonly server: net.Server,
    private target: number,
  ) {}

  /** Listens on a free port of this machine and passes everything on to `target`, another port of it. */
  static async listen(target: number): Promise<TcpProxy> {
    const server = net.createServer();
    const proxy = new TcpProxy(server, target);
    server.on('connection', (client) => proxy.accept(client));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port: 0, host: HOST }, () => resolve());
    });
    return proxy;
  }

  /** The port to connect to instead of the target's. */
  get port(): number {
    return (this.server.address() as net.AddressInfo).port;
  }

  /** From the next connection on another port is behind this one. */
  redirect(target: number): void {
    this.target = target;
  }

  /** Changes the mode for connections old and new. */
  set(mode: ProxyMode): void {
    this.mode = mode;
    for (const link of [...this.links]) if (mode === 'refuse' || link.torn) this.reset(link);
    this.modeChanged.resolve();
    this.modeChanged = Promise.withResolvers();
  }

  /** Slows everything down from now on; undefined ends it. */
  slowDown(slowness: Slowness | undefined): void {
    this.slowness = slowness;
  }

  /**
   * Lets one thing be done whose doer does not learn of it: after the words given, the answer is thrown away and the
   * connection reset. Once; the next connection is whole.
   * @returns resolves when it has happened
   */
  loseAnswer(answer: LostAnswer): Promise<void> {
    for (const link of this.links) link.said = 0;
    return new Promise((happened) => (this.loss = { ...answer, happened }));
  }

  /** Ends all connections and listens no more. */
  async close(): Promise<void> {
    this.set('refuse');
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(client: net.Socket): void {
    if (this.mode === 'refuse') return void client.resetAndDestroy();
    const server = net.connect({ port: this.target, host: HOST, noDelay: true });
    const link: Link = { client, server, torn: false, said: 0 };
    this.links.add(link);
    client.setNoDelay(true);
    for (const socket of [client, link.server]) {
      socket.on('error', () => this.reset(link));
      socket.on('close', () => this.links.delete(link));
    }
    void this.pump(link, 'to-server').catch(() => this.reset(link));
    void this.pump(link, 'to-client').catch(() => this.reset(link));
  }

  /** Carries one direction, a piece at a time: a slow piece holds up the ones behind it. */
  private async pump(link: Link, direction: 'to-server' | 'to-client'): Promise<void> {
    const [from, to] = direction === 'to-server' ? [link.client, link.server] : [link.server, link.client];
    for await (const piece of from as AsyncIterable<Buffer>) {
      if (this.slowness) await delay(this.slowness.latencyMs + (piece.length * 1000) / this.slowness.bytesPerSecond);
      while (this.mode === 'cut' && !to.destroyed) await this.modeChanged.promise;
      if (this.loss && this.isLost(this.loss, link, direction, piece)) return this.reset(link);
      if (this.mode === 'no-answers' && direction === 'to-client') link.torn = true;
      else if (!to.write(piece)) await new Promise((resolve) => to.once('drain', resolve).once('close', resolve));
    }
    to.end();
  }

  /** Whether this piece is the answer to be lost. */
  private isLost(loss: Loss, link: Link, direction: 'to-server' | 'to-client', piece: Buffer): boolean {
    if (direction === 'to-server') {
      for (let next = loss.said[link.said]; next !== undefined && piece.includes(next); next = loss.said[++link.said]);
      return false;
    }
    if (link.said < loss.said.length || !piece.includes(loss.answered)) return false;
    this.loss = undefined;
    loss.happened();
    return true;
  }

  private reset(link: Link): void {
    this.links.delete(link);
    link.client.resetAndDestroy();
    link.server.resetAndDestroy();
  }
}
