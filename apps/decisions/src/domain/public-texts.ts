import type { Basis, PartContent } from './case.js';

/** What the recognition bank shows of a part's background to everybody in the institution (R88–R91). */
export interface PublicBackground {
  readonly basisKind: Basis['kind'];
  readonly basisCode: string | null;
  readonly basisName: string;
}

/** The officer's name for the background (R91), or else the names that the student wrote. */
export function publicBackgroundOf({ bases }: Pick<PartContent, 'bases'>, basisName?: string | null): PublicBackground {
  const studiesOnly = bases.every(({ kind }) => kind === 'STUDY');
  const codes = bases.flatMap(({ code }) => (code ? [code] : []));
  return {
    basisKind: studiesOnly ? 'STUDY' : 'COMPETENCE',
    basisCode: studiesOnly && codes.length > 0 ? joined(codes, 60) : null,
    basisName: basisName ?? joined(namesOf(bases), 300),
  };
}

/** All that people would write by hand and everybody could read. */
export function publicTextsOf(
  part: Pick<PartContent, 'bases'>,
  { basisName, keywords = [] }: { readonly basisName?: string; readonly keywords?: readonly string[] },
): string[] {
  const background = publicBackgroundOf(part, basisName);
  return [background.basisName, background.basisCode ?? '', ...keywords].filter((text) => text !== '');
}

export function namesOf(bases: readonly Basis[]): string[] {
  return bases.map(({ name }) => name).filter((name) => name.trim() !== '');
}

export function joined(texts: readonly string[], limit: number): string {
  return texts.join(' + ').slice(0, limit);
}
