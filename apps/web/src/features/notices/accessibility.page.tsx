import { getRouteApi } from '@tanstack/react-router';
import { FeedbackForm } from './feedback-form';
import { NoticePage } from './notice-page';

const route = getRouteApi('/accessibility');

/** The accessibility statement (act 306/2019), and the way to say what does not work. */
export function AccessibilityPage() {
  const { institution } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <NoticePage
      kind="accessibility"
      institution={institution}
      onInstitution={(oid) => void navigate({ search: { institution: oid }, replace: true })}
    >
      {({ accessibilityContact }) => <FeedbackForm address={accessibilityContact} />}
    </NoticePage>
  );
}
