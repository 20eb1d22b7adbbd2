import { useTranslation } from 'react-i18next';
import { Box, Row } from '../ui/layout';
import { Link } from '../ui/link';
import { ShortcutHelp } from './shortcut-help';

export function Footer() {
  const { t } = useTranslation('shell');
  return (
    <Box component="footer" sx={{ borderTop: 1, borderColor: 'divider', px: { xs: 2, md: 3 }, py: 2 }}>
      <Row>
        <Link to="/help">{t('help')}</Link>
        <Link to="/accessibility">{t('accessibility')}</Link>
        <Link to="/privacy">{t('privacy')}</Link>
        <ShortcutHelp />
      </Row>
    </Box>
  );
}
