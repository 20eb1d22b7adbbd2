import { useEffect, useState } from 'react';
import { announceBy } from '../ui/announcer';
import { HIDDEN } from '../ui/data-table-styles';
import { Box } from '../ui/layout';

/** The two places from which screen readers hear of what changes. */
export function LiveRegions() {
  const [texts, setTexts] = useState({ polite: '', assertive: '' });
  useEffect(() => announceBy((text, urgency) => setTexts((before) => ({ ...before, [urgency]: text }))), []);
  return (
    <Box sx={HIDDEN}>
      <div aria-live="polite">{texts.polite}</div>
      <div aria-live="assertive">{texts.assertive}</div>
    </Box>
  );
}
