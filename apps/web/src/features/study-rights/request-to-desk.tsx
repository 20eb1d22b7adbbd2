import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf, studyRights } from '../../api/client';
import type { Problem } from '../../api/problem';
import type { InvalidationReason } from '../../api/study-rights';
import { useSession } from '../../session/session-store';
import { forgetTyped, keepTyped, typedBefore } from '../../session/typed-texts';
import { useCodes } from '../../texts/codes';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Box, Facts } from '../../ui/layout';
import { LinkButton, OutsideLink } from '../../ui/link';
import { Notice } from '../../ui/notice';
import { ProblemPanel } from '../../ui/problem-panel';

const LONGEST_MESSAGE = 2000;

interface RequestToDeskProps {
  readonly oid: string;
  readonly reason: InvalidationReason;
  /** The refusal because of a HOKS, which names the address. */
  readonly problem: Problem;
}

/** The refusal leads to a request to the support desk, filled in already (R160, R169–R170). Nothing is invalidated by it. */
export function RequestToDesk({ oid, reason, problem }: RequestToDeskProps) {
  const { t } = useTranslation('study-rights');
  const { textOf } = useCodes('support-case-reason');
  const client = useQueryClient();
  const { person } = useSession();
  const kept = `support-case.${oid}`;
  const [message, setMessage] = useState(typedBefore<string>(person.id, kept) ?? '');
  const write = (text: string) => {
    setMessage(text);
    keepTyped(person.id, kept, text);
  };
  const request = useMutation({
    mutationFn: () =>
      dataOf(
        studyRights.POST('/api/study-rights/v1/support-cases', {
          body: { studyRightOid: oid, reason, ...(message.trim() !== '' && { message: message.trim() }) },
        }),
      ),
    onSuccess: async () => {
      forgetTyped(person.id, kept);
      await client.invalidateQueries({ queryKey: ['support-case'] });
    },
  });
  const address = addressIn(problem);
  if (request.isSuccess) {
    return (
      <Notice
        kind="success"
        role="status"
        title={t('requestSent')}
        action={<LinkButton to="/study-rights/cases">{t('toOwnCases')}</LinkButton>}
      >
        {t('requestSentNext')}
      </Notice>
    );
  }
  return (
    <section aria-label={t('request')}>
      <h3>{t('request')}</h3>
      <p>{t('requestWhy')}</p>
      <Box sx={{ mb: 2 }}>
        <Facts
          facts={[
            [t('oid'), oid],
            [t('reason'), textOf(reason)],
            [
              t('address'),
              address === undefined ? null : <OutsideLink href={`mailto:${address}`}>{address}</OutsideLink>,
            ],
          ]}
        />
      </Box>
      <TextField
        optional
        label={t('message')}
        hint={t('messageHint')}
        lines={3}
        longest={LONGEST_MESSAGE}
        value={message}
        onChange={write}
      />
      <ProblemPanel error={request.error} />
      <Button kind="main" busy={request.isPending} onClick={() => request.mutate()}>
        {t('sendRequest')}
      </Button>
    </section>
  );
}

/** The service names it beside the next steps; it is a setting there (R170). */
function addressIn({ document }: Problem): string | undefined {
  const { supportAddress } = document as { readonly supportAddress?: unknown };
  return typeof supportAddress === 'string' ? supportAddress : undefined;
}
