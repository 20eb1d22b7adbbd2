import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { HintStream } from './hint-stream.js';
import { OpenStreams } from './open-streams.js';

function taken(stream: HintStream): string[] {
  const text = String((stream.read() as Buffer | null) ?? '');
  return text.split('\n\n').filter((event) => event !== '' && !event.startsWith('retry'));
}

/** As much as fits before a reader has taken anything, and one hint more. */
function filled(stream: HintStream): number {
  let count = 0;
  while (stream.readableLength < 4_096) stream.hint({ kind: 'application', id: `first-${count++}` });
  return count;
}

describe('a stream of hints', () => {
  it('carries them as server-sent events, and comments are apart', () => {
    const stream = new HintStream();
    stream.hint({ kind: 'application', id: 'a', version: 3 });
    stream.resync();
    expect(taken(stream)).toEqual(['data: {"kind":"application","id":"a","version":3}', 'event: resync\ndata: {}']);
    stream.destroy();
  });

  it('says of a thing that changes again and again only the last version, while its reader takes nothing', () => {
    const stream = new HintStream();
    const first = filled(stream);
    for (let version = 1; version <= 1_000; version++) stream.hint({ kind: 'decision', id: 'd', version });
    const all = [...taken(stream), ...taken(stream)];
    expect(all).toHaveLength(first + 1);
    expect(all.at(-1)).toBe('data: {"kind":"decision","id":"d","version":1000}');
    stream.destroy();
  });

  it('becomes one resync when its reader is too slow, and holds no more than that', () => {
    let overflows = 0;
    const stream = new HintStream(() => overflows++);
    const first = filled(stream);
    for (let id = 0; id < 5_000; id++) stream.hint({ kind: 'message', id: String(id) });
    const all = [...taken(stream), ...taken(stream)];
    expect(all).toHaveLength(first + 1);
    expect(all.at(-1)).toContain('event: resync');
    expect(overflows).toBe(1);
    stream.destroy();
  });
});

describe('with time', () => {
  const times = { commentEvery: 10, patience: 50 };

  it('a comment comes again and again, also when nothing happens', async () => {
    const stream = new HintStream(undefined, times);
    let comments = 0;
    for await (const chunk of stream) {
      comments += String(chunk)
        .split('\n\n')
        .filter((event) => event === ':').length;
      if (comments === 3) break;
    }
    expect(stream.destroyed).toBe(true);
  });

  it('a reader that takes nothing is given up when patience ends, and not one that takes', async () => {
    const [deaf, slow] = [new HintStream(undefined, times), new HintStream(undefined, times)];
    for (const stream of [deaf, slow]) filled(stream);
    const closed = new Promise((resolve) => deaf.once('close', resolve));
    const taking = setInterval(() => void slow.read(), 5);
    await closed;
    await delay(times.patience);
    clearInterval(taking);
    expect([deaf.destroyed, slow.destroyed]).toEqual([true, false]);
    slow.destroy();
  });
});

describe('the streams of a process', () => {
  it('are sixteen of a reader at most; one that is closed makes room', async () => {
    const streams = new OpenStreams<string>();
    const held = Array.from({ length: 16 }, () => streams.open('aino', 'x'));
    expect(() => streams.open('aino', 'x')).toThrow(expect.objectContaining({ code: 'platform/too-many-requests' }));
    held[0]?.destroy();
    await new Promise((resolve) => held[0]?.once('close', resolve));
    expect(streams.size).toBe(15);
    streams.open('aino', 'x');
    streams.open('hanna', 'x');
    streams.stop();
    expect(() => streams.open('ville', 'x')).toThrow(expect.objectContaining({ code: 'platform/unavailable' }));
    for (const [stream] of streams) stream.destroy();
  });
});
