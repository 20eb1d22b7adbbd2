import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { useFieldText } from '../../ui/hoks-field-text';
import { Box } from '../../ui/layout';
import { EditedField } from './edited-field';
import { type FormField, type Part, partsIn, textOfParts } from './written';

interface PartListProps {
  readonly field: FormField;
  readonly error: string | null;
  /** The parts as text, as `Written` holds them. */
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** A list of parts: each with the fields that are written by hand, to be added and taken away. */
export function PartList({ field, error, value, onChange }: PartListProps) {
  const { t } = useTranslation('hoks-editor');
  const inWords = useFieldText();
  const title = inWords.title(field);
  const parts = partsIn(value);
  const edited = (field.ofParts ?? []).filter(({ editable }) => editable);
  const put = (place: number, part: Part) => onChange(textOfParts(parts.map((one, at) => (at === place ? part : one))));
  const remove = (place: number) => {
    onChange(textOfParts(parts.filter((_, at) => at !== place)));
    document.getElementById(field.name)?.focus();
  };
  return (
    <Box component="section" aria-label={title} id={field.name} tabIndex={-1} sx={{ mb: 2 }}>
      <h3>{title}</h3>
      {error === null ? null : <p>{error}</p>}
      <ol>
        {parts.map((part, place) => (
          <li key={place} aria-label={t('part', { number: place + 1 })}>
            {edited.map((one) => (
              <EditedField
                key={one.name}
                field={{ ...one, name: `${field.name}.${place}.${one.name}` }}
                error={null}
                value={textIn(part, one.name)}
                onChange={(text) => put(place, { ...part, [one.name]: text })}
              />
            ))}
            <Button onClick={() => remove(place)}>{t('removePart', { number: place + 1, title })}</Button>
          </li>
        ))}
      </ol>
      <Button onClick={() => onChange(textOfParts([...parts, {}]))}>{t('addPart', { title })}</Button>
    </Box>
  );
}

function textIn(part: Part, name: string): string {
  const value = part[name];
  return value === undefined || value === null ? '' : String(value);
}
