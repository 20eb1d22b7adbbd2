import { useTranslation } from 'react-i18next';
import { HANDLED_STATES, type HandlingSearch, type ListedApplication } from '../../api/handling-list';
import { Select } from '../../ui/choice';
import { FilterRow, FilterText } from '../../ui/filter-row';
import { ProgrammeFilter } from '../../ui/programme-filter';
import { useShortcuts } from '../../ui/shortcuts';

const FIELD = 'work-text';

interface WorkFiltersProps {
  readonly search: HandlingSearch;
  readonly rows: readonly ListedApplication[];
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onChange: (changes: HandlingSearch) => void;
}

export function WorkFilters({ search, rows, text, onText, onChange }: WorkFiltersProps) {
  const { t } = useTranslation('work-list');
  useShortcuts([{ keys: '/', text: t('filterByName'), run: () => document.getElementById(FIELD)?.focus() }]);
  return (
    <FilterRow label={t('filters')}>
      <FilterText id={FIELD} label={t('studentName')} value={text} onChange={onText} />
      <Select
        label={t('state')}
        value={search.state ?? ''}
        options={[
          { value: '', label: t('any') },
          ...HANDLED_STATES.map((state) => ({ value: state, label: t(`state.${state}`) })),
        ]}
        onChange={(state) => onChange({ state: state === '' ? undefined : state })}
      />
      <ProgrammeFilter
        label={t('programme')}
        any={t('any')}
        rows={rows}
        value={search.programme}
        onChange={(programme) => onChange({ programme })}
      />
    </FilterRow>
  );
}
