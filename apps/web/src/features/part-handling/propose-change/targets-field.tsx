import { useTranslation } from 'react-i18next';
import { applications, dataOf } from '../../../api/client';
import type { components } from '../../../api/generated/applications';
import { useNames } from '../../../texts/localised';
import { Button } from '../../../ui/button';
import { Row } from '../../../ui/layout';
import { SearchField } from '../../../ui/search-field';

export type Target = components['schemas']['Target'];

interface TargetsFieldProps {
  readonly targets: readonly Target[];
  readonly onChange: (targets: readonly Target[]) => void;
}

/** The courses and modules that would be applied for. */
export function TargetsField({ targets, onChange }: TargetsFieldProps) {
  const { t } = useTranslation('part-handling');
  const say = useNames();
  const nameOf = ({ courseCode, name }: Target) => `${courseCode} ${say(name)}`;
  const search = async (q: string, signal: AbortSignal) =>
    (await dataOf(applications.GET('/api/applications/v1/courses', { params: { query: { q } }, signal }))).items;
  const add = (course: Target | null) => {
    if (course && !targets.some(({ courseCode }) => courseCode === course.courseCode)) onChange([...targets, course]);
  };
  return (
    <>
      <ul>
        {targets.map((target) => (
          <li key={target.courseCode}>
            <Row>
              <span>{nameOf(target)}</span>
              <Button
                size="small"
                kind="plain"
                onClick={() => onChange(targets.filter((one) => one !== target))}
                label={t('propose.removeOf', { target: nameOf(target) })}
              >
                {t('propose.remove')}
              </Button>
            </Row>
          </li>
        ))}
      </ul>
      <SearchField<Target>
        key={targets.length}
        label={t('propose.addTarget')}
        searchKey={['application', 'courses']}
        search={search}
        idOf={({ courseCode }) => courseCode}
        textOf={nameOf}
        value={null}
        onChange={add}
      />
    </>
  );
}
