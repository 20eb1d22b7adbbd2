import { useTranslation } from 'react-i18next';
import { DisclosureButton } from '../ui/disclosure-button';
import { Box } from '../ui/layout';
import { Link } from '../ui/link';
import { useDisclosure } from '../ui/use-disclosure';
import { PANEL } from './panel-style';
import { usePlaces } from './places';
import { UnreadMessages } from './unread-messages';

/** The pages of the person's roles: a line of the header, below 900 px a drawer behind a button (pages.md 4.1). */
export function Navigation() {
  const { t } = useTranslation('shell');
  const { frame, close, ...drawer } = useDisclosure();
  return (
    <Box ref={frame} sx={{ flexShrink: 0, flexBasis: { md: '100%' } }}>
      <Box sx={{ display: { md: 'none' } }}>
        <DisclosureButton {...drawer}>
          <span>
            {t('menu')}
            <UnreadMessages />
          </span>
        </DisclosureButton>
      </Box>
      <Box
        component="nav"
        id={drawer.panelId}
        aria-label={t('navigation')}
        sx={(theme) => ({
          display: drawer.open ? 'block' : 'none',
          [theme.breakpoints.down('md')]: PANEL,
          [theme.breakpoints.up('md')]: { display: 'block' },
        })}
      >
        <Box component="ul" sx={LIST}>
          {usePlaces().map(({ path, nav }) => (
            <li key={path}>
              <Link
                to={path}
                onClick={close}
                activeProps={{ 'aria-current': 'page' }}
                activeOptions={{ exact: true, includeSearch: false }}
                sx={PLACE}
              >
                {t(nav)}
                {path === '/messages' ? <UnreadMessages /> : null}
              </Link>
            </li>
          ))}
        </Box>
      </Box>
    </Box>
  );
}

const LIST = {
  ...{ display: 'flex', flexDirection: { xs: 'column', md: 'row' }, flexWrap: { md: 'wrap' } },
  ...{ columnGap: 3, rowGap: 0.5, listStyle: 'none', p: 0, m: 0 },
} as const;

const PLACE = {
  // 44 px high where it is touched (pages.md 5.10).
  ...{ display: { xs: 'block', md: 'inline-block' }, py: { xs: 1.25, md: 0.75 } },
  '&[aria-current=page]': { fontWeight: 700, textDecoration: 'none' },
} as const;
