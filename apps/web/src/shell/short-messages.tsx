import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { Box, Row } from '../ui/layout';
import { Link } from '../ui/link';
import { closeMessage, useShortMessages } from '../ui/show-message';

/** The short messages over the page; the live regions have already read them out. */
export function ShortMessages() {
  const { t } = useTranslation('shell');
  const messages = useShortMessages();
  if (messages.length === 0) return null;
  return (
    <Box
      component="section"
      aria-label={t('shortMessages')}
      data-noprint
      sx={{ position: 'fixed', right: 16, bottom: 16, zIndex: 'snackbar', width: 'min(420px, calc(100vw - 32px))' }}
    >
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
        {messages.map(({ id, text, link: { text: linkText, ...to } = { text: '' } }) => (
          <Box component="li" key={id} sx={{ bgcolor: 'text.primary', color: '#FFFFFF', p: 2, borderRadius: 1 }}>
            <span dir="auto">{text}</span>
            <Row>
              {linkText ? (
                <Link {...to} onClick={() => closeMessage(id)} sx={{ color: 'inherit', py: 0.75 }}>
                  {linkText}
                </Link>
              ) : null}
              <Button kind="plain" color="inherit" size="small" onClick={() => closeMessage(id)}>
                {t('close')}
              </Button>
            </Row>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
