import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const NOTICES = 'THIRD-PARTY-NOTICES.txt';

/** A package as package-lock.json has it. */
interface LockedPackage {
  readonly name?: string;
  readonly version: string;
  readonly license?: unknown;
  readonly dev?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

interface ProductionPackage extends LockedPackage {
  readonly name: string;
  /** Where npm puts it: node_modules/… */
  readonly folder: string;
}

/** One licence text: whose copyright, and the terms without them, which many packages share word for word. */
interface LicenceText {
  readonly copyrights: readonly string[];
  readonly terms: string;
}

interface Entry {
  readonly title: string;
  readonly licence: string;
  /** Sentences instead of a text, where a package brings none. */
  readonly remarks: readonly string[];
  readonly texts: readonly LicenceText[];
  /** Whether its terms are those that most packages of the same licence have. */
  readonly usualTerms: boolean;
}

/** What the pages of apps/web are built of; the build carries their code into the image. */
const OF_PAGES = [
  ...['react', 'react-dom', 'react-i18next', 'i18next', 'openapi-fetch', '@mui/material'],
  ...['@emotion/cache', '@emotion/react', '@emotion/styled', '@tanstack/react-query', '@tanstack/react-router'],
];

/**
 * What `npm ci --omit=dev` installs, and what the pages are built of. Packages marked `devOptional` are among them: we ask for them for development, an
 * optional peer dependency of a production package asks too.
 */
export function productionPackages(): ProductionPackage[] {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Readonly<Record<string, LockedPackage>>;
  };
  const ofPages = withDependencies(OF_PAGES, packages);
  return Object.entries(packages)
    .filter(([folder, { dev }]) => folder !== '' && (!dev || ofPages.has(folder)))
    .map(([folder, locked]) => ({ ...locked, folder, name: locked.name ?? folder.replace(/^.*node_modules\//, '') }));
}

/** The folders of packages and of all that they need. */
function withDependencies(
  names: readonly string[],
  packages: Readonly<Record<string, LockedPackage>>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = names.map((name) => `node_modules/${name}`);
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (found.has(folder)) continue;
    found.add(folder);
    for (const name of Object.keys(packages[folder]?.dependencies ?? {})) {
      const own = `${folder}/node_modules/${name}`;
      waiting.push(own in packages ? own : `node_modules/${name}`);
    }
  }
  return found;
}

/** THIRD-PARTY-NOTICES.txt: every package of the image with its licence and notices; the same on every machine. */
export function generateThirdPartyNotices(): Record<string, string> {
  const packages = productionPackages();
  const entries = new Map(packages.map((each) => [`${each.name} ${each.version}`, each]));
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => entryOf(each, packages));
  return { [NOTICES]: rendered(sorted) };
}

function entryOf(each: ProductionPackage, all: readonly ProductionPackage[]): Entry {
  const entry = { title: `${each.name} ${each.version}`, licence: String(each.license), remarks: [], texts: [] };
  if (each.os || each.cpu || each.libc) {
    // Installed on its own platform only: what is in its folder would differ from machine to machine.
    const whole = all.find(({ optionalDependencies = {} }) => each.name in optionalDependencies);
    const platform = `Built for ${[each.os, each.cpu, each.libc].flatMap((names = []) => names).join(' ')}`;
    return whole
      ? { ...entry, remarks: [`${platform}; part of ${whole.name}, whose notices apply.`], usualTerms: false }
      : { ...entry, remarks: [`${platform}.`], usualTerms: true };
  }
  if (!existsSync(each.folder)) {
    throw new Error(`${each.folder} is in package-lock.json but not installed: run npm ci.`);
  }
  const texts = noticeFiles(each.folder).map((file) => licenceText(readFileSync(file, 'utf8')));
  return texts.length > 0
    ? { ...entry, texts, usualTerms: false }
    : { ...entry, remarks: ['Brings no licence text.', ...copyrightWithoutText(each.folder)], usualTerms: true };
}

function noticeFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((file) => file.isFile() && isNoticeFile(file.name))
    .map((file) => path.join(file.parentPath, file.name).replaceAll('\\', '/'))
    .filter((file) => !file.slice(folder.length).includes('/node_modules/'))
    .sort();
}

export function isNoticeFile(name: string): boolean {
  return /licen[cs]e|copying|notice|copyright/i.test(name) && !/\.([cm]?[jt]sx?|json|map|ya?ml|html)$/i.test(name);
}

/**
 * Takes the copyright lines from the head of a licence. Where they stand elsewhere too, several licences follow one another:
 * that text stays whole.
 */
export function licenceText(source: string): LicenceText {
  const text = source
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\t ]+$/gm, '')
    .replace(/^\uFEFF/, '');
  const paragraphs = text.trim().split(/\n{2,}/);
  const places = paragraphs.flatMap((paragraph, place) => (isCopyright(paragraph) ? [place] : []));
  if (places.length === 0 || places.some((place) => place > 2)) {
    return { copyrights: [], terms: paragraphs.join('\n\n') };
  }
  return {
    copyrights: places.flatMap((place) => paragraphs[place]?.split('\n') ?? []).map((line) => line.trim()),
    terms: paragraphs.filter((_, place) => !places.includes(place)).join('\n\n'),
  };
}

function isCopyright(paragraph: string): boolean {
  return paragraph
    .split('\n')
    .every((line) => /^\s*(copyright\b.*(\d{4}|\(c\)|©)|\(c\)|©|all rights reserved\.?$)/i.test(line));
}

/** What a package without a licence file says elsewhere: in its README, else in its package.json. */
function copyrightWithoutText(folder: string): string[] {
  const readme = readdirSync(folder)
    .sort()
    .find((file) => /^readme/i.test(file));
  const lines = readme === undefined ? [] : readFileSync(path.join(folder, readme), 'utf8').split(/\r?\n/);
  const copyrights = lines.filter((line) => isCopyright(line)).map((line) => line.trim());
  if (copyrights.length > 0) return copyrights;
  const { author } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    author?: string | { name: string };
  };
  const name = (typeof author === 'string' ? author : author?.name)?.replace(/\s*[<(].*$/, '');
  return [name === undefined ? 'Names no author.' : `Author: ${name}`];
}

function rendered(entries: readonly Entry[]): string {
  const numbers = new Map<string, number>();
  const terms: string[] = [];
  const numberOf = (text: string): number => {
    const words = text.replaceAll(/\s+/g, ' ');
    const known = numbers.get(words);
    if (known !== undefined) return known;
    numbers.set(words, terms.push(text));
    return terms.length;
  };
  const lines = entries.flatMap(({ title, licence, remarks, texts, usualTerms }) => [
    `${title}: ${licence}`,
    ...[
      ...remarks,
      ...texts.flatMap((text) => [...text.copyrights, `Text ${numberOf(text.terms)}`]),
      ...(usualTerms ? [`Text ${numberOf(usualTermsOf(licence, entries))}`] : []),
    ].map((line) => `    ${line}`),
    '',
  ]);
  return (
    'THIRD-PARTY NOTICES\n\n' +
    'Generated by `npm run generate` from package-lock.json and the packages that it names: all that the image installs.\n' +
    'Hyväksiluku itself is under EUPL-1.2 (LICENSE). Texts that are the same but for the copyright are printed once, below.\n\n' +
    `${entries.length} packages, ${terms.length} texts.\n\n` +
    [...lines, ...terms.flatMap((text, index) => [heading(index + 1), '', text, ''])].join('\n')
  );
}

function heading(number: number): string {
  return `${'='.repeat(20)} Text ${number} ${'='.repeat(20)}`;
}

function usualTermsOf(licence: string, entries: readonly Entry[]): string {
  const texts = entries.filter((entry) => entry.licence === licence).flatMap((entry) => entry.texts);
  const groups = Object.values(Object.groupBy(texts, ({ terms }) => terms.replaceAll(/\s+/g, ' ')));
  const [most] = groups.sort((a = [], b = []) => b.length - a.length);
  if (most?.[0] === undefined) throw new Error(`No package brings the text of ${licence}.`);
  return most[0].terms;
}
