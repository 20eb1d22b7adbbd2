import { useTranslation } from 'react-i18next';
import { type ListedApplication } from '../../api/handling-list';
import {
  AGES,
  AWAITED,
  BASIS_KINDS,
  HANDLED_STATES,
  KINDS,
  LISTED_STATES,
  TYPES,
  type ListSearch,
  type ListView,
} from '../../api/list-search';
import { useSession } from '../../session/session-store';
import { Select } from '../../ui/select';
import { FilterRow, FilterText, MoreFilters } from '../../ui/filter-row';
import { ProgrammeFilter } from '../../ui/programme-filter';
import { useShortcuts } from '../../ui/shortcuts';

const FIELD = 'work-text';

interface WorkFiltersProps {
  readonly view: ListView;
  readonly search: ListSearch;
  readonly rows: readonly ListedApplication[];
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onChange: (changes: ListSearch) => void;
}

/** Less common filters: each with its values and their texts, in the order of the page. */
function useMoreFilters() {
  const { t } = useTranslation('work-list');
  return [
    { name: 'type', options: TYPES.map((value) => ({ value, label: t(`type.${value}`) })) },
    { name: 'basis', options: BASIS_KINDS.map((value) => ({ value, label: t(`basis.${value}`) })) },
    { name: 'awaits', options: AWAITED.map((value) => ({ value, label: t(`awaits.${value}`) })) },
    { name: 'age', options: AGES.map((value) => ({ value, label: t(`age.${value}`) })) },
    { name: 'kind', options: KINDS.map((value) => ({ value, label: t(`kind.${value}`) })) },
  ] as const;
}

export function WorkFilters({ view, search, rows, text, onText, onChange }: WorkFiltersProps) {
  const { t } = useTranslation('work-list');
  const { roles } = useSession();
  const more = useMoreFilters();
  useShortcuts([{ keys: '/', text: t('filterByName'), run: () => document.getElementById(FIELD)?.focus() }]);
  // Cancelled ones are listed for administrators who ask for them (R38).
  const all = LISTED_STATES.filter((state) => state !== 'CANCELLED' || roles.includes('ADMIN'));
  const states = view === 'all' ? all : HANDLED_STATES;
  return (
    <FilterRow label={t('filters')}>
      <FilterText id={FIELD} label={t('studentName')} value={text} onChange={onText} />
      <Select
        label={t('state')}
        value={search.state ?? ''}
        options={[{ value: '', label: t('any') }, ...states.map((value) => ({ value, label: t(`state.${value}`) }))]}
        onChange={(state) => onChange({ state: state === '' ? undefined : state })}
      />
      <ProgrammeFilter
        label={t('programme')}
        any={t('any')}
        rows={rows}
        value={search.programme}
        onChange={(programme) => onChange({ programme })}
      />
      <MoreFilters label={t('moreFilters')} open={more.some(({ name }) => search[name] !== undefined)}>
        {more.map(({ name, options }) => (
          <Select
            key={name}
            label={t(`filter.${name}`)}
            value={search[name] ?? ''}
            options={[{ value: '', label: t('any') }, ...options]}
            onChange={(value: string) => onChange({ [name]: value === '' ? undefined : value })}
          />
        ))}
      </MoreFilters>
    </FilterRow>
  );
}
