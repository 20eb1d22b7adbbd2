import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keepView, preferencesQuery, type SavedView } from '../../api/preferences';
import { hasCode, isProblem } from '../../api/problem';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { ProblemPanel } from '../../ui/problem-panel';

const FIELD = 'view-name';
const LONGEST = 60;

interface ViewNameDialogProps {
  readonly view: SavedView;
  /** It has not been kept yet. */
  readonly isNew: boolean;
  readonly onClose: () => void;
  readonly onKept: (name: string) => void;
}

/** Asks by which name a view of the list is kept. */
export function ViewNameDialog({ view, isNew, onClose, onKept }: ViewNameDialogProps) {
  const { t } = useTranslation('work-list');
  const queries = useQueryClient();
  const [name, setName] = useState(view.name);
  const [missing, setMissing] = useState(false);
  const keep = useMutation({
    mutationFn: () => keepView({ ...view, name: name.trim() }),
    onSuccess: (preferences) => {
      queries.setQueryData(preferencesQuery.queryKey, preferences);
      onKept(name.trim());
    },
    onError: () => document.getElementById(FIELD)?.focus(),
  });
  const send = () => {
    setMissing(name.trim() === '');
    if (name.trim() === '') document.getElementById(FIELD)?.focus();
    else if (!keep.isPending) keep.mutate();
  };
  const isTaken = hasCode(keep.error, 'preferences/view-name-taken');
  const taken = isTaken && isProblem(keep.error) ? keep.error.document.title : null;
  const title = isNew ? t('views.keep') : t('views.rename');
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('views.goBack')}</Button>
          <Button kind="main" busy={keep.isPending} onClick={send}>
            {title}
          </Button>
        </>
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <ProblemPanel error={isTaken ? null : keep.error} />
        <NameField
          name={name}
          error={missing ? t('views.nameMissing') : taken}
          onName={(next) => {
            setName(next);
            setMissing(false);
            keep.reset();
          }}
        />
      </form>
    </Dialog>
  );
}

interface NameFieldProps {
  readonly name: string;
  readonly error: string | null | undefined;
  readonly onName: (name: string) => void;
}

/** Has the focus when the dialog has come: there is nothing else to fill in. */
function NameField({ name, error, onName }: NameFieldProps) {
  const { t } = useTranslation('work-list');
  useEffect(() => document.getElementById(FIELD)?.focus(), []);
  return (
    <TextField
      id={FIELD}
      label={t('views.name')}
      hint={t('views.nameHint')}
      value={name}
      longest={LONGEST}
      error={error ?? null}
      onChange={onName}
    />
  );
}
