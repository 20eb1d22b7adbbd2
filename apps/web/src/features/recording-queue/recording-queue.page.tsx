import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page';

export function RecordingQueuePage() {
  const { t } = useTranslation('shell');
  return <Page title={t('nav.recording')}>{null}</Page>;
}
