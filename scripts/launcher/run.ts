import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEMO, type DemoAccount } from '#testing/demo';
import { textOfShift } from '../clock/shift.js';
import type { StartChoice } from './arguments.js';
import { DataFolder } from './data-folder.js';
import { forgetKafka } from './kafka.js';
import { portsFrom } from './ports.js';
import { startStack, type Stack } from './stack.js';
import { Steps } from './steps.js';

/** Folder of the repository, seen from dist/scripts/launcher. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/**
 * Starts the stack, shows it, and returns after a stop signal when nothing runs any more.
 * @param started what is to go on beside it
 */
export async function runUntilStopped({ fresh }: StartChoice, started?: (stack: Stack) => void): Promise<void> {
  const steps = new Steps();
  const env = process.env;
  const stop = stopSignal();
  const ports = portsFrom(env);
  steps.say('Hyväksiluku starts\n');
  const data = await DataFolder.take(path.resolve(ROOT, env['DATA_DIR'] || '.data'), steps);
  try {
    if (fresh) {
      await forgetKafka(data.path, env);
      await steps.run('Old data wiped', () => data.wipe());
    }
    const stackFile = data.file('stack.json');
    const stack = await startStack({ root: ROOT, data, ports, env, steps, stackFile, disposable: false, signal: stop });
    steps.say(welcome(stack, steps.elapsed(), data.path));
    started?.(stack);
    await aborted(stop);
    steps.say('\nStopping …');
    await stack.stop();
    steps.say('Stopped; the data is kept.');
  } catch (error) {
    if (!stop.aborted) throw error;
    steps.say('\nStopped before everything was ready.');
  } finally {
    await data.release();
  }
}

/** Aborts at Ctrl-C, SIGTERM, SIGHUP, or when the process that started us has gone. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = () => controller.abort();
  // Each handler stays: the terminal and npm may both deliver the signal, and the second must not kill us half-way.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  if (process.channel) {
    process.once('disconnect', stop);
    process.channel.unref();
  }
  return controller.signal;
}

/** Resolves when the signal is given. Keeps the process alive until then. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const alive = setInterval(() => undefined, 60_000);
    signal.addEventListener(
      'abort',
      () => {
        clearInterval(alive);
        resolve();
      },
      { once: true },
    );
  });
}

function welcome({ addresses }: Stack, elapsed: string, dataFolder: string): string {
  const lines: [string, string][] = [
    ['Open in a browser', addresses.gatewayUrl],
    ['Interfaces (everything below /api)', `${addresses.gatewayUrl}/api`],
    ...Object.entries(addresses.serviceUrls).map(
      ([name]) =>
        [`  ${name}: API description`, `${addresses.gatewayUrl}/api/${name}/openapi.json`] as [string, string],
    ),
    ['Development issuer (OIDC)', addresses.issuer],
    ['Mail catcher', addresses.maildevUrl],
    ['Kafka', addresses.kafkaBrokers.join(',')],
    ['Clock of the services', textOfShift(Number(readFileSync(addresses.clockFile, 'utf8')))],
    ['Logs', path.relative(process.cwd(), path.join(dataFolder, 'logs'))],
  ];
  const line = ({ username, firstName, lastName, roles }: DemoAccount) =>
    `    ${username.padEnd(8)} ${`${firstName} ${lastName}`.padEnd(18)} ${roles.join(', ')}`;
  const people = DEMO.institutions.flatMap((institution) => [
    `  ${institution.name.en} (${institution.oid})`,
    ...[...DEMO.persons, ...DEMO.hoksUsers, ...DEMO.administrators]
      .filter((person) => person.institutionOid === institution.oid)
      .map(line),
  ]);
  const supportDesk = ['  Customer service for study rights, of all institutions', ...DEMO.supportDesk.map(line)];
  const operators = ['  Operators of the system', ...DEMO.operators.map(line)];
  const serviceUsers = DEMO.serviceUsers.map(
    ({ username, institutionOid, rights }) => `    ${username.padEnd(12)} ${institutionOid.padEnd(30)} ${rights}`,
  );
  return [
    '',
    `Ready after ${elapsed}. Stop with Ctrl-C.`,
    '',
    ...lines.map(([what, where]) => `  ${what.padEnd(38)} ${where}`),
    '',
    'Demo logins (the password is the user name; so are id and secret of the client for scripts):',
    ...people,
    ...supportDesk,
    ...operators,
    '',
    `Service users of ${addresses.gatewayUrl}/koski/api and /ehoks-virkailija-backend/api/v1 (HTTP Basic, the password is`,
    `the user name); the oppilaitos of the demo provider is ${DEMO.studyRightTransfer.institutionOid}:`,
    ...serviceUsers,
    '',
  ].join('\n');
}
