import { loadConfig } from '#platform';
import type { z } from 'zod';

/** The settings that the benchmark gave this process; they are checked like those of a service. */
export function settingsGiven<T extends z.ZodType>(schema: T): z.infer<T> {
  return loadConfig(schema, JSON.parse(process.argv[2] ?? '{}') as NodeJS.ProcessEnv);
}

/** Reports to the benchmark that this process works, and ends it when the benchmark is gone. */
export function ready(): void {
  process.on('disconnect', () => process.exit(1));
  onAsk('cpu', cpuSeconds);
  report('ready');
}

export function report(kind: string, value?: unknown): void {
  process.send?.({ kind, value });
}

/** Answers the benchmark's question of this kind. */
export function onAsk(kind: string, answer: (value: unknown) => unknown): void {
  process.on('message', (message) => {
    const { kind: asked, value } = message as { kind: string; value: unknown };
    if (asked === kind) void Promise.resolve(answer(value)).then((result) => report(kind, result));
  });
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The machine's monotonic clock: the same in all its processes. */
export function microseconds(): number {
  return Number(process.hrtime.bigint() / 1000n);
}
