import { getRouteApi } from '@tanstack/react-router';
import { NoticePage } from './notice-page';

const route = getRouteApi('/privacy');

export function PrivacyPage() {
  const { institution } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <NoticePage
      kind="privacy"
      institution={institution}
      onInstitution={(oid) => void navigate({ search: { institution: oid }, replace: true })}
    />
  );
}
