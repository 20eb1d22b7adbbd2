import type { components } from '../api/generated/study-rights';
import { useCodes } from '../texts/codes';
import { Tag, type TagKind } from './tag';

type State = components['schemas']['SupportCase']['state'];

const KINDS: Readonly<Record<State, TagKind>> = {
  OPEN: 'blue',
  PROPOSED: 'blue-outline',
  COMPLETED: 'green',
  REJECTED: 'red',
  WITHDRAWN: 'struck',
};

/** How a case of the support desk stands, alike for the desk and the provider. */
export function CaseStateTag({ state }: { readonly state: State }) {
  const { textOf } = useCodes('support-case-state');
  return <Tag kind={KINDS[state]}>{textOf(state)}</Tag>;
}
