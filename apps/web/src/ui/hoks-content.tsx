import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HoksData, HoksField, HoksSection } from '../api/hoks';
import { useNames } from '../texts/localised';
import { Button } from './button';
import { isThing, useFieldText } from './hoks-field-text';
import { Facts } from './layout';

/** So many things of a list are shown at once: a HOKS of 2 MB has hundreds, and nobody reads them all. */
const AT_ONCE = 20;
/** Things lie in things; what lies deeper than eHOKS goes is not for people. */
const DEEPEST = 5;

/** A HOKS as people read it: section by section, of the minimum of 2019 as well as of everything (R156–R157). */
export function HoksContent({
  data,
  sections,
}: {
  readonly data: HoksData;
  readonly sections: readonly HoksSection[];
}) {
  return sections
    .filter(({ repeated, name }) => !repeated || listOf(data[name]).length > 0)
    .map((section) => <SectionOfHoks key={section.name} data={data} section={section} />);
}

function SectionOfHoks({ data, section }: { readonly data: HoksData; readonly section: HoksSection }) {
  const say = useNames();
  const title = say(section.title);
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {section.repeated ? (
        <Things title={title} things={listOf(data[section.name])} fields={section.fields} depth={1} />
      ) : (
        <MainFields data={data} fields={section.fields} />
      )}
    </section>
  );
}

function MainFields({ data, fields }: { readonly data: HoksData; readonly fields: readonly HoksField[] }) {
  const inWords = useFieldText();
  const shown = fields.filter(({ name, required }) => required || isGiven(data[name]));
  return (
    <Facts
      facts={shown.map((field) => [inWords.title(field), <Long text={inWords.value(field, data[field.name])} />])}
    />
  );
}

interface ThingsProps {
  readonly title: string;
  readonly things: readonly unknown[];
  readonly fields: readonly HoksField[];
  readonly depth: number;
}

function Things({ title, things, fields, depth }: ThingsProps) {
  const { t } = useTranslation('shell');
  const [shown, setShown] = useState(AT_ONCE);
  return (
    <>
      <ol>
        {things.slice(0, shown).map((thing, place) => (
          <li key={place}>
            <Thing thing={thing} fields={fields} depth={depth} />
          </li>
        ))}
      </ol>
      {things.length > shown ? (
        <p>
          {t('hoks.shown', { shown, total: things.length })}{' '}
          <Button onClick={() => setShown(shown + AT_ONCE)}>{t('hoks.more', { title })}</Button>
        </p>
      ) : null}
    </>
  );
}

/** What we know by name first, in its order; then what eHOKS may have added since (R157). */
function Thing({ thing, fields, depth }: { thing: unknown; fields: readonly HoksField[]; depth: number }) {
  const inWords = useFieldText();
  if (!isThing(thing)) return <Long text={inWords.plain(thing)} />;
  const known = fields.filter(({ name }) => thing[name] !== undefined);
  const names = new Set(known.map(({ name }) => name));
  const others = Object.keys(thing).filter((name) => !names.has(name));
  const all = [...known.map((field) => [inWords.title(field), field.name, field] as const)];
  const entries = [...all, ...others.map((name) => [inWords.nameless(name), name, undefined] as const)];
  return (
    <>
      <Facts
        facts={entries
          .filter(([, name]) => !isNested(thing[name]))
          .map(([title, name, field]) => [title, <Long text={inWords.value(field, thing[name])} />])}
      />
      {entries
        .filter(([, name]) => isNested(thing[name]) && depth < DEEPEST)
        .map(([title, name]) => (
          <div key={name}>
            <strong>{title}</strong>
            <Things title={title} things={listOf(thing[name])} fields={fields} depth={depth + 1} />
          </div>
        ))}
    </>
  );
}

function Long({ text }: { readonly text: string }) {
  return (
    <span dir="auto" style={{ overflowWrap: 'anywhere' }}>
      {text}
    </span>
  );
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function isNested(value: unknown): boolean {
  return isThing(value) || (Array.isArray(value) && value.some(isThing));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : isThing(value) ? [value] : [];
}
