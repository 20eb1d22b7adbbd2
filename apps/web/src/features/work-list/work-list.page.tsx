import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page';

export function WorkListPage() {
  const { t } = useTranslation('shell');
  return <Page title={t('nav.work')}>{null}</Page>;
}
