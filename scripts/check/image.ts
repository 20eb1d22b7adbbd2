import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What only development and tests use: none of it may be in the image that serves people. */
const DEVELOPMENT_ONLY = [
  ...['dist/apps/dev-idp', 'dist/libs/testing', 'dist/scripts', 'dist/test'],
  ...['dist/apps/*/test', 'dist/apps/*/bench', 'dist/libs/*/test', 'dist/libs/*/bench', 'dist/libs/*/gate'],
];

/** Started by hand; what the manifests start is taken from them. */
const BY_HAND = 'dist/apps/operator/src/main.js';

/**
 * Where the Dockerfile leaves out of the production image what something in it needs, or leaves in what it must not have.
 * Imports are followed in the sources: dist/ has the same shape.
 */
export function imageDifferences(rendered: string, dockerfile = readFileSync('Dockerfile', 'utf8')): string[] {
  const removed = removedBy(dockerfile);
  const started = [...rendered.matchAll(/dist\/[\w/.-]+\.js/g)].map(([file]) => file);
  const needed = reachedFrom([...new Set([...started, BY_HAND])]);
  return [
    ...[...needed]
      .filter((file) => isRemoved(file, removed))
      .map((file) => `Dockerfile: removes ${file}, which is needed.`),
    ...DEVELOPMENT_ONLY.filter((place) => !isRemoved(place, removed)).map(
      (place) => `Dockerfile: ${place} stays in the production image.`,
    ),
  ];
}

function removedBy(dockerfile: string): string[] {
  const [, list = ''] = /^FROM build AS product$[^]*?^RUN rm -rf ((?:.*\\\n)*.*)$/m.exec(dockerfile) ?? [];
  return list.split(/[\s\\]+/).filter(Boolean);
}

function isRemoved(file: string, removed: readonly string[]): boolean {
  return removed.some((place) => {
    // As the shell reads it: one name for a star.
    const pattern = place
      .split('*')
      .map((text) => text.replaceAll('.', '\\.'))
      .join('[^/]+');
    return file === place || new RegExp(`^${pattern}(/|$)`).test(file);
  });
}

function reachedFrom(roots: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const waiting = [...roots];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const source = file.replace(/^dist\//, '').replace(/\.js$/, '.ts');
    if (!existsSync(source)) continue;
    for (const [, from = ''] of readFileSync(source, 'utf8').matchAll(/(?:from|import\() ?'([#.][^']+)'/g)) {
      waiting.push(from.startsWith('#') ? (ALIASES[from] ?? from) : path.posix.join(path.posix.dirname(file), from));
    }
  }
  return reached;
}

const ALIASES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(
    (JSON.parse(readFileSync('package.json', 'utf8')) as { imports: Record<string, { default: string }> }).imports,
  ).map(([name, { default: file }]) => [name, path.posix.normalize(file)]),
);
