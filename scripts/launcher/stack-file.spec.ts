import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { stack } from '#testing';
import { type StackFile, writeStackFile } from './stack-file.js';

const before = process.env['STACK_FILE'];
afterEach(() => {
  if (before === undefined) delete process.env['STACK_FILE'];
  else process.env['STACK_FILE'] = before;
});

const services = <T>(value: T) => ({
  applications: value,
  decisions: value,
  'recognition-bank': value,
  notifications: value,
  'study-rights': value,
});

describe('the stack file', () => {
  it('says where the stack is, follows restarts, and is nobody else’s to read', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'hyvaksiluku-spec-'));
    const file = path.join(folder, 'stack.json');
    const content: StackFile = {
      gatewayUrl: 'http://127.0.0.1:1',
      issuer: 'http://127.0.0.1:2',
      kafkaBrokers: ['127.0.0.1:3'],
      maildevUrl: 'http://127.0.0.1:4',
      smtpUrl: 'smtp://127.0.0.1:5',
      serviceUrls: services('http://127.0.0.1:6'),
      metricsUrls: { ...services('http://127.0.0.1:7'), gateway: 'http://127.0.0.1:8' },
      databaseUrls: { ...services('postgres://u:p@127.0.0.1:9/d'), gateway: 'postgres://u:p@127.0.0.1:9/g' },
      logFolder: 'logs',
      clockFile: 'clock-shift',
      pids: { decisions: 10 },
    };
    writeStackFile(file, content);
    process.env['STACK_FILE'] = file;
    const running = stack();
    expect(running).toMatchObject({ gatewayUrl: content.gatewayUrl, databaseUrls: content.databaseUrls });
    writeStackFile(file, { ...content, pids: { decisions: 11 } });
    expect(running.pids()).toEqual({ decisions: 11 });
    expect(statSync(file).mode & 0o077).toBe(0);
    rmSync(folder, { recursive: true });
  });

  it('that is missing is reported in one sentence', () => {
    process.env['STACK_FILE'] = path.join(tmpdir(), 'no-such-stack.json');
    expect(() => stack()).toThrow(/^No stack runs .* start one with `npm start`/);
  });
});
