import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { timeOfDay } from '../texts/dates';
import { currentLanguage } from '../texts/texts';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { loadSession, signInAddress, staySignedIn, useSessionState } from './session-store';

const WARN_MS = 5 * 60_000;
const LOOK_MS = 15_000;

/** Before the end of the session it offers to stay; after it the sign-in stands over the page, which keeps what is typed. */
export function SessionEnd() {
  const { t } = useTranslation('shell');
  const state = useSessionState();
  const session = 'session' in state ? state.session : undefined;
  const endsAt = session && Math.min(Date.parse(session.idleAt), Date.parse(session.expiresAt));
  const now = useNow(state.status === 'active');
  const near = endsAt !== undefined && endsAt - now < WARN_MS;
  useEffect(() => {
    // Another tab, or what was done here, may have moved the end.
    if (state.status === 'active' && near) void loadSession();
  }, [state.status, near, now]);
  if (session === undefined) return null;
  if (state.status === 'ended') {
    const open = () =>
      window.open(signInAddress('/signed-in', currentLanguage()), 'hyvaksiluku-sign-in', 'popup,width=560,height=720');
    return (
      <Dialog
        open
        title={t('ended.title')}
        actions={
          <Button kind="main" onClick={open}>
            {t('signInAgain')}
          </Button>
        }
      >
        <p>{t('ended.detail', { name: session.person.name })}</p>
      </Dialog>
    );
  }
  const canStay = Date.parse(session.expiresAt) - now > WARN_MS;
  return (
    <Dialog
      open={near && canStay}
      title={t('ending.title')}
      actions={
        <Button kind="main" onClick={() => void staySignedIn()}>
          {t('stay')}
        </Button>
      }
    >
      <p>{t('ending.detail', { time: timeOfDay(session.idleAt) })}</p>
    </Dialog>
  );
}

function useNow(running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => setNow(Date.now()), LOOK_MS);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}
