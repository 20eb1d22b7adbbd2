import { once } from 'node:events';
import net from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { LeasedSockets } from './leased-sockets.js';

const PRODUCE = 0;
const METADATA = 3;

/** A request as it begins on the wire: four bytes of length, two of the api key. */
function request(apiKey: number, size = 100): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeInt16BE(apiKey, 4);
  return bytes;
}

describe('the connections of a relay', () => {
  let server: net.Server;
  let received: number;
  let reading: boolean;
  let sockets: LeasedSockets;
  const ends: net.Socket[] = [];
  beforeEach(async () => {
    [received, reading, sockets] = [0, true, new LeasedSockets()];
    server = net.createServer((end) => {
      ends.push(end);
      end.on('data', ({ length }) => (received += length)).on('error', () => undefined);
      if (!reading) end.pause();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    for (const end of ends.splice(0)) end.destroy();
    server.close();
  });

  async function connection(): Promise<{ socket: net.Socket; errors: Error[] }> {
    const { port } = server.address() as net.AddressInfo;
    const connected = Promise.withResolvers<void>();
    const where = { host: '127.0.0.1', port, ssl: undefined as never };
    const socket = sockets.factory({ ...where, onConnect: () => connected.resolve() });
    const errors: Error[] = [];
    socket.on('error', (error) => {
      errors.push(error);
      connected.resolve();
    });
    await connected.promise;
    return { socket, errors };
  }

  const under = (holds: boolean, over = new AbortController().signal) => {
    sockets.lease = { holds: () => holds, over };
  };

  it('carry records while the lease holds', async () => {
    const { socket } = await connection();
    under(true);
    socket.write(request(PRODUCE));
    await eventually('the records', async () => received === 100);
  });

  it.each<[string, () => void]>([
    ['is not proven at that moment', () => under(false)],
    ['is over', () => under(true, AbortSignal.abort())],
  ])('carry no records when the lease %s; the connection ends', async (_, make) => {
    const { socket, errors } = await connection();
    make();
    socket.write(request(METADATA));
    await eventually('the other request', async () => received === 100);
    expect(socket.write(request(PRODUCE))).toBe(false);
    await eventually('its end', async () => socket.destroyed && errors.length === 1);
    await eventually('the end at the server', async () => ends.every((end) => end.readableEnded || end.destroyed));
    expect(errors[0]?.name).toBe('LeaseOverError');
    expect(received).toBe(100);
  });

  it('drop what the kernel has not taken when they are cut off, and open no more', async () => {
    reading = false;
    const { socket } = await connection();
    ends.forEach((end) => end.pause());
    under(true);
    const size = 64 * 1024 * 1024;
    socket.write(request(PRODUCE, size));
    expect(socket.writableLength).toBeGreaterThan(0);
    sockets.cutOff();
    await eventually('its end', async () => socket.destroyed);
    ends.forEach((end) => end.resume());
    await eventually('the end at the server', async () => ends.every((end) => end.readableEnded || end.destroyed));
    expect(received).toBeLessThan(size);
    const later = await connection();
    await eventually('the end of a later one', async () => later.socket.destroyed && later.errors.length === 1);
  });
});
