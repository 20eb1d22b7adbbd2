import { useTranslation } from 'react-i18next';
import type { HoksField } from '../api/hoks';
import { date, dateTime, number } from '../texts/dates';
import { useNames } from '../texts/localised';

type Shown = Pick<HoksField, 'kind' | 'title' | 'codes'>;

export interface FieldText {
  readonly title: (field: Pick<HoksField, 'title'>) => string;
  readonly value: (field: Shown | undefined, value: unknown) => string;
  /** Of a field that has no name here: eHOKS's own Finnish words. */
  readonly nameless: (name: string) => string;
  readonly plain: (value: unknown) => string;
}

/** Fields and values of a HOKS in the language of the page. */
export function useFieldText(): FieldText {
  const { t } = useTranslation('shell');
  const say = useNames();
  const plain = (value: unknown): string => {
    if (value === undefined || value === null) return '–';
    if (typeof value === 'boolean') return value ? t('hoks.yes') : t('hoks.no');
    if (typeof value === 'number') return number(value);
    if (Array.isArray(value)) return value.map(plain).join(', ');
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  return {
    plain,
    title: ({ title }) => say(title),
    nameless: (name) => name.replaceAll('-', ' '),
    value: (field, value) => {
      if (field === undefined || typeof value !== 'string') return plain(value);
      if (field.kind === 'CODE') {
        const known = field.codes.find(({ code }) => code === value);
        return known ? say(known.text) : value;
      }
      if (field.kind === 'DAY' && isTime(value)) return date(value);
      return field.kind === 'MOMENT' && isTime(value) ? dateTime(value) : value;
    },
  };
}

/** What a system has sent may be no date. */
function isTime(value: string): boolean {
  return !Number.isNaN(Date.parse(value));
}

/** A thing with fields of its own, as parts and ways are. */
export function isThing(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
