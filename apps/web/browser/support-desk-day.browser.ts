import { aProposedCase, anOpenCase, type GivenCase } from './desk';
import { expect, test } from './scenario';

const CASES = 20;
/** Keys for one case, beside the words of a reason: `p`, Ctrl+Enter, `n`; or `a`, four digits, Ctrl+Enter, `n`. */
const MOST_PRESSES = 7;

test('[R169] part of W51: a day of twenty cases by keyboard alone: ten approved, ten proposed, at most seven presses each', async ({
  signedIn,
}) => {
  const cases: (GivenCase & { proposed: boolean })[] = [];
  for (let number = 0; number < CASES; number += 1) {
    const proposed = number % 2 === 0;
    cases.push({ ...(await (proposed ? aProposedCase('toini') : anOpenCase())), proposed });
  }
  const page = await signedIn('tuki', `/support/cases/${cases[0]?.id}`);
  let presses = 0;
  const press = async (key: string) => {
    presses += 1;
    await page.keyboard.press(key);
  };
  for (const { oid, proposed } of cases) {
    const before = presses;
    await expect(page.getByRole('heading', { level: 1, name: `Tukipyyntö …${oid.slice(-4)}` })).toBeVisible();
    const head = page.getByRole('heading', { level: 1 }).locator('..');
    await press(proposed ? 'a' : 'p');
    const field = page.getByRole('dialog').getByRole('textbox');
    await expect(field).toBeFocused();
    if (proposed) for (const digit of oid.slice(-4)) await press(digit);
    else await field.pressSequentially('Sovittu.');
    await press('Control+Enter');
    await expect(head).toContainText(proposed ? 'Toteutettu' : 'Ehdotettu');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await press('n');
    expect(presses - before).toBeLessThanOrEqual(MOST_PRESSES);
  }
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(`Tukipyyntö …${cases.at(-1)?.oid.slice(-4)}`);
  test.info().annotations.push({ type: 'presses of the day', description: String(presses) });
});
