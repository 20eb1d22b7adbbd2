import { as, type Reply } from '#testing';

/** Steps of the scenarios on the codeset of keywords, through HTTP, as Anna who administrates it. */

export const KEYWORDS = '/api/recognition-bank/v1/keywords';

export interface Keyword {
  readonly code: string;
  readonly terms: { readonly fi: string; readonly sv?: string; readonly en?: string };
  readonly fieldsOfEducation: readonly number[];
  readonly state: string;
  readonly mergedInto: string | null;
  readonly version: number;
  readonly entries?: number;
}

export async function addKeyword(terms: Keyword['terms'], fieldsOfEducation: readonly number[] = []): Promise<Keyword> {
  return succeeded(await (await as('anna')).post<Keyword>(KEYWORDS, { terms, fieldsOfEducation }));
}

export async function changeKeyword(
  { code, version }: Pick<Keyword, 'code' | 'version'>,
  change: 'retire' | 'restore' | 'merge',
  content: object = {},
): Promise<Keyword> {
  const address = `${KEYWORDS}/${encodeURIComponent(code)}/${change}`;
  return succeeded(await (await as('anna')).post<Keyword>(address, content, { 'if-match': `"${version}"` }));
}

/**
 * Retires all that is live: as long as an institution keeps a codeset, decisions take its keywords alone, and the other scenarios decide
 * with words of their own.
 */
export async function retireAll(): Promise<void> {
  const anna = await as('anna');
  for (;;) {
    const { body } = await anna.get<{ items: Keyword[] }>(`${KEYWORDS}?state=LIVE&limit=100`);
    if (body.items.length === 0) return;
    for (const keyword of body.items) await changeKeyword(keyword, 'retire');
  }
}

function succeeded<T>({ status, body }: Reply<T>): T {
  if (status >= 300) throw new Error(`refused: ${status} ${JSON.stringify(body)}`);
  return body;
}
