import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { applicationQuery } from '../../api/case';
import { useNames } from '../../texts/localised';
import { Box, Row, Text } from '../../ui/layout';
import { Link } from '../../ui/link';
import { Loading } from '../../ui/loading';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { PartSummary } from './part-summary';
import { SendButton } from './send-button';
import type { Application } from './send-button';

/** Everything as it will be sent, what is missing first (pages.md 7.3). */
export function CheckAndSendPage() {
  const { t } = useTranslation('check-and-send');
  const { id } = useParams({ from: '/applications/$id/check' });
  const application = useQuery({ ...applicationQuery(id), staleTime: 0 });
  const found = application.data;
  const sending = found?.actions.find(({ action }) => action === 'submit' || action === 'resubmit');
  return (
    <Page title={t('title')}>
      <ProblemPanel error={application.error} retry={() => void application.refetch()} />
      {application.isPending ? <Loading /> : null}
      {found && sending ? <Check application={found} sending={sending} /> : null}
      {found && !sending ? (
        <Notice
          action={
            <Link to="/applications/$id" params={{ id }}>
              {t('toApplication')}
            </Link>
          }
        >
          {t('nothingToSend')}
        </Notice>
      ) : null}
    </Page>
  );
}

interface CheckProps {
  readonly application: Application;
  readonly sending: Application['actions'][number];
}

function Check({ application, sending }: CheckProps) {
  const { t } = useTranslation('check-and-send');
  const say = useNames();
  const { id, completeness, handlerId, names, programmeName, programmeCode } = application;
  const missing = completeness ?? [];
  const isDraft = application.state === 'DRAFT';
  const parts = isDraft ? application.parts : application.parts.filter(({ state }) => state === 'RETURNED');
  const edit = (
    <Link to="/applications/$id/edit" params={{ id }}>
      {t('change')}
    </Link>
  );
  return (
    <>
      {missing.length > 0 ? (
        <Notice kind="warning" title={t('missing', { count: missing.length })} action={edit}>
          <ul>
            {missing.map(({ path, message }) => (
              <li key={path}>{say(message)}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {parts.map((part) => (
        <Box component="section" key={part.id} aria-labelledby={`part-${part.number}`} sx={{ mb: 3 }}>
          <Row>
            <Text variant="h2" id={`part-${part.number}`}>
              {t('part', { number: part.number })}
            </Text>
            <Link to="/applications/$id/edit" params={{ id }} aria-label={t('changePart', { number: part.number })}>
              {t('change')}
            </Link>
          </Row>
          <PartSummary part={part} />
        </Box>
      ))}
      <Box component="section" aria-labelledby="receiver" sx={{ mb: 3 }}>
        <Text variant="h2" id="receiver">
          {t('receiver')}
        </Text>
        <p>{handlerId === null ? t('noReceiver') : names[handlerId]}</p>
        <p>{programmeName ? say(programmeName) : programmeCode}</p>
        <p>{t('rights')}</p>
      </Box>
      <SendButton application={application} sending={sending} parts={parts.map(({ number }) => number)} />
    </>
  );
}
