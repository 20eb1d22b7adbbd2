import { personalDataIn, type LocalisedText } from '#kernel';

export type RecognitionType = 'SUBSTITUTION' | 'INCLUSION' | 'EXEMPTION';

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
  /** Random, so that it reveals neither order nor time of filing. Shown to readers; the bank key never is. */
  readonly id: string;
  readonly institutionOid: string;
  /** A name, a code or keywords were left out, because they contained personal data. */
  readonly withheld: boolean;
}

/** What people wrote by hand of an entry's background. */
export type WrittenTexts = Pick<ReleasedPrecedent, 'basisName' | 'basisCode' | 'basisKeywords'>;

/**
 * The entry that a released precedent becomes. A background code belongs to studies only (R88) and a target name never
 * to an inclusion (R92): the bank drops either rather than trust the sender. Personal data is left out (R85), and
 * the rest is filed: a precedent that comes late helps nobody.
 */
export function precedentFrom(released: ReleasedPrecedent, id: string, institutionOid: string): Precedent {
  const written = {
    basisName: released.basisName.replace(/\s+/gu, ' ').trim(),
    basisCode: released.basisKind === 'STUDY' ? released.basisCode : null,
    basisKeywords: [...new Set(released.basisKeywords)],
  };
  return {
    id,
    institutionOid,
    bankKey: released.bankKey,
    programmeCode: released.programmeCode,
    programmeName: released.programmeName,
    basisKind: released.basisKind,
    ...withoutPersonalData(written),
    targetName: released.recognitionType === 'INCLUSION' ? null : released.targetName,
    recognitionType: released.recognitionType,
    partial: released.partial,
    creditsApplied: released.creditsApplied,
    creditsGranted: released.creditsGranted,
    recognisedMonth: released.recognisedMonth,
  };
}

/** The texts without those that contain personal data: a text goes whole, as the rest of it may show who is meant. */
export function withoutPersonalData({
  basisName,
  basisCode,
  basisKeywords,
}: WrittenTexts): WrittenTexts & Pick<Precedent, 'withheld'> {
  const isPersonal = (text: string): boolean => personalDataIn(text) !== undefined;
  const keywords = basisKeywords.filter((keyword) => !isPersonal(keyword));
  const isNamePersonal = isPersonal(basisName);
  const isCodePersonal = basisCode !== null && isPersonal(basisCode);
  return {
    basisName: isNamePersonal ? '' : basisName,
    basisCode: isCodePersonal ? null : basisCode,
    basisKeywords: keywords,
    withheld: isNamePersonal || isCodePersonal || keywords.length < basisKeywords.length,
  };
}
