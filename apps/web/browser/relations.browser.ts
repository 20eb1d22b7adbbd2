import { as } from '#testing';
import { chooseCourse, chooseHandler, fillCompetence, saved } from './application-form';
import { aDraft } from './main-job';
import { expect, test } from './scenario';

interface Part {
  readonly type: string;
  readonly bases: readonly { readonly kind: string; readonly name: string }[];
  readonly targets: readonly { readonly courseCode: string }[];
  readonly creditsApplied: number;
}

test('[R46] [R47] [R48] [R49] [R50] [R51] [R53] W8: one to one, one to many, many to one, many to many, in part, and an exemption', async ({
  signedIn,
}) => {
  // 1:1 is there; the others are written.
  const { id } = await aDraft();
  const page = await signedIn('aino', `/applications/${id}/edit`);
  const next = async (number: number, type: RegExp) => {
    await page.getByRole('button', { name: 'Lisää osa', exact: true }).click();
    const part = page.getByRole('region', { name: `Osa ${number}`, exact: true });
    await part.getByRole('radio', { name: type }).check();
    return part;
  };
  const study = async (basis: ReturnType<typeof page.getByRole>, name: string) => {
    await basis.getByLabel('Koulutuksen nimi').fill(name);
    await basis.getByLabel('Suorituspäivä').fill('12.5.2022');
  };

  const oneToMany = await next(2, /Korvaavuus/);
  await fillCompetence(oneToMany, 'Ohjelmoija', '1.6.2023');
  for (const code of ['TKT-101', 'TKT-102']) await chooseCourse(oneToMany, code);

  const manyToOne = await next(3, /Korvaavuus/);
  await study(manyToOne.getByRole('group', { name: 'Osaaminen 1' }), 'Tietokannat A');
  await manyToOne.getByRole('button', { name: 'Lisää osaamista' }).click();
  await study(manyToOne.getByRole('group', { name: 'Osaaminen 2' }), 'Tietokannat B');
  await chooseCourse(manyToOne, 'TKT-103');
  // R51: less than the course is worth.
  await manyToOne.getByLabel('Haettava laajuus').fill('3');

  const manyToMany = await next(4, /Korvaavuus/);
  await study(manyToMany.getByRole('group', { name: 'Osaaminen 1' }), 'Ohjelmointi A');
  await manyToMany.getByRole('button', { name: 'Lisää osaamista' }).click();
  await fillCompetence(manyToMany.getByRole('group', { name: 'Osaaminen 2' }), 'Harjoittelu', '1.8.2024');
  for (const code of ['TKT-101', 'TKT-PERUS']) await chooseCourse(manyToMany, code);

  const exemption = await next(5, /Vapautus/);
  await fillCompetence(exemption, 'Varusmiespalvelus', '1.7.2020');
  await chooseCourse(exemption, 'TKT-102');
  await chooseHandler(page, 'Hanna');
  await saved(page);
  await page.getByRole('button', { name: 'Tarkista ja lähetä' }).click();
  await page.getByRole('button', { name: 'Lähetä hakemus' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Hakemus \d{4}-\d+$/ })).toBeVisible();

  const { body } = await (await as('hanna')).get<{ parts: readonly Part[] }>(`/api/applications/v1/applications/${id}`);
  const shape = body.parts.map(({ type, bases, targets }) => [
    type,
    bases.map(({ kind }) => kind),
    targets.map(({ courseCode }) => courseCode),
  ]);
  expect(shape).toEqual([
    ['SUBSTITUTION', ['COMPETENCE'], ['TKT-103']],
    ['SUBSTITUTION', ['COMPETENCE'], ['TKT-101', 'TKT-102']],
    ['SUBSTITUTION', ['STUDY', 'STUDY'], ['TKT-103']],
    ['SUBSTITUTION', ['STUDY', 'COMPETENCE'], ['TKT-101', 'TKT-PERUS']],
    ['EXEMPTION', ['COMPETENCE'], ['TKT-102']],
  ]);
  expect(body.parts[2]?.creditsApplied).toBe(3);
});
