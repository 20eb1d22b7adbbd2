import type { Command } from './command.js';
import { DEAD_LETTERS } from './dead-letters/dead-letters.command.js';
import { IMPORT_VIRTA } from './import-virta.command.js';
import { REBUILD } from './rebuild.command.js';
import { RIGHTS } from './rights.command.js';
import { STUCK_PARTITIONS } from './stuck-partitions.command.js';
import { TOPICS_COMMAND } from './topics.command.js';

/** Every command of the operator's program, in the order of its list. */
export const COMMANDS: readonly Command[] = [
  DEAD_LETTERS,
  STUCK_PARTITIONS,
  REBUILD,
  IMPORT_VIRTA,
  TOPICS_COMMAND,
  RIGHTS,
];
