import { useTranslation } from 'react-i18next';
import { applications, dataOf } from '../../api/client';
import type { components } from '../../api/generated/applications';
import { useNames } from '../../texts/localised';
import { SearchField } from '../../ui/search-field';
import type { Handler } from './form-content';

type Found = Handler & Partial<Pick<components['schemas']['HandlerCandidate'], 'programmes'>>;

interface Props {
  readonly programmeCode: string;
  readonly value: Handler | null;
  readonly error: string | null;
  readonly onChange: (handler: Handler | null) => void;
}

/** To whom the application goes (R3): people of the student's degree programme are found first. */
export function HandlerField({ programmeCode, value, error, onChange }: Props) {
  const { t } = useTranslation('application-form');
  const say = useNames();
  const text = ({ name, programmes }: Found) =>
    programmes?.length
      ? `${name} (${programmes.map((one) => (one.name ? say(one.name) : one.programmeCode)).join(', ')})`
      : name;
  const search = async (q: string, signal: AbortSignal): Promise<readonly Found[]> => {
    const query = { q, programmeCode };
    return (await dataOf(applications.GET('/api/applications/v1/handlers', { params: { query }, signal }))).items;
  };
  return (
    <SearchField<Found>
      id="handlerId"
      label={t('handler.label')}
      hint={t('handler.hint')}
      error={error}
      searchKey={['application', 'handlers', programmeCode]}
      search={search}
      idOf={({ personId }) => personId}
      textOf={text}
      value={value}
      onChange={(found) => onChange(found && { personId: found.personId, name: found.name })}
    />
  );
}
