/**
 * `npm run clock -- +15d`: moves the clocks of all services of the stack of `npm start` on, at once; +2h and +1d12h30m too. Moves add
 * up; `--reset` leads back to the machine's time, nothing at all shows it. What waits for a date happens within seconds. The
 * development issuer, Kafka and PostgreSQL keep the machine's time: tokens go on being valid. Never in production.
 */
import { existsSync, readFileSync } from 'node:fs';
import { stack } from '#testing';
import { moveOf, shiftAfter, textOfShift } from './clock/shift.js';
import { replaceFile } from './launcher/data-folder.js';

const ASK_LIMIT_MS = 5_000;

const move = moveOf(process.argv.slice(2));
if (typeof move === 'string') complain(move, 2);
else {
  const { clockFile, serviceUrls } = description();
  const before = Number(readFileSync(clockFile, 'utf8'));
  const after = shiftAfter(before, move);
  if (typeof after === 'string') complain(after, 2);
  else {
    if (after !== before) replaceFile(clockFile, String(after));
    for (const [service, url] of Object.entries(serviceUrls)) await show(service, url, after);
  }
}

function description() {
  let running;
  try {
    running = stack();
  } catch (error) {
    complain((error as Error).message, 1);
    process.exit();
  }
  if (existsSync(running.clockFile)) return running;
  complain('The clocks of this stack cannot be moved: it was not started by npm start.', 1);
  process.exit();
}

/** Each service says itself what time it is. */
async function show(service: string, url: string, shiftMs: number): Promise<void> {
  try {
    const response = await fetch(`${url}/health/live`, { signal: AbortSignal.timeout(ASK_LIMIT_MS) });
    const { clock = { now: new Date().toISOString(), movedByMs: 0 } } = (await response.json()) as {
      clock?: { now: string; movedByMs: number };
    };
    console.log(`${service.padEnd(18)}${clock.now}  ${textOfShift(clock.movedByMs)}`);
    if (clock.movedByMs !== shiftMs) complain(`${service} has not followed: start the stack anew.`, 1);
  } catch {
    complain(`${service} does not answer; it has the time when it runs again.`, 1);
  }
}

function complain(sentence: string, code: number): void {
  console.error(sentence);
  process.exitCode = code;
}
