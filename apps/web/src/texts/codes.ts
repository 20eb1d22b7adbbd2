import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { applications, dataOf, decisions, studyRights } from '../api/client';
import type { operations } from '../api/generated/study-rights';
import { useNames, type Localised } from './localised';

/** The lists of codes of the services: each has its words at one place. */
const SERVICES = {
  'recognition-type': applicationsCodes,
  'basis-kind': applicationsCodes,
  'return-reason': applicationsCodes,
  'field-return-reason': applicationsCodes,
  'virta-study-right-type': applicationsCodes,
  'field-of-education': decisionsCodes,
  'study-right-type': studyRightsCodes,
  'study-right-state': studyRightsCodes,
  'suoritus-type': studyRightsCodes,
  'support-case-reason': studyRightsCodes,
  'support-case-state': studyRightsCodes,
  'feedback-state': studyRightsCodes,
  'feedback-reason': studyRightsCodes,
  'feedback-survey': studyRightsCodes,
  'virta-study-right-state': studyRightsCodes,
} as const;

export type CodesetName = keyof typeof SERVICES;

export interface Codes {
  /** In the order in which they are offered; empty until they have come. */
  readonly codes: readonly { readonly code: string; readonly text: string }[];
  /** The words of a code; the code itself while its words are not known. */
  readonly textOf: (code: string | number) => string;
}

/** A list of codes in the language of the page, read once; the same object until its words change. */
export function useCodes(codeset: CodesetName): Codes {
  const say = useNames();
  const { data } = useQuery({
    queryKey: ['codes', codeset],
    queryFn: ({ signal }): Promise<{ codes: readonly { code: string; text: Localised }[] }> =>
      SERVICES[codeset](codeset as never, signal),
    staleTime: Infinity,
    gcTime: Infinity,
  });
  return useMemo(() => {
    const codes = (data?.codes ?? []).map(({ code, text }) => ({ code, text: say(text) }));
    return { codes, textOf: (code) => codes.find((one) => one.code === String(code))?.text ?? String(code) };
  }, [data, say]);
}

function applicationsCodes(
  codeset: 'recognition-type' | 'basis-kind' | 'return-reason' | 'field-return-reason' | 'virta-study-right-type',
  signal: AbortSignal,
) {
  return dataOf(applications.GET('/api/applications/v1/codes/{codeset}', { params: { path: { codeset } }, signal }));
}

function decisionsCodes(codeset: 'field-of-education', signal: AbortSignal) {
  return dataOf(decisions.GET('/api/decisions/v1/codes/{codeset}', { params: { path: { codeset } }, signal }));
}

type StudyRightsCodeset = operations['studyRightCodes']['parameters']['path']['codeset'];

function studyRightsCodes(codeset: StudyRightsCodeset, signal: AbortSignal) {
  return dataOf(studyRights.GET('/api/study-rights/v1/codes/{codeset}', { params: { path: { codeset } }, signal }));
}
