import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CasePart, Decision } from '../../../api/case';
import { dataOf, decisions, newIntention } from '../../../api/client';
import { isProblem } from '../../../api/problem';
import { useNames } from '../../../texts/localised';
import { announce } from '../../../ui/announcer';
import { Button } from '../../../ui/button';
import { DateField } from '../../../ui/date-field';
import { Row, Section } from '../../../ui/layout';
import { Loading } from '../../../ui/loading';
import { Notice } from '../../../ui/notice';
import { ProblemPanel } from '../../../ui/problem-panel';
import { useShortcuts } from '../../../ui/shortcuts';
import { toList, toPart, type PartPlace, type PartSearch } from '../part-search';
import { PlannedAttainments } from './planned-attainments';

const DAY = 'recording-day';

interface RecordingPanelProps {
  readonly applicationId: string;
  readonly decision: Decision;
  readonly action: CasePart['actions'][number];
  readonly next: PartPlace | undefined;
  readonly search: PartSearch;
}

/** Opens by itself after an approval, filled with what will be written (R107, R108). */
export function RecordingPanel({ applicationId, decision, action, next, search }: RecordingPanelProps) {
  const { t } = useTranslation('part-handling');
  const say = useNames();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [day, setDay] = useState<string>();
  const [intention, setIntention] = useState(newIntention);
  const [tried, setTried] = useState(false);
  const plan = useQuery({
    queryKey: ['recording', 'plan', decision.id],
    queryFn: ({ signal }) =>
      dataOf(
        decisions.GET('/api/decisions/v1/decisions/{decisionId}/recording', {
          params: { path: { decisionId: decision.id } },
          signal,
        }),
      ),
    enabled: action.possible,
  });
  const planned = plan.data?.attainments[0]?.attainmentDate;
  const record = useMutation({
    mutationFn: () =>
      dataOf(
        decisions.POST('/api/decisions/v1/decisions/{decisionId}/recording', {
          params: { path: { decisionId: decision.id }, header: { 'Idempotency-Key': intention } },
          body: day === undefined || day === planned ? {} : { recordedOn: day },
        }),
      ),
    onSuccess: () => {
      announce(t('recorded'));
      void navigate(next ? toPart(next, search) : toList(search));
    },
    onError: () => setIntention(newIntention()),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['decision', 'case', applicationId] }),
        queries.invalidateQueries({ queryKey: ['application'] }),
        queries.invalidateQueries({ queryKey: ['recording'] }),
      ]),
  });
  // An exemption has no day; another one must be a date (R112).
  const dayMissing = planned !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(day ?? planned);
  const save = () => {
    setTried(true);
    if (dayMissing) return document.getElementById(DAY)?.focus();
    if (action.possible && plan.isSuccess && !record.isPending && !record.isSuccess) record.mutate();
  };
  useShortcuts([{ keys: 'Ctrl+Enter', text: t('record'), run: save }]);
  const dayError = isProblem(record.error)
    ? record.error.document.errors?.find(({ path }) => path === 'recordedOn')?.message
    : undefined;
  return (
    <Section title={t('recording')} id="recording">
      {!action.possible && action.text ? <p>{say(action.text)}</p> : null}
      {action.possible && plan.isPending ? <Loading lines={3} /> : null}
      <ProblemPanel error={plan.error} retry={() => void plan.refetch()} />
      {plan.data ? <PlannedAttainments attainments={plan.data.attainments} /> : null}
      {planned === undefined ? null : (
        <DateField
          id={DAY}
          label={t('attainmentDate')}
          value={day ?? planned}
          onChange={setDay}
          error={tried && dayMissing ? t('missing.day') : (dayError ?? null)}
        />
      )}
      {plan.isSuccess && planned === undefined ? <Notice>{t('exemptionRecorded')}</Notice> : null}
      <ProblemPanel error={record.error} />
      <Row>
        <Button kind="main" busy={record.isPending || !plan.isSuccess} onClick={save} shortcut="Control+Enter">
          {t('record')}
        </Button>
      </Row>
    </Section>
  );
}
