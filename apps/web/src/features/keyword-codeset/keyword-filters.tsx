import { useTranslation } from 'react-i18next';
import { KEYWORD_LANGUAGES, KEYWORD_STATES, type KeywordSearch } from '../../api/searches';
import { useCodes } from '../../texts/codes';
import { FilterRow, FilterText } from '../../ui/filter-row';
import { Select } from '../../ui/select';
import { useShortcuts } from '../../ui/shortcuts';

const FIELD = 'keyword-text';

interface KeywordFiltersProps {
  readonly search: KeywordSearch;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly onChange: (changes: Partial<KeywordSearch>) => void;
}

export function KeywordFilters({ search, typed, onType, onChange }: KeywordFiltersProps) {
  const { t } = useTranslation('keyword-codeset');
  const { codes } = useCodes('field-of-education');
  const any = { value: '', label: t('any') } as const;
  useShortcuts([{ keys: '/', text: t('searchText'), run: () => document.getElementById(FIELD)?.focus() }]);
  return (
    <FilterRow label={t('filters')}>
      <FilterText id={FIELD} label={t('searchText')} hint={t('searchHint')} value={typed} onChange={onType} />
      <Select
        label={t('state')}
        value={search.state ?? ''}
        options={[any, ...KEYWORD_STATES.map((value) => ({ value, label: t(`state.${value}`) }))]}
        onChange={(state) => onChange({ state: state === '' ? undefined : state })}
      />
      <Select
        label={t('missing')}
        value={search.missing ?? ''}
        options={[any, ...KEYWORD_LANGUAGES.map((value) => ({ value, label: t(`missing.${value}`) }))]}
        onChange={(missing) => onChange({ missing: missing === '' ? undefined : missing })}
      />
      <Select
        label={t('field')}
        value={search.field === undefined ? '' : String(search.field)}
        options={[any, ...codes.map(({ code, text }) => ({ value: code, label: text }))]}
        onChange={(field) => onChange({ field: field === '' ? undefined : Number(field) })}
      />
    </FilterRow>
  );
}
