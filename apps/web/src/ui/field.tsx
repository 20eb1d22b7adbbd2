import FormControl from '@mui/material/FormControl';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface FieldProps {
  /** For links of an error summary; made up when left out. */
  readonly id?: string;
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with it, in words. */
  readonly error?: string | null;
  readonly optional?: boolean;
}

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  /** Lines shown of a long text, which grows. */
  readonly lines?: number;
  readonly longest?: number;
  readonly inputMode?: 'text' | 'decimal' | 'numeric' | 'search';
  readonly readOnly?: boolean;
  readonly narrow?: boolean;
  /** The field of a dialog in which the person goes on writing at once. */
  readonly focused?: boolean;
}

/** Label above, hint and error below, both tied to the field (pages.md 5.7). */
export function TextField(props: TextFieldProps) {
  const { value, onChange, onBlur, lines, longest, inputMode, readOnly, narrow, focused } = props;
  const { t } = useTranslation('shell');
  const nearEnd = longest !== undefined && value.length > longest * 0.8;
  const counter = nearEnd ? t('ofCharacters', { used: value.length, longest }) : undefined;
  return (
    <FieldFrame {...props} hint={[props.hint, counter].filter(Boolean).join(' ')}>
      {({ id, describedBy, invalid }) => (
        <OutlinedInput
          id={id}
          value={value}
          size="small"
          multiline={lines !== undefined}
          minRows={lines}
          error={invalid}
          readOnly={readOnly}
          autoFocus={focused}
          fullWidth={!narrow}
          sx={narrow ? { maxWidth: 220 } : undefined}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onBlur}
          slotProps={{
            input: {
              'aria-describedby': describedBy,
              'aria-required': props.optional ? undefined : true,
              inputMode,
              maxLength: longest,
              dir: 'auto',
              autoComplete: 'off',
            },
          }}
        />
      )}
    </FieldFrame>
  );
}

interface Frame extends FieldProps {
  readonly children: (field: { id: string; describedBy: string | undefined; invalid: boolean }) => ReactNode;
}

/** What every field has around it. */
export function FieldFrame({ id: given, label, hint, error, optional, children }: Frame) {
  const { t } = useTranslation('shell');
  const own = useId();
  const id = given ?? own;
  const described = [hint ? `${id}-hint` : undefined, error ? `${id}-error` : undefined].filter(Boolean).join(' ');
  return (
    <FormControl fullWidth error={Boolean(error)} sx={{ mb: 2 }}>
      <FormLabel htmlFor={id} sx={{ fontWeight: 600, color: 'text.primary', mb: 0.5 }}>
        {label} {optional ? <span style={{ fontWeight: 400 }}>{t('optional')}</span> : null}
      </FormLabel>
      {children({ id, describedBy: described || undefined, invalid: Boolean(error) })}
      {hint ? (
        <FormHelperText id={`${id}-hint`} error={false} sx={{ mx: 0 }}>
          {hint}
        </FormHelperText>
      ) : null}
      {error ? (
        <FormHelperText id={`${id}-error`} error sx={{ mx: 0, fontWeight: 600 }}>
          {error}
        </FormHelperText>
      ) : null}
    </FormControl>
  );
}
