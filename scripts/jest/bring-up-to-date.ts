import { refreshKeptStack } from '../launcher/kept-stack.js';
import { compile } from '../launcher/refresh.js';

/** Before each run while watching: nothing is tested that is older than the sources. */
export default async function bringUpToDate(): Promise<void> {
  await compile();
  if (process.env['STACK_FILE'] !== undefined) await refreshKeptStack();
}
