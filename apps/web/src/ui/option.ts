import type { FieldProps } from './field';

export interface Option<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly hint?: string;
  readonly shortcut?: string;
}

export interface ChoiceProps<V extends string> extends FieldProps {
  readonly value: V | '';
  readonly options: readonly Option<V>[];
  readonly onChange: (value: V) => void;
}
