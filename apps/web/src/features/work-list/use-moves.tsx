import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedApplication } from '../../api/handling-list';
import { HandoverDialog } from '../../handover/handover-dialog';
import type { Move } from '../../handover/use-handover';
import { useShortcuts } from '../../ui/shortcuts';
import type { SteadyRow } from './steady-rows';

/**
 * Taking over and transferring from a list: by `t` and `s` on the chosen row, on the first one while none is chosen.
 * @returns what a button of a row does, and the dialog
 */
export function useMoves(rows: readonly SteadyRow<ListedApplication>[], chosen: string | undefined) {
  const { t } = useTranslation('work-list');
  const [asked, setAsked] = useState<{ readonly move: Move; readonly id: string } | null>(null);
  const start = useCallback((move: Move, { id }: ListedApplication) => setAsked({ move, id }), []);
  const current = rows.find(({ row }) => row.id === chosen) ?? rows[0];
  const byKey = (move: Move) => {
    if (current && !current.left && current.row.allowedActions.includes(move)) start(move, current.row);
  };
  useShortcuts([
    { keys: 't', text: t('takeOverRow'), run: () => byKey('take-over') },
    { keys: 's', text: t('transferRow'), run: () => byKey('transfer') },
  ]);
  const subject = rows.find(({ row }) => row.id === asked?.id)?.row;
  const dialog =
    asked && subject ? <HandoverDialog move={asked.move} application={subject} onClose={() => setAsked(null)} /> : null;
  return { start, dialog };
}
