import path from 'node:path';
import { startOwnGateway, startOwnService, untilHealthy } from '#testing';
import { aHoks, ofLeo } from './study-right-things';
import { expect, expectAccessible, test } from './scenario';
import { expectNoSidewaysScrolling, VIEWS } from './views';

test('[R155] W54: before the day that is set a learner reads when the HOKS opens, and nothing of it', async ({
  signedIn,
}) => {
  const service = await startOwnService('study-rights', { HOKS_OPEN_TO_LEARNERS_FROM: '2099-10-14' });
  const gateway = await startOwnGateway({ STUDY_RIGHTS_URL: service.url, WEB_FOLDER: path.resolve('dist', 'web') });
  try {
    await untilHealthy(service, 'ready');
    await untilHealthy(gateway, 'live');
    const page = await signedIn('leo');
    await page.goto(`${gateway.url}/my/hoks`);
    await expect(page.getByText('HOKS avautuu 14.10.2099')).toBeVisible();
    await expectAccessible(page);
    await expect(page.getByText('Sinulla ei ole HOKSia')).toHaveCount(0);
    await page.close();
  } finally {
    await gateway.stop();
    await service.stop();
  }
});

test('[R155] [R156] [R157] W54: from then on the learner reads the own HOKS, of minimum data and of more', async ({
  signedIn,
}) => {
  const studyRight = await ofLeo();
  const id = await aHoks(studyRight, 'paivi');
  try {
    const page = await signedIn('leo', '/my/hoks', VIEWS['320 px']);
    const hoks = page.getByRole('region', { name: `HOKS ${id}` });
    await expect(hoks).toContainText('1.9.2026');
    await expect(hoks).toContainText('Kyllä');
    await expect(hoks.getByRole('region', { name: /tutkinnon osat/ })).toHaveCount(0);
    await expectNoSidewaysScrolling(page);
    // Anybody else's is out of reach.
    await page.goto(`/study-rights/${studyRight.oid}/hoks`);
    await expect(page.getByRole('heading', { name: 'Sinulla ei ole oikeutta' })).toBeVisible();
  } finally {
    await studyRight.gone(id);
  }
});
