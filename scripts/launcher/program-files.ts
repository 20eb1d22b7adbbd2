import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** What a program that runs was made of, to be compared with what it would be made of now. */
export type Fingerprints = ReadonlyMap<string, string>;

/**
 * A hash for each program over the files of dist/ that it loads: what it imports, and the data beside that.
 * @param root folder of the repository
 * @param programs compiled entry files by name, seen from dist/
 */
export function fingerprints(root: string, programs: Readonly<Record<string, readonly string[]>>): Fingerprints {
  const files = new CompiledFiles(root);
  return new Map(Object.entries(programs).map(([name, entries]) => [name, files.fingerprint(entries)]));
}

/** The names whose hash is another one. */
export function changedBetween(before: Fingerprints, now: Fingerprints): string[] {
  return [...now.keys()].filter((name) => before.get(name) !== now.get(name));
}

/** Anything that names a module in what the compiler makes: import, export from, import(), new URL(). */
const MODULE_NAME = /['"](\.{1,2}\/[^'"]+\.js|#[\w/-]+)['"]/g;

class CompiledFiles {
  private readonly dist: string;
  private readonly imports: Readonly<Record<string, { readonly default: string }>>;
  private readonly texts = new Map<string, string>();

  constructor(private readonly root: string) {
    this.dist = path.join(root, 'dist');
    const { imports } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      imports: CompiledFiles['imports'];
    };
    this.imports = imports;
  }

  fingerprint(entries: readonly string[]): string {
    const hash = createHash('sha256');
    for (const file of [...this.loadedBy(entries)].sort()) hash.update(file).update('\0').update(this.text(file));
    return hash.digest('hex');
  }

  private loadedBy(entries: readonly string[]): Set<string> {
    const found = new Set<string>();
    const waiting = entries.map((entry) => path.join(this.dist, entry));
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      if (found.has(file) || !existsSync(file)) continue;
      found.add(file);
      waiting.push(...this.namedIn(file));
    }
    // A program reads data of its own app, and of the libraries that it imports.
    for (const room of new Set([...found].map((file) => this.roomOf(file)))) {
      for (const data of dataBelow(room)) found.add(data);
    }
    return found;
  }

  private namedIn(file: string): string[] {
    return [...this.text(file).matchAll(MODULE_NAME)].flatMap(([, name = '']) => {
      if (!name.startsWith('#')) return [path.resolve(path.dirname(file), name)];
      const target = this.imports[name]?.default;
      return target === undefined ? [] : [path.resolve(this.root, target)];
    });
  }

  /** dist/apps/<app> or dist/libs/<library>. */
  private roomOf(file: string): string {
    return path.join(this.dist, ...path.relative(this.dist, file).split(path.sep).slice(0, 2));
  }

  private text(file: string): string {
    const known = this.texts.get(file);
    if (known !== undefined) return known;
    const text = readFileSync(file, 'utf8');
    this.texts.set(file, text);
    return text;
  }
}

function dataBelow(folder: string): string[] {
  if (!statSync(folder).isDirectory()) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(js|map|tmp)$/.test(entry.name))
    .filter((entry) => !/^(test|bench)([\\/]|$)/.test(path.relative(folder, entry.parentPath)))
    .map((entry) => path.join(entry.parentPath, entry.name));
}
