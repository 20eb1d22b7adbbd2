import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { unreadCountQuery } from '../api/desk-messages';
import { HIDDEN } from '../ui/data-table-styles';
import { Box } from '../ui/layout';

/** How many messages wait to be read, beside the way to them; nothing while that is not known. */
export function UnreadMessages() {
  const { t } = useTranslation('shell');
  const { data: count = 0 } = useQuery(unreadCountQuery);
  if (count === 0) return null;
  return (
    <>
      <span aria-hidden="true"> ({count})</span>
      <Box component="span" sx={HIDDEN}>
        {t('unread', { count })}
      </Box>
    </>
  );
}
