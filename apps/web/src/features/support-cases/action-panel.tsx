import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseFile } from '../../api/support-cases';
import { useSession } from '../../session/session-store';
import { keepTyped, typedBefore } from '../../session/typed-texts';
import { dateTime } from '../../texts/dates';
import { useNames } from '../../texts/localised';
import { Button } from '../../ui/button';
import { Section, Stack } from '../../ui/layout';
import { ProblemPanel } from '../../ui/problem-panel';
import { ReasonDialog } from '../../ui/reason-dialog';
import { useShortcuts } from '../../ui/shortcuts';
import { ApproveDialog } from './approve-dialog';
import { useNextCase } from './use-next-case';
import { typedFor, useStep } from './use-step';

const STEPS = [
  { step: 'approve', keys: 'a' },
  { step: 'propose', keys: 'p' },
  { step: 'reject', keys: 'r' },
] as const;

/** The provider, or the second person, reads it. */
const DESKS_REASON = { shortest: 1, longest: 2_000, namesPeople: true } as const;

type Asked = (typeof STEPS)[number]['step'];

/** What the desk may do with the case, as the service offers it, and what has been proposed. */
export function ActionPanel({ file }: { readonly file: CaseFile }) {
  const { t } = useTranslation('support-cases');
  const say = useNames();
  const { person } = useSession();
  const [asked, setAsked] = useState<Asked | null>(null);
  const step = useStep(
    file,
    (done) => t(`done.${done}`),
    () => setAsked(null),
  );
  const next = useNextCase(file);
  const openNext = () => (next.isPending ? undefined : next.mutate());
  const offered = STEPS.flatMap(({ step: action, keys }) => {
    const offer = file.actions.find((one) => one.action === action);
    return offer ? [{ action, keys, offer, label: labelOf(action) }] : [];
  });
  function labelOf(action: Asked): string {
    return action === 'propose' && file.proposal ? t('do.proposeAnew') : t(`do.${action}`);
  }
  const ask = (action: Asked) => {
    step.reset();
    setAsked(action);
  };
  useShortcuts([
    ...offered
      .filter(({ offer }) => offer.possible)
      .map(({ action, keys, label }) => ({ keys, text: label, run: () => ask(action) })),
    { keys: 'n', text: t('nextCase'), run: openNext },
  ]);
  return (
    <Section title={t('actions')}>
      <Proposal file={file} />
      <ProblemPanel error={asked === null ? (step.error ?? next.error) : null} />
      {offered.length === 0 && file.closedAt === null ? <p>{t('nothingToDo')}</p> : null}
      <Stack spacing={1} sx={{ alignItems: 'flex-start' }}>
        {offered.map(({ action, keys, offer, label }) => (
          <Button
            key={action}
            kind={action === 'approve' && offer.possible ? 'main' : 'other'}
            shortcut={keys}
            busy={step.isPending}
            impossible={offer.possible ? null : whyNot(offer.code, offer.text && say(offer.text))}
            onClick={() => ask(action)}
          >
            {label}
          </Button>
        ))}
        <Button kind="plain" shortcut="n" busy={next.isPending} onClick={openNext}>
          {t('nextCase')}
        </Button>
      </Stack>
      <ApproveDialog
        open={asked === 'approve'}
        file={file}
        busy={step.isPending}
        error={step.error}
        onApprove={() => step.mutate({ step: 'approve' })}
        onClose={() => setAsked(null)}
      />
      {asked === 'propose' || asked === 'reject' ? (
        <ReasonDialog
          title={labelOf(asked)}
          lead={t(`explain.${asked}`)}
          label={t(`reasonOf.${asked}`)}
          confirm={labelOf(asked)}
          busy={step.isPending}
          error={step.error}
          length={DESKS_REASON}
          typed={{
            before: typedBefore<string>(person.id, typedFor(asked, file.id)) ?? '',
            keep: (text) => keepTyped(person.id, typedFor(asked, file.id), text),
          }}
          statement={
            asked === 'propose' && file.confirmationNeeded
              ? { label: t('confirmAssessed'), missing: t('confirmMissing') }
              : null
          }
          onConfirm={(reason, confirmed) =>
            step.mutate(asked === 'propose' ? { step: asked, reason, confirmed } : { step: asked, reason })
          }
          onClose={() => setAsked(null)}
        />
      ) : null}
    </Section>
  );

  function whyNot(code: string | null, text: string | null): string {
    const { proposal } = file;
    const isOwn = code === 'support-case/second-person-needed' && proposal !== null;
    return isOwn ? t('proposedYourself', { time: dateTime(proposal.at) }) : (text ?? t('notNow'));
  }
}

/** What has been proposed and how the case ended, each above its value: the panel is narrow. */
function Proposal({ file }: { readonly file: CaseFile }) {
  const { t } = useTranslation('support-cases');
  const { proposal, people, closedBy, closedAt, closingReason } = file;
  const byAt = (id: string, at: string) => t('byAt', { name: people[id] ?? t('somebody'), time: dateTime(at) });
  const said = [
    [t('proposer'), proposal && byAt(proposal.by, proposal.at)],
    [t('proposalReason'), proposal?.reason],
    [t('settledBy'), closedBy !== null && closedAt !== null ? byAt(closedBy, closedAt) : null],
    [t('closingReason'), closingReason],
  ] as const;
  return (
    <dl style={{ margin: 0 }}>
      {said.flatMap(([name, text]) =>
        text ? (
          <div key={name} style={{ marginBottom: 8 }}>
            <dt>{name}</dt>
            <dd style={{ margin: 0, overflowWrap: 'anywhere' }}>
              <bdi>{text}</bdi>
            </dd>
          </div>
        ) : (
          []
        ),
      )}
    </dl>
  );
}
