import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { differencesQuery } from '../../api/study-rights';
import { Loading } from '../../ui/loading';
import { ProblemPanel } from '../../ui/problem-panel';
import { VersionDifferences } from '../../ui/version-differences';

/** What a transfer has changed, a sentence for each place. */
export function Differences({ oid, version }: { readonly oid: string; readonly version: number }) {
  const { t } = useTranslation('study-rights');
  const { data, error, isPending, refetch } = useQuery(differencesQuery(oid, version));
  if (isPending) return <Loading lines={2} />;
  if (!data) return <ProblemPanel error={error} retry={() => void refetch()} />;
  const { differences, total } = data;
  if (total === 0) return <p>{t('sameAsBefore')}</p>;
  return (
    <>
      <VersionDifferences differences={differences} />
      {total > differences.length ? <p>{t('moreDifferences', { count: total - differences.length })}</p> : null}
    </>
  );
}
