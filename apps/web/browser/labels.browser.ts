import type { Locator, Page } from '@playwright/test';
import { as } from '#testing';
import { decidedPart, returnedPart } from './decided-parts';
import { type Application, aDraft, anOpenApplication, aSentApplication } from './main-job';
import { expect, test } from './scenario';

const APPLICATIONS = '/api/applications/v1/applications';

/** A text in the languages of the product: Finnish, Swedish, English. */
type Words = readonly [fi: string, sv: string, en: string];

const LANGUAGES = ['Suomeksi', 'På svenska', 'In English'] as const;
const DRAFT: Words = ['Luonnos', 'Utkast', 'Draft'];
const SENT: Words = ['Lähetetty', 'Skickad', 'Sent'];
const NEW: Words = ['Uusi hakemus', 'Ny ansökan', 'New application'];
const IN_PROCESS: Words = ['Käsittelyssä', 'Under behandling', 'In processing'];
const RETURNED: Words = ['Palautettu', 'Returnerad', 'Returned'];
const CANCELLED: Words = ['Peruutettu', 'Återkallad', 'Cancelled'];
const APPROVED: Words = ['Hyväksytty', 'Godkänd', 'Approved'];
const REJECTED: Words = ['Hylätty', 'Avslagen', 'Rejected'];
const HANDLED: Words = ['Käsitelty', 'Behandlad', 'Handled'];
const NOTHING: Words = ['–', '–', '–'];

function of(parts: string, words: Words): Words {
  return [`${words[0]} ${parts}`, `${words[1]} ${parts}`, `${words[2]} ${parts}`];
}

function and(...all: readonly Words[]): Words {
  const joined = (place: 0 | 1 | 2) => all.map((words) => words[place]).join(', ');
  return [joined(0), joined(1), joined(2)];
}

interface Row {
  readonly what: string;
  readonly make: () => Promise<Application>;
  readonly student: Words;
  /** Left out: the same as for the student. */
  readonly staff?: Words;
  readonly outcome: Words;
  /** Who else finds it: on the list of its handler, only by its address, or nobody (R27, R38). */
  readonly seenBy: 'list' | 'address' | 'nobody';
}

/** The label table (D2, D13, D16); what is approved in advance (D15) and in part (D14) does not exist yet. */
const TABLE: readonly Row[] = [
  { what: 'R27', make: () => aDraft(), student: DRAFT, outcome: NOTHING, seenBy: 'nobody' },
  { what: 'R28', make: () => aSentApplication(), student: SENT, staff: NEW, outcome: NOTHING, seenBy: 'list' },
  { what: 'R29', make: () => anOpenApplication(), student: IN_PROCESS, outcome: NOTHING, seenBy: 'list' },
  { what: 'R33', make: () => one('RETURNED'), student: RETURNED, outcome: RETURNED, seenBy: 'address' },
  { what: 'R34', make: () => one('RETURNED', 'OPEN'), ...both(of('1/2', RETURNED)), seenBy: 'list' },
  { what: 'R36', make: () => one('CANCELLED'), student: CANCELLED, outcome: NOTHING, seenBy: 'address' },
  { what: 'R40', make: () => one('APPROVED'), ...both(APPROVED), seenBy: 'list' },
  { what: 'R41', make: () => one('APPROVED', 'OPEN'), ...both(of('1/2', APPROVED)), seenBy: 'list' },
  { what: 'R43', make: () => one('REJECTED', 'OPEN'), ...both(of('1/2', REJECTED)), seenBy: 'list' },
  { what: 'R42', make: () => one('REJECTED'), student: HANDLED, outcome: REJECTED, seenBy: 'address' },
  { what: 'R32', make: () => one('RECORDED'), student: HANDLED, outcome: APPROVED, seenBy: 'address' },
  {
    what: 'R44',
    make: () => one('RECORDED', 'REJECTED'),
    student: HANDLED,
    outcome: and(of('1/2', APPROVED), of('1/2', REJECTED)),
    seenBy: 'address',
  },
  {
    what: 'D3, D16',
    make: () => one('REJECTED', 'APPROVED', 'RETURNED', 'CANCELLED'),
    ...both(and(of('1/4', RETURNED), of('1/4', CANCELLED), of('1/4', APPROVED), of('1/4', REJECTED))),
    seenBy: 'list',
  },
];

/** While something is open the State column reads as the Outcome column (D13). */
function both(words: Words): { readonly student: Words; readonly outcome: Words } {
  return { student: words, outcome: words };
}

type PartFate = 'OPEN' | 'RETURNED' | 'CANCELLED' | 'APPROVED' | 'REJECTED' | 'RECORDED';

/** An application in processing, whose parts have come so far. */
async function one(...fates: readonly PartFate[]): Promise<Application> {
  const application = await anOpenApplication(fates.length);
  for (const [index, fate] of fates.entries()) {
    const partIds = [application.parts[index]?.id];
    if (fate === 'RETURNED') await returnedPart(application, index + 1);
    else if (fate === 'CANCELLED') {
      const content = fates.length > 1 ? { partIds } : {};
      await (await as('aino')).post(`${APPLICATIONS}/${application.id}/cancel`, content);
    } else if (fate !== 'OPEN') await decidedPart(application, index + 1, fate);
  }
  return application;
}

test('[R25–R45] [D2] [D13] [D16] W4, W15: the label table in list and head, for student and staff, in three languages', async ({
  signedIn,
}) => {
  test.setTimeout(180_000 * Number(process.env['TIME_FACTOR'] ?? 1));
  const made = await Promise.all(TABLE.map(async (row) => ({ ...row, id: (await row.make()).id })));
  const aino = await signedIn('aino', '/my/applications');
  await test.step('the student’s list', async () => {
    for (const language of [0, 1, 2] as const) {
      await inLanguage(aino, language);
      for (const { what, id, student, outcome } of made) {
        const cells = (await rowOf(aino, id)).getByRole('cell');
        await expect(cells.nth(0), what).toHaveText(exactly(student[language]), { useInnerText: true });
        await expect(cells.nth(1), what).toHaveText(exactly(outcome[language]), { useInnerText: true });
      }
    }
  });
  const hanna = await signedIn('hanna', '/work?order=-submitted');
  await test.step('the handler’s list', async () => {
    for (const language of [0, 1, 2] as const) {
      await inLanguage(hanna, language);
      for (const { what, id, student, staff, seenBy } of made) {
        if (seenBy !== 'list') continue;
        const words = (staff ?? student)[language];
        await expect((await rowOf(hanna, id)).getByText(exactly(words)), what).toBeVisible();
      }
    }
    const rows = hanna.locator('[data-row]');
    for (const { what, id, seenBy } of made.filter((row) => row.seenBy !== 'list')) {
      await expect(rows.and(hanna.locator(`[data-row="${id}"]`)), `${what} ${seenBy}`).toHaveCount(0);
    }
  });
  await test.step('the head of each application', async () => {
    for (const { what, id, student, staff, outcome, seenBy } of made) {
      for (const [page, words] of [[aino, student] as const, [hanna, staff ?? student] as const]) {
        await page.goto(`/applications/${id}`);
        if (page === hanna && seenBy === 'nobody') {
          await expect(page.getByRole('alert'), what).toBeVisible();
          continue;
        }
        for (const language of [0, 1, 2] as const) {
          await inLanguage(page, language);
          const head = page.getByRole('heading', { level: 1 }).locator('..');
          await expect(head.getByText(exactly(words[language])), what).toBeVisible();
          if (outcome !== NOTHING) await expect(head, what).toContainText(outcome[language]);
        }
        // R106: beside what was granted, whether it is recorded.
        if (what === 'R40' && page === aino) await expect(page.getByRole('article')).toContainText('not yet');
        if (what === 'R32') await expect(page.getByRole('article')).toContainText(/Recorded\d+ \w+ \d{4}/);
      }
    }
  });
});

/** The words alone; what was cancelled has a mark before them. */
function exactly(words: string): RegExp {
  return new RegExp(`^(⊘ )?${words}$`);
}

async function inLanguage(page: Page, language: 0 | 1 | 2): Promise<void> {
  await page.getByRole('button', { name: LANGUAGES[language] }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', ['fi', 'sv', 'en'][language] ?? '');
}

/** The row, also where it stands on a later page of the list. */
async function rowOf(page: Page, id: string): Promise<Locator> {
  const row = page.locator(`[data-row="${id}"]`);
  const more = page.getByRole('button', { name: /^(Näytä lisää|Visa fler|Show more)$/ });
  await expect(page.locator('[data-row]').first()).toBeVisible();
  while (!(await row.isVisible()) && (await more.isVisible())) {
    const shown = await page.locator('[data-row]').count();
    await more.click();
    await expect.poll(() => page.locator('[data-row]').count()).toBeGreaterThan(shown);
  }
  return row;
}
