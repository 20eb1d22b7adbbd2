import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayFromText, textOfDay } from './date-text';
import { TextField, type FieldProps } from './field';

interface DateFieldProps extends FieldProps {
  /** YYYY-MM-DD, or what was written where that is no date. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A date as one text, d.m.yyyy in every language; brought to that form when it is left (pages.md 5.7). */
export function DateField({ value, onChange, hint, error, ...field }: DateFieldProps) {
  const { t } = useTranslation('shell');
  const [text, setText] = useState(textOfDay(value));
  const [shownOf, setShownOf] = useState(value);
  const thisYear = new Date().getFullYear();
  // A value from elsewhere (another tab, the service) replaces what is shown; what is being written does not.
  if (shownOf !== value) {
    setShownOf(value);
    if (dayFromText(text, thisYear) !== value && text.trim() !== value) setText(textOfDay(value));
  }
  const unread = text.trim() !== '' && dayFromText(text, thisYear) === undefined;
  const write = (written: string) => {
    setText(written);
    onChange(dayFromText(written, thisYear) ?? written.trim());
  };
  return (
    <TextField
      {...field}
      narrow
      value={text}
      inputMode="text"
      hint={hint ?? t('dateHint')}
      error={
        error ?? (unread && dayFromText(value, thisYear) === undefined && value.length > 5 ? t('dateUnread') : null)
      }
      onChange={write}
      onBlur={() => setText(textOfDay(dayFromText(text, thisYear) ?? text))}
    />
  );
}
