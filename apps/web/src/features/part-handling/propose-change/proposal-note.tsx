import { useTranslation } from 'react-i18next';
import type { ApplicationPart } from '../../../api/case';
import { date, number } from '../../../texts/dates';
import { useNames } from '../../../texts/localised';
import { Notice } from '../../../ui/notice';

/** What the student has to answer; the handler can decide or return the part meanwhile, and the proposal falls. */
export function ProposalNote({ part: { proposedChange } }: { readonly part: ApplicationPart }) {
  const { t } = useTranslation('part-handling');
  const say = useNames();
  if (!proposedChange) return null;
  const { type, targets, creditsApplied, message, standsUntil } = proposedChange;
  const names = targets.map(({ courseCode, name }) => `${courseCode} ${say(name)}`);
  return (
    <Notice title={t('proposal.waits', { date: date(standsUntil) })}>
      <p>{[t(`type.${type}`), ...names, t('proposal.credits', { credits: number(creditsApplied) })].join(', ')}</p>
      {message ? <blockquote dir="auto">{message}</blockquote> : null}
    </Notice>
  );
}
