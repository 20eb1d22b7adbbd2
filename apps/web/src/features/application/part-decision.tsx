import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dataOf, decisions } from '../../api/client';
import { date, number } from '../../texts/dates';
import { Notice } from '../../ui/notice';

/** What was decided, and why; when its service is away, the rest of the page goes on (pages.md 5.1). */
export function PartDecision({ decisionId }: { readonly decisionId: string }) {
  const { t } = useTranslation('application');
  const decision = useQuery({
    queryKey: ['decision', decisionId],
    queryFn: ({ signal }) =>
      dataOf(decisions.GET('/api/decisions/v1/decisions/{decisionId}', { params: { path: { decisionId } }, signal })),
  });
  if (decision.isError) return <Notice kind="warning">{t('decisionAway')}</Notice>;
  if (decision.data === undefined) return null;
  const { outcome, grantedCredits, grade, reasons, recordedAt } = decision.data;
  return (
    <dl>
      {outcome === 'APPROVED' ? (
        <>
          <dt>{t('granted')}</dt>
          <dd>{t('credits', { credits: number(grantedCredits) })}</dd>
        </>
      ) : null}
      {grade ? (
        <>
          <dt>{t('grade')}</dt>
          <dd>{grade}</dd>
        </>
      ) : null}
      {outcome === 'APPROVED' ? (
        <>
          <dt>{t('recorded')}</dt>
          <dd>{recordedAt === null ? t('notRecorded') : date(recordedAt)}</dd>
        </>
      ) : null}
      {reasons ? (
        <>
          <dt>{t('reasons')}</dt>
          <dd>
            <bdi>{reasons}</bdi>
          </dd>
        </>
      ) : null}
    </dl>
  );
}
