import { useRef, useState } from 'react';
import { FilterText } from '../../ui/filter-row';
import { AFTER_MS } from '../../ui/use-search-text';

interface LaterFilterProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A filter of the address: changed once the typing pauses, and shown anew when the address changes otherwise. */
export function LaterFilter({ value, onChange, ...field }: LaterFilterProps) {
  const [typed, setTyped] = useState(value);
  const [handedOn, setHandedOn] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (value !== handedOn) {
    setHandedOn(value);
    setTyped(value);
  }
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setHandedOn(text.trim());
      onChange(text.trim());
    }, AFTER_MS);
  };
  return <FilterText {...field} value={typed} onChange={type} />;
}
