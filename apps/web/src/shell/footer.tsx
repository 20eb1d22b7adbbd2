import { useTranslation } from 'react-i18next';
import { Box, Row } from '../ui/layout';
import { OutsideLink } from '../ui/link';
import { ShortcutHelp } from './shortcut-help';

export function Footer() {
  const { t } = useTranslation('shell');
  return (
    <Box component="footer" sx={{ borderTop: 1, borderColor: 'divider', px: { xs: 2, md: 3 }, py: 2 }}>
      <Row>
        <OutsideLink href="/accessibility">{t('accessibility')}</OutsideLink>
        <OutsideLink href="/privacy">{t('privacy')}</OutsideLink>
        <ShortcutHelp />
      </Row>
    </Box>
  );
}
