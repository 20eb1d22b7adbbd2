import { spawn } from 'node:child_process';

export interface Verdict {
  /** What the check is called on the command line. */
  readonly name: string;
  readonly title: string;
  readonly passed: boolean;
  /** What the tool said; shown when it failed. */
  readonly output: string;
  readonly seconds: number;
}

export interface Check {
  readonly name: string;
  readonly title: string;
  readonly run: () => Promise<{ passed: boolean; output: string }>;
  /** Mends what a tool can mend, and judges what is left. */
  readonly mend?: () => Promise<{ passed: boolean; output: string }>;
}

/** A check that runs a Node program of an installed package, with the Node that runs this one. */
export function nodeCheck(name: string, title: string, script: string, ...parameters: readonly string[]): Check {
  return { name, title, run: () => runNode([`node_modules/${script}`, ...parameters]) };
}

/** Runs the checks, at most `workers` at a time, and reports each verdict as soon as it is known. */
export async function runChecks(
  checks: readonly Check[],
  workers: number,
  report: (verdict: Verdict) => void,
): Promise<Verdict[]> {
  const waiting = [...checks];
  const verdicts: Verdict[] = [];
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const verdict = await judge(check);
      verdicts.push(verdict);
      report(verdict);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return verdicts;
}

async function judge(check: Check): Promise<Verdict> {
  const started = performance.now();
  const result = await check.run().catch((error: unknown) => ({
    passed: false,
    output: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }));
  return { name: check.name, title: check.title, ...result, seconds: (performance.now() - started) / 1000 };
}

function runNode(parameters: readonly string[]): Promise<{ passed: boolean; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ passed: code === 0, output: Buffer.concat(chunks).toString('utf8').trim() }),
    );
  });
}
