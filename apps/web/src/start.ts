import { firstLanguage } from './texts/language';
import { drawFirstHeading } from './ui/first-heading';

/** Reads and runs the application, which keeps the processor busy: after a first heading is painted, when one is kept. */
const run = () => void import('./main');

// A window behind others paints nothing, and must start all the same.
if (!drawFirstHeading(firstLanguage()) || document.hidden) run();
else requestAnimationFrame(() => setTimeout(run));
