import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const LANGUAGES = ['fi', 'sv', 'en'] as const;
const PLURAL = /_(zero|one|two|few|many|other)$/;
const FOLDER = path.join('apps', 'web', 'src');

/** The texts of one feature, and the sources that use them. */
export interface TextsOfFeature {
  readonly folder: string;
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly sources: readonly string[];
}

/** Every text of the pages stands in three languages, is used, and is there when it is used. */
export function breachesOfPageTexts(features: readonly TextsOfFeature[] = featuresOfPages()): string[] {
  return features.flatMap((feature) => [...missingLanguages(feature), ...unknownKeys(feature), ...unusedKeys(feature)]);
}

function missingLanguages({ folder, texts }: TextsOfFeature): string[] {
  const keys = new Set(LANGUAGES.flatMap((language) => Object.keys(texts[language] ?? {})));
  return LANGUAGES.flatMap((language) =>
    [...keys].flatMap((key) => {
      const text = texts[language]?.[key];
      if (text === undefined || text.trim() === '') return [`${folder}/texts/${language}.json: "${key}" is missing.`];
      const places = placeholders(text);
      const others = placeholders(texts['fi']?.[key] ?? text);
      return places === others
        ? []
        : [`${folder}/texts/${language}.json: "${key}" has other placeholders than the Finnish text.`];
    }),
  );
}

function placeholders(text: string): string {
  return [...new Set(text.match(/\{\{\w+\}\}/g))].sort().join();
}

/** `t('key')` with a literal. */
const USED = /\bt\(\s*'([^']+)'/g;
/** A key that stands alone as a literal, or the beginning of one that is put together: t(`state.${state}`). */
const PUT_TOGETHER = /`([\w.-]*\.)\$\{/g;

function unknownKeys({ folder, texts, sources }: TextsOfFeature): string[] {
  const known = new Set(Object.keys(texts['fi'] ?? {}).map((key) => key.replace(PLURAL, '')));
  return sources.flatMap((source) =>
    [...source.matchAll(USED)].flatMap(([, key = '']) =>
      known.has(key) ? [] : [`${folder}: t('${key}') has no text.`],
    ),
  );
}

function unusedKeys({ folder, texts, sources }: TextsOfFeature): string[] {
  const all = sources.join('\n');
  const prefixes = [...all.matchAll(PUT_TOGETHER)].map(([, prefix = '']) => prefix);
  return Object.keys(texts['fi'] ?? {})
    .map((key) => key.replace(PLURAL, ''))
    .filter((key) => !all.includes(`'${key}'`) && !prefixes.some((prefix) => prefix !== '' && key.startsWith(prefix)))
    .map((key) => `${folder}: the text "${key}" is not used.`);
}

/** A folder of texts belongs to the feature that it lies in; those of the shell also to session, ui and the route table. */
function featuresOfPages(): TextsOfFeature[] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
  const folders = files
    .filter((file) => path.basename(file) === 'texts' && file !== 'texts')
    .map((file) => path.dirname(file));
  return folders.map((folder) => {
    const parts =
      folder === 'shell'
        ? ['shell', 'session', 'ui', 'live', 'routes.tsx', 'administration-routes.tsx', 'study-right-routes.tsx']
        : [folder];
    const code = files.filter(
      (file) =>
        /(?<!\.spec)\.tsx?$/.test(file) && parts.some((part) => file === part || file.startsWith(part + path.sep)),
    );
    return {
      folder: path.join(FOLDER, folder),
      texts: Object.fromEntries(
        LANGUAGES.map((language) => [
          language,
          JSON.parse(readFileSync(path.join(FOLDER, folder, 'texts', `${language}.json`), 'utf8')) as Record<
            string,
            string
          >,
        ]),
      ),
      sources: code.map((file) => readFileSync(path.join(FOLDER, file), 'utf8')),
    };
  });
}
