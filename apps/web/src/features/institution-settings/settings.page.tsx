import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { notificationSettingsQuery } from '../../api/notification-settings';
import { Loading } from '../../ui/loading';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { BlockedTypes } from './blocked-types';
import { ChangeProposals } from './change-proposals';
import { DigestSetting } from './digest-setting';
import { HandlingLimit } from './handling-limit';
import { settingsQuery } from './use-setting';

/** What the institution has decided for itself (R73, R74, R154). */
export function SettingsPage() {
  const { t } = useTranslation('institution-settings');
  const { data, error, refetch, isPending } = useQuery(settingsQuery);
  const messages = useQuery(notificationSettingsQuery);
  return (
    <Page title={t('title')}>
      <ProblemPanel error={error} retry={() => void refetch()} />
      {isPending ? <Loading /> : null}
      {data ? (
        <>
          <HandlingLimit settings={data} />
          <ChangeProposals settings={data} />
          <BlockedTypes settings={data} />
        </>
      ) : null}
      <ProblemPanel error={messages.error} retry={() => void messages.refetch()} />
      {messages.data ? <DigestSetting settings={messages.data} /> : null}
    </Page>
  );
}
