import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second (USER_HZ). */
const TICK_MS = 10;

/** Processor time that a process has taken, ms. */
export function processorMs(pid: number): number {
  const { own } = statOf(pid);
  return own;
}

/** Processor time of a process and of all that it has started, also of those that have ended. */
export function processorMsOfTree(pid: number): number {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statIfThere(Number(name)));
  const sum = (one: number): number =>
    stats.reduce((total, { pid: child, parent }) => (parent === one ? total + sum(child) : total), 0) +
    (stats.find(({ pid: other }) => other === one)?.withEnded ?? 0);
  return sum(pid);
}

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly own: number;
  readonly withEnded: number;
}

function statOf(pid: number): Stat {
  // Behind the name, which is in parentheses and may hold anything: state, parent, …, utime, stime, cutime, cstime.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  const ticks = (from: number, to: number) =>
    fields.slice(from, to).reduce((total, field) => total + Number(field), 0) * TICK_MS;
  return { pid, parent: Number(fields[1]), own: ticks(11, 13), withEnded: ticks(11, 15) };
}

function statIfThere(pid: number): Stat[] {
  try {
    return [statOf(pid)];
  } catch {
    return [];
  }
}
