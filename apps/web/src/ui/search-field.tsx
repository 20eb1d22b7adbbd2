import Autocomplete from '@mui/material/Autocomplete';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldFrame, type FieldProps } from './field';
import { useLater } from './use-later';

const FROM_LETTERS = 2;
const AFTER_MS = 250;

interface SearchFieldProps<T> extends FieldProps {
  /** Names the search among the queries. */
  readonly searchKey: readonly unknown[];
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly T[]>;
  readonly idOf: (option: T) => string;
  readonly textOf: (option: T) => string;
  readonly value: T | null;
  readonly onChange: (value: T | null) => void;
}

/** Something the service is asked for by a few letters: a course, a person, a programme (pages.md 5.7). */
export function SearchField<T>({ searchKey, search, idOf, textOf, value, onChange, ...field }: SearchFieldProps<T>) {
  const { t } = useTranslation('shell');
  const [typed, setTyped] = useState('');
  const text = useLater(typed.trim(), AFTER_MS);
  const asked = text.length >= FROM_LETTERS && (value === null || textOf(value) !== text);
  const {
    data = [],
    isFetching,
    isError,
  } = useQuery({
    queryKey: [...searchKey, text],
    queryFn: ({ signal }) => search(text, signal),
    enabled: asked,
  });
  return (
    <FieldFrame {...field} hint={field.hint ?? t('searchHint', { count: FROM_LETTERS })}>
      {({ id, describedBy, invalid }) => (
        <Autocomplete
          id={id}
          options={asked ? [...data] : []}
          value={value}
          filterOptions={(options) => options}
          getOptionLabel={textOf}
          getOptionKey={idOf}
          isOptionEqualToValue={(one, other) => idOf(one) === idOf(other)}
          loading={isFetching}
          loadingText={t('loading')}
          noOptionsText={
            isError ? t('noAnswer.title') : asked ? t('nothingFound') : t('searchHint', { count: FROM_LETTERS })
          }
          clearText={t('clear')}
          openText={t('open')}
          closeText={t('close')}
          onChange={(_, chosen) => onChange(chosen)}
          onInputChange={(_, written) => setTyped(written)}
          renderInput={(parameters) => (
            <OutlinedInput
              {...parameters.slotProps.input}
              size="small"
              fullWidth
              error={invalid}
              slotProps={{ input: { ...parameters.slotProps.htmlInput, 'aria-describedby': describedBy } }}
            />
          )}
        />
      )}
    </FieldFrame>
  );
}
