import { examplePages } from './example-pages';
import { expect, test } from './scenario';

const FOLDER = '.cache/pictures';
const SIZES = { wide: { width: 1280, height: 900 }, narrow: { width: 320, height: 700 } };

test('a picture of every page in three languages and two widths', async ({ signedIn, browser }) => {
  test.setTimeout(30 * 60_000);
  for (const { name, path, username } of await examplePages()) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      const page = username
        ? await signedIn(username, '/', { viewport })
        : await (await browser.newContext({ viewport })).newPage();
      for (const language of ['fi', 'sv', 'en']) {
        await page.addInitScript((chosen) => localStorage.setItem('hyvaksiluku.language', chosen), language);
        await page.goto(path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
        await page.screenshot({ path: `${FOLDER}/${name}-${language}-${size}.png`, fullPage: true });
      }
      await page.context().close();
    }
  }
});
