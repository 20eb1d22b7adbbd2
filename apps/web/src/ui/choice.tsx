import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useId } from 'react';
import { FieldFrame, type FieldProps } from './field';

export interface Option<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly hint?: string;
  readonly shortcut?: string;
}

interface ChoiceProps<V extends string> extends FieldProps {
  readonly value: V | '';
  readonly options: readonly Option<V>[];
  readonly onChange: (value: V) => void;
}

/** One of a few, all of them seen. */
export function RadioChoice<V extends string>({
  id: given,
  label,
  hint,
  error,
  value,
  options,
  onChange,
}: ChoiceProps<V>) {
  const own = useId();
  const id = given ?? own;
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <FormControl sx={{ mb: 2 }} error={Boolean(error)} id={id} tabIndex={-1}>
      <FormLabel id={`${id}-label`} sx={{ fontWeight: 600, color: 'text.primary' }}>
        {label}
      </FormLabel>
      <RadioGroup
        aria-labelledby={`${id}-label`}
        aria-describedby={described || undefined}
        value={value}
        onChange={(event) => onChange(event.target.value as V)}
      >
        {options.map((option) => (
          <FormControlLabel
            key={option.value}
            value={option.value}
            control={<Radio size="small" slotProps={{ input: { 'aria-keyshortcuts': option.shortcut } }} />}
            label={
              <span>
                {option.label}
                {option.hint ? <small style={{ display: 'block' }}>{option.hint}</small> : null}
              </span>
            }
          />
        ))}
      </RadioGroup>
      {hint ? <FormHelperText id={`${id}-hint`}>{hint}</FormHelperText> : null}
      {error ? (
        <FormHelperText id={`${id}-error`} error sx={{ fontWeight: 600 }}>
          {error}
        </FormHelperText>
      ) : null}
    </FormControl>
  );
}

/** One of several, by the browser's own list. */
export function Select<V extends string>({ value, options, onChange, ...field }: ChoiceProps<V>) {
  return (
    <FieldFrame {...field}>
      {({ id, describedBy }) => (
        <NativeSelect
          value={value}
          onChange={(event) => onChange(event.target.value as V)}
          input={<OutlinedInput size="small" slotProps={{ input: { 'aria-describedby': describedBy } }} />}
          inputProps={{ id }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </NativeSelect>
      )}
    </FieldFrame>
  );
}

export function CheckboxChoice({
  label,
  checked,
  onChange,
}: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <FormControlLabel
      control={<Checkbox size="small" checked={checked} onChange={(event) => onChange(event.target.checked)} />}
      label={label}
    />
  );
}
