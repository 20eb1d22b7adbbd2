import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { it } from '@jest/globals';

/** Tools that play outside systems. Tests are skipped if this machine lacks the tool that they need. */

export const PYTHON_EXAMPLE = 'docs/examples/python';
/** Where the launcher has Maven put the jars of the broker. */
const JARS = 'target/dependency';

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A tool, or a sentence on why it is missing. */
export type Tool = { readonly command: string } | { readonly missing: string };

/** `it` where the tool is there; otherwise a skipped test whose name says why. */
export function itWith(tool: Tool, name: string, test: (command: string) => Promise<void>, timeoutMs: number): void {
  if ('command' in tool) {
    it(name, () => test(tool.command), timeoutMs);
    return;
  }
  process.stderr.write(`NOT RUN: ${name}: ${tool.missing}\n`);
  it.skip(`${name} (not run: ${tool.missing})`, () => undefined);
}

/** kubectl, if it is installed. */
export function kubectl(): Tool {
  return answers('kubectl', '--help') ? { command: 'kubectl' } : { missing: 'kubectl is not on this machine' };
}

/** kcat, if it is installed. */
export function kcat(): Tool {
  return answers('kcat', '-V') ? { command: 'kcat' } : { missing: 'kcat is not on this machine' };
}

/** A Python with the example's requirements. */
export function pythonOfExample(): Tool {
  return pythonWith('example', join(PYTHON_EXAMPLE, 'requirements.txt'));
}

/** Programs on the official CloudEvents SDKs; each says what its SDK finds in our records. */
export const SDKS = 'test/contracts/sdk';

/** A Python with the CloudEvents SDK. */
export function pythonOfSdk(): Tool {
  return pythonWith('sdk', join(SDKS, 'python', 'requirements.txt'));
}

/** The class path of the CloudEvents SDK for Java; needs a JDK, Maven, and Maven's repository the first time. */
export function javaOfSdk(): Tool {
  if (!answers('java', '--version')) return { missing: 'java is not on this machine' };
  const pom = join(SDKS, 'java', 'pom.xml');
  return made('java-sdk', [pom], (folder) => {
    const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${resolve(folder)}`];
    const parameters = ['-B', '-ntp', '-q', '-f', pom, ...goal];
    execFileSync('mvn', parameters, { stdio: 'pipe', timeout: INSTALLING_MS });
    return join(folder, '*');
  });
}

/** A program on the CloudEvents SDK for Go; needs go, and its module proxy the first time. */
export function goOfSdk(): Tool {
  if (!answers('go', 'version')) return { missing: 'go is not on this machine' };
  const module = join(SDKS, 'go');
  const sources = ['go.mod', 'go.sum', 'main.go'].map((file) => join(module, file));
  return made('go-sdk', sources, (folder) => {
    const program = join(folder, 'read');
    const parameters = ['build', '-o', resolve(program), '.'];
    execFileSync('go', parameters, { cwd: module, stdio: 'pipe', timeout: INSTALLING_MS });
    return resolve(program);
  });
}

const INSTALLING_MS = 180_000;

function pythonWith(name: string, requirements: string): Tool {
  if (!answers('python3', '--version')) return { missing: 'python3 is not on this machine' };
  const version = execFileSync('python3', ['--version'], { encoding: 'utf8' });
  return made(
    `python-${name}`,
    [requirements],
    (folder) => {
      const command = join(folder, 'bin', 'python');
      execFileSync('python3', ['-m', 'venv', folder], { stdio: 'pipe', timeout: 60_000 });
      const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--retries', '1'];
      execFileSync(command, [...install, '--timeout', '10', '-r', requirements], {
        stdio: 'pipe',
        timeout: INSTALLING_MS,
      });
      return command;
    },
    version,
  );
}

/**
 * Builds from these files once, in a folder of .cache, and again when they change.
 * @param make fills the folder; returns how the tool is called
 */
function made(name: string, sources: readonly string[], make: (folder: string) => string, salt = ''): Tool {
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(source));
  const folder = join('.cache', `${name}-${hash.update(salt).digest('hex').slice(0, 12)}`);
  const note = join(folder, 'complete');
  if (existsSync(note)) return { command: readFileSync(note, 'utf8') };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    const command = make(folder);
    writeFileSync(note, command);
    return { command };
  } catch (error) {
    const why = String((error as { stderr?: unknown }).stderr || error).trim();
    return { missing: `${name} could not be made: ${why.split('\n').at(-1)?.slice(0, 200)}` };
  }
}

/** Runs a program to its end, with any exit code. */
export function run(command: string, parameters: readonly string[], input = ''): Promise<Run> {
  return new Promise((resolve, reject) => {
    const options = { maxBuffer: 64 * 1024 ** 2, timeout: 50_000 };
    const child = execFile(command, parameters, options, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(error);
      else resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
    child.stdin?.end(input);
  });
}

function answers(command: string, option: string): boolean {
  try {
    execFileSync(command, [option], { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

/** Java that compiles and runs a single file, with the client that the launcher fetches for its broker. */
export function javaCompiler(): Tool {
  if (!answers('javac', '-version')) return { missing: 'javac is not on this machine: a JDK of 17 or newer is needed' };
  const jars = existsSync(JARS) ? readdirSync(JARS) : [];
  if (!jars.some((name) => name.startsWith('kafka-clients'))) return { missing: `${JARS} has no kafka-clients` };
  return { command: 'java' };
}
