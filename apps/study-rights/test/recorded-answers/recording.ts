import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import type { Pair } from './story.js';

/** Name of a story → its pairs. */
export type Recording = Readonly<Record<string, readonly Pair[]>>;

const fileOf = (name: string): string => fileURLToPath(new URL(`${name}.json`, import.meta.url));

/** @param name of the file; one that is not there holds nothing */
export function readRecording(name: string): Recording {
  const file = fileOf(name);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Recording) : {};
}

/** One pair a line, so that a difference between two recordings shows the pairs that changed. */
export function writeRecording(name: string, recording: Recording): void {
  const stories = Object.entries(recording).map(
    ([story, pairs]) => `${JSON.stringify(story)}: [\n${pairs.map((pair) => JSON.stringify(pair)).join(',\n')}\n]`,
  );
  writeFileSync(fileOf(name), `{\n${stories.join(',\n')}\n}\n`);
}

/** The first pair that is not as it was recorded, in words; undefined when all are. */
export function firstDifference(recorded: readonly Pair[], answered: readonly Pair[]): string | undefined {
  for (let index = 0; index < Math.max(recorded.length, answered.length); index += 1) {
    const [expected, got] = [recorded[index], answered[index]];
    if (isDeepStrictEqual(expected, got)) continue;
    if (expected === undefined) return `"${got?.name}" is not in the recording. Got:\n${shown(got)}`;
    if (got === undefined) return `"${expected.name}" was not asked. Recorded:\n${shown(expected)}`;
    const part = isDeepStrictEqual({ ...expected, answer: null }, { ...got, answer: null }) ? 'answer' : 'question';
    return `"${got.name}": another ${part} than recorded.\nExpected:\n${shown(expected)}\nGot:\n${shown(got)}`;
  }
  return undefined;
}

function shown(pair: Pair | undefined): string {
  return JSON.stringify(pair, null, 2);
}
