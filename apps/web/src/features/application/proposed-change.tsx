import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applications, commandHeaders, dataOf, newIntention } from '../../api/client';
import { date, number } from '../../texts/dates';
import { useNames } from '../../texts/localised';
import { Button } from '../../ui/button';
import { Row } from '../../ui/layout';
import { Notice } from '../../ui/notice';
import { ProblemPanel } from '../../ui/problem-panel';
import { showMessage } from '../../ui/show-message';
import type { Application } from './use-command';

interface ProposedChangeProps {
  readonly application: Application;
  readonly part: Application['parts'][number];
}

/** What the handler proposes: one click accepts it as it stands (R109, R110). */
export function ProposedChange({ application, part }: ProposedChangeProps) {
  const { t } = useTranslation('application');
  const say = useNames();
  const client = useQueryClient();
  const [intention, setIntention] = useState(newIntention);
  const answer = useMutation({
    mutationFn: (accepted: boolean) => {
      const header = commandHeaders(application.version, `${intention}-${accepted}`);
      const request = { params: { path: { id: application.id, partId: part.id }, header }, body: {} };
      const path = '/api/applications/v1/applications/{id}/parts/{partId}/proposed-change';
      return dataOf(
        accepted ? applications.POST(`${path}/accept`, request) : applications.POST(`${path}/decline`, request),
      );
    },
    onSuccess: (_, accepted) => showMessage(accepted ? t('proposal.accepted') : t('proposal.declined')),
    onError: () => setIntention(newIntention()),
    onSettled: () => client.invalidateQueries({ queryKey: ['application'] }),
  });
  const { proposedChange } = part;
  if (!proposedChange) return <ProblemPanel error={answer.error} />;
  const { type, targets, creditsApplied, message, standsUntil } = proposedChange;
  const names = targets.map(({ courseCode, name }) => `${courseCode} ${say(name)}`);
  const wanted = [t(`type.${type}`), ...names, t('credits', { credits: number(creditsApplied) })].join(', ');
  return (
    <>
      <ProblemPanel error={answer.error} />
      <Notice
        kind="warning"
        title={t('proposal.title', { wanted })}
        action={
          part.allowedActions.includes('accept-change') ? (
            <Row>
              <Button kind="main" busy={answer.isPending} onClick={() => answer.mutate(true)}>
                {t('proposal.accept')}
              </Button>
              <Button busy={answer.isPending} onClick={() => answer.mutate(false)}>
                {t('proposal.decline')}
              </Button>
            </Row>
          ) : null
        }
      >
        {message ? <blockquote dir="auto">{message}</blockquote> : null}
        <p>{t('proposal.until', { date: date(standsUntil) })}</p>
      </Notice>
    </>
  );
}
