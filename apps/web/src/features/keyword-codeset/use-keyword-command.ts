import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { commandHeaders, dataOf, newIntention, recognitionBank } from '../../api/client';
import { readKeyword, type Keyword, type KeywordContent } from '../../api/keywords';
import { hasCode } from '../../api/problem';
import { announce } from '../../ui/announcer';

export type Change = 'add' | 'edit' | 'merge' | 'retire' | 'restore';

/** A command of the administrator, with what it needs. */
export type KeywordCommand =
  | { readonly what: 'add' | 'edit'; readonly content: KeywordContent }
  | { readonly what: 'merge'; readonly into: string }
  | { readonly what: 'retire' | 'restore' };

/**
 * Sends commands on a keyword, on the version that the administrator has seen. When another administrator has changed it meanwhile nothing
 * is overwritten unseen: `goOn` reads what stands now.
 */
export function useKeywordCommand(seen: Keyword | undefined, onDone: () => void) {
  const { t } = useTranslation('keyword-codeset');
  const queries = useQueryClient();
  const [now, setNow] = useState(seen);
  const [intention, setIntention] = useState(newIntention);
  const command = useMutation({
    mutationFn: (given: KeywordCommand) => send(given, now, intention),
    onSuccess: ({ terms }, { what }) => {
      announce(t(`done.${what}`, { term: terms.fi }));
      onDone();
    },
    onError: () => setIntention(newIntention()),
    onSettled: () => queries.invalidateQueries({ queryKey: ['keyword'] }),
  });
  const goOn = async () => {
    if (now) setNow((await readKeyword(now.code)) ?? now);
    command.reset();
  };
  const isStale = hasCode(command.error, 'platform/stale-version');
  return { now, command, retry: isStale ? () => void goOn() : undefined };
}

function send(given: KeywordCommand, keyword: Keyword | undefined, intention: string) {
  if (given.what === 'add' || !keyword) {
    if (!('content' in given)) throw new Error('no keyword to change');
    const params = { header: { 'Idempotency-Key': intention } };
    return dataOf(recognitionBank.POST('/api/recognition-bank/v1/keywords', { params, body: given.content }));
  }
  const { code, version } = keyword;
  const params = { path: { code }, header: commandHeaders(version, intention) };
  switch (given.what) {
    case 'edit':
      return dataOf(recognitionBank.PUT('/api/recognition-bank/v1/keywords/{code}', { params, body: given.content }));
    case 'merge':
      return dataOf(
        recognitionBank.POST('/api/recognition-bank/v1/keywords/{code}/merge', { params, body: { into: given.into } }),
      );
    case 'retire':
      return dataOf(recognitionBank.POST('/api/recognition-bank/v1/keywords/{code}/retire', { params, body: {} }));
    case 'restore':
      return dataOf(recognitionBank.POST('/api/recognition-bank/v1/keywords/{code}/restore', { params, body: {} }));
  }
}
