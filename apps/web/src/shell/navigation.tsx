import { useTranslation } from 'react-i18next';
import { Box } from '../ui/layout';
import { Link } from '../ui/link';
import { usePlaces } from './places';
import { UnreadMessages } from './unread-messages';

export function Navigation() {
  const { t } = useTranslation('shell');
  return (
    <Box component="nav" aria-label={t('navigation')} sx={{ mt: 1 }}>
      <Box
        component="ul"
        sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3, rowGap: 0.5, listStyle: 'none', p: 0, m: 0 }}
      >
        {usePlaces().map(({ path, nav }) => (
          <li key={path}>
            <Link
              to={path}
              activeProps={{ 'aria-current': 'page' }}
              activeOptions={{ exact: true, includeSearch: false }}
              sx={{
                display: 'inline-block',
                py: 0.75,
                '&[aria-current=page]': { fontWeight: 700, textDecoration: 'none' },
              }}
            >
              {t(nav)}
              {path === '/messages' ? <UnreadMessages /> : null}
            </Link>
          </li>
        ))}
      </Box>
    </Box>
  );
}
