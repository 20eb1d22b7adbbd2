/** `npm start`: the whole system on this machine, until Ctrl-C. Started through scripts/bootstrap.mjs. */
import { sentenceOf } from './launcher/failure.js';
import { runUntilStopped } from './launcher/run.js';
import { parseStartArguments, START_USAGE } from './launcher/arguments.js';

try {
  const choice = parseStartArguments(process.argv.slice(2));
  if (choice === 'help') {
    console.log(START_USAGE);
  } else {
    await runUntilStopped(choice);
  }
  process.exit(0);
} catch (error) {
  console.error(`\n${sentenceOf(error)}`);
  process.exit(1);
}
