import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import { FieldFrame } from './field';
import type { ChoiceProps } from './option';

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
