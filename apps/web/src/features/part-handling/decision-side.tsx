import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  fallenDecision,
  standingDecision,
  type Application,
  type ApplicationPart,
  type CasePart,
} from '../../api/case';
import { useNames } from '../../texts/localised';
import { Button } from '../../ui/button';
import { Box, Row, Section } from '../../ui/layout';
import { Notice } from '../../ui/notice';
import { ProblemPanel } from '../../ui/problem-panel';
import { useShortcuts } from '../../ui/shortcuts';
import { DecisionForm } from './decision/decision-form';
import { LeftTyped } from './decision/left-typed';
import { DecisionSummary } from './decision/decision-summary';
import { startProcessing } from './decision/use-make-decision';
import type { PartPlace, PartSearch } from './part-search';
import { ProposalNote } from './propose-change/proposal-note';
import { ProposeDialog } from './propose-change/propose-dialog';
import { RecordingPanel } from './recording/recording-panel';
import { ReturnDialog } from './return-part/return-dialog';

interface DecisionSideProps {
  readonly application: Application;
  readonly part: ApplicationPart;
  readonly casePart: CasePart;
  readonly next: PartPlace | undefined;
  readonly search: PartSearch;
}

/** What this reader can do with the part now: decide, return, record; else how it stands. */
export function DecisionSide({ application, part, casePart, next, search }: DecisionSideProps) {
  const { t } = useTranslation('part-handling');
  const say = useNames();
  const [returning, setReturning] = useState(false);
  const decision = standingDecision(casePart);
  const fallen = fallenDecision(casePart);
  const actionOf = (name: string) => casePart.actions.find(({ action }) => action === name);
  const [decide, record] = [actionOf('make-decision'), actionOf('record-recognition')];
  const mayReturn = part.allowedActions.includes('return');
  const mayPropose = part.allowedActions.includes('propose-change');
  const [proposing, setProposing] = useState(false);
  const isNew = application.allowedActions.includes('start-processing');
  // A new part is taken into processing by its decision (R29).
  const mayDecide = decide !== undefined && !decision && (decide.possible || isNew);
  useShortcuts(mayReturn ? [{ keys: 'p', text: t('return'), run: () => setReturning(true) }] : []);
  return (
    <>
      {fallen?.voidText ? (
        <Notice kind="warning" role="alert" title={t('fallen')}>
          {say(fallen.voidText)}
        </Notice>
      ) : null}
      <ProposalNote part={part} />
      {decision ? <DecisionSummary decision={decision} /> : null}
      {mayDecide ? null : (
        <LeftTyped
          key={decision?.id ?? 'none'}
          title={decision ? t('leftTyped') : t('leftUndecided')}
          partId={casePart.id}
          round={casePart.round}
        />
      )}
      {mayDecide ? (
        <>
          <Box data-noprint>
            <DecisionForm application={application} casePart={casePart} />
          </Box>
          {/* Paper has no choice to make: it says that nothing is decided. */}
          <Box sx={{ display: 'none', '@media print': { display: 'block' } }}>
            <Standing part={part} />
          </Box>
        </>
      ) : null}
      {!mayDecide && decide && !decision ? (
        <Section title={t('decision')}>
          <p>{decide.text ? say(decide.text) : t('notNow')}</p>
        </Section>
      ) : null}
      {!decide && !decision && !record ? <Standing part={part} /> : null}
      {record && decision ? (
        <RecordingPanel
          applicationId={application.id}
          decision={decision}
          action={record}
          next={next}
          search={search}
        />
      ) : null}
      <Row>
        {isNew && decide ? <StartButton application={application} /> : null}
        {mayPropose ? <Button onClick={() => setProposing(true)}>{t('propose.open')}</Button> : null}
        {mayReturn ? (
          <Button onClick={() => setReturning(true)} shortcut="p">
            {t('returnPart', { number: part.number })}
          </Button>
        ) : null}
      </Row>
      {proposing ? <ProposeDialog application={application} part={part} onClose={() => setProposing(false)} /> : null}
      {returning ? <ReturnDialog application={application} part={part} onClose={() => setReturning(false)} /> : null}
    </>
  );
}

function StartButton({ application }: { readonly application: Application }) {
  const { t } = useTranslation('part-handling');
  const queries = useQueryClient();
  const start = useMutation({
    mutationFn: () => startProcessing(application),
    onSettled: () => queries.invalidateQueries({ queryKey: ['application', application.id] }),
  });
  return (
    <>
      <Button busy={start.isPending} onClick={() => start.mutate()}>
        {t('start')}
      </Button>
      <ProblemPanel error={start.error} />
    </>
  );
}

/** Nothing is left to do for this reader. */
function Standing({ part }: { readonly part: ApplicationPart }) {
  const { t } = useTranslation('part-handling');
  return (
    <Section title={t('decision')}>
      <p>{t(`standing.${part.state}`)}</p>
      {part.returnMessage ? <blockquote dir="auto">{part.returnMessage}</blockquote> : null}
    </Section>
  );
}
