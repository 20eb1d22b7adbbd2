import { useTranslation } from 'react-i18next';
import { applications, dataOf } from '../api/client';
import type { components } from '../api/generated/applications';
import { useNames } from '../texts/localised';
import { SearchField } from '../ui/search-field';

export type Colleague = components['schemas']['HandlerCandidate'];

interface ColleagueFieldProps {
  readonly id: string;
  readonly applicationId: string;
  readonly value: Colleague | null;
  readonly error: string | null;
  readonly onChange: (colleague: Colleague | null) => void;
}

/** Who can handle parts of this application: those whom the service accepts (R15). */
export function ColleagueField({ applicationId, ...field }: ColleagueFieldProps) {
  const { t } = useTranslation('handover');
  const say = useNames();
  const search = async (q: string, signal: AbortSignal) => {
    const query = { q, applicationId };
    return (await dataOf(applications.GET('/api/applications/v1/handlers', { params: { query }, signal }))).items;
  };
  return (
    <SearchField<Colleague>
      {...field}
      label={t('newHandler')}
      hint={t('newHandlerHint')}
      searchKey={['application', 'colleagues', applicationId]}
      search={search}
      idOf={({ personId }) => personId}
      textOf={({ name, programmes }) =>
        [name, ...programmes.map((one) => (one.name ? say(one.name) : one.programmeCode))].join(', ')
      }
    />
  );
}
