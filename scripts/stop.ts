/** `npm run stop`: ends the stack that `npm test -- --keep` has left running. */
import { endKeptStack } from './launcher/kept-stack.js';

console.log((await endKeptStack()) ? 'The kept stack has ended.' : 'No kept stack runs.');
