import { Link as RouterLink } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../api/problem';
import { signInAddress, signOut, useSessionState, type Session } from '../session/session-store';
import { useNames } from '../texts/localised';
import { changeLanguage, currentLanguage, LANGUAGES } from '../texts/texts';
import { Button } from '../ui/button';
import { Box, Row } from '../ui/layout';
import { showMessage } from '../ui/show-message';
import { Navigation } from './navigation';

const OWN_NAMES = { fi: 'Suomeksi', sv: 'På svenska', en: 'In English' } as const;

export function Header() {
  const { t } = useTranslation('shell');
  const state = useSessionState();
  const [leaving, setLeaving] = useState(false);
  const session = 'session' in state ? state.session : undefined;
  return (
    <Box
      component="header"
      sx={{ borderBottom: 1, borderColor: 'divider', px: { xs: 2, md: 3 }, py: 1, scrollMarginTop: 0 }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center', justifyContent: 'space-between' }}>
        <RouterLink to="/" style={{ fontWeight: 700, fontSize: '1.1rem', color: 'inherit' }}>
          {t('product')}
        </RouterLink>
        {session ? <InstitutionMark institution={session.institution} /> : null}
        <Row>
          <LanguageChoice />
          {session ? (
            <>
              <span>{session.person.name}</span>
              <Button
                busy={leaving}
                onClick={() => {
                  setLeaving(true);
                  signOut().catch((error: unknown) => {
                    setLeaving(false);
                    showMessage((isProblem(error) ? error.document.title : undefined) ?? t('noAnswer.title'));
                  });
                }}
              >
                {t('signOut')}
              </Button>
            </>
          ) : state.status === 'none' ? (
            <Button kind="main" href={signInAddress(location.pathname + location.search, currentLanguage())}>
              {t('signIn')}
            </Button>
          ) : null}
        </Row>
      </Box>
      {session ? <Navigation /> : null}
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

function LanguageChoice() {
  const { t, i18n } = useTranslation('shell');
  return (
    <nav aria-label={t('languages')}>
      <Row>
        {LANGUAGES.map((language) => (
          <button
            type="button"
            key={language}
            lang={language}
            aria-current={i18n.language === language ? 'true' : undefined}
            onClick={() => void changeLanguage(language)}
            style={{
              background: 'none',
              border: 0,
              padding: '6px 4px',
              minHeight: 32,
              font: 'inherit',
              cursor: 'pointer',
              textDecoration: i18n.language === language ? 'none' : 'underline',
              fontWeight: i18n.language === language ? 700 : 400,
              color: 'inherit',
            }}
          >
            {OWN_NAMES[language]}
          </button>
        ))}
      </Row>
    </nav>
  );
}
