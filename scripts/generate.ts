import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { brokenContracts, brokenOpenApi } from './check/contracts.js';
import { drafts } from '../libs/contracts/gate/compatibility.js';
import {
  PUBLISHED_FOLDER,
  publishedContracts,
  workingContracts,
  writePublished,
  writtenContracts,
} from '../libs/contracts/gate/contract-set.js';
import { openApiDrafts, writePublishedOpenApi } from '../libs/contracts/gate/openapi-set.js';
import { generateAll } from './generate/all.js';
import { generateSchemas } from './generate/schemas.js';

/**
 * `npm run generate`: writes every generated file anew and says which ones changed.
 * `npm run generate -- --publish`: also makes the contracts as they stand the published ones, unless they break those.
 */
const options = process.argv.slice(2);
const unknown = options.filter((option) => option !== '--publish');
if (unknown.length > 0) {
  console.error(`npm run generate knows --publish only, not ${unknown.join(' ')}.`);
  process.exit(1);
}

const files = { ...(await generateAll()), ...(await generateSchemas()) };
for (const [file, content] of Object.entries(files)) {
  const changed = !existsSync(file) || readFileSync(file, 'utf8') !== content;
  if (changed) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  console.log(`${changed ? 'written  ' : 'unchanged'}  ${file}`);
}

if (options.includes('--publish')) publish();
else {
  for (const draft of [...drafts(publishedContracts(), workingContracts()), ...openApiDrafts()]) {
    console.log(`not published yet: ${draft}`);
  }
}

function publish(): void {
  const breaches = [...brokenContracts(), ...brokenOpenApi()];
  if (breaches.length > 0) {
    console.error(`\nNothing is published: the contracts break what has been.\n${breaches.join('\n')}`);
    process.exitCode = 1;
    return;
  }
  const files = [...writePublished(writtenContracts()), ...writePublishedOpenApi()];
  for (const file of files) console.log(`published  ${PUBLISHED_FOLDER}/${file}`);
  console.log(files.length === 0 ? 'The contracts are published as they stand.' : `${files.length} files published.`);
}
