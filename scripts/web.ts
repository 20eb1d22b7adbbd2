/**
 * `npm run web`: the pages from their sources on port 5173, beside a system that `npm start` has started; a saved file shows at once.
 * GATEWAY_URL names another gateway. Started through bootstrap.mjs.
 */
import path from 'node:path';
import { createServer } from 'vite';
import { aborted, ROOT, stopSignal } from './launcher/run.js';

const server = await createServer({ configFile: path.join(ROOT, 'apps', 'web', 'vite.config.ts') });
await server.listen();
server.printUrls();
await aborted(stopSignal());
await server.close();
process.exit(0);
