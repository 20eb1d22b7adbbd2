/**
 * The way into every npm script: `node scripts/bootstrap.mjs <command> [arguments]`.
 *
 * Plain JavaScript without dependencies, because it runs before anything is installed and on any Node that the machine
 * has (20 or newer). It installs the locked packages when they are missing or changed, compiles the TypeScript sources
 * into dist/, and then runs the command's program in dist/ under the Node 24 that the packages bring along.
 * Signals go to the command, its exit code comes back.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The program of each command, below the root of the repository, without its ending. */
const PROGRAMS = {
  start: 'scripts/start',
  test: 'scripts/test',
  dev: 'scripts/dev',
  web: 'scripts/web',
  stop: 'scripts/stop',
  check: 'scripts/check',
  generate: 'scripts/generate',
  walkthrough: 'scripts/walkthrough',
  clock: 'scripts/clock',
  'test-chaos': 'scripts/test-chaos',
  'test-model': 'scripts/test-model',
  'test-brokers': 'scripts/test-brokers',
  'test-keycloak': 'scripts/test-keycloak',
  'bench-pipeline': 'libs/messaging/bench/bench-pipeline',
  'bench-study-rights': 'apps/study-rights/bench/bench-study-rights',
  'bench-edge': 'apps/gateway/bench/bench-edge',
  'bench-web': 'apps/gateway/bench/bench-web',
  'bench-commands': 'apps/applications/bench/bench-commands',
  'bench-keywords': 'apps/recognition-bank/bench/bench-keywords',
  'dead-letters': 'scripts/operator',
  'stuck-partitions': 'scripts/operator',
  rebuild: 'scripts/operator',
  'import-virta': 'scripts/operator',
  'test-axe': 'scripts/every-page',
  'test-lighthouse': 'scripts/every-page',
  'test-firefox': 'scripts/every-page',
  pictures: 'scripts/every-page',
};
/** Programs of several commands, which read the command as their first word. */
const SHARED_PROGRAMS = ['scripts/operator', 'scripts/every-page'];
const COMMANDS = ['build', ...Object.keys(PROGRAMS)];
const MINIMUM_NODE = 20;
const RUNTIME_NODE = 24;

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const modules = path.join(root, 'node_modules');

/** A condition the user can do something about: printed as it stands, without a stack. */
class Sentence extends Error {}

/** Starts a program, passes signals on to it and resolves to its exit code (128 + n when signal n ended it). */
function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    const forward = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    const stopWatching = whenNpmIsGone(() => child.kill('SIGTERM'));
    const finish = () => {
      stopWatching();
      for (const signal of signals) process.off(signal, forward);
    };
    child.on('error', (error) => {
      finish();
      reject(error);
    });
    child.on('close', (code, signal) => {
      finish();
      resolve(signal ? 128 + constants.signals[signal] : code);
    });
  });
}

/** npm passes on neither SIGHUP nor its own sudden death: then we have another parent. Without npm nothing is watched. */
function whenNpmIsGone(then) {
  if (!process.env.npm_lifecycle_event) return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    then();
  }, 500);
  timer.unref();
  return () => clearInterval(timer);
}

/** Installs the locked packages unless node_modules already holds exactly them. */
async function install() {
  const lockFile = path.join(root, 'package-lock.json');
  if (!existsSync(lockFile)) {
    throw new Sentence('package-lock.json is missing: restore it, for example with `git checkout package-lock.json`.');
  }
  const lockText = readFileSync(lockFile);
  const hash = createHash('sha256').update(lockText).digest('hex');
  const stampFile = path.join(modules, '.hyvaksiluku-lock');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return;
  // npm notes what it has installed: after `npm install` by hand there is nothing left to do.
  const noteFile = path.join(modules, '.package-lock.json');
  const installed = existsSync(noteFile) && statSync(noteFile).mtimeMs >= statSync(lockFile).mtimeMs;

  if (!installed) {
    const started = Date.now();
    console.log('Installing packages (only the first time, and after the lock file has changed) …');
    await npmCi();
    console.log(`Packages installed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
  mkdirSync(modules, { recursive: true });
  writeFileSync(stampFile, hash);
}

async function npmCi() {
  // npm names itself in npm_execpath when we run below it; otherwise it is looked up on the PATH.
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  let code;
  try {
    code = await run(npm[0], [...npm.slice(1), 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } catch {
    throw new Sentence('npm was not found: install npm (it comes with Node) and repeat the command.');
  }
  if (code > 128) process.exit(code);
  if (code !== 0) throw new Sentence(`Installing the packages failed (npm ci, exit code ${code}); npm says why above.`);
}

/** The Node that runs the command: the one the packages bring, or the running one when it is new enough. */
function runtime() {
  const local = path.join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  if (existsSync(local)) return local;
  if (Number(process.versions.node.split('.')[0]) >= RUNTIME_NODE) return process.execPath;
  throw new Sentence(
    `Node ${RUNTIME_NODE} is missing from node_modules, because install scripts are switched off: ` +
      `run \`npm rebuild node --ignore-scripts=false\`, or install Node ${RUNTIME_NODE}, and repeat the command.`,
  );
}

async function main() {
  if (Number(process.versions.node.split('.')[0]) < MINIMUM_NODE) {
    throw new Sentence(
      `Node ${MINIMUM_NODE} or newer is needed, this is ${process.versions.node}: install a newer Node.`,
    );
  }
  const [command, ...args] = process.argv.slice(2);
  if (!COMMANDS.includes(command)) {
    throw new Sentence(`Unknown command "${command ?? ''}": use one of ${COMMANDS.join(', ')}.`);
  }
  await install();
  const { build, BuildError } = await import(pathToFileURL(path.join(root, 'scripts', 'build.mjs')).href);
  try {
    const { compiled, milliseconds } = await build(root);
    if (command === 'build') console.log(`Built dist/: ${compiled} files compiled in ${milliseconds} ms`);
  } catch (error) {
    throw error instanceof BuildError ? new Sentence(error.message) : error;
  }
  if (command === 'build') return 0;

  const program = PROGRAMS[command];
  const script = path.join(root, 'dist', `${program}.js`);
  if (!existsSync(script)) throw new Sentence(`${program}.ts does not exist: this checkout is incomplete.`);
  const flags = ['--enable-source-maps', '--disable-warning=TimeoutNegativeWarning'];
  // The channel shows the command our death, which no signal does when we are killed outright.
  const words = SHARED_PROGRAMS.includes(program) ? [command, ...args] : args;
  return run(runtime(), [...flags, script, ...words], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(
      error instanceof Sentence
        ? error.message
        : error?.code === 'ENOSPC'
          ? 'The disk is full: free at least 1 GiB and repeat the command.'
          : error,
    );
    process.exit(1);
  },
);
