import { getRouteApi } from '@tanstack/react-router';
import { ListOfApplications } from './list-of-applications';

const route = getRouteApi('/work/others');

/** What colleagues of the person's degree programmes have to handle, to be taken over (R10). */
export function OthersPage() {
  const navigate = route.useNavigate();
  return (
    <ListOfApplications
      view="others"
      search={route.useSearch()}
      onSearch={(search) => void navigate({ search, replace: true })}
    />
  );
}
