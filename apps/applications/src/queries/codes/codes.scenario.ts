import { describe, expect, it } from '@jest/globals';
import { as } from '#testing';

interface Codeset {
  readonly code?: string;
  readonly codeset: string;
  readonly codes: readonly { readonly code: string; readonly text: { fi: string; sv: string; en: string } }[];
}

describe('lists of codes', () => {
  it.each([
    ['applications', 'return-reason', 'EVIDENCE', 'Todistus tai muu näyttö puuttuu'],
    ['applications', 'recognition-type', 'INCLUSION', 'Sisällyttäminen'],
    ['applications', 'basis-kind', 'COMPETENCE', 'Muu osaaminen'],
    ['applications', 'virta-study-right-type', '13', 'Avoimen opinnot'],
    ['decisions', 'field-of-education', '7', 'Tietojenkäsittely ja tietoliikenne'],
  ])('[R33] [R100] [R154] %s: %s in three languages', async (service, codeset, code, fi) => {
    const { status, body } = await (await as('hanna')).get<Codeset>(`/api/${service}/v1/codes/${codeset}`);
    expect([status, body.codeset]).toEqual([200, codeset]);
    expect(body.codes.find((one) => one.code === code)?.text.fi).toBe(fi);
    for (const { text } of body.codes) {
      expect(Object.keys(text).sort()).toEqual(['en', 'fi', 'sv']);
      expect(Object.values(text).every((words) => words.length > 0)).toBe(true);
    }
  });

  it.each(['applications', 'decisions'])('%s: an unknown list is refused', async (service) => {
    expect(await (await as('hanna')).get(`/api/${service}/v1/codes/no-such-list`)).toMatchObject({
      ...{ status: 400, body: { code: 'platform/validation-failed' } },
    });
  });
});
