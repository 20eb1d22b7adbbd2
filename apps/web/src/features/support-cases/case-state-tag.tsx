import { useTranslation } from 'react-i18next';
import type { CaseLine } from '../../api/support-cases';
import { Tag, type TagKind } from '../../ui/tag';

const KINDS: Readonly<Record<CaseLine['state'], TagKind>> = {
  OPEN: 'blue',
  PROPOSED: 'blue-outline',
  COMPLETED: 'green',
  REJECTED: 'red',
  WITHDRAWN: 'struck',
};

export function CaseStateTag({ state }: Pick<CaseLine, 'state'>) {
  const { t } = useTranslation('support-cases');
  return <Tag kind={KINDS[state]}>{t(`state.${state}`)}</Tag>;
}
