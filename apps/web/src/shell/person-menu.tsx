import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../api/problem';
import { signOut, type Session } from '../session/session-store';
import { Button } from '../ui/button';
import { HIDDEN } from '../ui/data-table-styles';
import { DisclosureButton } from '../ui/disclosure-button';
import { Box, Facts, Stack } from '../ui/layout';
import { Link } from '../ui/link';
import { showMessage } from '../ui/show-message';
import { useDisclosure } from '../ui/use-disclosure';
import { LanguageChoice } from './language-choice';
import { PANEL } from './panel-style';

/** Who is signed in and as what, and what is about this person: language, notices, the way out (pages.md 4.1). */
export function PersonMenu({ session: { person, roles } }: { readonly session: Session }) {
  const { t } = useTranslation('shell');
  const { frame, close, ...panel } = useDisclosure();
  return (
    <Box ref={frame} sx={{ position: { sm: 'relative' }, minWidth: 0, maxWidth: 320 }}>
      <DisclosureButton {...panel}>
        <bdi style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{person.name}</bdi>
        <Box component="span" sx={HIDDEN}>
          {t('ownMenu')}
        </Box>
      </DisclosureButton>
      <Box
        id={panel.panelId}
        hidden={!panel.open}
        sx={{ ...PANEL, left: { xs: 0, sm: 'auto' }, width: { sm: 320 }, overflowWrap: 'anywhere' }}
      >
        {panel.open ? (
          <>
            <Facts
              facts={[
                [t('signedInAs'), <bdi>{person.name}</bdi>],
                [t('roles'), roles.map((role) => t(`role.${role}`)).join(', ')],
              ]}
            />
            {/* From 900 px it stands in the header itself. */}
            <Box sx={{ display: { md: 'none' }, mt: 1 }}>
              <LanguageChoice />
            </Box>
            <Stack sx={{ my: 1, gap: 1, alignItems: 'start' }}>
              <Link to="/preferences" onClick={close}>
                {t('preferences')}
              </Link>
              <Link to="/accessibility" onClick={close}>
                {t('accessibility')}
              </Link>
              <Link to="/privacy" onClick={close}>
                {t('privacy')}
              </Link>
              <SignOut />
            </Stack>
          </>
        ) : null}
      </Box>
    </Box>
  );
}

function SignOut() {
  const { t } = useTranslation('shell');
  const [leaving, setLeaving] = useState(false);
  return (
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
  );
}
