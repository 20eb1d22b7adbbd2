import { getRouteApi } from '@tanstack/react-router';
import { ListOfApplications } from './list-of-applications';

const route = getRouteApi('/work/all');

/** Every application that the person sees (R25, R152). */
export function AllApplicationsPage() {
  const navigate = route.useNavigate();
  return (
    <ListOfApplications
      view="all"
      search={route.useSearch()}
      onSearch={(search) => void navigate({ search, replace: true })}
    />
  );
}
