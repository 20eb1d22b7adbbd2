import { useTranslation } from 'react-i18next';
import { Link } from '../ui/link';
import { Page } from '../ui/page';

export function NotFoundPage() {
  const { t } = useTranslation('shell');
  return (
    <Page title={t('notFound.title')}>
      <p>{t('notFound.detail')}</p>
      <Link to="/">{t('toFront')}</Link>
    </Page>
  );
}
