import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Role } from '../session/session-store';
import { Box } from '../ui/layout';
import { Link } from '../ui/link';
import { mayOpen, type PageRights } from './page-rights';

const GROUPS = ['study', 'handling', 'common'] as const;

/** The pages of somebody's roles; what one may not use is not shown (pages.md 4.1). */
export function Navigation({ roles }: { readonly roles: readonly Role[] }) {
  const { t } = useTranslation('shell');
  const routes: { options: { staticData?: PageRights }; fullPath: string }[] = Object.values(useRouter().routesById);
  const places = routes.flatMap(({ options: { staticData }, fullPath }) => {
    const { nav, group } = staticData ?? {};
    return nav !== undefined && mayOpen(staticData, roles) ? [{ path: fullPath, nav, group }] : [];
  });
  const sorted = GROUPS.flatMap((group) => places.filter((place) => place.group === group));
  return (
    <Box component="nav" aria-label={t('navigation')} sx={{ mt: 1 }}>
      <Box
        component="ul"
        sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3, rowGap: 0.5, listStyle: 'none', p: 0, m: 0 }}
      >
        {sorted.map(({ path, nav }) => (
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
            </Link>
          </li>
        ))}
      </Box>
    </Box>
  );
}
