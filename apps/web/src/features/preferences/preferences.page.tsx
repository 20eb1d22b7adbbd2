import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listSearch } from '../../api/list-search';
import { preferencesQuery } from '../../api/preferences';
import { useSession } from '../../session/session-store';
import { ShortcutSwitch } from '../../session/shortcut-switch';
import { Section } from '../../ui/layout';
import { Link } from '../../ui/link';
import { Loading } from '../../ui/loading';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { DigestChoice } from './digest-choice';

const PAGES = { WORK: '/work', ALL_APPLICATIONS: '/work/all' } as const;

/** How the person has the pages, on every machine (pages.md 4.2). */
export function PreferencesPage() {
  const { t } = useTranslation('preferences');
  const { roles } = useSession();
  const handles = roles.includes('HANDLER') || roles.includes('DECISION_MAKER');
  const { data, error, refetch, isPending } = useQuery(preferencesQuery);
  return (
    <Page title={t('title')}>
      <ProblemPanel error={error} retry={() => void refetch()} />
      {isPending ? <Loading /> : null}
      {data ? (
        <>
          <Section title={t('shortcuts')}>
            <p>{t('shortcutsHelp')}</p>
            <ShortcutSwitch />
          </Section>
          {handles ? <DigestChoice digest={data.digest} /> : null}
          <Section title={t('views')}>
            <p>{data.views.length > 0 ? t('viewsHelp') : t('noViews')}</p>
            <ul>
              {data.views.map(({ id, list, name, query }) => (
                <li key={id}>
                  <Link to={PAGES[list]} search={listSearch(Object.fromEntries(new URLSearchParams(query)))}>
                    <bdi>{name}</bdi>
                  </Link>{' '}
                  ({t(`list.${list}`)})
                </li>
              ))}
            </ul>
          </Section>
        </>
      ) : null}
    </Page>
  );
}
