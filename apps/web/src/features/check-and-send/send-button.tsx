import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applications, commandHeaders, dataOf, newIntention } from '../../api/client';
import type { components } from '../../api/generated/applications';
import { useNames } from '../../texts/localised';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { ProblemPanel } from '../../ui/problem-panel';
import { useShortcuts } from '../../ui/shortcuts';

export type Application = components['schemas']['NamedApplication'];

interface Props {
  readonly application: Application;
  /** Whether it can be sent now, and what stands in the way. */
  readonly sending: Application['actions'][number];
  /** Numbers of the parts that are sent. */
  readonly parts: readonly number[];
}

/** Sends once, however often it is pressed (R3, R28); returned parts go to the same handler again (R110). */
export function SendButton({ application, sending, parts }: Props) {
  const { t } = useTranslation('check-and-send');
  const say = useNames();
  const { id, version } = application;
  const isDraft = application.state === 'DRAFT';
  const navigate = useNavigate();
  const client = useQueryClient();
  const [intention] = useState(newIntention);
  const send = useMutation({
    mutationFn: () => {
      const params = { path: { id }, header: commandHeaders(version, `${intention}-${version}`) };
      return dataOf(
        isDraft
          ? applications.POST('/api/applications/v1/applications/{id}/submit', { params, body: {} })
          : applications.POST('/api/applications/v1/applications/{id}/resubmit', { params, body: {} }),
      );
    },
    onSuccess: async ({ number }) => {
      await client.invalidateQueries({ queryKey: ['application'] });
      announce(t('sent', { number }));
      await navigate({ to: '/applications/$id', params: { id }, search: { sent: true } });
    },
    // What stands in the way may be new: the page shows it.
    onError: () => client.invalidateQueries({ queryKey: ['application', id] }),
  });
  // Known at once: the second press of a double click comes before the page is drawn again.
  const isSending = useRef(false);
  const press = () => {
    if (isSending.current || !sending.possible) return;
    isSending.current = true;
    send.mutate(undefined, { onSettled: () => (isSending.current = false) });
  };
  const label = isDraft ? t('send') : t('sendParts', { count: parts.length, parts: parts.join(', ') });
  useShortcuts([{ keys: 'Ctrl+Enter', text: label, run: press }]);
  return (
    <>
      <ProblemPanel error={send.error} />
      <Button
        kind="main"
        shortcut="Control+Enter"
        busy={send.isPending}
        impossible={sending.text && say(sending.text)}
        onClick={press}
      >
        {label}
      </Button>
    </>
  );
}
