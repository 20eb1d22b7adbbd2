import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { applicationQuery, type Application } from '../../api/case';
import { HandoverActions } from '../../handover/handover-actions';
import { useSession } from '../../session/session-store';
import { dateTime } from '../../texts/dates';
import { useNames } from '../../texts/localised';
import { Columns, Row, Text } from '../../ui/layout';
import { LinkButton } from '../../ui/link';
import { Loading } from '../../ui/loading';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { StateTag } from '../../ui/tag';
import { ApplicationActions } from './application-actions';
import { PartCard } from './part-card';
import { Timeline } from './timeline';

/** One application for everybody who sees it: where mails and messages lead to (pages.md 7.4, R6). */
export function ApplicationPage() {
  const { t } = useTranslation('application');
  const { id } = useParams({ from: '/applications/$id' });
  const application = useQuery(applicationQuery(id));
  const found = application.data;
  const title = found?.number ? t('title', { number: found.number }) : found ? t('draft') : t('application');
  return (
    <Page title={title} beside={found ? <States application={found} /> : null}>
      <ProblemPanel error={application.error} retry={() => void application.refetch()} />
      {application.isPending ? <Loading /> : null}
      {found ? <Opened application={found} /> : null}
    </Page>
  );
}

function States({ application }: { readonly application: Application }) {
  const { t } = useTranslation('application');
  const say = useNames();
  const { state, label, outcomeLabel } = application;
  const says = outcomeLabel && say(outcomeLabel) !== say(label) ? t('outcome', { outcome: say(outcomeLabel) }) : null;
  return (
    <Row>
      <StateTag state={state}>{say(label)}</StateTag>
      {says}
    </Row>
  );
}

function Opened({ application }: { readonly application: Application }) {
  const { t } = useTranslation('application');
  const isStudent = useSession().person.id === application.studentId;
  const { sent } = useSearch({ from: '/applications/$id' });
  const { names, handlerId } = application;
  return (
    <>
      {sent ? (
        <Notice kind="success" role="status" title={t('sent', { number: application.number })}>
          {t('sentNext', { handler: handlerId === null ? '' : names[handlerId] })}
        </Notice>
      ) : null}
      {isStudent ? <Awaited application={application} /> : null}
      <Facts application={application} isStudent={isStudent} />
      {isStudent ? <ApplicationActions application={application} /> : <HandoverActions application={application} />}
      <Columns widths="minmax(0, 3fr) minmax(280px, 2fr)">
        <section aria-labelledby="parts">
          <Text variant="h2" id="parts">
            {t('parts')}
          </Text>
          {application.parts.map((part) => (
            <PartCard key={part.id} application={application} part={part} isStudent={isStudent} />
          ))}
        </section>
        <Timeline applicationId={application.id} version={application.version} />
      </Columns>
    </>
  );
}

function Facts({ application, isStudent }: { readonly application: Application; readonly isStudent: boolean }) {
  const { t } = useTranslation('application');
  const say = useNames();
  const { names, studentId, programmeName, programmeCode, submittedAt } = application;
  const handlers = handlersOf(application);
  return (
    <dl>
      {isStudent ? null : (
        <>
          <dt>{t('student')}</dt>
          <dd>
            <bdi>{names[studentId]}</bdi>
          </dd>
        </>
      )}
      <dt>{t('programme')}</dt>
      <dd>{programmeName ? say(programmeName) : programmeCode}</dd>
      <dt>{t('handler')}</dt>
      <dd>{handlers.length === 0 ? t('noHandler') : handlers.map((id) => names[id]).join(', ')}</dd>
      {submittedAt ? (
        <>
          <dt>{t('submitted')}</dt>
          <dd>{dateTime(submittedAt)}</dd>
        </>
      ) : null}
    </dl>
  );
}

/** Who handles its parts now; before it is sent, whom the student has chosen. */
function handlersOf({ parts, handlerId }: Application): string[] {
  const current = parts.map((part) => part.handlerId).filter((id) => id !== null);
  return [...new Set(current.length > 0 ? current : [handlerId].filter((id) => id !== null))];
}

/** What is expected of the student, before everything else. */
function Awaited({ application }: { readonly application: Application }) {
  const { t } = useTranslation('application');
  const { id, parts, state } = application;
  const returned = parts.filter((part) => part.state === 'RETURNED').map(({ number }) => number);
  if (state !== 'DRAFT' && returned.length === 0) return null;
  const isDraft = state === 'DRAFT';
  const numbers = { count: returned.length, parts: returned.join(', ') };
  return (
    <Notice
      kind="warning"
      title={isDraft ? t('awaited.draft') : t('awaited.returned', numbers)}
      action={
        <LinkButton to="/applications/$id/edit" params={{ id }} variant="contained">
          {isDraft ? t('continue') : t('complete', numbers)}
        </LinkButton>
      }
    />
  );
}
