import MuiTab from '@mui/material/Tab';
import MuiTabs from '@mui/material/Tabs';
import { useId, type ReactNode } from 'react';

interface TabsProps<K extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly key: K; readonly title: string }[];
  readonly current: K;
  readonly onChange: (key: K) => void;
  readonly children: ReactNode;
}

/** Tabs with their one panel; which one is open stands in the address. */
export function Tabs<K extends string>({ label, tabs, current, onChange, children }: TabsProps<K>) {
  const id = useId();
  return (
    <>
      <MuiTabs
        value={current}
        onChange={(_, key: K) => onChange(key)}
        aria-label={label}
        variant="scrollable"
        scrollButtons={false}
        sx={{ borderBottom: 1, borderColor: 'divider', mb: 2 }}
      >
        {tabs.map(({ key, title }) => (
          <MuiTab key={key} value={key} label={title} id={`${id}-${key}`} aria-controls={`${id}-panel`} disableRipple />
        ))}
      </MuiTabs>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${current}`}>
        {children}
      </div>
    </>
  );
}
