export type RecognitionType = 'SUBSTITUTION' | 'INCLUSION' | 'EXEMPTION';

/** Text by language; Finnish is always present. */
export interface LocalisedText {
  readonly fi: string;
  readonly sv?: string;
  readonly en?: string;
}

/** What decisions releases when a granted recognition is recorded (R86, R97): already without any personal data. */
export interface ReleasedPrecedent {
  readonly bankKey: string;
  readonly programmeCode: string;
  readonly programmeName: LocalisedText;
  readonly basisKind: 'STUDY' | 'COMPETENCE';
  readonly basisCode: string | null;
  /** Empty when the application named none (R98). */
  readonly basisName: string;
  readonly basisKeywords: readonly string[];
  readonly targetName: LocalisedText | null;
  readonly recognitionType: RecognitionType;
  readonly partial: boolean;
  /** ECTS credits, at most two decimals. */
  readonly creditsApplied: number;
  readonly creditsGranted: number;
  /** YYYY-MM: the month is as fine as the bank's time gets (R96, domain.md §3 "Bank and GDPR"). */
  readonly recognisedMonth: string;
}

/** One entry of the bank (R87–R96): nothing in it leads to a person, an application or a decision (R85). */
export interface Precedent extends ReleasedPrecedent {
  /** Random, so that it tells neither order nor time of filing. Shown to readers; the bank key never is. */
  readonly id: string;
  readonly institutionOid: string;
}

/**
 * The entry that a released precedent becomes. A background code belongs to studies only (R88) and a target name never
 * to an inclusion (R92): the bank drops either rather than trust the sender.
 */
export function precedentFrom(released: ReleasedPrecedent, id: string, institutionOid: string): Precedent {
  return {
    id,
    institutionOid,
    bankKey: released.bankKey,
    programmeCode: released.programmeCode,
    programmeName: released.programmeName,
    basisKind: released.basisKind,
    basisCode: released.basisKind === 'STUDY' ? released.basisCode : null,
    basisName: released.basisName.replace(/\s+/gu, ' ').trim(),
    basisKeywords: [...new Set(released.basisKeywords)],
    targetName: released.recognitionType === 'INCLUSION' ? null : released.targetName,
    recognitionType: released.recognitionType,
    partial: released.partial,
    creditsApplied: released.creditsApplied,
    creditsGranted: released.creditsGranted,
    recognisedMonth: released.recognisedMonth,
  };
}
