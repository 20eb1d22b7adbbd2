import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { allOrNone, publishOnLoopback } from './containers.js';

describe('containers of a test run', () => {
  it('are reached from this machine only', () => {
    const hostConfig = { PortBindings: { '5432/tcp': [{ HostPort: '0' }], '9092/tcp': [{ HostPort: '9092' }] } };
    publishOnLoopback(hostConfig);
    expect(hostConfig.PortBindings).toEqual({
      '5432/tcp': [{ HostPort: '0', HostIp: '127.0.0.1' }],
      '9092/tcp': [{ HostPort: '9092', HostIp: '127.0.0.1' }],
    });
    expect(() => publishOnLoopback({})).not.toThrow();
  });

  it('when one does not start, the one that starts after that is stopped, and the failure reported', async () => {
    const stopped: string[] = [];
    const later = delay(20).then(() => ({ stop: async () => stopped.push('postgres') }));
    const failing = Promise.reject<{ stop(): Promise<void> }>(new Error('no image'));
    await expect(allOrNone([later, failing])).rejects.toThrow('no image');
    expect(stopped).toEqual(['postgres']);
  });

  it('when both start, both are given', async () => {
    const one = { stop: async () => 1 };
    const other = { stop: async () => 2 };
    expect(await allOrNone([Promise.resolve(one), Promise.resolve(other)])).toEqual([one, other]);
  });
});
