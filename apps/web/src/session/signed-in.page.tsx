import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page';
import { sayThatSignedIn } from './session-store';

/** Where the window lands in which somebody has signed in over a page. */
export function SignedInPage() {
  const { t } = useTranslation('shell');
  useEffect(() => {
    sayThatSignedIn();
    window.close();
  }, []);
  return (
    <Page title={t('signedIn.title')}>
      <p>{t('signedIn.detail')}</p>
    </Page>
  );
}
