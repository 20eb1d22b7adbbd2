/** One `Opiskeluoikeus` element of a document, as text, with the line on which it begins (from 1). */
export interface VirtaFragment {
  readonly line: number;
  readonly xml: string;
}

/** Why a document cannot be cut into records any further, and where. */
export interface VirtaFault {
  readonly line: number;
  readonly fault: 'DTD' | 'NAMESPACE' | 'TOO_LARGE' | 'TRUNCATED' | 'NO_RECORDS';
}

/** Longest record in characters: a study right of VIRTA has some thousand. */
export const LONGEST_RECORD = 64 * 1024;
/** Longest thing between records that is looked through: a comment, the data of another element. */
const LONGEST_REST = 1024 * 1024;
const NAMESPACE = 'urn:mace:funet.fi:virta/2015/09/01';
const TOKEN =
  /<!--|<!\[CDATA\[|<!DOCTYPE|<!ENTITY|<(?:[\w-]+:)?Opiskeluoikeus(?=[\s>/])|<\/(?:[\w-]+:)?Opiskeluoikeus\s*>/g;
/** A token can be cut in two by the end of a piece. */
const LONGEST_TOKEN = 200;

/**
 * Cuts a VIRTA document into its study rights while it is being read, whatever the elements around them (roots
 * `Opiskeluoikeudet` and `Virta`). Memory holds one record at a time. Nothing is expanded: a document with a DTD is refused.
 */
export class VirtaRecords {
  private rest = '';
  private line = 1;
  private from: number | null = null;
  private position = 0;
  private records = 0;
  private namespaceSeen = false;
  private fault: VirtaFault | null = null;

  /** Takes the next piece of text. @returns the records that are complete with it, and a fault that ends the reading */
  push(piece: string): (VirtaFragment | VirtaFault)[] {
    return this.fault === null ? this.scan(piece, false) : [];
  }

  /** Nothing comes after this. */
  end(): (VirtaFragment | VirtaFault)[] {
    if (this.fault !== null) return [];
    const found = this.scan('', true);
    if (this.fault !== null) return found;
    if (this.from !== null) return [...found, this.stop('TRUNCATED', this.from)];
    return this.records === 0 ? [...found, this.stop('NO_RECORDS', 0)] : found;
  }

  private scan(piece: string, last: boolean): (VirtaFragment | VirtaFault)[] {
    this.rest += piece;
    const found: (VirtaFragment | VirtaFault)[] = [];
    let handled = this.position;
    TOKEN.lastIndex = handled;
    for (let match = TOKEN.exec(this.rest); match !== null; match = TOKEN.exec(this.rest)) {
      const [token] = match;
      const skipped = token === '<!--' ? '-->' : token === '<![CDATA[' ? ']]>' : null;
      if (skipped !== null) {
        const end = this.rest.indexOf(skipped, match.index);
        if (end < 0) {
          if (last) found.push(this.stop('TRUNCATED', match.index));
          this.position = match.index;
          return this.bounded(found);
        }
        TOKEN.lastIndex = handled = end + skipped.length;
        continue;
      }
      if (token.startsWith('<!')) return [...found, this.stop('DTD', match.index)];
      if (!token.startsWith('</')) {
        this.namespaceSeen ||= this.rest.slice(0, match.index + LONGEST_TOKEN).includes(NAMESPACE);
        if (!this.namespaceSeen) return [...found, this.stop('NAMESPACE', match.index)];
        this.from ??= match.index;
        handled = TOKEN.lastIndex;
        continue;
      }
      if (this.from === null) continue;
      const xml = this.rest.slice(this.from, TOKEN.lastIndex);
      if (xml.length > LONGEST_RECORD) return [...found, this.stop('TOO_LARGE', this.from)];
      found.push({ line: this.lineOf(this.from), xml });
      this.records += 1;
      this.from = null;
      this.drop(TOKEN.lastIndex);
      TOKEN.lastIndex = handled = this.position;
    }
    this.position = Math.max(handled, this.rest.length - LONGEST_TOKEN);
    return this.bounded(found);
  }

  private bounded(found: (VirtaFragment | VirtaFault)[]): (VirtaFragment | VirtaFault)[] {
    if (this.from !== null && this.rest.length - this.from > LONGEST_RECORD + LONGEST_TOKEN) {
      return [...found, this.stop('TOO_LARGE', this.from)];
    }
    if (this.rest.length > LONGEST_REST) {
      if (this.from === null && this.position > 0) {
        this.namespaceSeen ||= this.rest.includes(NAMESPACE);
        this.drop(this.position);
      }
      if (this.rest.length > LONGEST_REST) return [...found, this.stop('TOO_LARGE', 0)];
    }
    return found;
  }

  /** Forgets the text before the place. */
  private drop(place: number): void {
    this.line = this.lineOf(place);
    this.rest = this.rest.slice(place);
    this.position = 0;
  }

  private lineOf(place: number): number {
    let lines = this.line;
    for (let at = this.rest.indexOf('\n'); at >= 0 && at < place; at = this.rest.indexOf('\n', at + 1)) lines += 1;
    return lines;
  }

  private stop(fault: VirtaFault['fault'], place: number): VirtaFault {
    this.fault = { fault, line: this.lineOf(place) };
    return this.fault;
  }
}
