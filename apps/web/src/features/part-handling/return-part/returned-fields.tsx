import { useTranslation } from 'react-i18next';
import type { ApplicationPart } from '../../../api/case';
import { useCodes } from '../../../texts/codes';
import { date } from '../../../texts/dates';
import { CheckboxChoice } from '../../../ui/choice';
import { TextField } from '../../../ui/field';
import { Box } from '../../../ui/layout';
import { Select } from '../../../ui/select';
import { fieldsOfPart, type FieldOfPart } from './fields-of-part';

const LONGEST = 1_000;

/** What is wrong in one field, by its path. */
export interface FieldReason {
  readonly code: string;
  readonly note: string;
}
export type FieldReasons = Readonly<Record<string, FieldReason>>;

interface ReturnedFieldsProps {
  readonly part: ApplicationPart;
  readonly reasons: FieldReasons;
  readonly onChange: (reasons: FieldReasons) => void;
}

/** The student's fields: each that has to be corrected gets a reason, and a note where one is needed (R33). */
export function ReturnedFields({ part, reasons, onChange }: ReturnedFieldsProps) {
  const { t } = useTranslation('part-handling');
  const { codes } = useCodes('field-return-reason');
  const put = (path: string, reason: FieldReason | null) => {
    const { [path]: _, ...others } = reasons;
    onChange(reason ? { ...others, [path]: reason } : others);
  };
  const nameOf = ({ path, name, place, value }: FieldOfPart) => {
    const called = place === undefined ? t(name) : t('fieldOfBasis', { place, field: t(name) });
    const shown = path.endsWith('.gainedOn') && value !== '' ? date(value) : value;
    return [called, shown].filter(Boolean).join(': ');
  };
  return (
    <fieldset style={{ border: 0, padding: 0, margin: '0 0 16px' }}>
      <legend style={{ fontWeight: 600, padding: 0 }}>{t('returnedFields')}</legend>
      {fieldsOfPart(part).map((field) => {
        const name = nameOf(field);
        const reason = reasons[field.path];
        return (
          <div key={field.path}>
            <CheckboxChoice
              label={name}
              checked={reason !== undefined}
              onChange={(checked) => put(field.path, checked ? { code: codes[0]?.code ?? 'OTHER', note: '' } : null)}
            />
            {reason ? (
              <Box role="group" aria-label={name} sx={{ borderLeft: 4, borderColor: 'divider', pl: 2, ml: 1 }}>
                <Select
                  label={t('fieldReason')}
                  value={reason.code}
                  options={codes.map(({ code, text }) => ({ value: code, label: text }))}
                  onChange={(code) => put(field.path, { ...reason, code })}
                />
                <TextField
                  label={t('fieldNote')}
                  optional
                  longest={LONGEST}
                  value={reason.note}
                  onChange={(note) => put(field.path, { ...reason, note })}
                />
              </Box>
            ) : null}
          </div>
        );
      })}
    </fieldset>
  );
}
