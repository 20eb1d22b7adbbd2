/**
 * Builds the pages of apps/web into dist/web/, once for each state of their sources, and compresses each file beforehand.
 * Needs Node 22 or newer. Also runs alone: `node scripts/build-web.mjs`.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const SOURCES = ['apps/web/src', 'apps/web/index.html', 'apps/web/vite.config.ts', 'package-lock.json'];
const COMPRESSED = /\.(js|css|svg|json)$/;
const TEST_ONLY = /\.spec\.tsx?$/;

/**
 * Brings dist/web up to date.
 * @param {string} root folder of the repository
 * @returns {Promise<{ built: boolean, milliseconds: number, folder: string }>}
 */
export async function buildWeb(root) {
  const started = Date.now();
  const folder = path.join(root, 'dist', 'web');
  const stamp = path.join(root, 'dist', '.web');
  const now = await fingerprint(root);
  const done = (built) => ({ built, milliseconds: Date.now() - started, folder });
  if ((await readFile(stamp, 'utf8').catch(() => '')) === now) return done(false);
  const { build } = await import('vite');
  // Beside, and renamed when it is whole: a gateway that starts meanwhile finds the former one.
  const draft = path.join(root, 'dist', `web-${randomUUID()}`);
  // A build makes this process a production one, which the programs that are started afterwards must not be.
  const { NODE_ENV } = process.env;
  await build({
    configFile: path.join(root, 'apps', 'web', 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: draft },
  });
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = NODE_ENV;
  await compress(path.join(draft, 'assets'));
  await rm(folder, { recursive: true, force: true });
  await mkdir(path.dirname(folder), { recursive: true });
  await rename(draft, folder);
  await writeFile(stamp, now);
  return done(true);
}

async function compress(folder) {
  const brotli = promisify(zlib.brotliCompress);
  const gzip = promisify(zlib.gzip);
  for (const file of (await filesBelow(folder)).filter((one) => COMPRESSED.test(one))) {
    const content = await readFile(file);
    await writeFile(`${file}.br`, await brotli(content));
    await writeFile(`${file}.gz`, await gzip(content, { level: 9 }));
  }
}

async function fingerprint(root) {
  const hash = createHash('sha256').update(await readFile(fileURLToPath(import.meta.url)));
  for (const source of SOURCES) {
    const at = path.join(root, source);
    const files = path.extname(at) === '' ? (await filesBelow(at)).filter((file) => !TEST_ONLY.test(file)) : [at];
    for (const file of files.sort()) {
      hash
        .update(path.relative(root, file))
        .update('\0')
        .update(await readFile(file));
    }
  }
  return hash.digest('hex');
}

async function filesBelow(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  buildWeb(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')).then(
    ({ built, milliseconds }) => console.log(built ? `Built dist/web in ${milliseconds} ms` : 'dist/web is up to date'),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
}
