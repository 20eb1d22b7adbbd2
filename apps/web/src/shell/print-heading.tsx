import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useSessionState } from '../session/session-store';
import { dateTime } from '../texts/dates';
import { useNames } from '../texts/localised';
import { Box } from '../ui/layout';

/** On paper only: whose page it is, and when it was printed (pages.md 5.12). */
export function PrintHeading() {
  const { t } = useTranslation('shell');
  const say = useNames();
  const state = useSessionState();
  const [at, setAt] = useState(() => new Date());
  useEffect(() => {
    const printing = () => flushSync(() => setAt(new Date()));
    window.addEventListener('beforeprint', printing);
    return () => window.removeEventListener('beforeprint', printing);
  }, []);
  const institution = 'session' in state ? say(state.session.institution.name) : t('product');
  return (
    <Box sx={{ display: 'none', '@media print': { display: 'block', mb: 2, color: 'text.secondary' } }}>
      {t('printed', { institution, time: dateTime(at.toISOString()) })}
    </Box>
  );
}
