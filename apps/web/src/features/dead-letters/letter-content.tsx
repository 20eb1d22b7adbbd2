import { useTranslation } from 'react-i18next';
import type { OpenedLetter } from '../../api/dead-letters';
import { Box, Facts } from '../../ui/layout';
import { Notice } from '../../ui/notice';

/** What a letter holds: headers and body, as text. */
export function LetterContent({ letter }: { readonly letter: OpenedLetter }) {
  const { t } = useTranslation('dead-letters');
  const { headers, body } = letter;
  if (headers === null) return <Notice title={t('recordGone')}>{t('recordGoneNext')}</Notice>;
  return (
    <Box sx={{ mt: 2, overflowWrap: 'anywhere' }}>
      <h3>{t('headers')}</h3>
      <Facts facts={Object.entries(headers)} />
      <h3>{t('body')}</h3>
      <p>{t('namesWithheld')}</p>
      <Box
        component="pre"
        tabIndex={0}
        aria-label={t('body')}
        sx={{ whiteSpace: 'pre-wrap', bgcolor: 'grey.100', p: 1, maxHeight: '60vh', overflow: 'auto' }}
      >
        {typeof body === 'string' ? body : JSON.stringify(body, undefined, 2)}
      </Box>
    </Box>
  );
}
