import net from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from './eventually.js';
import { TcpProxy } from './tcp-proxy.js';

/** A server that notes what it hears and answers each piece with the same in capitals. */
let server: net.Server;
let heard: string[];
let proxy: TcpProxy;
let clients: net.Socket[];

beforeEach(async () => {
  heard = [];
  clients = [];
  server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      heard.push(data.toString());
      socket.write(data.toString().toUpperCase());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy = await TcpProxy.listen((server.address() as net.AddressInfo).port);
});

afterEach(async () => {
  for (const socket of clients) socket.destroy();
  await proxy.close();
  server.close();
});

async function talk(): Promise<{ said: () => string; say: (text: string) => void; ended: () => boolean }> {
  const socket = net.connect({ port: proxy.port, host: '127.0.0.1', noDelay: true });
  clients.push(socket);
  let answers = '';
  let ended = false;
  socket.on('data', (data) => (answers += data.toString()));
  socket.on('error', () => undefined);
  socket.on('close', () => (ended = true));
  await once(socket, 'connect');
  return { said: () => answers, say: (text) => void socket.write(text), ended: () => ended };
}

describe('the TCP proxy', () => {
  it('passes both directions on', async () => {
    const { say, said } = await talk();
    say('hello');
    await eventually('the answer', async () => said() === 'HELLO');
  });

  it('cut: nothing arrives, nothing breaks, and afterwards all of it arrives', async () => {
    const { say, said, ended } = await talk();
    say('one');
    await eventually('the first answer', async () => said() === 'ONE');
    proxy.set('cut');
    say('two');
    await expect(eventually('the second', async () => heard.includes('two'), 300)).rejects.toThrow('Not within');
    expect(ended()).toBe(false);
    proxy.set('pass');
    await eventually('the second answer', async () => said() === 'ONETWO');
  });

  it('refuse: open connections break and new ones are turned away', async () => {
    const { ended } = await talk();
    proxy.set('refuse');
    await eventually('the end', async () => ended());
    const late = net.connect({ port: proxy.port, host: '127.0.0.1' });
    clients.push(late);
    late.on('error', () => undefined);
    await eventually('the end of the late one', async () => late.closed);
    expect(late.bytesRead).toBe(0);
  });

  it('no answers: the server hears, the client does not, and the connection does not survive', async () => {
    const { say, said, ended } = await talk();
    proxy.set('no-answers');
    say('write this');
    await eventually('the server has heard', async () => heard.includes('write this'));
    await expect(eventually('an answer', async () => said() !== '', 300)).rejects.toThrow('Not within');
    expect(ended()).toBe(false);
    proxy.set('pass');
    await eventually('the end', async () => ended());
    expect(said()).toBe('');
  });

  it('a lost answer: what was said is done, the answer is gone, its connection ends and the next one is whole', async () => {
    const [first, other] = [await talk(), await talk()];
    const lost = proxy.loseAnswer({ said: ['begin', 'commit'], answered: 'COMMIT' });
    other.say('commit');
    await eventually('another conversation is left alone', async () => other.said() === 'COMMIT');
    first.say('begin');
    await eventually('the first answer', async () => first.said() === 'BEGIN');
    first.say('commit');
    await lost;
    await eventually('the end', async () => first.ended());
    expect([heard, first.said(), other.ended()]).toEqual([['commit', 'begin', 'commit'], 'BEGIN', false]);
    const next = await talk();
    next.say('begin');
    await eventually('an answer', async () => next.said() === 'BEGIN');
    next.say('commit');
    await eventually('both answers', async () => next.said() === 'BEGINCOMMIT');
  });

  it('slow: each way takes its time', async () => {
    const { say, said } = await talk();
    proxy.slowDown({ latencyMs: 150, bytesPerSecond: 1_000 });
    const started = performance.now();
    say('x'.repeat(100));
    await eventually('the answer', async () => said().length === 100);
    // Twice 150 ms and twice 100 bytes at 1000 a second.
    expect(performance.now() - started).toBeGreaterThan(450);
    proxy.slowDown(undefined);
  });
});
