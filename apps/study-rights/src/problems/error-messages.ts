import { fill, type Localised } from '#platform';
import { errors, type Refusal, wordsOf } from '../errors.js';
import { virtaTexts } from '../virta/virta-texts.js';

/** The message of one error without advice, as Koski's error list has it. */
export function messageOf({ refused: key, details = {} }: Refusal, language: keyof Localised = 'fi'): string {
  const tapaus = String(details['tapaus']);
  const text = virtaTexts[key]?.[tapaus]?.[language] ?? wordsOf(key, tapaus, language) ?? key;
  return fill(text, (name) => String(details[name] ?? ''));
}

/** Status of a code of this service; of the platform's codes a transfer can only meet the missing right. */
export function statusOf(key: string): number {
  const table: Readonly<Record<string, { readonly status: number } | undefined>> = errors;
  return table[key]?.status ?? (key === 'platform/forbidden' ? 403 : 400);
}
