import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { deskMessagesQuery } from '../../api/desk-messages';
import { Button } from '../../ui/button';
import { CheckboxChoice } from '../../ui/checkbox-choice';
import { Row } from '../../ui/layout';
import { Loading } from '../../ui/loading';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { MessageItem } from './message-item';
import { useMarkRead } from './use-mark-read';

const route = getRouteApi('/messages');
/** So many are marked by one command. */
const MOST_MARKED = 100;

/** The messages of the own desk (R4–R6, R79). */
export function MessagesPage() {
  const { t } = useTranslation('messages');
  const { unread = false } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery(deskMessagesQuery(unread));
  const markRead = useMarkRead();
  const messages = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const unreadIds = messages.flatMap(({ id, readAt }) => (readAt === null ? [id] : [])).slice(0, MOST_MARKED);
  return (
    <Page title={t('title')}>
      <Row>
        <CheckboxChoice
          label={t('onlyUnread')}
          checked={unread}
          onChange={(checked) => void navigate({ search: { unread: checked || undefined }, replace: true })}
        />
        {unreadIds.length > 1 ? (
          <Button busy={markRead.isPending} onClick={() => markRead.mutate(unreadIds)}>
            {t('markAll', { count: unreadIds.length })}
          </Button>
        ) : null}
      </Row>
      <ProblemPanel error={list.error ?? markRead.error} retry={() => void list.refetch()} />
      {list.isPending ? <Loading /> : null}
      {list.isSuccess && messages.length === 0 ? (
        <Notice title={unread ? t('noneUnread') : t('none')}>{unread ? t('noneUnreadNext') : t('noneNext')}</Notice>
      ) : null}
      <ul style={{ listStyle: 'none', padding: 0 }} aria-label={t('title')}>
        {messages.map((message) => (
          <MessageItem key={message.id} message={message} onRead={() => markRead.mutate([message.id])} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('older')}
        </Button>
      ) : null}
    </Page>
  );
}
