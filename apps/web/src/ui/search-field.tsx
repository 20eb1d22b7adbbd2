import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import useAutocomplete from '@mui/material/useAutocomplete';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button';
import { FieldFrame, type FieldProps } from './field';
import { useLater } from './use-later';
import { AFTER_MS, FROM_LETTERS } from './use-search-text';

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
        <Combobox
          {...{ id, describedBy, invalid, idOf, textOf, value, onChange }}
          options={asked ? data : []}
          onWrite={setTyped}
          nothing={
            isFetching
              ? t('loading')
              : isError
                ? t('noAnswer.title')
                : asked
                  ? t('nothingFound')
                  : t('searchHint', { count: FROM_LETTERS })
          }
        />
      )}
    </FieldFrame>
  );
}

interface ComboboxProps<T> extends Pick<SearchFieldProps<T>, 'idOf' | 'textOf' | 'value' | 'onChange'> {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly options: readonly T[];
  readonly onWrite: (text: string) => void;
  /** What stands there instead of options. */
  readonly nothing: string;
}

/** The field and what can be chosen, right below it in the page: a library that places it elsewhere weighs more than the rest. */
function Combobox<T>({
  id,
  describedBy,
  invalid,
  options,
  idOf,
  textOf,
  value,
  onChange,
  onWrite,
  nothing,
}: ComboboxProps<T>) {
  const { t } = useTranslation('shell');
  const { getRootProps, getInputProps, getListboxProps, getOptionProps, groupedOptions, popupOpen, setAnchorEl } =
    useAutocomplete<T>({
      id,
      options,
      value,
      filterOptions: (found) => found,
      getOptionLabel: textOf,
      getOptionKey: idOf,
      isOptionEqualToValue: (one, other) => idOf(one) === idOf(other),
      onChange: (_, chosen) => onChange(chosen),
      onInputChange: (_, written) => onWrite(written),
    });
  return (
    <Box {...getRootProps()} sx={{ position: 'relative' }}>
      <OutlinedInput
        ref={setAnchorEl}
        size="small"
        fullWidth
        error={invalid}
        slotProps={{ input: { ...getInputProps(), 'aria-describedby': describedBy } }}
        endAdornment={
          value === null ? null : (
            <Button kind="plain" size="small" onClick={() => onChange(null)}>
              {t('clear')}
            </Button>
          )
        }
      />
      {popupOpen ? (
        <Box sx={POPUP}>
          {groupedOptions.length > 0 ? (
            <ul {...getListboxProps()}>
              {(groupedOptions as T[]).map((option, index) => {
                const { key, ...props } = getOptionProps({ option, index });
                return (
                  <li key={key} {...props}>
                    {textOf(option)}
                  </li>
                );
              })}
            </ul>
          ) : (
            <p>{nothing}</p>
          )}
        </Box>
      ) : null}
    </Box>
  );
}

const POPUP = {
  position: 'absolute',
  zIndex: 'modal',
  insetInline: 0,
  top: '100%',
  bgcolor: 'background.paper',
  border: 1,
  borderColor: 'text.secondary',
  '& ul': { listStyle: 'none', m: 0, p: 0, maxHeight: '40vh', overflow: 'auto' },
  '& li, & p': { m: 0, px: 1.5, py: 1 },
  '& li': { cursor: 'pointer', '&.Mui-focused': { bgcolor: '#E6EBFA' }, '&[aria-selected=true]': { fontWeight: 600 } },
} as const;
