import { hasCode } from '../../api/problem';
import { ProblemPanel } from '../../ui/problem-panel';

/** Why a setting was not saved; when another administrator has saved meanwhile, a way to go on from what stands now. */
export function Refusal({ error, goOn }: { readonly error: unknown; readonly goOn: () => Promise<void> }) {
  const isConflict = hasCode(error, 'platform/stale-version');
  return <ProblemPanel error={error} {...(isConflict && { retry: () => void goOn() })} />;
}
