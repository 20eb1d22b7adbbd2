import { productionPackages } from '../generate/third-party-notices.js';

/**
 * SPDX ids of licences whose packages may be handed on with a work under EUPL-1.2: they ask for their notices, and for
 * nothing of the whole. A copyleft licence is not among them: whether it fits is for a person to decide.
 */
const ALLOWED: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
]);

interface Licensed {
  readonly name: string;
  readonly version: string;
  /** As the package's author wrote it: an SPDX expression, or anything. */
  readonly license?: unknown;
}

/** Packages of the image that we may not hand on, or do not know whether we may. One sentence per package. */
export function refusedLicences(packages: readonly Licensed[] = productionPackages()): string[] {
  return packages
    .filter(({ license }) => typeof license !== 'string' || !isAllowed(license))
    .map(({ name, version, license }) => {
      const what = license === undefined ? 'names no licence' : `is under ${JSON.stringify(license)}`;
      return `package-lock.json: ${name} ${version} ${what}, which is not in scripts/check/licences.ts: use another package, or decide and add it.`;
    });
}

/** AND binds closer than OR; what stands in parentheses is judged first. */
function isAllowed(expression: string): boolean {
  const [whole, inner] = /\(([^()]*)\)/.exec(expression) ?? [];
  if (whole !== undefined && inner !== undefined) {
    return isAllowed(expression.replace(whole, isAllowed(inner) ? '0BSD' : 'refused'));
  }
  return expression
    .split(' OR ')
    .some((alternative) => alternative.split(' AND ').every((id) => ALLOWED.has(id.trim())));
}
