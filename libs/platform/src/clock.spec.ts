import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clockOf } from './clock.js';
import { ConfigError } from './config/config.js';

const DAY_MS = 86_400_000;

describe('the clock of a service', () => {
  let folder: string;
  let file: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'clock-'));
    file = path.join(folder, 'shift');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const difference = (now: Date) => Math.abs(now.getTime() - Date.now());

  it('is that of the machine', () => {
    const clock = clockOf({ NODE_ENV: 'production' }, {});
    expect(clock.movedByMs).toBe(0);
    expect(difference(clock.now())).toBeLessThan(5_000);
  });

  it('follows the file at once, forward and back', () => {
    writeFileSync(file, '0');
    const clock = clockOf({ NODE_ENV: 'development' }, { CLOCK_SHIFT_FILE: file });
    for (const days of [15, 400, 0]) {
      writeFileSync(file, String(days * DAY_MS));
      expect(clock.movedByMs).toBe(days * DAY_MS);
      expect(Math.abs(difference(clock.now()) - days * DAY_MS)).toBeLessThan(5_000);
    }
  });

  it('never gives a time that is none', () => {
    writeFileSync(file, 'tomorrow');
    const clock = clockOf({ NODE_ENV: 'test' }, { CLOCK_SHIFT_FILE: file });
    expect(() => clock.now()).toThrow('no number of ms');
  });

  it('is not moved in production: the process refuses to start', () => {
    const start = () => clockOf({ NODE_ENV: 'production' }, { CLOCK_SHIFT_FILE: file });
    expect(start).toThrow(ConfigError);
    expect(start).toThrow('not for production');
  });
});
