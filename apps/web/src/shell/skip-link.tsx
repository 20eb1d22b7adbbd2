import { useTranslation } from 'react-i18next';
import { Box } from '../ui/layout';

export function SkipLink() {
  const { t } = useTranslation('shell');
  return (
    <Box
      component="a"
      href="#main"
      data-noprint
      onClick={(event) => {
        event.preventDefault();
        document.getElementById('main')?.focus();
      }}
      sx={{ position: 'absolute', left: -9999, '&:focus': { left: 8, top: 8, bgcolor: '#FFFFFF', p: 1, zIndex: 2000 } }}
    >
      {t('skip')}
    </Box>
  );
}
