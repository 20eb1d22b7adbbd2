import { useNames, type Localised } from '../texts/localised';
import { Select } from './select';

interface ProgrammeFilterProps {
  readonly label: string;
  /** The choice of no programme. */
  readonly any: string;
  /** The programmes of the rows that are there can be chosen. */
  readonly rows: readonly { readonly programmeCode: string; readonly programmeName: Localised | null }[];
  readonly value: string | undefined;
  readonly onChange: (programme: string | undefined) => void;
}

export function ProgrammeFilter({ label, any, rows, value, onChange }: ProgrammeFilterProps) {
  const say = useNames();
  const names = new Map(rows.map(({ programmeCode, programmeName }) => [programmeCode, programmeName]));
  // What is chosen stays to be seen, also when it leaves no row.
  if (value !== undefined && !names.has(value)) names.set(value, null);
  return (
    <Select
      label={label}
      value={value ?? ''}
      options={[
        { value: '', label: any },
        ...[...names].map(([code, name]) => ({ value: code, label: name ? say(name) : code })),
      ]}
      onChange={(code) => onChange(code === '' ? undefined : code)}
    />
  );
}
