import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const FOLDERS = ['apps', 'libs', 'scripts', 'test'];
const TEST_FILE = /\.(spec|scenario|browser)\.ts$/;
/** The walkthrough's steps become tests of test/walkthrough.scenario.ts under their own titles. */
const STORY_FILE = /^test[\\/]stories[\\/].*\.ts$/;
const ID_LIST = String.raw`\[[RD]\d+(?:,\s*[RD]\d+)*\]`;
/** Ids stand at the beginning of a name: `[R34] …`, `[R34, D3] …` or `[R34] [D3] …`. */
export const LEADING_IDS = new RegExp(`^(?:${ID_LIST}\\s*)+`);

/** A test whose name claims requirement rows (R…) or decisions (D…). */
export interface NamedTest {
  /** Path from the root of the repository, with forward slashes. */
  readonly file: string;
  /** The name as written, ids included. */
  readonly name: string;
  readonly ids: readonly string[];
}

/** Every test of the repository whose name begins with ids in brackets, in the order of files and lines. */
export function findNamedTests(): NamedTest[] {
  return FOLDERS.flatMap(filesOf)
    .filter((file) => TEST_FILE.test(file) || STORY_FILE.test(file))
    .sort()
    .flatMap((file) => namedTestsIn(file.replaceAll('\\', '/'), readFileSync(file, 'utf8')));
}

/**
 * The named tests of one source text; `describe`, `it`, `test` and their `.each` forms count, and the story's `step`. Where a name begins
 * with a column of an `.each` table that stands in the same file, each row is a test of its own.
 */
export function namedTestsIn(file: string, source: string): NamedTest[] {
  const found: NamedTest[] = [];
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTestCall(node.expression)) {
      const title = textOf(node.arguments[0]);
      for (const name of title === undefined ? [] : namesOf(title, node.expression, parsed)) {
        const ids = LEADING_IDS.exec(name)?.[0].match(/[RD]\d+/g);
        if (ids) found.push({ file, name, ids });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

/** The title, or one name for each row of the table whose column it begins with. */
function namesOf(title: string, callee: ts.Expression, source: ts.SourceFile): string[] {
  const [place, field] = /^(?:%s|\$(\w+))/.exec(title) ?? [];
  if (place === undefined || !ts.isCallExpression(callee)) return [title];
  const rest = title.slice(place.length).replaceAll(/%[sdijpo]/g, '…');
  const names = rowsOf(callee.arguments[0], source).map((row) => textOf(columnOf(row, field)));
  return names.flatMap((name) => (name === undefined ? [] : [name + rest]));
}

/** The rows of a table that is written in place, or named by a constant of the same file. */
function rowsOf(table: ts.Node | undefined, source: ts.SourceFile): readonly ts.Expression[] {
  if (table === undefined) return [];
  if (ts.isArrayLiteralExpression(table)) return table.elements;
  if (ts.isAsExpression(table) || ts.isSatisfiesExpression(table)) return rowsOf(table.expression, source);
  if (!ts.isIdentifier(table)) return [];
  const constants = source.statements
    .filter(ts.isVariableStatement)
    .flatMap((one) => [...one.declarationList.declarations]);
  return rowsOf(constants.find(({ name }) => ts.isIdentifier(name) && name.text === table.text)?.initializer, source);
}

/** The field of a row that is an object, or its first column. */
function columnOf(row: ts.Expression, field: string | undefined): ts.Node | undefined {
  if (field === undefined) return ts.isArrayLiteralExpression(row) ? row.elements[0] : row;
  if (!ts.isObjectLiteralExpression(row)) return undefined;
  const property = row.properties.find(
    (one) => one.name !== undefined && ts.isIdentifier(one.name) && one.name.text === field,
  );
  return property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
}

function isTestCall(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) {
    return ['describe', 'it', 'test', 'step'].includes(callee.text);
  }
  if (ts.isCallExpression(callee) || ts.isTaggedTemplateExpression(callee)) {
    return isTestCall(ts.isCallExpression(callee) ? callee.expression : callee.tag);
  }
  return ts.isPropertyAccessExpression(callee) && callee.name.text === 'each' && isTestCall(callee.expression);
}

function textOf(argument: ts.Node | undefined): string | undefined {
  if (argument && ts.isStringLiteralLike(argument)) {
    return argument.text;
  }
  if (argument && ts.isTemplateExpression(argument)) {
    return argument.head.text + argument.templateSpans.map((span) => `…${span.literal.text}`).join('');
  }
  return undefined;
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));
}
