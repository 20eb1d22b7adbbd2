import { useTranslation } from 'react-i18next';
import type { ListedApplication } from '../../api/handling-list';
import type { ListSearch, ListView } from '../../api/list-search';
import type { Move } from '../../handover/use-handover';
import { useSession } from '../../session/session-store';
import { Button } from '../../ui/button';
import { Row } from '../../ui/layout';
import { LinkButton } from '../../ui/link';
import { linkTo } from './link-to';

interface RowActionsProps {
  readonly view: ListView;
  readonly row: ListedApplication;
  /** It is not in the list any more. */
  readonly left: boolean;
  readonly search: ListSearch;
  readonly onMove: (move: Move, row: ListedApplication) => void;
}

/** Opening the application, and giving it away; what others have can only be taken over, and is read from then on. */
export function RowActions({ view, row, left, search, onMove }: RowActionsProps) {
  const { t } = useTranslation('work-list');
  const { person } = useSession();
  const name = row.studentName ?? t('nameless');
  if (view === 'others') {
    if (left) return null;
    return (
      <Button onClick={() => onMove('take-over', row)} label={t('open.othersOf', { name })}>
        {t('open.others')}
      </Button>
    );
  }
  return (
    <Row>
      <LinkButton
        {...linkTo(view, row, person.id, search)}
        variant="outlined"
        aria-label={t(`open.${view}Of`, { name })}
      >
        {t(`open.${view}`)}
      </LinkButton>
      {view === 'handling' && !left && row.allowedActions.includes('transfer') ? (
        <Button kind="plain" onClick={() => onMove('transfer', row)} label={t('transferOf', { name })}>
          {t('transfer')}
        </Button>
      ) : null}
    </Row>
  );
}
