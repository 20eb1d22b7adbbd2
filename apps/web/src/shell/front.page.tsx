import { Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession, type Role } from '../session/session-store';
import { Link } from '../ui/link';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';

const START = [
  ['STUDENT', '/my/applications'],
  ['HANDLER', '/work'],
  ['DECISION_MAKER', '/work'],
  ['RECORDER', '/work/recording'],
  ['ADMIN', '/work/recording'],
  ['SUPPORT', '/support/cases'],
  ['PROVIDER', '/study-rights'],
  ['PROVIDER_INVALIDATOR', '/study-rights'],
  ['PROVIDER_VIEWER', '/study-rights'],
  ['PROVIDER_MANUAL_RECORDER', '/study-rights'],
  ['LEARNER', '/my/hoks'],
  ['OPERATOR', '/operations/dead-letters'],
] as const satisfies readonly (readonly [role: Role, page: string])[];

/** The start of the role (R71). */
export function FrontPage() {
  const { t } = useTranslation('shell');
  const { roles } = useSession();
  const start = START.find(([role]) => roles.includes(role))?.[1];
  const changed = location.search.includes('changed=person');
  if (start !== undefined && !changed) return <Navigate to={start} replace />;
  return (
    <Page title={t('welcome.title')}>
      {changed ? <Notice kind="warning">{t('changedPerson')}</Notice> : null}
      {start === undefined ? (
        <p>{t('front.nothingYet')}</p>
      ) : (
        <Link to={start} replace>
          {t('front.goOn')}
        </Link>
      )}
    </Page>
  );
}
