import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Application, ApplicationPart } from '../../../api/case';
import { applications, commandHeaders, dataOf, newIntention } from '../../../api/client';
import { announce } from '../../../ui/announcer';
import { Button } from '../../../ui/button';
import { RadioChoice } from '../../../ui/choice';
import { creditsFromText, textOfCredits } from '../../../ui/credits-text';
import { Dialog } from '../../../ui/dialog';
import { TextField } from '../../../ui/field';
import { ProblemPanel } from '../../../ui/problem-panel';
import { useShortcuts } from '../../../ui/shortcuts';
import { TargetsField, type Target } from './targets-field';

const TYPES = ['SUBSTITUTION', 'INCLUSION', 'EXEMPTION'] as const;
const LONGEST = 2_000;

interface ProposeDialogProps {
  readonly application: Application;
  readonly part: ApplicationPart;
  readonly onClose: () => void;
}

/** What the student could apply for instead: the student accepts it as it stands, or keeps to what was sent (R109). */
export function ProposeDialog({ application, part, onClose }: ProposeDialogProps) {
  const { t } = useTranslation('part-handling');
  const queries = useQueryClient();
  const [intention, setIntention] = useState(newIntention);
  const [type, setType] = useState(part.type === 'UNDECIDED' ? 'SUBSTITUTION' : part.type);
  const [targets, setTargets] = useState<readonly Target[]>(part.targets);
  const [credits, setCredits] = useState(textOfCredits(part.creditsApplied));
  const [message, setMessage] = useState('');
  const creditsApplied = creditsFromText(credits);
  const propose = useMutation({
    mutationFn: () =>
      dataOf(
        applications.POST('/api/applications/v1/applications/{id}/parts/{partId}/proposed-change', {
          params: {
            path: { id: application.id, partId: part.id },
            header: commandHeaders(application.version, intention),
          },
          body: {
            type,
            targets: type === 'INCLUSION' ? [] : targets.map(({ courseCode }) => ({ courseCode })),
            creditsApplied: creditsApplied ?? null,
            ...(message.trim() !== '' && { message: message.trim() }),
          },
        }),
      ),
    onSuccess: () => {
      announce(t('proposed', { number: part.number }));
      onClose();
    },
    onError: () => setIntention(newIntention()),
    onSettled: () => queries.invalidateQueries({ queryKey: ['application'] }),
  });
  const isUnreadable = credits.trim() !== '' && creditsApplied === undefined;
  const send = () => {
    if (!isUnreadable && !propose.isPending) propose.mutate();
  };
  useShortcuts([{ keys: 'Ctrl+Enter', text: t('propose.send'), run: send }]);
  return (
    <Dialog
      open
      title={t('propose.title', { number: part.number })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('close')}</Button>
          <Button kind="main" busy={propose.isPending} onClick={send} shortcut="Control+Enter">
            {t('propose.send')}
          </Button>
        </>
      }
    >
      <ProblemPanel error={propose.error} />
      <p>{t('propose.effect')}</p>
      <RadioChoice
        label={t('field.type')}
        value={type}
        options={TYPES.map((value) => ({ value, label: t(`type.${value}`) }))}
        onChange={setType}
      />
      {type === 'INCLUSION' ? null : <TargetsField targets={targets} onChange={setTargets} />}
      <TextField
        label={t('field.creditsApplied')}
        error={isUnreadable ? t('propose.noNumber') : null}
        narrow
        inputMode="decimal"
        value={credits}
        onChange={setCredits}
      />
      <TextField
        label={t('propose.message')}
        optional
        value={message}
        lines={3}
        longest={LONGEST}
        onChange={setMessage}
      />
    </Dialog>
  );
}
