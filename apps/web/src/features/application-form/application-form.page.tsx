import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { applicationQuery } from '../../api/case';
import { Loading } from '../../ui/loading';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { ClosedForm } from './closed-form';
import { writtenParts } from './form-content';
import { OpenForm } from './open-form';

/** The student writes: a draft, or the parts that were returned (pages.md 7.2). */
export function ApplicationFormPage() {
  const { t } = useTranslation('application-form');
  const { id } = useParams({ from: '/applications/$id/edit' });
  const application = useQuery(applicationQuery(id));
  if (
    application.data !== undefined &&
    application.data.completeness !== null &&
    writtenParts(application.data).length > 0
  ) {
    return <OpenForm key={id} application={application.data} />;
  }
  return (
    <Page title={t('title')}>
      <ProblemPanel error={application.error} retry={() => void application.refetch()} />
      {application.isPending ? <Loading /> : null}
      {application.isSuccess ? <ClosedForm application={application.data} /> : null}
    </Page>
  );
}
