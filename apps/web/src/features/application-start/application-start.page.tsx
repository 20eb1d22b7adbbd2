import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applications, dataOf, newIntention } from '../../api/client';
import { ownStudyRightsQuery, type StudyRight } from '../../api/own-study-rights';
import { date } from '../../texts/dates';
import { useNames } from '../../texts/localised';
import { Button } from '../../ui/button';
import { RadioChoice } from '../../ui/choice';
import { Loading } from '../../ui/loading';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';

/** An application begins with one of the student's study rights (R87); with none that can be used it says why (R154). */
export function ApplicationStartPage() {
  const { t } = useTranslation('application-start');
  const say = useNames();
  const rights = useQuery(ownStudyRightsQuery());
  const items = rights.data?.items ?? [];
  const usable = items.filter(({ obstacle }) => obstacle === null);
  return (
    <Page title={t('title')}>
      <p>{t('intro')}</p>
      <ProblemPanel error={rights.error} retry={() => void rights.refetch()} />
      {rights.isPending ? <Loading /> : null}
      {rights.isSuccess && items.length === 0 ? (
        <Notice kind="warning" title={t('none.title')}>
          {t('none.detail')}
        </Notice>
      ) : null}
      {items
        .filter(({ obstacle }) => usable.length === 0 && obstacle !== null)
        .map(({ studyRightId, programmeName, programmeCode, obstacle }) => (
          <Notice kind="warning" key={studyRightId} title={obstacle ? say(obstacle.title) : ''}>
            <p>{programmeName ? say(programmeName) : programmeCode}</p>
            <p>{obstacle ? say(obstacle.detail) : null}</p>
          </Notice>
        ))}
      {usable.length > 0 ? <Start usable={usable} /> : null}
    </Page>
  );
}

function Start({ usable }: { readonly usable: readonly StudyRight[] }) {
  const { t } = useTranslation('application-start');
  const say = useNames();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [chosen, setChosen] = useState(usable[0]?.studyRightId ?? '');
  // One intention for as long as the page is open: pressed twice, or tried again, it makes one draft.
  const [intention] = useState(newIntention);
  const begin = useMutation({
    mutationFn: (studyRightId: string) =>
      dataOf(
        applications.POST('/api/applications/v1/applications', {
          params: { header: { 'Idempotency-Key': `${intention}-${studyRightId}`.slice(0, 100) } },
          body: { studyRightId },
        }),
      ),
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: ['application', 'list'] });
      await navigate({ to: '/applications/$id/edit', params: { id }, replace: true });
    },
  });
  const label = ({ programmeName, programmeCode, startDate }: StudyRight) => {
    const programme = programmeName ? say(programmeName) : (programmeCode ?? '');
    return startDate ? t('studyRight', { programme, from: date(startDate) }) : programme;
  };
  return (
    <>
      <RadioChoice
        label={t('which')}
        value={chosen}
        options={usable.map((right) => ({ value: right.studyRightId, label: label(right) }))}
        onChange={setChosen}
      />
      <ProblemPanel error={begin.error} />
      <Button kind="main" busy={begin.isPending} onClick={() => begin.mutate(chosen)}>
        {t('begin')}
      </Button>
    </>
  );
}
