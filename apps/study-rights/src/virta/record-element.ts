import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { namespaceOf, scopeWithin, splitName, VIRTA_NAMESPACE, type Scope } from './xml-namespaces.js';
import { attributeValue, hasOnlyXmlCharacters, withoutReferences } from './xml-text.js';

/** An element in VIRTA's namespace. */
export interface RecordElement {
  /** Local name. */
  readonly name: string;
  /** Those in no namespace: VIRTA's own have no prefix (attributeFormDefault is unqualified). */
  readonly attributes: ReadonlyMap<string, string>;
  /** xsi:nil says that there is no value. */
  readonly nil: boolean;
  /** Its own text, white space and all. */
  readonly text: string;
  /** Children in VIRTA's namespace in their order; what another vocabulary adds is ignored. */
  readonly children: readonly RecordElement[];
}

/** Why a record is no XML 1.0 with namespaces, and where in it. */
export interface MalformedRecord {
  readonly malformed: 'MALFORMED' | 'MARKUP' | 'CHARACTER' | 'REFERENCE' | 'PREFIX';
  /** A line of the record, a name in it, or the record. */
  readonly place: string;
  /** Counted from the record's first; null where only the place is known. */
  readonly line: number | null;
  /** Its avain as it was sent, where it can be read. */
  readonly key: string | null;
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const CDATA = '#cdata';

/** References and white space are left to this module: the library would replace before it normalises, or trim keys. */
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  cdataPropName: CDATA,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  trimValues: false,
});

/** A node of the library: its name with the nodes in it, or text, and its attributes under ":@". */
type Node = Readonly<Record<string, unknown>>;

/** Reads one element that declares its own namespaces. It never throws, so a record costs no other one. */
export function parseRecord(xml: string): RecordElement | MalformedRecord {
  const bad = (malformed: MalformedRecord['malformed'], place = 'tietue', key: string | null = null) =>
    ({ malformed, place, key, line: null }) as const;
  if (!hasOnlyXmlCharacters(xml)) return bad('CHARACTER');
  const wellFormed = XMLValidator.validate(xml);
  if (wellFormed !== true) {
    const { line } = wellFormed.err;
    return { ...bad('MALFORMED', `rivi ${line}`), line };
  }
  if (hasStrayMarkup(xml)) return bad('MARKUP');
  let nodes: readonly Node[];
  try {
    nodes = parser.parse(xml) as readonly Node[];
  } catch {
    // The library refuses names such as "constructor" and a depth of more than a hundred elements.
    return bad('MARKUP');
  }
  const [root] = nodes.filter((node) => elementNameOf(node) !== undefined);
  const element = root === undefined ? null : elementOf(root, new Map());
  if (root === undefined || element === null) return bad('PREFIX');
  if (!('fault' in element)) return element;
  const avain = attributesOf(root)['@avain'];
  return bad(element.fault, element.place, avain === undefined ? null : attributeValue(avain));
}

/** Markup that the library passes over: declarations of a DTD, and comments with a double hyphen. */
function hasStrayMarkup(xml: string): boolean {
  const bare = xml.replace(/<!--([\s\S]*?)-->|<!\[CDATA\[[\s\S]*?\]\]>/g, (_, comment?: string) =>
    comment !== undefined && (comment.includes('--') || comment.endsWith('-')) ? '<!' : '',
  );
  return bare.includes('<!');
}

interface Fault {
  readonly fault: MalformedRecord['malformed'];
  readonly place: string;
}

/** @returns null: the element is in another namespace; a fault: it, or one within it, cannot be read */
function elementOf(node: Node, outer: Scope): RecordElement | Fault | null {
  const written = elementNameOf(node) ?? '';
  const raw = attributesOf(node);
  const declarations = Object.entries(raw).map(([name, value]) => ` ${name.slice(1)}=${quoted(value)}`);
  const scope = scopeWithin(outer, `<${written}${declarations.join('')}>`);
  const [prefix, name] = splitName(written);
  const namespace = namespaceOf(prefix, scope);
  if (namespace === null || name === '' || name.includes(':')) return { fault: 'PREFIX', place: written };
  const attributes = new Map<string, string>();
  for (const [key, value] of Object.entries(raw)) {
    const plain = attributeValue(value);
    if (plain === null) return { fault: 'REFERENCE', place: key };
    const [attributePrefix, local] = splitName(key.slice(1));
    if (attributePrefix === 'xmlns' || attributePrefix === 'xml') continue;
    const of = attributePrefix === '' ? '' : namespaceOf(attributePrefix, scope);
    if (of === null) return { fault: 'PREFIX', place: key };
    const unique = of === '' ? local : `{${of}}${local}`;
    if (attributes.has(unique)) return { fault: 'PREFIX', place: key };
    attributes.set(unique, plain);
  }
  let text = '';
  const children: RecordElement[] = [];
  for (const inner of node[written] as readonly Node[]) {
    if (typeof inner['#text'] === 'string') {
      const plain = inner['#text'].includes(']]>') ? null : withoutReferences(inner['#text']);
      if (plain === null) return { fault: 'REFERENCE', place: name };
      text += plain;
    } else if (Array.isArray(inner[CDATA])) {
      for (const part of inner[CDATA] as readonly Node[]) text += String(part['#text'] ?? '');
    } else if (elementNameOf(inner) !== undefined) {
      const child = elementOf(inner, scope);
      if (child !== null && 'fault' in child) return child;
      if (child !== null) children.push(child);
    }
  }
  if (namespace !== VIRTA_NAMESPACE) return null;
  const nil = ['true', '1'].includes((attributes.get(`{${XSI}}nil`) ?? '').trim());
  return { name, attributes, nil, text, children };
}

/** Attributes as they are written, each with "@" before its name. */
function attributesOf(node: Node): Readonly<Record<string, string>> {
  return (node[':@'] ?? {}) as Readonly<Record<string, string>>;
}

/** Name of the element that the node is; undefined for text and processing instructions. */
function elementNameOf(node: Node): string | undefined {
  return Object.keys(node).find((key) => key !== ':@' && !key.startsWith('#') && !key.startsWith('?'));
}

function quoted(raw: string): string {
  return raw.includes('"') ? `'${raw}'` : `"${raw}"`;
}
