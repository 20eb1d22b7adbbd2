import MuiDialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button';

export interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  /** Left out: the dialog stays until one of its buttons ends it. */
  readonly onClose?: () => void;
  readonly actions: ReactNode;
  readonly children: ReactNode;
}

export function Dialog({ title, open, onClose, actions, children }: DialogProps) {
  const id = useId();
  return (
    <MuiDialog open={open} onClose={onClose} aria-labelledby={id} fullWidth maxWidth="sm">
      <DialogTitle id={id} component="h2">
        {title}
      </DialogTitle>
      <DialogContent>{children}</DialogContent>
      <DialogActions sx={{ flexWrap: 'wrap', gap: 1, p: 2 }}>{actions}</DialogActions>
    </MuiDialog>
  );
}

export interface QuestionProps extends Omit<DialogProps, 'actions'> {
  /** Verb and object: "Peruuta hakemus". */
  readonly confirm: string;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks once before something final, and says what it does (pages.md 5.3). */
export function Question({ confirm, busy, onConfirm, onClose, ...dialog }: QuestionProps) {
  const { t } = useTranslation('shell');
  return (
    <Dialog
      {...dialog}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('goBack')}</Button>
          <Button kind="main" busy={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    />
  );
}
