import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Application, CasePart } from '../../../api/case';
import { applications, commandHeaders, dataOf, decisions, newIntention } from '../../../api/client';
import { hasCode } from '../../../api/problem';
import { decisionBody, type DecisionForm, type Outcome } from './outcomes';

/** The decisions service hears of the beginning of the handling a moment later. */
const TRY_AGAIN_MS = 400;
const TRIES = 20;

/**
 * The decision on a part. Where the part is still new, it is taken into processing by it (R29). The key of the command is
 * kept while the same thing is tried again.
 */
export function useMakeDecision(
  application: Application,
  part: CasePart,
  { onMade, onRefused }: { onMade: (form: DecisionForm) => void; onRefused: (error: unknown) => void },
) {
  const queries = useQueryClient();
  const [intention, setIntention] = useState(newIntention);
  return useMutation({
    mutationFn: async (form: DecisionForm & { readonly outcome: Outcome }) => {
      const begins = application.allowedActions.includes('start-processing');
      if (begins) await startProcessing(application);
      for (let tries = begins ? TRIES : 1; ; tries--) {
        try {
          return await propose(application.id, part, form, intention);
        } catch (error) {
          if (tries <= 1 || !hasCode(error, 'decision/part-not-in-process')) throw error;
          await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
        }
      }
    },
    // Here and not where it is called: the form leaves the page when the decision stands.
    onSuccess: (_, form) => onMade(form),
    // A refused content is written anew, and is another command then.
    onError: (error) => {
      setIntention(newIntention());
      onRefused(error);
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['decision', 'case', application.id] }),
        queries.invalidateQueries({ queryKey: ['application', application.id] }),
        queries.invalidateQueries({ queryKey: ['keyword', 'most-used'] }),
      ]),
  });
}

async function propose(
  applicationId: string,
  part: CasePart,
  form: DecisionForm & { readonly outcome: Outcome },
  intention: string,
) {
  return dataOf(
    decisions.POST('/api/decisions/v1/cases/{applicationId}/parts/{partId}/decisions', {
      params: { path: { applicationId, partId: part.id }, header: { 'Idempotency-Key': intention } },
      body: decisionBody(form, part),
    }),
  );
}

/** Also asked for when it has begun: then nothing changes (R8). */
export async function startProcessing({ id, version }: Application) {
  return dataOf(
    applications.POST('/api/applications/v1/applications/{id}/start-processing', {
      params: { path: { id }, header: commandHeaders(version) },
      body: {},
    }),
  );
}
