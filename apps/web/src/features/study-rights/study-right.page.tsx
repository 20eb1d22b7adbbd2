import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInstitutionName } from '../../api/institution-names';
import { studyRightQuery, type StudyRightOverview } from '../../api/study-rights';
import { useCodes } from '../../texts/codes';
import { date, dateTime } from '../../texts/dates';
import { useNames } from '../../texts/localised';
import { Box, Facts, Section } from '../../ui/layout';
import { Link, LinkButton } from '../../ui/link';
import { Loading } from '../../ui/loading';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { Tag } from '../../ui/tag';
import { Invalidation } from './invalidation';
import { States } from './states';
import { Versions } from './versions';

/** One study right: its states, its HOKS, its versions, and its invalidation (R163–R170). */
export function StudyRightPage() {
  const { oid } = useParams({ from: '/study-rights/$oid' });
  return <OneStudyRight key={oid} oid={oid} />;
}

function OneStudyRight({ oid }: { readonly oid: string }) {
  const { t } = useTranslation('study-rights');
  const client = useQueryClient();
  const states = useCodes('study-right-state');
  const [isInvalidated, setInvalidated] = useState(false);
  const studyRight = useQuery({ ...studyRightQuery(oid), enabled: !isInvalidated });
  const found = isInvalidated ? undefined : studyRight.data;
  const invalidated = () => {
    setInvalidated(true);
    client.removeQueries({ queryKey: ['study-right'] });
  };
  return (
    <Page title={t('studyRightOf')} beside={found ? <Tag kind="blue-outline">{states.textOf(found.state)}</Tag> : null}>
      {isInvalidated ? <Invalidated oid={oid} /> : null}
      <ProblemPanel error={isInvalidated ? null : studyRight.error} retry={() => void studyRight.refetch()} />
      {!isInvalidated && studyRight.isPending ? <Loading /> : null}
      {found ? <Opened studyRight={found} onInvalidated={invalidated} /> : null}
    </Page>
  );
}

/** It is not found any more from now on (R161): what was done stays on this page. */
function Invalidated({ oid }: { readonly oid: string }) {
  const { t } = useTranslation('study-rights');
  return (
    <Notice
      kind="success"
      role="status"
      title={t('invalidated')}
      action={<LinkButton to="/study-rights">{t('toSearch')}</LinkButton>}
    >
      {t('invalidatedNext', { oid })}
    </Notice>
  );
}

interface OpenedProps {
  readonly studyRight: StudyRightOverview;
  readonly onInvalidated: () => void;
}

function Opened({ studyRight, onInvalidated }: OpenedProps) {
  const { t } = useTranslation('study-rights');
  const types = useCodes('study-right-type');
  const suoritusTypes = useCodes('suoritus-type');
  const reasons = useCodes('support-case-reason');
  const { oid, learnerOid, learnerName, institutionOid, sourceId, type, estimatedEnd, suoritukset, version, storedAt } =
    studyRight;
  const { invalidation } = studyRight;
  const say = useNames();
  const institutionName = useInstitutionName();
  const studies = suoritukset.map(({ type: kind, qualification: code, qualificationName: name }) =>
    t('studiesOf', { kind: suoritusTypes.textOf(kind), qualification: name ? `${say(name)}, ${code}` : code }),
  );
  return (
    <>
      {invalidation ? (
        <Notice
          kind="warning"
          title={t('wasInvalidated', { day: date(invalidation.on), reason: reasons.textOf(invalidation.reason) })}
        />
      ) : null}
      <Box sx={{ mb: 2 }}>
        <Facts
          facts={[
            [t('oid'), <span style={{ overflowWrap: 'anywhere' }}>{oid}</span>],
            [t('type'), types.textOf(type)],
            [t('studies'), studies.join('; ')],
            [t('learner'), learnerName === null ? learnerOid : t('named', { name: learnerName, oid: learnerOid })],
            [t('institution'), institutionName(institutionOid, studyRight.institutionName)],
            [t('sourceId'), sourceId],
            [t('estimatedEnd'), estimatedEnd === null ? null : date(estimatedEnd)],
            [t('version'), t('versionAt', { version, time: dateTime(storedAt) })],
          ]}
        />
      </Box>
      <Section title={t('hoks')}>
        <p>{studyRight.hoksId === null ? t('noHoks') : t('hasHoks', { id: studyRight.hoksId })}</p>
        <Link to="/study-rights/$oid/hoks" params={{ oid }}>
          {t('toHoks')}
        </Link>
      </Section>
      <States periods={studyRight.periods} />
      {studyRight.allowedActions.includes('invalidate-study-right') ? (
        <Invalidation studyRight={studyRight} onInvalidated={onInvalidated} />
      ) : null}
      <Versions oid={oid} />
    </>
  );
}
