import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * How one question is answered: as Koski does, or in a way that happens around it. `done-then-cut` does what was asked and
 * loses the answer; `slow` waits before it answers as Koski does.
 */
export type Manner =
  'koski' | 'silent' | 'cut' | 'done-then-cut' | 'slow' | 'html' | 'error-500' | 'proxy-404' | 'forbidden' | 'redirect';

const NOT_FOUND = 'notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia';
const SLOW_MS = 500;

/** As much of Koski as an invalidation meets, for tests only: study rights that exist, and ways to fail. */
export class KoskiStandIn {
  readonly known = new Set<string>();
  /** Every question in order, as `DELETE <oid>`. */
  readonly asked: string[] = [];
  private readonly manners: { method: string; manner: Manner }[] = [];

  private constructor(private readonly server: Server) {}

  static async start(credentials: { username: string; password: string }): Promise<KoskiStandIn> {
    const expected = `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
    const server = createServer();
    const koski = new KoskiStandIn(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.headers.authorization === expected) koski.answer(request, response);
      else send(response, 401, [{ key: 'unauthorized.loginFail', message: 'Sisäänkirjautuminen epäonnistui.' }]);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return koski;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/koski`;
  }

  /** The next questions of this method are answered so, one after the other; afterwards all as Koski does. */
  next(method: 'GET' | 'DELETE', ...manners: Manner[]): void {
    this.manners.push(...manners.map((manner) => ({ method, manner })));
  }

  /** Forgets what was to happen and what was asked. */
  reset(): void {
    this.manners.length = 0;
    this.asked.length = 0;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const oid = /^\/koski\/api\/opiskeluoikeus\/([\d.]+)$/.exec(request.url ?? '')?.[1] ?? '';
    const method = request.method ?? '';
    this.asked.push(`${method} ${oid}`);
    const index = this.manners.findIndex((next) => next.method === method);
    const [next] = index < 0 ? [] : this.manners.splice(index, 1);
    const proper = () => (method === 'DELETE' ? this.delete(oid, response) : this.get(oid, response));
    switch (next?.manner ?? 'koski') {
      case 'koski':
        return proper();
      case 'slow':
        return void setTimeout(proper, SLOW_MS);
      case 'silent':
        return;
      case 'cut':
        return void request.socket.destroy();
      case 'done-then-cut':
        this.known.delete(oid);
        return void request.socket.destroy();
      case 'html':
        return send(response, 200, '<html><body>Huoltokatko</body></html>');
      case 'error-500':
        return send(response, 500, [{ key: 'internalError', message: 'Palvelimella tapahtui virhe.' }]);
      case 'proxy-404':
        return send(response, 404, '<html><body>404 Not Found</body></html>');
      case 'forbidden':
        return send(response, 403, [{ key: 'forbidden', message: 'Mitätöinti ei sallittu' }]);
      case 'redirect':
        response.setHeader('location', '/cas/login');
        return send(response, 302, '');
    }
  }

  private get(oid: string, response: ServerResponse): void {
    if (this.known.has(oid))
      send(response, 200, { oid, versionumero: 1, tyyppi: { koodiarvo: 'ammatillinenkoulutus' } });
    else send(response, 404, [{ key: NOT_FOUND, message: 'Opiskeluoikeutta ei löydy' }]);
  }

  private delete(oid: string, response: ServerResponse): void {
    if (!this.known.delete(oid)) return send(response, 404, [{ key: NOT_FOUND, message: 'Opiskeluoikeutta ei löydy' }]);
    const henkilö = { oid: '1.2.246.562.24.00000000001' };
    return send(response, 200, { henkilö, opiskeluoikeudet: [{ oid, versionumero: 2 }] });
  }
}

function send(response: ServerResponse, status: number, body: object | string): void {
  const isText = typeof body === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json;charset=utf-8' });
  response.end(isText ? body : JSON.stringify(body));
}
