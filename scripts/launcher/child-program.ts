import { spawn } from 'node:child_process';

/**
 * Runs a program under this Node to its end, with our terminal; the signal ends it.
 * @returns its exit code; undefined when a signal ended it
 */
export async function runProgram(
  args: readonly string[],
  { root, env, signal }: { readonly root: string; readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<number | undefined> {
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  const code = await new Promise<number | undefined>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (exitCode) => resolve(exitCode ?? undefined));
  });
  signal.removeEventListener('abort', stop);
  return code;
}
