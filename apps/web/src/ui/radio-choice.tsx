import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useId } from 'react';
import type { ChoiceProps } from './option';

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
