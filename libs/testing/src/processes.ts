import { eventually } from './eventually.js';
import { stack } from './stack.js';

/** Ends a process of the stack the hard way, as a crash would. The launcher starts it again by itself. */
export function crash(name: string): { pid: number } {
  const pid = stack().pids()[name];
  if (pid === undefined) throw new Error(`"${name}" does not run`);
  process.kill(pid, 'SIGKILL');
  return { pid };
}

/** Waits until the launcher has started a crashed process again and the whole stack is ready. */
export async function restarted(name: string, { pid }: { pid: number }, deadlineMs = 60_000): Promise<void> {
  await eventually(
    `${name} runs again`,
    async () => {
      const now = stack().pids()[name];
      return now !== undefined && now !== pid;
    },
    deadlineMs,
  );
  await eventually(
    'the stack is ready again',
    async () => (await fetch(`${stack().gatewayUrl}/health/ready`)).status === 200,
    deadlineMs,
  );
}
