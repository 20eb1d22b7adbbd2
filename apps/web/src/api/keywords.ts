import { infiniteQueryOptions } from '@tanstack/react-query';
import { dataOf, recognitionBank } from './client';
import type { components } from './generated/recognition-bank';
import type { KeywordSearch } from './searches';

type Schemas = components['schemas'];
export type Keyword = Schemas['KeywordListItem'];
export type KeywordContent = Pick<Schemas['Keyword'], 'terms' | 'fieldsOfEducation'>;

/** The codeset of the institution: live ones that lack a translation first, retired ones last (R104). */
export function keywordsQuery({ state, missing, field }: KeywordSearch, text: string) {
  return infiniteQueryOptions({
    queryKey: ['keyword', 'list', { state, missing, field, text }],
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        recognitionBank.GET('/api/recognition-bank/v1/keywords', {
          params: {
            query: {
              ...{ state, missing, fieldOfEducation: field, limit: 50, cursor: pageParam },
              text: text === '' ? undefined : text,
            },
          },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

/** One keyword as it stands now; undefined when there is none of the code. */
export async function readKeyword(code: string): Promise<Keyword | undefined> {
  const { items } = await dataOf(
    recognitionBank.GET('/api/recognition-bank/v1/keywords', { params: { query: { text: code, limit: 100 } } }),
  );
  return items.find((one) => one.code === code);
}
