import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import useAutocomplete from '@mui/material/useAutocomplete';
import type { KeyboardEvent } from 'react';
import { FieldFrame } from './field';

/** Something that can be chosen by a few letters. */
export interface Command {
  readonly id: string;
  readonly text: string;
  readonly run: () => void;
}

interface CommandListProps {
  readonly label: string;
  readonly hint: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly commands: readonly Command[];
  /** What stands there when nothing can be chosen. */
  readonly nothing: string;
}

/** A field and, always open below it, what can be chosen by the arrows and Enter or with the mouse. */
export function CommandList({ label, hint, text, onText, commands, nothing }: CommandListProps) {
  const { getRootProps, getInputProps, getListboxProps, getOptionProps, setAnchorEl } = useAutocomplete<Command>({
    id: 'commands',
    open: true,
    autoHighlight: true,
    options: commands,
    value: null,
    inputValue: text,
    filterOptions: (found) => found,
    getOptionLabel: (command) => command.text,
    getOptionKey: ({ id }) => id,
    onInputChange: (_, written, reason) => reason === 'input' && onText(written),
    onChange: (_, chosen) => chosen?.run(),
  });
  return (
    <FieldFrame id="commands" label={label} hint={hint}>
      {({ describedBy }) => (
        <div {...getRootProps({ onKeyDown: leaveEscape })}>
          <OutlinedInput
            ref={setAnchorEl}
            size="small"
            fullWidth
            autoFocus
            slotProps={{ input: { ...getInputProps(), 'aria-describedby': describedBy } }}
          />
          {commands.length === 0 ? <p>{nothing}</p> : null}
          <Box component="ul" {...getListboxProps()} sx={LIST}>
            {commands.map((option, index) => {
              const { key, ...props } = getOptionProps({ option, index });
              return (
                <li key={key} {...props}>
                  <bdi>{option.text}</bdi>
                </li>
              );
            })}
          </Box>
        </div>
      )}
    </FieldFrame>
  );
}

/** Escape belongs to the dialog around the list: the list itself is always open, and would only swallow it. */
function leaveEscape(event: KeyboardEvent & { defaultMuiPrevented?: boolean }) {
  if (event.key === 'Escape') event.defaultMuiPrevented = true;
}

const LIST = {
  listStyle: 'none',
  m: 0,
  mt: 1,
  p: 0,
  maxHeight: '45vh',
  overflow: 'auto',
  '& li': { px: 1.5, py: 1, cursor: 'pointer', '&.Mui-focused': { bgcolor: '#E6EBFA' } },
} as const;
