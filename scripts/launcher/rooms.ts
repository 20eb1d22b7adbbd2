/**
 * The rooms into which the tests are divided, with the minutes that each may take in the whole run. A file that takes
 * longer gets a short form there and its full length by a command of its own.
 */
const ROOMS = [
  { room: 'faults', minutes: 5, holds: /(^|\/)(chaos\/|kill-each-service|stop-under-load|infrastructure-away)/ },
  { room: 'upgrade', minutes: 3, holds: /(^|\/)[^/]*(migrations?|upgrade|schema)[^/]*\.scenario\.ts$/ },
  { room: 'unit', minutes: 3, holds: /\.spec\.ts$/ },
  { room: 'scenarios', minutes: 12, holds: /\.scenario\.ts$/ },
] as const;

/** A test file with the time it took, as Jest's JSON result has it; times in ms. */
export interface FileResult {
  readonly name: string;
  readonly startTime: number;
  readonly endTime: number;
}

/** One line per room: `minutes of unit: 1.2 (3 at most)`. */
export function minutesByRoom(files: readonly FileResult[]): string[] {
  return ROOMS.map(({ room, minutes }) => {
    const ms = files
      .filter(({ name }) => roomOf(name) === room)
      .reduce((sum, { startTime, endTime }) => sum + Math.max(0, endTime - startTime), 0);
    return `minutes of ${room}: ${(ms / 60_000).toFixed(1)} (${minutes} at most)`;
  });
}

function roomOf(file: string): string | undefined {
  return ROOMS.find(({ holds }) => holds.test(file))?.room;
}
