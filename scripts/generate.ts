import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { generateAll } from './generate/all.js';

/** `npm run generate`: writes every generated file anew and says which ones changed. */
for (const [file, content] of Object.entries(await generateAll())) {
  const changed = !existsSync(file) || readFileSync(file, 'utf8') !== content;
  if (changed) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  console.log(`${changed ? 'written  ' : 'unchanged'}  ${file}`);
}
