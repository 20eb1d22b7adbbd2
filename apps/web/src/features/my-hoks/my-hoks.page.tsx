import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hoksSectionsQuery, openingQuery, ownHoksesQuery, type HoksData, type HoksSection } from '../../api/hoks';
import { date, number } from '../../texts/dates';
import { Button } from '../../ui/button';
import { HoksContent } from '../../ui/hoks-content';
import { Row, Section } from '../../ui/layout';
import { Loading } from '../../ui/loading';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';

/** The learner's own HOKSes, from the day on which learners are let in (R155), however little they hold (R156–R157). */
export function MyHoksPage() {
  const { t } = useTranslation('my-hoks');
  const opening = useQuery(openingQuery());
  return (
    <Page title={t('title')}>
      <ProblemPanel error={opening.error} retry={() => void opening.refetch()} />
      {opening.isPending ? <Loading /> : null}
      {opening.data && !opening.data.open ? (
        <Notice title={t('opens', { day: date(opening.data.openFrom) })}>{t('opensNext')}</Notice>
      ) : null}
      {opening.data?.open ? <OwnHokses /> : null}
    </Page>
  );
}

function OwnHokses() {
  const { t } = useTranslation('my-hoks');
  const own = useInfiniteQuery(ownHoksesQuery());
  const sections = useQuery(hoksSectionsQuery());
  const hokses = own.data?.pages.flatMap((page) => page.hokses) ?? [];
  const total = own.data?.pages[0]?.total ?? 0;
  return (
    <>
      <ProblemPanel error={own.error ?? sections.error} retry={() => void own.refetch()} />
      {own.isPending || sections.isPending ? <Loading /> : null}
      {own.isSuccess && hokses.length === 0 ? <Notice title={t('none')}>{t('noneNext')}</Notice> : null}
      {sections.data ? hokses.map((hoks) => <OneHoks key={hoks.id} hoks={hoks} sections={sections.data} />) : null}
      {own.hasNextPage ? (
        <Row>
          <span>{t('shownOf', { shown: hokses.length, total: number(total) })}</span>
          <Button busy={own.isFetchingNextPage} onClick={() => void own.fetchNextPage()}>
            {t('more')}
          </Button>
        </Row>
      ) : null}
    </>
  );
}

function OneHoks({
  hoks,
  sections,
}: {
  readonly hoks: HoksData & { id: number };
  readonly sections: readonly HoksSection[];
}) {
  const { t } = useTranslation('my-hoks');
  return (
    <Section title={t('hoksOf', { id: hoks.id })}>
      <HoksContent data={hoks} sections={sections} />
    </Section>
  );
}
