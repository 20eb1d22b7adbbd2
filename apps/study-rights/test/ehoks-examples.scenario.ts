import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { stack } from '#testing';

const page = fileURLToPath(new URL('../../../docs/examples/ehoks.md', import.meta.url));

/** The commands of the page, with the gateway of this stack. */
function commands(): string {
  const lines = readFileSync(page, 'utf8').split('\n');
  const code = lines.filter((line) => line.startsWith('    ')).map((line) => line.slice(4));
  return code.join('\n').replaceAll('http://127.0.0.1:8080', stack().gatewayUrl);
}

describe('docs/examples/ehoks.md', () => {
  it('works as it stands, in its order', async () => {
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', commands()]);
    const told = [
      '"manuaalisyotto":false',
      'HTTP/1.1 204',
      'hoks/exists',
      'hoks/study-right-changed',
      'conflict.hoksExists',
      '"last-id"',
      'hoks/delete-not-privileged',
      '{"success":',
      '{"meta":{},"data":{}}{"meta":{},"data":{}}',
    ];
    const places = told.map((words) => stdout.indexOf(words));
    expect([places.includes(-1), places]).toEqual([false, [...places].sort((a, b) => a - b)]);
  });
});
