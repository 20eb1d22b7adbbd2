import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DeskMessage } from '../../api/desk-messages';
import { dateTime } from '../../texts/dates';
import { Button } from '../../ui/button';
import { Box, Row } from '../../ui/layout';
import { OutsideLink } from '../../ui/link';
import { Tag } from '../../ui/tag';

interface MessageItemProps {
  readonly message: DeskMessage;
  readonly onRead: () => void;
}

/** A message, and the way to the application that it is about; who goes there has read it (R6). */
export function MessageItem({ message, onRead }: MessageItemProps) {
  const { t } = useTranslation('messages');
  const router = useRouter();
  const { subject, text, path, linkText, language, deliveredAt, readAt } = message;
  return (
    <Box component="li" sx={{ border: 1, borderColor: 'divider', p: 2, mb: 1, borderLeftWidth: readAt ? 1 : 6 }}>
      <Row>
        <Box component="h2" lang={language} dir="auto" sx={{ fontSize: '1rem', m: 0, fontWeight: readAt ? 400 : 700 }}>
          {subject}
        </Box>
        {readAt === null ? <Tag kind="blue">{t('unread')}</Tag> : null}
        <time dateTime={deliveredAt}>{dateTime(deliveredAt)}</time>
      </Row>
      {text.split('\n\n').map((paragraph) => (
        <Box component="p" key={paragraph} lang={language} dir="auto" sx={{ my: 1, overflowWrap: 'anywhere' }}>
          {paragraph}
        </Box>
      ))}
      <Row>
        <OutsideLink
          href={path}
          lang={language}
          onClick={(event) => {
            if (readAt === null) onRead();
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            router.history.push(path);
          }}
        >
          {linkText}
        </OutsideLink>
        {readAt === null ? (
          <Button kind="plain" size="small" onClick={onRead}>
            {t('markRead')}
          </Button>
        ) : null}
      </Row>
    </Box>
  );
}
