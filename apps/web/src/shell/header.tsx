import { Link as RouterLink } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { signInAddress, useSessionState, type Session } from '../session/session-store';
import { useNames } from '../texts/localised';
import { currentLanguage } from '../texts/texts';
import { Button } from '../ui/button';
import { Box } from '../ui/layout';
import { LanguageChoice } from './language-choice';
import { Navigation } from './navigation';
import { PersonMenu } from './person-menu';

/** On small screens two lines: the pages and what is about the person lie behind a button each (pages.md 4.1). */
export function Header() {
  const { t } = useTranslation('shell');
  const state = useSessionState();
  const session = 'session' in state ? state.session : undefined;
  return (
    <Box
      component="header"
      sx={{
        ...{ display: 'flex', flexWrap: 'wrap', columnGap: 2, rowGap: 1, alignItems: 'center', position: 'relative' },
        ...{ borderBottom: 1, borderColor: 'divider', px: { xs: 2, md: 3 }, py: 1, scrollMarginTop: 0 },
      }}
    >
      <RouterLink to="/" style={{ fontWeight: 700, fontSize: '1.1rem', color: 'inherit' }}>
        {t('product')}
      </RouterLink>
      {session ? <InstitutionMark institution={session.institution} /> : <Box sx={{ flexGrow: 1 }} />}
      <Box sx={{ display: session ? { xs: 'none', md: 'block' } : 'block' }}>
        <LanguageChoice />
      </Box>
      {session ? (
        <Box sx={{ display: { xs: 'flex', md: 'contents' }, gap: 1, maxWidth: '100%' }}>
          <PersonMenu session={session} />
          <Navigation />
        </Box>
      ) : null}
      {state.status === 'none' ? (
        <Button kind="main" href={signInAddress(location.pathname + location.search, currentLanguage())}>
          {t('signIn')}
        </Button>
      ) : null}
    </Box>
  );
}

function InstitutionMark({ institution: { name, logo } }: Pick<Session, 'institution'>) {
  const say = useNames();
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexGrow: 1 }}>
      {logo === undefined ? null : <img src={logo} alt="" style={{ height: 32, maxWidth: 160 }} />}
      <bdi>{say(name)}</bdi>
    </Box>
  );
}
