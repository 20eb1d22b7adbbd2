import { isVirta, nameOf, scopeWithin, selfContained, splitName, type Scope } from './xml-namespaces.js';

/**
 * One `Opiskeluoikeus` element of a document, as text that declares its own namespaces, with the line on which it
 * begins (from 1).
 */
export interface VirtaFragment {
  readonly line: number;
  readonly xml: string;
}

/**
 * What cannot be read, and where. Of one record: NAMESPACE, RECORD_TOO_LARGE, UNENDED; what comes after it is read.
 * Of the document: the others, which end the reading.
 */
export interface VirtaFault {
  readonly line: number;
  readonly fault:
    ('NAMESPACE' | 'RECORD_TOO_LARGE' | 'UNENDED') | ('DTD' | 'TOO_LARGE' | 'TOO_DEEP' | 'TRUNCATED' | 'NO_RECORDS');
}

/** Longest record in characters: a study right of VIRTA has some thousand. */
export const LONGEST_RECORD = 64 * 1024;
/** Longest thing that is looked through at once: a comment, the tag of another element. */
const LONGEST_REST = 1024 * 1024;
const DEEPEST = 256;
const RECORD = 'Opiskeluoikeus';
/** Every "<" and as much of what follows as shows its kind; names are checked when a record is read. */
const TOKEN = /<(?:!--|!\[CDATA\[|!DOCTYPE|!ENTITY|\?|\/?[^\s<>/="'!?&]+)/g;
/** What hides tags, and how it ends. */
const HIDING: Readonly<Record<string, string>> = { '<!--': '-->', '<![CDATA[': ']]>', '<?': '?>' };

const NO_SCOPE: Scope = new Map();

interface Open {
  readonly name: string;
  readonly scope: Scope;
}

interface Begun extends Open {
  /** Where it begins in the text that is held. */
  readonly from: number;
  readonly line: number;
  readonly tag: string;
  /** It has been refused already: its end is looked for, its text forgotten. */
  readonly refused: boolean;
}

/**
 * Cuts a VIRTA document into its study rights while it is being read, inside any elements (roots `Opiskeluoikeudet` and
 * `Virta`). Memory holds one record at a time. Nothing is expanded: a document with a DTD is
 * refused. Faults of the elements around the records are passed over as long as the records can be distinguished.
 */
export class VirtaRecords {
  private rest = '';
  private line = 1;
  private position = 0;
  private record: Begun | null = null;
  private readonly around: Open[] = [];
  private seen = 0;
  private ended = false;
  private found: (VirtaFragment | VirtaFault)[] = [];
  private carriageReturn = false;

  /** Takes the next piece of text. @returns the records that are complete with it, and the faults */
  push(piece: string): (VirtaFragment | VirtaFault)[] {
    if (!this.ended && piece !== '') {
      this.rest += this.withoutCarriageReturns(piece);
      this.scan(false);
    }
    return this.drain();
  }

  /** Nothing comes after this. */
  end(): (VirtaFragment | VirtaFault)[] {
    if (!this.ended) {
      this.rest += this.carriageReturn ? '\n' : '';
      this.scan(true);
      // A document cut between two records is known only by its root, which is still open.
      const open = this.record !== null || this.around.length > 0;
      if (!this.ended && open) this.stop('TRUNCATED', this.record?.refused === false ? 0 : this.rest.length);
      if (!this.ended && this.seen === 0) this.report('NO_RECORDS', 1);
      this.ended = true;
    }
    return this.drain();
  }

  /** XML 1.0 (2.11): a line ends with a line feed, however it is written; a piece may cut a pair in two. */
  private withoutCarriageReturns(piece: string): string {
    const text = this.carriageReturn ? `\r${piece}` : piece;
    this.carriageReturn = text.endsWith('\r');
    return (this.carriageReturn ? text.slice(0, -1) : text).replace(/\r\n?/g, '\n');
  }

  private scan(last: boolean): void {
    TOKEN.lastIndex = this.position;
    for (let match = TOKEN.exec(this.rest); match !== null; match = TOKEN.exec(this.rest)) {
      const [token] = match;
      const next = this.take(token, match.index, last);
      if (this.ended) return;
      if (next === null) {
        this.position = match.index;
        this.bound();
        return;
      }
      this.position = TOKEN.lastIndex = next - this.forget(next);
    }
    // A token may be cut in two by the end of a piece.
    const cut = this.rest.indexOf('<', Math.max(this.position, this.rest.length - '<![CDATA['.length));
    this.position = cut < 0 ? this.rest.length : cut;
    this.bound();
  }

  /** @returns where to read on; null: what begins here ends in a piece that has not come */
  private take(token: string, at: number, last: boolean): number | null {
    const hidden = HIDING[token];
    if (hidden !== undefined) {
      const end = this.rest.indexOf(hidden, at + token.length);
      if (end >= 0) return end + hidden.length;
      if (last) this.stop('TRUNCATED', at);
      return null;
    }
    if (token.startsWith('<!')) return this.stop('DTD', at);
    const end = endOfTag(this.rest, at);
    if (end === 'CUT' && !last) return null;
    // A tag that another one breaks off is no tag; of a record it is the start all the same, so that it is refused.
    const tag = typeof end === 'number' ? this.rest.slice(at, end) : '';
    const next = typeof end === 'number' ? end : at + token.length;
    if (token.startsWith('</')) this.close(token.slice(2), next);
    else this.open(tag === '' ? token : tag, at, next);
    return next;
  }

  private open(tag: string, at: number, next: number): void {
    const name = nameOf(tag);
    const scope = scopeWithin(this.surroundings(), tag);
    if (splitName(name)[1] === RECORD) {
      if (isVirta(name, RECORD, scope)) {
        // One record is never within another: the one before has lost its end.
        if (this.record !== null && !this.record.refused) this.report('UNENDED', this.record.line);
        this.record = { name, scope, from: at, line: this.lineOf(at), tag, refused: false };
        this.seen += 1;
        if (tag.endsWith('/>')) this.finish(next);
        return;
      }
      if (this.record === null) this.report('NAMESPACE', this.lineOf(at));
    }
    if (this.record !== null || tag.endsWith('/>') || !tag.endsWith('>')) return;
    this.around.push({ name, scope });
    if (this.around.length > DEEPEST) this.stop('TOO_DEEP', at);
  }

  private close(name: string, next: number): void {
    if (this.record !== null) {
      if (name === this.record.name || isVirta(name, RECORD, this.record.scope)) this.finish(next);
      return;
    }
    const place = this.around.findLastIndex((element) => element.name === name);
    if (place >= 0) this.around.length = place;
  }

  private finish(next: number): void {
    const { record } = this;
    this.record = null;
    if (record === null || record.refused) return;
    const xml = selfContained(this.rest.slice(record.from, next), record.tag, this.surroundings());
    if (xml.length > LONGEST_RECORD) this.report('RECORD_TOO_LARGE', record.line);
    else this.found.push({ line: record.line, xml });
  }

  /** Forgets what nothing needs any more before the place. @returns how many characters */
  private forget(place: number): number {
    if (this.record !== null && !this.record.refused && place - this.record.from > LONGEST_RECORD) {
      this.report('RECORD_TOO_LARGE', this.record.line);
      this.record = { ...this.record, refused: true };
    }
    const held = this.record !== null && !this.record.refused ? this.record.from : place;
    this.line = this.lineOf(held);
    this.rest = this.rest.slice(held);
    if (this.record !== null) this.record = { ...this.record, from: 0 };
    return held;
  }

  private bound(): void {
    if (this.ended) return;
    this.position -= this.forget(this.position);
    if (this.rest.length > LONGEST_REST) this.stop('TOO_LARGE', 0);
  }

  private lineOf(place: number): number {
    const before = this.rest.slice(0, place);
    let lines = this.line;
    for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) lines += 1;
    return lines;
  }

  private surroundings(): Scope {
    return this.around.at(-1)?.scope ?? NO_SCOPE;
  }

  private report(fault: VirtaFault['fault'], line: number): void {
    this.seen += 1;
    this.found.push({ fault, line });
  }

  private stop(fault: VirtaFault['fault'], place: number): null {
    this.report(fault, this.lineOf(place));
    this.ended = true;
    return null;
  }

  private drain(): (VirtaFragment | VirtaFault)[] {
    const { found } = this;
    this.found = [];
    return found;
  }
}

/** Where the tag that begins at the place ends; BROKEN: another begins before; CUT: the text ends before. */
function endOfTag(text: string, from: number): number | 'BROKEN' | 'CUT' {
  let quote = '';
  for (let at = from + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '<') return 'BROKEN';
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at + 1;
  }
  return 'CUT';
}
