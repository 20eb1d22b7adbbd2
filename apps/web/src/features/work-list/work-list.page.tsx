import { getRouteApi } from '@tanstack/react-router';
import { ListOfApplications } from './list-of-applications';

const route = getRouteApi('/work');

/** The applications of which the person has a part to handle (R7). */
export function WorkListPage() {
  const navigate = route.useNavigate();
  return (
    <ListOfApplications
      view="handling"
      search={route.useSearch()}
      onSearch={(search) => void navigate({ search, replace: true })}
    />
  );
}
