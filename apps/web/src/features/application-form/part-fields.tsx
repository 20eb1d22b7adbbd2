import { useTranslation } from 'react-i18next';
import { applications, dataOf } from '../../api/client';
import { useNames } from '../../texts/localised';
import { number } from '../../texts/dates';
import { Button } from '../../ui/button';
import { RadioChoice } from '../../ui/choice';
import { TextField } from '../../ui/field';
import { Box, Row, Text } from '../../ui/layout';
import { SearchField } from '../../ui/search-field';
import { useFocusAfterChange } from '../../ui/use-focus-after-change';
import { BasisFieldset } from './basis-fields';
import { FieldReason } from './field-reasons';
import { type Course, fieldId, isUnreadable, NEW_BASIS, type PartFields } from './form-content';

const TYPES = ['SUBSTITUTION', 'INCLUSION', 'EXEMPTION'] as const;
/** So many bases and targets a part may have (the service's limit). */
const MOST = 20;

export interface PartFieldsProps {
  readonly part: PartFields;
  /** What is wrong in a field, by its id. */
  readonly mistakes: ReadonlyMap<string, string>;
  readonly onChange: (part: PartFields) => void;
}

/** One part: what is applied for, on what, instead of what (wireframe A). */
export function PartFieldset({ part, mistakes, onChange }: PartFieldsProps) {
  const { t } = useTranslation('application-form');
  const id = (field: string) => fieldId(part.number, field);
  const error = (field: string) => mistakes.get(id(field)) ?? null;
  const put = (changes: Partial<PartFields>) => onChange({ ...part, ...changes });
  const focus = useFocusAfterChange();
  const removeBasis = (index: number) => {
    focus(id('bases'));
    put({ bases: part.bases.toSpliced(index, 1) });
  };
  return (
    <>
      <FieldReason path="type" />
      <RadioChoice
        id={id('type')}
        label={t('type')}
        error={error('type')}
        value={part.type}
        options={TYPES.map((type) => ({ value: type, label: t(`type.${type}`), hint: t(`type.${type}.hint`) }))}
        onChange={(type) => put({ type })}
      />
      <Text variant="h3" id={id('bases')} tabIndex={-1}>
        {t('bases')}
      </Text>
      {part.bases.map((basis, index) => (
        <BasisFieldset
          key={index}
          basis={basis}
          place={index + 1}
          path={`bases.${index}`}
          idOf={(field) => id(`bases.${index}.${field}`)}
          errorOf={(field) => error(`bases.${index}.${field}`)}
          onChange={(changed) => put({ bases: part.bases.with(index, changed) })}
          onRemove={part.bases.length > 1 ? () => removeBasis(index) : undefined}
        />
      ))}
      {part.bases.length < MOST ? (
        <Button onClick={() => put({ bases: [...part.bases, NEW_BASIS] })}>{t('addBasis')}</Button>
      ) : null}
      {part.type === 'INCLUSION' ? null : <Targets part={part} mistakes={mistakes} onChange={onChange} />}
      <FieldReason path="creditsApplied" />
      <TextField
        id={id('creditsApplied')}
        label={t('credits')}
        hint={t('credits.hint')}
        error={isUnreadable(part.credits) ? t('credits.unreadable') : error('creditsApplied')}
        narrow
        inputMode="decimal"
        value={part.credits}
        onChange={(credits) => put({ credits })}
      />
    </>
  );
}

function Targets({ part, mistakes, onChange }: PartFieldsProps) {
  const { t } = useTranslation('application-form');
  const say = useNames();
  const { targets } = part;
  const id = fieldId(part.number, 'targets');
  const focus = useFocusAfterChange();
  const add = (course: Course | null) => {
    if (course === null || targets.some(({ courseCode }) => courseCode === course.courseCode)) return;
    const all = [...targets, course];
    // What the targets are worth is what most people apply for; it can be changed.
    const credits = part.credits === '' || part.credits === sum(targets) ? sum(all) : part.credits;
    focus(id);
    onChange({ ...part, targets: all, credits });
  };
  const remove = (code: string) => {
    focus(id);
    onChange({ ...part, targets: targets.filter(({ courseCode }) => courseCode !== code) });
  };
  return (
    <Box sx={{ mt: 3 }}>
      <Text variant="h3">{t('targets')}</Text>
      <ul>
        {targets.map((course, index) => (
          <li key={course.courseCode} id={`${id}.${index}.courseCode`} tabIndex={-1}>
            <Row>
              <span>
                {t('target', { code: course.courseCode, name: say(course.name), credits: number(course.credits) })}
              </span>
              <Button size="small" kind="plain" onClick={() => remove(course.courseCode)}>
                {t('removeTarget', { code: course.courseCode })}
              </Button>
            </Row>
            <FieldReason path={`targets.${index}.courseCode`} />
            {course.kind === 'MODULE' ? <small>{t('module')}</small> : null}
            {mistakes.has(`${id}.${index}.courseCode`) ? (
              <Text color="error" sx={{ fontWeight: 600 }}>
                {mistakes.get(`${id}.${index}.courseCode`)}
              </Text>
            ) : null}
          </li>
        ))}
      </ul>
      {targets.length < MOST ? (
        <SearchField<Course>
          key={targets.length}
          id={id}
          label={t('addTarget')}
          hint={t('addTarget.hint')}
          error={mistakes.get(id) ?? null}
          searchKey={['application', 'courses']}
          search={searchCourses}
          idOf={({ courseCode }) => courseCode}
          textOf={({ courseCode, name, credits }) =>
            t('target', { code: courseCode, name: say(name), credits: number(credits) })
          }
          value={null}
          onChange={add}
        />
      ) : null}
    </Box>
  );
}

async function searchCourses(q: string, signal: AbortSignal): Promise<readonly Course[]> {
  const page = await dataOf(applications.GET('/api/applications/v1/courses', { params: { query: { q } }, signal }));
  return page.items;
}

function sum(targets: readonly Course[]): string {
  const credits = targets.reduce((all, course) => all + course.credits, 0);
  return credits === 0 ? '' : String(credits).replace('.', ',');
}
