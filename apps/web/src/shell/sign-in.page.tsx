import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { signInAddress } from '../session/session-store';
import { currentLanguage } from '../texts/texts';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';

/** Somebody who is not signed in: at the front page with a button, from a deep link straight to the sign-in (R6). */
export function SignInPage() {
  const { t } = useTranslation('shell');
  const { pathname, search, hash } = location;
  const address = signInAddress(pathname + search + hash, currentLanguage());
  const isFront = pathname === '/';
  useEffect(() => {
    if (!isFront) location.replace(address);
  }, [isFront, address]);
  return (
    <Page title={t('welcome.title')}>
      {search.includes('changed=person') ? <Notice kind="warning">{t('changedPerson')}</Notice> : null}
      <p>{t('welcome.detail')}</p>
      <Button kind="main" href={isFront ? signInAddress('/', currentLanguage()) : address}>
        {t('signIn')}
      </Button>
    </Page>
  );
}
