import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf, studyRights } from '../../api/client';
import type { ServiceUser } from '../../api/service-users';
import type { StudyRightType } from '../../api/study-right-search';
import { announce } from '../../ui/announcer';
import { Question } from '../../ui/dialog';
import { ProblemPanel } from '../../ui/problem-panel';
import { isStudyRightType, TypeChoice } from './type-choice';

/** The types of study right that the system may deal with; another one is refused from the next request on. */
export function LimitDialog({ user, onClose }: { readonly user: ServiceUser; readonly onClose: () => void }) {
  const { t } = useTranslation('service-users');
  const queries = useQueryClient();
  const { username } = user;
  const [types, setTypes] = useState<readonly StudyRightType[] | null>(
    user.studyRightTypes?.filter(isStudyRightType) ?? null,
  );
  const [tried, setTried] = useState(false);
  const limit = useMutation({
    mutationFn: (studyRightTypes: readonly StudyRightType[] | null) =>
      dataOf(
        studyRights.POST('/api/study-rights/v1/service-users/{username}/limit', {
          params: { path: { username } },
          body: { studyRightTypes: studyRightTypes && [...studyRightTypes] },
        }),
      ),
    onSuccess: () => {
      announce(t('done.limit', { username }));
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['service-user'] }),
  });
  const isMissing = types?.length === 0;
  return (
    <Question
      open
      title={t('ask.limit', { username })}
      confirm={t('saveLimit')}
      busy={limit.isPending}
      onConfirm={() => {
        setTried(true);
        if (!isMissing) limit.mutate(types);
      }}
      onClose={onClose}
    >
      <ProblemPanel error={limit.error} />
      <TypeChoice types={types} onChange={setTypes} error={tried && isMissing ? t('missing.types') : null} />
    </Question>
  );
}
