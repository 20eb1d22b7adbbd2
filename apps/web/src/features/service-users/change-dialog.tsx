import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf, newIntention, studyRights } from '../../api/client';
import type { ServiceUser, ServiceUserWithPassword } from '../../api/service-users';
import { announce } from '../../ui/announcer';
import { Question } from '../../ui/dialog';
import { ProblemPanel } from '../../ui/problem-panel';

export type Change = 'block' | 'unblock' | 'rotate';

interface ChangeDialogProps {
  readonly what: Change;
  readonly user: ServiceUser;
  readonly onPassword: (made: ServiceUserWithPassword) => void;
  readonly onClose: () => void;
}

/** Asks once, and says what happens to the system that signs in with it. */
export function ChangeDialog({ what, user, onPassword, onClose }: ChangeDialogProps) {
  const { t } = useTranslation('service-users');
  const queries = useQueryClient();
  const { username } = user;
  const [intention] = useState(newIntention);
  const change = useMutation({
    mutationFn: async () => {
      const request = { params: { path: { username } }, body: {} };
      if (what === 'rotate') {
        onPassword(
          await dataOf(
            studyRights.POST('/api/study-rights/v1/service-users/{username}/rotate-password', {
              params: { path: { username }, header: { 'Idempotency-Key': intention } },
              body: {},
            }),
          ),
        );
      } else if (what === 'block') {
        await dataOf(studyRights.POST('/api/study-rights/v1/service-users/{username}/block', request));
      } else {
        await dataOf(studyRights.POST('/api/study-rights/v1/service-users/{username}/unblock', request));
      }
    },
    onSuccess: () => {
      announce(t(`done.${what}`, { username }));
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['service-user'] }),
    gcTime: 0,
  });
  return (
    <Question
      open
      title={t(`ask.${what}`, { username })}
      confirm={t(what)}
      busy={change.isPending}
      onConfirm={() => change.mutate()}
      onClose={onClose}
    >
      <p>{t(`effect.${what}`)}</p>
      <ProblemPanel error={change.error} />
    </Question>
  );
}
