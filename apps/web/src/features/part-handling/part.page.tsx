import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { applicationQuery, caseQuery } from '../../api/case';
import { hasCode } from '../../api/problem';
import { HandoverActions } from '../../handover/handover-actions';
import { TransferNote } from '../../handover/transfer-note';
import { Columns } from '../../ui/layout';
import { Loading } from '../../ui/loading';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { BankMatches } from './bank-matches';
import { DecisionSide } from './decision-side';
import { Evidence } from './evidence';
import { PartHeader } from './part-header';
import { useNeighbours } from './use-neighbours';

const route = getRouteApi('/applications/$id/parts/$partId');

/** One part of an application: what the student has, and the decision beside it (R9). */
export function PartPage() {
  const { t } = useTranslation('part-handling');
  const { id: applicationId, partId } = route.useParams();
  const search = route.useSearch();
  const application = useQuery(applicationQuery(applicationId));
  const decided = useQuery(caseQuery(applicationId));
  const queries = useQueryClient();
  const isBehind = (decided.data?.version ?? 0) > (application.data?.version ?? Infinity);
  useEffect(() => {
    // What has come of a decision is in the case first.
    if (isBehind) void queries.invalidateQueries({ queryKey: ['application', applicationId] });
  }, [isBehind, queries, applicationId]);
  const neighbours = useNeighbours(search, { applicationId, partId });
  const part = application.data?.parts.find((one) => one.id === partId);
  const name = application.data ? (application.data.names[application.data.studentId] ?? t('nameless')) : t('part');
  if (!application.data || !part) {
    return (
      <Page title={name}>
        <ProblemPanel error={application.error} retry={() => void application.refetch()} />
        {application.isPending ? <Loading lines={8} /> : null}
        {application.data && !part ? <Notice kind="warning" title={t('noSuchPart')} role="alert" /> : null}
      </Page>
    );
  }
  const casePart = decided.data?.parts.find(({ id }) => id === partId);
  // The decisions service hears of an application a moment after it has been sent.
  const isOnItsWay = hasCode(decided.error, 'decision/case-not-found') || (decided.isSuccess && !casePart);
  return (
    <Page title={t('titleOf', { number: part.number, count: application.data.parts.length, name })}>
      <PartHeader application={application.data} part={part} neighbours={neighbours} search={search} />
      <HandoverActions application={application.data} partId={partId} />
      <TransferNote application={application.data} part={part} />
      <Columns widths="minmax(0, 5fr) minmax(0, 6fr)">
        <div>
          <Evidence part={part} />
          <BankMatches part={part} />
        </div>
        <div>
          {decided.error && !isOnItsWay ? (
            <ProblemPanel error={decided.error} retry={() => void decided.refetch()} />
          ) : null}
          {decided.isPending ? <Loading lines={6} /> : null}
          {isOnItsWay ? <Notice role="status">{t('onItsWay')}</Notice> : null}
          {casePart ? (
            <DecisionSide
              key={`${partId} ${casePart.round}`}
              application={application.data}
              part={part}
              casePart={casePart}
              next={neighbours.next}
              search={search}
            />
          ) : null}
        </div>
      </Columns>
    </Page>
  );
}
