import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CACHE } from './remembered.js';

const IGNORED = ['.gitignore', '.prettierignore'];
const MEMORY = path.join(CACHE, 'format');
const SETTINGS = ['.prettierrc.json', ...IGNORED, 'node_modules/prettier/package.json'];

/**
 * The files that are not as Prettier writes them, one sentence each. Only what has another content than when it was last found in
 * order is checked: Prettier's own cache walks and asks for every file.
 * @param mend writes them instead
 */
export async function misformatted(mend: boolean): Promise<string[]> {
  const prettier = await import('prettier');
  const settings = SETTINGS.map((file) => readFileSync(file, 'utf8')).join('\0');
  const inOrder = new Set(existsSync(MEMORY) ? readFileSync(MEMORY, 'utf8').split('\n') : []);
  const seen: string[] = [];
  const sentences: string[] = [];
  for (const file of filesOfRepository()) {
    const content = readFileSync(file, 'utf8');
    const mark = markOf(settings, file, content);
    if (!inOrder.has(mark)) {
      const { ignored, inferredParser } = await prettier.getFileInfo(file, { ignorePath: IGNORED });
      if (!ignored && inferredParser !== null) {
        const options = { ...(await prettier.resolveConfig(file)), filepath: file };
        if (!(await prettier.check(content, options))) {
          if (mend) writeFileSync(file, await prettier.format(content, options));
          else sentences.push(`${file} is not formatted: npm run check -- format --fix`);
          continue;
        }
      }
    }
    seen.push(mark);
  }
  writeFileSync(MEMORY, seen.join('\n'));
  return sentences;
}

function markOf(settings: string, file: string, content: string): string {
  return createHash('sha256')
    .update(settings)
    .update('\0')
    .update(file)
    .update('\0')
    .update(content)
    .digest('base64url');
}

/** What is committed or could be, without what is ignored. */
function filesOfRepository(): string[] {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    ...{ encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  });
  return [...new Set(list.split('\0'))].filter((file) => file !== '' && existsSync(file) && statSync(file).isFile());
}
