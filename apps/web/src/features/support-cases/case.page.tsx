import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useInstitutionName } from '../../api/institution-names';
import { caseFileQuery, type CaseFile } from '../../api/support-cases';
import { useCodes } from '../../texts/codes';
import { dateTime } from '../../texts/dates';
import { useNames } from '../../texts/localised';
import { CaseStateTag } from '../../ui/case-state-tag';
import { Columns, Facts } from '../../ui/layout';
import { Link } from '../../ui/link';
import { Loading } from '../../ui/loading';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { ActionPanel } from './action-panel';
import { CaseStanding } from './case-standing';
import { CaseTimeline } from './case-timeline';

/** One case for the people of the desk, who settle it in two (wireframe H). */
export function SupportCasePage() {
  const { t } = useTranslation('support-cases');
  const { id } = useParams({ from: '/support/cases/$id' });
  const file = useQuery(caseFileQuery(id));
  const found = file.data;
  const title = found ? t('caseOf', { oid: found.studyRightOid.slice(-4) }) : t('case');
  return (
    <Page title={title} beside={found ? <CaseStateTag state={found.state} /> : null}>
      <ProblemPanel error={file.error} retry={() => void file.refetch()} />
      {file.isPending ? <Loading /> : null}
      {found ? <Opened key={found.id} file={found} /> : null}
    </Page>
  );
}

function Opened({ file }: { readonly file: CaseFile }) {
  return (
    <>
      <Head file={file} />
      <Columns widths="minmax(0, 3fr) minmax(0, 3fr) minmax(280px, 2fr)">
        <CaseStanding file={file} />
        <CaseTimeline id={file.id} />
        <ActionPanel file={file} />
      </Columns>
    </>
  );
}

function Head({ file }: { readonly file: CaseFile }) {
  const { t } = useTranslation('support-cases');
  const say = useNames();
  const providerName = useInstitutionName();
  const { textOf } = useCodes('support-case-reason');
  const { institutionName, institutionOid, qualification, studyRightOid, people, openedBy, openedAt } = file;
  return (
    <div style={{ marginBottom: 16 }}>
      <Facts
        facts={[
          [t('provider'), providerName(institutionOid, institutionName)],
          [
            t('studyRight'),
            <Link key="oid" to="/study-rights/$oid" params={{ oid: studyRightOid }} sx={{ overflowWrap: 'anywhere' }}>
              {studyRightOid}
            </Link>,
          ],
          [t('qualification'), qualification?.name ? say(qualification.name) : qualification?.code],
          [t('reason'), textOf(file.reason)],
          [t('opened'), t('byAt', { name: people[openedBy] ?? t('somebody'), time: dateTime(openedAt) })],
          [t('message'), file.message && <bdi key="message">{file.message}</bdi>],
        ]}
      />
    </div>
  );
}
