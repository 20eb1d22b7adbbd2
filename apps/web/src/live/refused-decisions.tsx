import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../texts/localised';
import { showMessage } from '../ui/show-message';
import { useUnsettledDecisions } from './unsettled-decisions';

/** Says it when a decision of the person does not come into force while they are at another thing (pages.md 5.4). */
export function RefusedDecisions() {
  const { t } = useTranslation('shell');
  const say = useNames();
  const unsettled = useUnsettledDecisions();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const known = useRef<ReadonlySet<string>>(undefined);
  useEffect(() => {
    if (!unsettled) return;
    const refused = unsettled.filter(({ state }) => state === 'VOID').toReversed();
    const before = known.current;
    known.current = new Set(refused.map(({ decisionId }) => decisionId));
    // What was refused before the page was opened is marked in the lists.
    if (!before) return;
    for (const { decisionId, applicationId, partId, partNumber, studentName, voidText } of refused) {
      // The page of the part says it itself.
      if (before.has(decisionId) || path.endsWith(partId)) continue;
      const reason = voidText ? say(voidText) : '';
      showMessage(t('refusedDecision', { name: studentName ?? '', number: partNumber, reason }), {
        ...{ to: '/applications/$id/parts/$partId', params: { id: applicationId, partId } },
        text: t('toPart'),
      });
    }
  }, [unsettled, path, say, t]);
  return null;
}
