import { useTranslation } from 'react-i18next';
import type { HoksField } from '../../api/hoks';
import { useNames } from '../../texts/localised';
import { RadioChoice } from '../../ui/choice';
import { DateField } from '../../ui/date-field';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/field';
import { useFieldText } from '../../ui/hoks-field-text';

const LONGEST = 200;
const LONGEST_TEXTS = 2_000;

interface EditedFieldProps {
  readonly field: HoksField;
  readonly error: string | null;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** A field in the way of its kind; what is true of it the service says in the hint. */
export function EditedField({ field, error, value, onChange }: EditedFieldProps) {
  const { t } = useTranslation('hoks-editor');
  const say = useNames();
  const inWords = useFieldText();
  const { name, kind, hint, required } = field;
  const common = {
    ...{ id: name, label: inWords.title(field), error },
    ...(hint === null ? {} : { hint: say(hint) }),
  };
  if (kind === 'YES_NO') {
    return (
      <RadioChoice<'true' | 'false'>
        {...common}
        value={value === 'true' || value === 'false' ? value : ''}
        options={[
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]}
        onChange={onChange}
      />
    );
  }
  if (kind === 'CODE' && field.codes.length > 0) {
    const options = field.codes.map(({ code, text }) => ({ value: code, label: say(text) }));
    return (
      <Select
        {...common}
        optional={!required}
        value={value}
        options={[{ value: '', label: t('notChosen') }, ...options]}
        onChange={onChange}
      />
    );
  }
  if (kind === 'DAY') return <DateField {...common} optional={!required} value={value} onChange={onChange} />;
  const size = kind === 'TEXTS' ? { lines: 3, longest: LONGEST_TEXTS } : { longest: LONGEST };
  return <TextField {...common} {...size} optional={!required} value={value} onChange={onChange} />;
}
