import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { date } from '../../texts/dates';
import { useNames } from '../../texts/localised';
import { Select } from '../../ui/select';
import { Box } from '../../ui/layout';
import { Loading } from '../../ui/loading';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { useNotices, type Notices } from './use-notices';

interface NoticePageProps {
  readonly kind: 'privacy' | 'accessibility';
  readonly institution: string | undefined;
  readonly onInstitution: (oid: string) => void;
  readonly children?: (notices: Notices) => ReactNode;
}

/** A notice of an institution, as its file has it (docs/runbooks/institutions.md). */
export function NoticePage({ kind, institution, onInstitution, children }: NoticePageProps) {
  const { t } = useTranslation('notices');
  const say = useNames();
  const { institutions, notices } = useNotices(institution);
  const { data } = notices;
  const notice = data?.[kind];
  return (
    <Page title={kind === 'privacy' ? t('privacy.title') : t('accessibility.title')}>
      <ProblemPanel
        error={institutions.error ?? notices.error}
        retry={() => void (institutions.error ? institutions : notices).refetch()}
      />
      {data && institutions.data ? (
        <Select
          label={t('institution')}
          value={data.institution.oid}
          options={institutions.data.map(({ oid, name }) => ({ value: oid, label: say(name) }))}
          onChange={onInstitution}
        />
      ) : (
        <Loading />
      )}
      <Box sx={{ maxWidth: '70ch' }}>
        {notice?.sections.map(({ heading, paragraphs }) => (
          <section key={heading.fi}>
            <h2 style={{ fontSize: '1.15rem' }}>{say(heading)}</h2>
            {paragraphs.map((paragraph) => (
              <p key={paragraph.fi}>{say(paragraph)}</p>
            ))}
          </section>
        ))}
        {notice ? <p>{t('updatedOn', { date: date(notice.updatedOn) })}</p> : null}
        {data ? children?.(data) : null}
      </Box>
    </Page>
  );
}
