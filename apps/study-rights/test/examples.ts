import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { stack } from '#testing';

/** Runs the commands of a page of docs/examples in their order, with the gateway and the issuer of this stack. @returns what they write */
export async function runExamples(page: string): Promise<string> {
  const file = fileURLToPath(new URL(`../../../docs/examples/${page}`, import.meta.url));
  const lines = readFileSync(file, 'utf8').split('\n');
  const code = lines.filter((line) => line.startsWith('    ')).map((line) => line.slice(4));
  const { gatewayUrl, issuer } = stack();
  const commands = code
    .join('\n')
    .replaceAll('http://127.0.0.1:8080', gatewayUrl)
    .replaceAll('http://127.0.0.1:8090', issuer);
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', commands]);
  return stdout;
}
