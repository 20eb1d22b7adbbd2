import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { versionListQuery } from '../../api/study-rights';
import { dateTime, number } from '../../texts/dates';
import { Button } from '../../ui/button';
import { Row, Section } from '../../ui/layout';
import { Loading } from '../../ui/loading';
import { ProblemPanel } from '../../ui/problem-panel';
import { Differences } from './differences';

/** The versions, newest first; what a new transfer has overwritten is history (R167). */
export function Versions({ oid }: { readonly oid: string }) {
  const { t } = useTranslation('study-rights');
  const list = useInfiniteQuery(versionListQuery(oid));
  const [opened, setOpened] = useState<number | null>(null);
  const versions = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const total = list.data?.pages[0]?.total ?? 0;
  return (
    <Section title={t('versions')}>
      <ProblemPanel error={list.error} retry={() => void list.refetch()} />
      {list.isPending ? <Loading lines={2} /> : null}
      <ol reversed style={{ listStyle: 'none', padding: 0 }} aria-label={t('versions')}>
        {versions.map(({ version, storedAt }) => (
          <li key={version}>
            <Row>
              <span>{t('versionAt', { version, time: dateTime(storedAt) })}</span>
              {version === 1 ? (
                <span>{t('firstVersion')}</span>
              ) : (
                <Button
                  kind="plain"
                  size="small"
                  expanded={opened === version}
                  onClick={() => setOpened(opened === version ? null : version)}
                >
                  {t('whatChanged', { version })}
                </Button>
              )}
            </Row>
            {opened === version ? <Differences oid={oid} version={version} /> : null}
          </li>
        ))}
      </ol>
      <Row>
        {list.isSuccess ? <span>{t('shownOf', { shown: versions.length, total: number(total) })}</span> : null}
        {list.hasNextPage ? (
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('olderVersions')}
          </Button>
        ) : null}
      </Row>
    </Section>
  );
}
