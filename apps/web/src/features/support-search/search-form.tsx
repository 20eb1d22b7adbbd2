import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  STUDY_RIGHT_STATES,
  STUDY_RIGHT_TYPES,
  type StudyRightCriteria,
  type StudyRightState,
  type StudyRightType,
} from '../../api/study-right-search';
import { useCodes } from '../../texts/codes';
import { Button } from '../../ui/button';
import { FilterRow, FilterText } from '../../ui/filter-row';
import { Row } from '../../ui/layout';
import { Select } from '../../ui/select';
import { useShortcuts } from '../../ui/shortcuts';

const TEXTS = ['oid', 'learnerOid', 'sourceId', 'institutionOid'] as const;
const FIRST = 'search-oid';

interface SearchFormProps {
  readonly criteria: StudyRightCriteria;
  readonly onSearch: (criteria: StudyRightCriteria) => void;
}

type Typed = Readonly<Record<(typeof TEXTS)[number] | 'type' | 'state', string>>;

export function SearchForm({ criteria, onSearch }: SearchFormProps) {
  const { t } = useTranslation('support-search');
  const [typed, setTyped] = useState<Typed>({
    ...{ oid: '', learnerOid: '', sourceId: '', institutionOid: '', type: '', state: '' },
    ...criteria,
  });
  const [isEmpty, setEmpty] = useState(false);
  const write = (changes: Partial<Typed>) => setTyped({ ...typed, ...changes });
  const search = () => {
    const given = Object.entries(typed).map(([name, text]) => [name, text.trim()] as const);
    const wanted = Object.fromEntries(given.filter(([, text]) => text !== ''));
    setEmpty(Object.keys(wanted).length === 0);
    if (Object.keys(wanted).length > 0) onSearch(wanted);
  };
  useShortcuts([
    { keys: '/', text: t('toFirstField'), run: () => document.getElementById(FIRST)?.focus() },
    { keys: 'Ctrl+Enter', text: t('search'), run: search },
  ]);
  const types = useCodes('study-right-type');
  const states = useCodes('study-right-state');
  const any = { value: '', label: t('any') } as const;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        search();
      }}
    >
      <FilterRow label={t('criteria')}>
        {TEXTS.map((name) => (
          <FilterText
            key={name}
            id={name === 'oid' ? FIRST : `search-${name}`}
            label={t(`field.${name}`)}
            value={typed[name]}
            onChange={(text) => write({ [name]: text })}
          />
        ))}
        <Select
          label={t('field.type')}
          value={typed.type as StudyRightType | ''}
          options={[any, ...STUDY_RIGHT_TYPES.map((value) => ({ value, label: types.textOf(value) }))]}
          onChange={(type: string) => write({ type })}
        />
        <Select
          label={t('field.state')}
          value={typed.state as StudyRightState | ''}
          options={[any, ...STUDY_RIGHT_STATES.map((value) => ({ value, label: states.textOf(value) }))]}
          onChange={(state: string) => write({ state })}
        />
      </FilterRow>
      <Row>
        <Button kind="main" type="submit">
          {t('search')}
        </Button>
        <span role="status">{isEmpty ? t('fillOne') : null}</span>
      </Row>
    </form>
  );
}
