import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadSession, useSessionState } from '../session/session-store';
import { announce } from '../ui/announcer';
import { Notice } from '../ui/notice';
import { startLive } from './live-updates';

/** How often a reader hears that the page has changed by itself, at most. */
const SAY_EVERY_MS = 5_000;

/** Keeps the page up to date, and says so when it can only be read again each 30 s. */
export function LiveLine() {
  const { t } = useTranslation('shell');
  const queries = useQueryClient();
  const { status } = useSessionState();
  const [polls, setPolls] = useState(false);
  const active = status === 'active';
  // The stream goes on when the language changes.
  const sayChanged = useEffectEvent(() => announce(t('live.changed')));
  useEffect(() => {
    if (!active) return undefined;
    let saidAt = 0;
    return startLive({
      queries,
      stands: (how) => setPolls(how === 'polling'),
      changed: () => {
        if (Date.now() - saidAt < SAY_EVERY_MS) return;
        saidAt = Date.now();
        sayChanged();
      },
      refused: () => void loadSession(),
    });
  }, [active, queries]);
  return active && polls ? (
    <Notice kind="warning" role="status">
      {t('live.polling')}
    </Notice>
  ) : null;
}
