import { attributeValue } from './xml-text.js';

export const VIRTA_NAMESPACE = 'urn:mace:funet.fi:virta/2015/09/01';

/** Declarations in force at a place: of each prefix ('' is the default) the attribute's value as written, with quotes. */
export type Scope = ReadonlyMap<string, string>;

const ATTRIBUTE = /[ \t\n\r]+([^\s=<>"'/]+)[ \t\n\r]*=[ \t\n\r]*("[^"]*"|'[^']*')/y;

/** What holds inside the element that begins with this start tag. */
export function scopeWithin(outer: Scope, tag: string): Scope {
  const own = declarationsOf(tag);
  return own.size === 0 ? outer : new Map([...outer, ...own]);
}

/** Whether the name, with or without a prefix, is the local name in VIRTA's namespace. */
export function isVirta(name: string, local: string, scope: Scope): boolean {
  const [prefix, own] = splitName(name);
  return own === local && namespaceOf(prefix, scope) === VIRTA_NAMESPACE;
}

/** Prefix ('' without one) and local name. */
export function splitName(name: string): readonly [string, string] {
  const colon = name.indexOf(':');
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}

/** @returns '' for an element in no namespace; null for a prefix that nothing declares */
export function namespaceOf(prefix: string, scope: Scope): string | null {
  const written = scope.get(prefix);
  if (written === undefined) return prefix === '' ? '' : null;
  const uri = attributeValue(written.slice(1, -1));
  return uri === '' && prefix !== '' ? null : uri;
}

/**
 * The element with the declarations it needs of those around it, so that it means the same in any other document.
 * @param xml begins with the element's start tag
 */
export function selfContained(xml: string, tag: string, outer: Scope): string {
  const own = declarationsOf(tag);
  const name = nameOf(tag);
  const needed = [...outer].flatMap(([prefix, written]) => {
    if (own.has(prefix) || (prefix === '' ? written.length === 2 : !xml.includes(`${prefix}:`))) return [];
    return [` ${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}=${written}`];
  });
  return `<${name}${needed.join('')}${xml.slice(name.length + 1)}`;
}

/** Name of a start tag or an end tag. */
export function nameOf(tag: string): string {
  return /^<\/?([^\s<>/="']*)/.exec(tag)?.[1] ?? '';
}

function declarationsOf(tag: string): Scope {
  const own = new Map<string, string>();
  if (!tag.includes('xmlns')) return own;
  ATTRIBUTE.lastIndex = nameOf(tag).length + 1;
  for (let match = ATTRIBUTE.exec(tag); match !== null; match = ATTRIBUTE.exec(tag)) {
    const [, name = '', written = ''] = match;
    if (name === 'xmlns') own.set('', written);
    else if (name.startsWith('xmlns:')) own.set(name.slice(6), written);
  }
  return own;
}
