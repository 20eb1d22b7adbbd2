import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { foundStudyRightsQuery, type StudyRightCriteria } from '../../api/study-right-search';
import { useSession } from '../../session/session-store';
import { keepTyped, typedBefore } from '../../session/typed-texts';
import { number } from '../../texts/dates';
import { Loading } from '../../ui/loading';
import { moreOf } from '../../ui/more-of';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { FoundRows } from './found-rows';
import { SearchForm } from './search-form';

const KEPT_AS = 'study-right-search';

/** Study rights of all providers by any field, ended and invalidated ones too (R161). Whom one looks for never stands in the address. */
export function SearchPage() {
  const { t } = useTranslation('support-search');
  const { person } = useSession();
  const [criteria, setCriteria] = useState<StudyRightCriteria>(
    () => typedBefore<StudyRightCriteria>(person.id, KEPT_AS) ?? {},
  );
  const isAsked = Object.keys(criteria).length > 0;
  const found = useInfiniteQuery({ ...foundStudyRightsQuery(criteria), enabled: isAsked });
  const total = found.data?.pages[0]?.total;
  const inAll = total === undefined ? undefined : number(total);
  const search = (wanted: StudyRightCriteria) => {
    keepTyped(person.id, KEPT_AS, wanted);
    setCriteria(wanted);
  };
  return (
    <Page title={t('title')} beside={inAll === undefined ? null : <span>{t('inAll', { total: inAll })}</span>}>
      <SearchForm criteria={criteria} onSearch={search} />
      <ProblemPanel error={found.error} retry={() => void found.refetch()} />
      {isAsked && found.isPending ? <Loading /> : null}
      {found.isSuccess ? (
        <FoundRows
          rows={found.data.pages.flatMap(({ items }) => items)}
          empty={<Notice title={t('noneFound')}>{t('noneFoundNext')}</Notice>}
          more={moreOf(found, inAll)}
        />
      ) : null}
    </Page>
  );
}
