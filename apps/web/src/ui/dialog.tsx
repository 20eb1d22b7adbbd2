import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button';
import type { DialogProps } from './dialog-frame';
import { whenIdle } from './when-idle';

const loadFrame = () => import('./dialog-frame');
const DialogFrame = lazy(loadFrame);
// No page opens with a dialog: it comes after the first paint, and is there when the network is not.
whenIdle(() => void loadFrame().catch(() => undefined));

export function Dialog(props: DialogProps) {
  const [wasOpen, setWasOpen] = useState(props.open);
  if (props.open && !wasOpen) setWasOpen(true);
  if (!wasOpen) return null;
  return (
    <Suspense fallback={null}>
      <DialogFrame {...props} />
    </Suspense>
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
