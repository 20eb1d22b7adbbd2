/**
 * The operator's program (apps/operator) at the stack of `npm start`: what the environment does not say, the stack does. Signs in
 * as its demo operator. `npm run dead-letters`, `stuck-partitions`, `rebuild` and `import:virta` give the first word.
 */
import { SERVICES } from '#contracts';
import { accessToken, closeTesting, stack } from '#testing';

const DEMO_OPERATOR = 'otso';
const [command, word] = process.argv.slice(2);

if (!process.argv.includes('--help') && word !== undefined) {
  try {
    await addSettingsOfStack();
  } catch {
    const settings = settingsOf(command).join(' and ');
    console.error(`No stack answers on this machine: start one with npm start, or set ${settings}.`);
    process.exit(1);
  } finally {
    await closeTesting();
  }
}
await import('../apps/operator/src/main.js');

function settingsOf(name: string | undefined): readonly string[] {
  if (name === 'rebuild') return ['DATABASE_URL', 'KAFKA_BROKERS'];
  return name === 'dead-letters' || name === 'stuck-partitions'
    ? ['HYVAKSILUKU_URL', 'HYVAKSILUKU_TOKEN']
    : ['KAFKA_BROKERS'];
}

/** Address and token belong together: with one of them given, nothing is added to it. */
async function addSettingsOfStack(): Promise<void> {
  const { env } = process;
  const missing = settingsOf(command).filter((name) => !env[name] && !env[`${name}_FILE`]);
  if (missing.includes('HYVAKSILUKU_URL') && missing.includes('HYVAKSILUKU_TOKEN')) {
    env['HYVAKSILUKU_URL'] = stack().gatewayUrl;
    env['HYVAKSILUKU_TOKEN'] = await accessToken(DEMO_OPERATOR);
  }
  const service = SERVICES.find((name) => name === word);
  if (missing.includes('DATABASE_URL') && service) env['DATABASE_URL'] = stack().databaseUrls[service];
  if (missing.includes('KAFKA_BROKERS')) env['KAFKA_BROKERS'] = stack().kafkaBrokers.join(',');
}
