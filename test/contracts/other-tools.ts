import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { it } from '@jest/globals';

/** What systems outside are played with, and what this machine may lack: the tests that need it are then skipped. */

export const PYTHON_EXAMPLE = 'docs/examples/python';
/** Where the launcher has Maven put the jars of the broker. */
const JARS = 'target/dependency';

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A tool, or the sentence that says why it is not here. */
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

/** kcat, if it is installed. */
export function kcat(): Tool {
  return answers('kcat', '-V') ? { command: 'kcat' } : { missing: 'kcat is not on this machine' };
}

/**
 * A Python with the example's requirements, in .cache; made the first time, and again when the requirements change.
 * Needs python3 with venv, and pip's registry the first time.
 */
export function pythonOfExample(): Tool {
  if (!answers('python3', '--version')) return { missing: 'python3 is not on this machine' };
  const requirements = join(PYTHON_EXAMPLE, 'requirements.txt');
  const version = execFileSync('python3', ['--version'], { encoding: 'utf8' });
  const hash = createHash('sha256').update(readFileSync(requirements)).update(version).digest('hex').slice(0, 12);
  const folder = join('.cache', `python-example-${hash}`);
  const command = join(folder, 'bin', 'python');
  if (existsSync(join(folder, 'complete'))) return { command };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync('.cache', { recursive: true });
  try {
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'pipe', timeout: 60_000 });
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--retries', '1'];
    execFileSync(command, [...install, '--timeout', '10', '-r', requirements], { stdio: 'pipe', timeout: 120_000 });
  } catch (error) {
    const why = String((error as { stderr?: unknown }).stderr ?? error).trim();
    return { missing: `no Python environment with ${requirements}: ${why.split('\n').at(-1)?.slice(0, 200)}` };
  }
  mkdirSync(join(folder, 'complete'));
  return { command };
}

/** Runs a program to its end, whatever its exit code. */
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
