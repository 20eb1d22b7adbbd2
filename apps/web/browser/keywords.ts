import type { Page } from '@playwright/test';
import { as } from '#testing';

/** The codeset of keywords, as Anna who administrates it; and the dialog in which an approval is filed (R99). */
const KEYWORDS = '/api/recognition-bank/v1/keywords';

export interface Keyword {
  readonly code: string;
  readonly terms: { readonly fi: string; readonly sv?: string; readonly en?: string };
  readonly version: number;
}

export async function addKeyword(terms: Keyword['terms'], fieldsOfEducation: readonly number[] = []): Promise<Keyword> {
  const { status, body } = await (await as('anna')).post<Keyword>(KEYWORDS, { terms, fieldsOfEducation });
  if (status !== 201) throw new Error(`refused: ${status} ${JSON.stringify(body)}`);
  return body;
}

export async function retireKeyword({ code, version }: Keyword): Promise<void> {
  await (await as('anna')).post(`${KEYWORDS}/${encodeURIComponent(code)}/retire`, {}, { 'if-match': `"${version}"` });
}

/** As long as one is live, decisions take keywords alone, and other scenarios decide with words of their own. */
export async function retireKeywords(): Promise<void> {
  const anna = await as('anna');
  for (;;) {
    const { body } = await anna.get<{ items: Keyword[] }>(`${KEYWORDS}?state=LIVE&limit=100`);
    if (body.items.length === 0) return;
    for (const keyword of body.items) await retireKeyword(keyword);
  }
}

/** Saves the approval that is written, filed under words of its own in the dialog. */
export async function saveApproval(page: Page, words = 'projektinhallinta'): Promise<void> {
  await page.getByRole('button', { name: 'Tallenna päätös' }).click();
  const dialog = page.getByRole('dialog', { name: 'Hakemuksen asiasanat' });
  await dialog.getByLabel('Ohjauksen ala').selectOption('7');
  await dialog.getByRole('textbox', { name: 'Hakemuksen asiasanat' }).fill(words);
  await dialog.getByRole('button', { name: 'Tallenna asiasanat ja päätös' }).click();
}
