import { useTranslation } from 'react-i18next';
import type { CasePart } from '../../../api/case';
import { number } from '../../../texts/dates';
import { Select } from '../../../ui/choice';
import { TextField } from '../../../ui/field';
import type { DecisionField, DecisionForm } from './outcomes';

const LONGEST = { reasons: 10_000, basisName: 300 };

export function fieldId(field: DecisionField): string {
  return `decision-${field}`;
}

interface DecisionFieldsProps {
  readonly form: DecisionForm;
  readonly part: CasePart;
  readonly fields: readonly { readonly field: DecisionField; readonly needed: boolean }[];
  readonly messages: Readonly<Record<string, string>>;
  readonly onWrite: (changes: Partial<DecisionForm>) => void;
}

/** The fields that follow an outcome, in the order of the table of outcomes. */
export function DecisionFields({ fields, ...rest }: DecisionFieldsProps) {
  return fields.map(({ field, needed }) => <OneField key={field} field={field} needed={needed} {...rest} />);
}

interface OneFieldProps extends Omit<DecisionFieldsProps, 'fields'> {
  readonly field: DecisionField;
  readonly needed: boolean;
}

function OneField({ field, needed, form, part, messages, onWrite }: OneFieldProps) {
  const { t } = useTranslation('part-handling');
  const common = {
    id: fieldId(field),
    label: t(`label.${field}`),
    error: messages[field] ?? null,
    optional: !needed,
    value: form[field],
    onChange: (value: string) => onWrite({ [field]: value }),
  };
  const empty = { value: '', label: t('choose') };
  switch (field) {
    case 'grantedCredits':
      return (
        <TextField {...common} narrow inputMode="decimal" hint={t('creditsHint', { most: number(part.mostCredits) })} />
      );
    case 'grade':
      return (
        <Select
          {...common}
          options={[
            empty,
            ...part.possibleGrades.map((grade) => ({ value: grade, label: grade === 'HYV' ? t('passed') : grade })),
          ]}
        />
      );
    case 'basisName':
      return <TextField {...common} longest={LONGEST.basisName} hint={t('basisNameHint')} />;
    case 'reasons':
      return <TextField {...common} lines={3} longest={LONGEST.reasons} hint={t('reasonsHint')} />;
  }
}
