import { createServer, connect, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/**
 * A TCP link to a database that can be made to carry nothing while both ends stay open: what a network cut looks like
 * to them before their own timeouts.
 */
export class FrozenLink {
  private readonly ends = new Set<Socket>();
  private frozen = false;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async to(databaseUrl: string): Promise<FrozenLink> {
    const target = new URL(databaseUrl);
    const server = createServer({ pauseOnConnect: true });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = new URL(databaseUrl);
    url.hostname = '127.0.0.1';
    url.port = String((server.address() as AddressInfo).port);
    const link = new FrozenLink(server, url.toString());
    server.on('connection', (near) => link.carry(near, connect(Number(target.port || 5432), target.hostname)));
    return link;
  }

  freeze(): void {
    this.frozen = true;
    for (const end of this.ends) end.pause();
  }

  thaw(): void {
    this.frozen = false;
    for (const end of this.ends) end.resume();
  }

  async close(): Promise<void> {
    for (const end of this.ends) end.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private carry(near: Socket, far: Socket): void {
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.ends.add(from);
      from.on('data', (bytes) => to.write(bytes));
      // A closed end is not passed on while the link is frozen: the other end hears nothing at all.
      from.on('close', () => {
        this.ends.delete(from);
        if (!this.frozen) to.destroy();
      });
      from.on('error', () => undefined);
      if (this.frozen) from.pause();
      else from.resume();
    }
  }
}
