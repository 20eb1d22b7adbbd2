import { refuse } from '#kernel';
import type { Refusal } from '../errors.js';
import { VirtaRecords, type VirtaFault, type VirtaFragment } from './virta-records.js';
import { readVirtaStudyRight, type VirtaStudyRight } from './virta-study-right.js';

/** A record that can be stored, with its text, which declares its own namespaces. */
export interface VirtaRecord {
  readonly line: number;
  readonly xml: string;
  readonly studyRight: VirtaStudyRight;
}

/** A record that cannot, or the end of reading; `key` is the record's own, where it can be read. */
export interface VirtaError {
  readonly line: number;
  readonly key: string | null;
  readonly error: Refusal;
}

const faults: Readonly<Record<VirtaFault['fault'], string>> = {
  DTD: 'DTD ei ole sallittu',
  NAMESPACE: 'nimiavaruus ei ole urn:mace:funet.fi:virta/2015/09/01',
  RECORD_TOO_LARGE: 'liian pitkä',
  TOO_LARGE: 'liian pitkä',
  TOO_DEEP: 'liian syvä',
  UNENDED: 'kesken',
  TRUNCATED: 'kesken',
  NO_RECORDS: 'ei opiskeluoikeuksia',
};

/**
 * Reads the text of a VIRTA document piece by piece; records are good or bad one by one. Bytes become text in
 * document-decoder.ts; what is text already (an event) has its encoding behind it, regardless of its declaration.
 */
export class VirtaReader {
  private readonly records = new VirtaRecords();

  /** @param institutionOid whose study rights these are: VIRTA's own codes of institutions are no oids */
  constructor(private readonly institutionOid: string) {}

  /** @returns the records that are complete with this piece, good and bad ones, and a fault that ends the reading */
  push(piece: string): (VirtaRecord | VirtaError)[] {
    return this.records.push(piece).map((part) => this.read(part));
  }

  /** Nothing comes after this. @returns what only the end shows: no records, or a document that was cut */
  end(): (VirtaRecord | VirtaError)[] {
    return this.records.end().map((part) => this.read(part));
  }

  private read(part: VirtaFragment | VirtaFault): VirtaRecord | VirtaError {
    const { line } = part;
    if ('fault' in part) {
      const details = { tapaus: part.fault, kohta: faults[part.fault] };
      return { line, key: null, error: refuse('badRequest.format.xml', details) };
    }
    const read = readVirtaStudyRight(part.xml, this.institutionOid);
    return 'error' in read ? { line, ...read } : { line, xml: part.xml, studyRight: read };
  }
}
