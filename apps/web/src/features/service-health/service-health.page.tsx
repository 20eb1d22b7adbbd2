import { useTranslation } from 'react-i18next';
import { SERVICES } from '../../api/services';
import { Page } from '../../ui/page';
import { ServiceSection } from './service-section';
import { StuckPartitions } from './stuck-partitions';

/** How the services are, and what holds one up (pages.md 12). */
export function ServiceHealthPage() {
  const { t } = useTranslation('service-health');
  return (
    <Page title={t('title')}>
      <p>{t('lead')}</p>
      <StuckPartitions />
      {SERVICES.map((service) => (
        <ServiceSection key={service} service={service} />
      ))}
    </Page>
  );
}
