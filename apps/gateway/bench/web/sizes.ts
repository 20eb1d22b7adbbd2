import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Figure } from './figure.js';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
}

/** Read by the entry, after the first heading. */
const APPLICATION = 'src/main.tsx';

/** What a browser loads of the build, kB gzip: the same on every machine. */
export function measureSizes(folder: string): Figure[] {
  const manifest = JSON.parse(readFileSync(path.join(folder, '.vite', 'manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >;
  const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry) ?? '';
  const pages = Object.keys(manifest).filter((key) => key.endsWith('.page.tsx'));
  const shell = new Set([...loadedBy(entry, manifest), ...loadedBy(APPLICATION, manifest)]);
  const firstLoads = pages.map((page) => sizeOf(new Set([...shell, ...loadedBy(page, manifest)]), folder));
  const alone = pages.map((page) =>
    sizeOf(new Set([...loadedBy(page, manifest)].filter((file) => !shell.has(file))), folder),
  );
  const texts = Object.keys(manifest).filter((key) => key.endsWith('/texts/fi.json'));
  return [
    {
      what: 'JavaScript of the first load, of the heaviest page',
      value: Math.max(...firstLoads),
      unit: 'kB',
      goal: 220,
    },
    {
      what: 'JavaScript of one page beyond the shell, of the heaviest',
      value: Math.max(...alone),
      unit: 'kB',
      goal: 60,
    },
    {
      what: 'Texts of one language, all pages',
      value: sizeOf(new Set(texts.map((key) => manifest[key]?.file ?? '')), folder),
      ...{ unit: 'kB', goal: 30 },
    },
    { what: 'Style sheets', value: sizeOfStyles(folder), unit: 'kB', goal: 15 },
  ];
}

function loadedBy(key: string, manifest: Readonly<Record<string, Chunk>>, found = new Set<string>()): Set<string> {
  const chunk = manifest[key];
  if (!chunk || found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const imported of chunk.imports ?? []) loadedBy(imported, manifest, found);
  return found;
}

function sizeOf(files: ReadonlySet<string>, folder: string): number {
  return [...files].reduce((sum, file) => sum + statSync(path.join(folder, `${file}.gz`)).size / 1024, 0);
}

function sizeOfStyles(folder: string): number {
  const files = readdirSync(path.join(folder, 'assets')).filter((file) => file.endsWith('.css.gz'));
  return files.reduce((sum, file) => sum + statSync(path.join(folder, 'assets', file)).size / 1024, 0);
}
