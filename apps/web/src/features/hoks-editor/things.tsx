import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HoksField } from '../../api/hoks';
import { Button } from '../../ui/button';
import { useFieldText } from '../../ui/hoks-field-text';
import { Box } from '../../ui/layout';
import { Notice } from '../../ui/notice';
import { EditedField } from './edited-field';
import { type Errors, fieldsWithin, shownText, type Part, thingIn, thingsIn } from './parts';

/** So many things of a list are open at once: a HOKS of 2 MB has hundreds. */
const AT_ONCE = 20;

interface ThingsProps {
  /** The list, with the fields of its things that are written here. */
  readonly list: HoksField;
  readonly edited: readonly HoksField[];
  /** All fields of the section, in which those of nested things are found by name. */
  readonly known: readonly HoksField[];
  /** Where the list stands in the HOKS; the id of its element. */
  readonly path: string;
  readonly things: readonly Part[];
  readonly errors: Errors;
  readonly onChange: (things: readonly Part[]) => void;
}

/** A list of parts, or of what lies in a part (ways of acquiring competence, sub-areas): to be written, added and taken away. */
export function Things({ list, edited, known, path, things, errors, onChange }: ThingsProps) {
  const { t } = useTranslation('hoks-editor');
  const inWords = useFieldText();
  const [shown, setShown] = useState(AT_ONCE);
  const title = inWords.title(list);
  const put = (place: number, thing: Part) => onChange(things.map((one, at) => (at === place ? thing : one)));
  const remove = (place: number) => {
    onChange(things.filter((_, at) => at !== place));
    document.getElementById(path)?.focus();
  };
  const add = () => {
    setShown(Math.max(shown, things.length + 1));
    onChange([...things, {}]);
  };
  return (
    <Box component="section" aria-label={title} id={path} tabIndex={-1} sx={{ mb: 2 }}>
      <strong>{title}</strong>
      <Wrong errors={errors} path={path} />
      <Box component="ol" sx={{ pl: { xs: 2.5, md: 4 } }}>
        {things.slice(0, shown).map((thing, place) => (
          <Box component="li" key={place} aria-label={t('part', { number: place + 1 })} sx={{ mb: 2 }}>
            <Wrong errors={errors} path={`${path}.${place}`} />
            <ThingFields
              {...{ edited, known, thing, errors }}
              path={`${path}.${place}`}
              onChange={(next) => put(place, next)}
            />
            <Button onClick={() => remove(place)}>{t('removePart', { number: place + 1, title })}</Button>
          </Box>
        ))}
      </Box>
      {things.length > shown ? (
        <Button onClick={() => setShown(shown + AT_ONCE)}>
          {t('moreParts', { title, shown, total: things.length })}
        </Button>
      ) : null}
      <Button onClick={add}>{t('addPart', { title })}</Button>
    </Box>
  );
}

interface ThingFieldsProps extends Pick<ThingsProps, 'edited' | 'known' | 'path' | 'errors'> {
  readonly thing: Part;
  readonly onChange: (thing: Part) => void;
}

/** The fields of one thing; what is not written here stays as it is. */
function ThingFields({ edited, known, path, thing, errors, onChange }: ThingFieldsProps) {
  const inWords = useFieldText();
  return edited.map((field) => {
    const { name } = field;
    const at = `${path}.${name}`;
    const put = (value: unknown) => onChange({ ...thing, [name]: value });
    const nested = { known, path: at, errors, edited: fieldsWithin(field, known) };
    if (field.kind === 'LIST') {
      return <Things key={name} {...nested} list={field} things={thingsIn(thing[name])} onChange={put} />;
    }
    if (field.kind === 'THING') {
      return (
        <fieldset key={name} style={{ margin: '0 0 16px' }}>
          <legend>{inWords.title(field)}</legend>
          <ThingFields {...nested} thing={thingIn(thing[name])} onChange={put} />
        </fieldset>
      );
    }
    return (
      <EditedField
        key={name}
        field={{ ...field, name: at }}
        error={errors[at] ?? null}
        value={shownText(thing[name])}
        onChange={put}
      />
    );
  });
}

/** What the service has said about the thing as a whole. */
function Wrong({ errors, path }: { readonly errors: Errors; readonly path: string }) {
  const said = errors[path];
  return said === undefined ? null : <Notice kind="error" title={said} />;
}
