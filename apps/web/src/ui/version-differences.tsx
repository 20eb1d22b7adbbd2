import { useTranslation } from 'react-i18next';
import type { components } from '../api/generated/study-rights';
import { date } from '../texts/dates';
import { currentLanguage } from '../texts/texts';
import { placeOf, valueText } from './difference-in-words';

interface VersionDifferencesProps {
  readonly differences: readonly components['schemas']['VersionDifference'][];
}

/** What has changed between two versions, a sentence for each place: where, what it was, what it is (R167). */
export function VersionDifferences({ differences }: VersionDifferencesProps) {
  const { t } = useTranslation('shell');
  const words = { yes: t('difference.yes'), no: t('difference.no'), nothing: t('difference.nothing'), day: date };
  const text = (value: unknown) => valueText(value, currentLanguage(), words);
  return (
    <ul style={{ paddingLeft: '1.2em', margin: 0, overflowWrap: 'anywhere' }}>
      {differences.map(({ path, kind, before, after }) => {
        const place = placeOf(path);
        return (
          <li key={`${place} ${kind}`}>
            <strong>{place}</strong>: {t(`difference.${kind}`, { before: text(before), after: text(after) })}
          </li>
        );
      })}
    </ul>
  );
}
