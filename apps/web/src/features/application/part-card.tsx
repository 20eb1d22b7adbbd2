import { useTranslation } from 'react-i18next';
import { TransferNote } from '../../handover/transfer-note';
import { date, number } from '../../texts/dates';
import { useNames } from '../../texts/localised';
import { Box, Row, Text } from '../../ui/layout';
import { Link } from '../../ui/link';
import { Notice } from '../../ui/notice';
import { StateTag } from '../../ui/tag';
import { CancelPart } from './application-actions';
import { PartDecision } from './part-decision';
import { ProposedChange } from './proposed-change';
import type { Application } from './use-command';

interface Props {
  readonly application: Application;
  readonly part: Application['parts'][number];
  readonly isStudent: boolean;
}

/** One part: what is applied for, how far it is, and what has come of it. */
export function PartCard({ application, part, isStudent }: Props) {
  const { t } = useTranslation('application');
  const say = useNames();
  const id = `part-${part.number}`;
  const names = part.targets.map(({ courseCode, name }) => `${courseCode} ${say(name)}`);
  const called = names.length > 0 ? names : part.bases.map(({ name }) => name);
  const state = part.outcome ?? part.state;
  return (
    <Box
      component="article"
      aria-labelledby={id}
      sx={{ border: 1, borderColor: 'divider', borderRadius: '2px', p: 2, mb: 2, overflowWrap: 'anywhere' }}
    >
      <Row>
        <Text variant="h3" id={id}>
          {t('part', { number: part.number })} <bdi>{called.filter(Boolean).join('; ')}</bdi>
        </Text>
        <StateTag state={state}>{t(`state.${state}`)}</StateTag>
      </Row>
      {part.state === 'RETURNED' ? (
        <Notice kind="warning" title={t('returned')}>
          <p>{part.returnMessage}</p>
          <ul>
            {part.returnReasonCodes.map((code) => (
              <li key={code}>{t([`reason.${code}`, 'reason.OTHER'])}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <ProposedChange application={application} part={part} />
      {isStudent ? null : <TransferNote application={application} part={part} />}
      {part.decisionId !== null && part.outcome !== null ? <PartDecision decisionId={part.decisionId} /> : null}
      <dl>
        <dt>{t('type')}</dt>
        <dd>{part.type === 'UNDECIDED' ? t('notChosen') : t(`type.${part.type}`)}</dd>
        <dt>{t('bases')}</dt>
        {part.bases.length === 0 ? <dd>{t('notChosen')}</dd> : null}
        {part.bases.map((basis, index) => (
          <dd key={index}>
            <bdi>
              {[basis.name, basis.organisation, basis.gainedOn ? date(basis.gainedOn) : ''].filter(Boolean).join(', ')}
            </bdi>
          </dd>
        ))}
        <dt>{t('applied')}</dt>
        <dd>{t('credits', { credits: number(part.creditsApplied) })}</dd>
      </dl>
      {isStudent ? null : (
        <Link to="/applications/$id/parts/$partId" params={{ id: application.id, partId: part.id }}>
          {t('openPart', { number: part.number })}
        </Link>
      )}
      {isStudent && part.allowedActions.includes('cancel') ? (
        <CancelPart application={application} part={part} />
      ) : null}
    </Box>
  );
}
