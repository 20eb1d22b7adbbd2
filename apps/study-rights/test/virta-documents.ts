import { virtaTexts } from '../src/virta/virta-texts.js';
import { VirtaReader, type VirtaError, type VirtaRecord } from '../src/virta/read-virta-document.js';

export const UNIVERSITY = '1.2.246.562.10.10000000001';
export const OPEN = '<Opiskeluoikeudet xmlns="urn:mace:funet.fi:virta/2015/09/01">';
export const CLOSE = '</Opiskeluoikeudet>';

/** @param step characters per piece */
export function readVirta(xml: string, step = xml.length || 1): (VirtaRecord | VirtaError)[] {
  const reader = new VirtaReader(UNIVERSITY);
  const parts: (VirtaRecord | VirtaError)[] = [];
  for (let at = 0; at < xml.length; at += step) parts.push(...reader.push(xml.slice(at, at + step)));
  return [...parts, ...reader.end()];
}

export const rightsOf = (parts: (VirtaRecord | VirtaError)[]) =>
  parts.flatMap((part) => ('studyRight' in part ? [part.studyRight] : []));
/** Line, key, error and place of each. */
export const errorsOf = (parts: (VirtaRecord | VirtaError)[]) =>
  parts.flatMap((part) =>
    'error' in part ? [[part.line, part.key, part.error.refused, part.error.details?.['kohta']]] : [],
  );
/** The case of each error; each has words. */
export const casesOf = (parts: (VirtaRecord | VirtaError)[]) =>
  parts.flatMap((part) => {
    if (!('error' in part)) return [];
    const tapaus = String(part.error.details?.['tapaus']);
    return [virtaTexts[part.error.refused]?.[tapaus] === undefined ? `no words for ${tapaus}` : tapaus];
  });

/** A study right with the values as they are written in XML. */
export function virtaRecord(
  more = '',
  { avain = 'A', opiskelija = 'B', alku = '2025-01-01', tila = '1', tyyppi = '2', myontaja = '10088', tilat = '' } = {},
): string {
  return `<Opiskeluoikeus avain="${avain}" opiskelijaAvain="${opiskelija}"><AlkuPvm>${alku}</AlkuPvm>
    ${tilat || `<Tila><AlkuPvm>2025-01-01</AlkuPvm><Koodi>${tila}</Koodi></Tila>`}<Tyyppi>${tyyppi}</Tyyppi><Myontaja>${myontaja}</Myontaja>${more}</Opiskeluoikeus>`;
}

export const virtaDocument = (...records: string[]) => `${OPEN}${records.join('\n')}${CLOSE}`;
