import { readFileSync } from 'node:fs';

/** The part of the running stack that browser scenarios talk to. */
interface RunningStack {
  readonly gatewayUrl: string;
  readonly issuer: string;
  readonly pids: Readonly<Record<string, number>>;
}

/** The stack that STACK_FILE names, or else that of `npm start`. */
export function stack(): RunningStack {
  const file = process.env['STACK_FILE'] ?? `${process.env['DATA_DIR'] ?? '.data'}/stack.json`;
  return JSON.parse(readFileSync(file, 'utf8')) as RunningStack;
}
