import { useTranslation } from 'react-i18next';
import type { LetterSearch, LetterState } from '../../api/dead-letters';
import { SERVICES, type Service } from '../../api/services';
import { Button } from '../../ui/button';
import { FilterRow } from '../../ui/filter-row';
import { Box, Row } from '../../ui/layout';
import { Select } from '../../ui/select';
import { Tag } from '../../ui/tag';
import { LaterFilter } from './later-filter';

interface LetterFiltersProps {
  readonly search: LetterSearch;
  readonly onChange: (changes: LetterSearch) => void;
  readonly onClear: () => void;
}

const SHOWN_STATES: readonly LetterState[] = ['open', 'replayed', 'discarded', 'all'];
const TEXTS = ['topic', 'key', 'code'] as const;

/** The filters of the services' interface. */
export function LetterFilters({ search, onChange, onClear }: LetterFiltersProps) {
  const { t } = useTranslation('dead-letters');
  const { letter: _, ...filters } = search;
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  return (
    <>
      <FilterRow label={t('filters')}>
        <Select<Service | ''>
          label={t('service')}
          value={search.service ?? ''}
          options={[
            { value: '', label: t('allServices') },
            ...SERVICES.map((value) => ({ value, label: t(`service.${value}`) })),
          ]}
          onChange={(service) => onChange({ service: service === '' ? undefined : service, group: undefined })}
        />
        <Select
          label={t('state')}
          value={search.state ?? 'open'}
          options={SHOWN_STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
          onChange={(state) => onChange({ state: state === 'open' ? undefined : state })}
        />
        {TEXTS.map((name) => (
          <LaterFilter
            key={name}
            label={t(name)}
            hint={t('wholeName')}
            value={search[name] ?? ''}
            onChange={(text) => onChange({ [name]: text === '' ? undefined : text })}
          />
        ))}
      </FilterRow>
      {isFiltered ? (
        <Box sx={{ mb: 2 }}>
          <Row>
            {search.group === undefined ? null : <Tag>{t('ofGroup', { group: search.group })}</Tag>}
            <Button size="small" onClick={onClear}>
              {t('clearFilters')}
            </Button>
          </Row>
        </Box>
      ) : null}
    </>
  );
}
