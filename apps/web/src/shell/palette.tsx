import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { useShortcuts } from '../ui/shortcuts';

const PaletteCommands = lazy(() => import('./palette-commands'));

/** `Ctrl+K`: go to a page, do what this page can, find an application (pages.md 5.8). */
export function Palette() {
  const { t } = useTranslation('shell');
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  useShortcuts([
    {
      keys: 'Ctrl+k',
      text: t('palette.title'),
      // A dialog has only its own commands.
      run: () => document.querySelector('[role=dialog]') ?? setOpen(true),
    },
  ]);
  return (
    <Dialog
      open={open}
      title={t('palette.title')}
      onClose={close}
      actions={<Button onClick={close}>{t('close')}</Button>}
    >
      {open ? <PaletteCommands close={close} /> : null}
    </Dialog>
  );
}
