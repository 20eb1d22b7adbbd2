import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { letterId, type LetterSearch } from '../../api/dead-letters';
import { Page } from '../../ui/page';
import { GroupList } from './group-list';
import { LetterFilters } from './letter-filters';
import { LetterList } from './letter-list';
import { LetterPanel } from './letter-panel';
import { type Outcome, OutcomeNotice } from './outcome-notice';

const route = getRouteApi('/operations/dead-letters');

/** What the services gave up: by its cause, one by one, and what becomes of it (pages.md 12). No person's name is on it. */
export function DeadLettersPage() {
  const { t } = useTranslation('dead-letters');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [outcome, setOutcome] = useState<Outcome>();
  const go = (changes: LetterSearch) => void navigate({ search: { ...search, ...changes }, replace: true });
  const looked = letterId(search.letter);
  const byCause = search.group === undefined && (search.state ?? 'open') === 'open';
  return (
    <Page title={t('title')}>
      <p>{t('lead')}</p>
      <LetterFilters search={search} onChange={go} onClear={() => void navigate({ search: {}, replace: true })} />
      <OutcomeNotice outcome={outcome} />
      {looked ? (
        <LetterPanel
          key={search.letter}
          {...looked}
          onDone={setOutcome}
          onClose={() => go({ letter: undefined })}
          ofKey={({ consumer, topic, key }) => go({ service: consumer, topic, key, state: 'all', group: undefined })}
        />
      ) : null}
      {byCause ? <GroupList search={search} onDone={setOutcome} /> : null}
      <LetterList search={search} />
    </Page>
  );
}
