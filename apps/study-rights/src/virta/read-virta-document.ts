import { koskiError, type KoskiError } from '../domain/koski-error.js';
import { VirtaRecords, type VirtaFault, type VirtaFragment } from './virta-records.js';
import { readVirtaStudyRight, type VirtaStudyRight } from './virta-study-right.js';

/** A record that can be stored, with its text. */
export interface VirtaRecord {
  readonly line: number;
  readonly xml: string;
  readonly studyRight: VirtaStudyRight;
}

/** A record that cannot, or the end of reading; `key` is the record's own, where it can be read. */
export interface VirtaError {
  readonly line: number;
  readonly key: string | null;
  readonly error: KoskiError;
}

const faults: Readonly<Record<VirtaFault['fault'], string>> = {
  DTD: 'DTD ei ole sallittu',
  NAMESPACE: 'nimiavaruus ei ole urn:mace:funet.fi:virta/2015/09/01',
  TOO_LARGE: 'liian pitkä',
  TRUNCATED: 'kesken',
  NO_RECORDS: 'ei opiskeluoikeuksia',
};

/** Reads a VIRTA document piece by piece; records are good or bad one by one. */
export class VirtaReader {
  private readonly records = new VirtaRecords();

  /** @param institutionOid whose study rights these are: VIRTA's own codes of institutions are no oids */
  constructor(private readonly institutionOid: string) {}

  push(piece: string): (VirtaRecord | VirtaError)[] {
    return this.records.push(piece).map((part) => this.read(part));
  }

  end(): (VirtaRecord | VirtaError)[] {
    return this.records.end().map((part) => this.read(part));
  }

  private read(part: VirtaFragment | VirtaFault): VirtaRecord | VirtaError {
    const { line } = part;
    if ('fault' in part) {
      return { line, key: null, error: koskiError('badRequest.format.xml', { kohta: faults[part.fault] }) };
    }
    const read = readVirtaStudyRight(part.xml, this.institutionOid);
    return 'error' in read ? { line, ...read } : { line, xml: part.xml, studyRight: read };
  }
}
