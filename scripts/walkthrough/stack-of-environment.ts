import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * When GATEWAY_URL names a stack that the launcher did not start (containers, a cluster), its addresses take the place
 * of the launcher's stack file.
 * @returns what removes the temporary file again
 */
export function useStackOfEnvironment(env: NodeJS.ProcessEnv = process.env): () => void {
  if (!env['GATEWAY_URL'] || env['STACK_FILE']) {
    return () => undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'hyvaksiluku-walkthrough-'));
  const file = join(folder, 'stack.json');
  const description = {
    gatewayUrl: env['GATEWAY_URL'],
    issuer: env['OIDC_ISSUER'] ?? 'http://127.0.0.1:8090',
    kafkaBrokers: (env['KAFKA_BROKERS'] ?? '127.0.0.1:9092').split(','),
    maildevUrl: env['MAILDEV_URL'] ?? 'http://127.0.0.1:1080',
    pids: {},
  };
  writeFileSync(file, JSON.stringify(description), { mode: 0o600 });
  env['STACK_FILE'] = file;
  return () => rmSync(folder, { recursive: true, force: true });
}
