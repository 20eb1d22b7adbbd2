import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { dataOf, decisions, recognitionBank } from '../../../api/client';
import { inLanguage } from '../../../texts/localised';
import { currentLanguage } from '../../../texts/texts';
import type { ChosenKeyword } from '../decision/outcomes';

const MENU = 20;

/** The five that the person uses most, of a field of education (R100, R101). @param field empty: of all fields */
export function useMostUsedKeywords(field: string) {
  return useQuery({
    queryKey: ['keyword', 'most-used', field],
    queryFn: ({ signal }) =>
      dataOf(decisions.GET('/api/decisions/v1/most-used-keywords', { params: { query: fieldIn(field) }, signal })),
    placeholderData: keepPreviousData,
    select: ({ items, freeWords }) => ({
      freeWords,
      items: items.map(({ code, terms }): ChosenKeyword => {
        const { text: term, lang } = inLanguage(terms, currentLanguage());
        return { code, term, lang };
      }),
    }),
  });
}

/** What can be chosen, in the language of the page (R100, R102). */
export async function searchKeywords(field: string, text: string, signal: AbortSignal): Promise<ChosenKeyword[]> {
  const language = currentLanguage();
  const query = { language, text, limit: MENU, ...fieldIn(field) };
  const { items } = await dataOf(
    recognitionBank.GET('/api/recognition-bank/v1/keyword-menu', { params: { query }, signal }),
  );
  return items.map(({ code, term, language: its }) => ({ code, term, lang: its === language ? undefined : 'fi' }));
}

function fieldIn(field: string) {
  return field === '' ? {} : { fieldOfEducation: Number(field) };
}
