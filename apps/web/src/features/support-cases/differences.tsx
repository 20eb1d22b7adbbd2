import { useTranslation } from 'react-i18next';
import type { Difference } from '../../api/support-cases';
import { currentLanguage } from '../../texts/texts';
import { valueText } from './value-text';

interface DifferencesProps {
  readonly title: string;
  readonly differences: readonly Difference[];
}

/** What has changed, in the field's own words: where, what it was, what it is. */
export function Differences({ title, differences }: DifferencesProps) {
  const { t } = useTranslation('support-cases');
  if (differences.length === 0) return null;
  const words = { yes: t('yes'), no: t('no'), nothing: t('nothing') };
  const text = (value: unknown) => valueText(value, currentLanguage(), words);
  return (
    <section aria-label={title}>
      <h3 style={{ fontSize: '1rem', marginBottom: 4 }}>{title}</h3>
      <ul style={{ paddingLeft: '1.2em', margin: 0, overflowWrap: 'anywhere' }}>
        {differences.map((one) => {
          const place = placeOf(one);
          return (
            <li key={place}>
              <strong>{place}</strong>:{' '}
              {t(`difference.${one.kind}`, { before: text(one.before), after: text(one.after) })}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The way to the place by the names of its fields: `tila › opiskeluoikeusjaksot 2026-08-10 › tila`. */
function placeOf({ path }: Difference): string {
  return path.map(({ field, item }) => (item === null ? field : `${field} ${item}`)).join(' › ');
}
