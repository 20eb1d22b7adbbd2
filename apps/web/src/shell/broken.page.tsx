import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { Page } from '../ui/page';
import { ProblemPanel } from '../ui/problem-panel';
import { isProblem } from '../api/problem';

/** A page that could not be shown, by our own mistake or because a file of it did not come. */
export function BrokenPage({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('shell');
  return (
    <Page title={t('broken.title')}>
      {isProblem(error) ? <ProblemPanel error={error} /> : <p>{t('broken.detail')}</p>}
      <Button kind="main" onClick={() => location.reload()}>
        {t('reload')}
      </Button>
    </Page>
  );
}
