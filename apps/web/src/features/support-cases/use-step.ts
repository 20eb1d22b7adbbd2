import { useMutation, useQueryClient } from '@tanstack/react-query';
import { dataOf, studyRights } from '../../api/client';
import type { CaseFile } from '../../api/support-cases';
import { useSession } from '../../session/session-store';
import { forgetTyped } from '../../session/typed-texts';
import { announce } from '../../ui/announcer';

/** A step of the desk with what it asks for. */
export type Step =
  | { readonly step: 'propose'; readonly reason: string; readonly confirmed: boolean }
  | { readonly step: 'approve' }
  | { readonly step: 'reject'; readonly reason: string };

/** Takes a step. Refused or not, the case is read again: somebody else may have been faster. */
export function useStep({ id }: CaseFile, said: (step: Step['step']) => string, onDone: () => void) {
  const queries = useQueryClient();
  const { person } = useSession();
  return useMutation({
    mutationFn: (wanted: Step) => {
      const params = { path: { id } };
      switch (wanted.step) {
        case 'propose': {
          const { reason, confirmed } = wanted;
          const body = { reason, confirmed };
          return dataOf(studyRights.POST('/api/study-rights/v1/support-cases/{id}/override', { params, body }));
        }
        case 'approve':
          return dataOf(studyRights.POST('/api/study-rights/v1/support-cases/{id}/approve', { params, body: {} }));
        case 'reject': {
          const body = { reason: wanted.reason };
          return dataOf(studyRights.POST('/api/study-rights/v1/support-cases/{id}/reject', { params, body }));
        }
      }
    },
    onSuccess: (_, { step }) => {
      forgetTyped(person.id, typedFor(step, id));
      announce(said(step));
      onDone();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['support-case'] }),
  });
}

/** What is typed for a step is kept under this name until the step is taken. */
export function typedFor(step: Step['step'], caseId: string): string {
  return `support-case.${step}.${caseId}`;
}
