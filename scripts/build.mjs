/**
 * Compiles apps/, libs/, scripts/ and test/ into dist/, file by file with the same tree, and copies what the programs
 * read at run time (schemas, templates). Only changed files are compiled, vanished ones are removed.
 * Types are not checked here: `npm run check` does that. Also runs alone: `node scripts/build.mjs`.
 */
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const SOURCES = ['apps', 'libs', 'scripts', 'test'];
const COPIED = /\.(json|hbs|ya?ml|html|css|svg|sql|txt)$/;
const TEST_ONLY = /\.(spec|scenario)\.ts$/;
/** The pages have a compiler of their own (scripts/web/build-web.mjs). */
const PAGES = path.join('apps', 'web') + path.sep;

/** A source that does not compile; the message names the file and the place. */
export class BuildError extends Error {}

/**
 * Brings dist/ up to date.
 * @param {string} root folder of the repository
 * @returns {Promise<{ compiled: number, milliseconds: number }>}
 */
export async function build(root) {
  const started = Date.now();
  const dist = path.join(root, 'dist');
  await mkdir(dist, { recursive: true });
  // Another compiler version or another .swcrc makes every output stale.
  const settings = await fingerprint(root);
  const settingsFile = path.join(dist, '.settings');
  const fresh = (await readFile(settingsFile, 'utf8').catch(() => '')) !== settings;

  const wanted = new Set();
  const stale = [];
  for (const folder of SOURCES) {
    for (const source of await filesBelow(path.join(root, folder))) {
      const target = targetOf(root, source);
      if (!target) continue;
      wanted.add(target);
      if (target.endsWith('.js')) wanted.add(`${target}.map`);
      if (fresh || (await changedAfter(source, target))) stale.push([source, target]);
    }
  }
  for (const folder of SOURCES) {
    for (const output of await filesBelow(path.join(dist, folder))) {
      if (!wanted.has(output)) await rm(output, { force: true });
    }
  }

  if (stale.length > 0) {
    const { transformFile } = await import('@swc/core');
    await Promise.all(stale.map(([source, target]) => produce(transformFile, root, source, target)));
  }
  await writeFile(settingsFile, settings);
  return { compiled: stale.length, milliseconds: Date.now() - started };
}

/** The output of a source file, or undefined for a file that no program needs. */
function targetOf(root, source) {
  const relative = path.relative(root, source);
  if (TEST_ONLY.test(source) || source.endsWith('.d.ts') || relative.startsWith(PAGES)) return undefined;
  if (source.endsWith('.ts')) return path.join(root, 'dist', relative.replace(/\.ts$/, '.js'));
  return COPIED.test(source) ? path.join(root, 'dist', relative) : undefined;
}

async function produce(transformFile, root, source, target) {
  await mkdir(path.dirname(target), { recursive: true });
  if (!source.endsWith('.ts')) {
    await replace(target, await readFile(source));
    return;
  }
  let output;
  try {
    output = await transformFile(source, {
      cwd: root,
      swcrc: true,
      sourceMaps: true,
      sourceFileName: path.relative(path.dirname(target), source),
    });
  } catch (error) {
    const plain = String(error?.message ?? error).replace(/\u001b\[[0-9;]*m/g, '');
    // Behind it come the compiler's own frames.
    const [detail] = plain.split(/\n\s*Caused by:/);
    throw new BuildError(`${path.relative(root, source)} does not compile:\n${detail}`);
  }
  await replace(`${target}.map`, output.map ?? '');
  await replace(target, `${output.code}\n//# sourceMappingURL=${path.basename(target)}.map\n`);
}

/** Writes beside and renames, so that a program started meanwhile never reads half a file. */
async function replace(target, content) {
  const draft = `${target}.${process.pid}.tmp`;
  await writeFile(draft, content);
  await rename(draft, target);
}

async function changedAfter(source, target) {
  const [from, to] = await Promise.all([stat(source), stat(target).catch(() => undefined)]);
  return !to || to.mtimeMs <= from.mtimeMs;
}

async function filesBelow(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !file.includes(`${path.sep}node_modules${path.sep}`));
}

async function fingerprint(root) {
  const hash = createHash('sha256').update(await readFile(path.join(root, '.swcrc')));
  hash.update(await readFile(path.join(root, 'node_modules', '@swc', 'core', 'package.json')));
  hash.update(await readFile(fileURLToPath(import.meta.url)));
  return hash.digest('hex');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  build(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')).then(
    ({ compiled, milliseconds }) => console.log(`Built dist/: ${compiled} files compiled in ${milliseconds} ms`),
    (error) => {
      console.error(error instanceof BuildError ? error.message : error);
      process.exit(1);
    },
  );
}
