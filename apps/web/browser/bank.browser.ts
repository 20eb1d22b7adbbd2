import { as, eventually } from '#testing';
import { decidedPart } from './decided-parts';
import { aDraft, anOpenApplication } from './main-job';
import { expect, test } from './scenario';

interface FoundInBank {
  readonly items: readonly { readonly recognisedMonth: string }[];
  readonly nextCursor: string | null;
}

/** In a long run there are more than a page of them. */
function granted({ items, nextCursor }: FoundInBank): string {
  if (nextCursor) return `myönnetty yli ${items.length} kertaa`;
  return items.length === 1 ? 'myönnetty 1 kerran' : `myönnetty ${items.length} kertaa`;
}

test('[R82] [R83] W32: the bank is searched, filtered, and shows no person', async ({ signedIn }) => {
  const page = await signedIn('aino', '/bank');
  await expect(page.getByRole('heading', { level: 1, name: 'Hyväksilukupankki' })).toBeVisible();
  await page.getByLabel('Tyyppi').selectOption('INCLUSION');
  await expect(page).toHaveURL(/type=INCLUSION/);
  await page.getByLabel('Tyyppi').selectOption('');
  await page.getByLabel('Osaaminen, kohde tai asiasana').fill('qqxyzzy');
  await expect(page.getByText('Hakua vastaavia hyväksilukuja ei ole')).toBeVisible();
  // What is searched for may tell of a person: it stands in no address.
  expect(page.url()).not.toContain('qqxyzzy');
  await expect(page.locator('main')).not.toContainText('Virtanen');
});

test('[R84] beside the form: how often the like was granted in the own programme, and when last, in the part that is written', async ({
  signedIn,
}) => {
  await decidedPart(await anOpenApplication(), 1, 'RECORDED');
  const found = await eventually('the bank has it', async () => {
    const path = '/api/recognition-bank/v1/precedents?q=Scrum%20Master&programmeCode=TKT-KANDI&limit=100';
    const { body } = await (await as('aino')).get<FoundInBank>(path);
    return body.items.length > 0 && body;
  });
  const { id } = await aDraft();
  const page = await signedIn('aino', `/applications/${id}/edit`);
  const bank = page.getByRole('region', { name: 'Pankista: osa 1' });
  await expect(bank).toContainText(granted(found));
  const [year, month] = (
    found.items
      .map(({ recognisedMonth }) => recognisedMonth)
      .sort()
      .at(-1) ?? ''
  ).split('-');
  await expect(bank).toContainText(`viimeksi ${Number(month)}/${year}`);
  await bank.getByText('Näytä esimerkkejä').click();
  await expect(bank.getByRole('listitem').first()).toContainText('Scrum Master');
  await expect(bank).not.toContainText('Virtanen');

  // Another name is looked for once it stands still; nothing is found, and that is no reason not to apply.
  await page.getByLabel('Työnimike / muu').fill('Qqxyzzy');
  await expect(bank).toContainText('ei ole vielä hyväksiluettu vastaavaa');
  await page.getByRole('button', { name: 'Lisää osa', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Pankista: osa 2' })).toContainText('Kirjoita osaamisen nimi');
});
