import { useTranslation } from 'react-i18next';
import type { HandledState, HandlingSearch, ListedApplication } from '../../api/handling-list';
import { useNames } from '../../texts/localised';
import { Select } from '../../ui/choice';
import { FilterRow, FilterText } from '../../ui/filter-row';
import { useShortcuts } from '../../ui/shortcuts';

const STATES: readonly HandledState[] = ['SENT', 'IN_PROCESS', 'RETURNED', 'APPROVED', 'REJECTED'];
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
  const say = useNames();
  useShortcuts([{ keys: '/', text: t('filterByName'), run: () => document.getElementById(FIELD)?.focus() }]);
  const names = new Map(rows.map(({ programmeCode, programmeName }) => [programmeCode, programmeName]));
  if (search.programme !== undefined && !names.has(search.programme)) names.set(search.programme, null);
  const any = { value: '' as const, label: t('any') };
  return (
    <FilterRow label={t('filters')}>
      <FilterText id={FIELD} label={t('studentName')} value={text} onChange={onText} />
      <Select
        label={t('state')}
        value={search.state ?? ''}
        options={[any, ...STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))]}
        onChange={(state) => onChange({ state: state === '' ? undefined : state })}
      />
      <Select
        label={t('programme')}
        value={search.programme ?? ''}
        options={[any, ...[...names].map(([code, name]) => ({ value: code, label: name ? say(name) : code }))]}
        onChange={(programme) => onChange({ programme: programme === '' ? undefined : programme })}
      />
    </FilterRow>
  );
}
