import type { Outside } from './outside.js';
import type { Findings } from './findings.js';

/**
 * One step of the story. `run` does it and checks it; it returns what was seen, in one line for people, and throws at
 * the first deviation from the story. What later steps need is kept in the findings.
 */
export interface Step {
  readonly name: string;
  readonly run: (outside: Outside, findings: Findings) => Promise<string>;
}

/** A step of the story. The name begins with the ids of the rows it shows: it is also the name of a test. */
export function step(name: string, run: Step['run']): Step {
  return { name, run };
}
