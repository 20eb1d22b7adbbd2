import { useTranslation } from 'react-i18next';
import { useNames } from '../../texts/localised';
import type { BasisFields, Course, Handler } from './form-content';

/** Fields and their values as sentences. */
export function useFieldTexts() {
  const { t } = useTranslation('application-form');
  const say = useNames();
  const label = (path: string) => {
    const [, part, field] = /^parts\.(\d+)\.(\w+)$/.exec(path) ?? [];
    if (part === undefined) return path === 'handler' ? t('handler') : t('sections');
    const names: Readonly<Record<string, string>> = {
      type: t('type'),
      bases: t('bases'),
      targets: t('targets'),
      credits: t('credits'),
    };
    return t('missingIn', { place: t('part', { number: Number(part) + 1 }), message: names[field ?? ''] ?? '' });
  };
  const value = (path: string, written: unknown): string => {
    if (path === 'handler') return (written as Handler | null)?.name ?? t('conflict.nothing');
    if (path === 'parts') return t('conflict.parts', { count: (written as readonly unknown[]).length });
    if (path.endsWith('.type')) return written ? t(`type.${written as 'SUBSTITUTION'}`) : t('conflict.nothing');
    if (path.endsWith('.bases')) return (written as readonly BasisFields[]).map(basisText).join('; ');
    if (path.endsWith('.targets')) {
      return (
        (written as readonly Course[]).map(({ courseCode, name }) => `${courseCode} ${say(name)}`).join('; ') ||
        t('conflict.nothing')
      );
    }
    return String(written) || t('conflict.nothing');
  };
  return { label, value };
}

function basisText({ name, organisation, gainedOn, credits, grade }: BasisFields): string {
  return [name, organisation, gainedOn, credits, grade].filter(Boolean).join(', ') || '–';
}
