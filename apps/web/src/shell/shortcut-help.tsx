import { useNavigate } from '@tanstack/react-router';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { useShortcuts } from '../ui/shortcuts';
import { usePlaces } from './places';

const ShortcutList = lazy(() => import('./shortcut-list'));

/** `?` lists the shortcuts of the page, `g` and a letter goes to another one (pages.md 5.8). */
export function ShortcutHelp() {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const places = usePlaces();
  useShortcuts([
    { keys: '?', text: t('shortcuts.title'), run: () => setOpen(true) },
    ...places.flatMap(({ path, nav, key }) =>
      key === undefined ? [] : [{ keys: `g ${key}`, text: t(nav), run: () => void navigate({ to: path }) }],
    ),
  ]);
  return (
    <>
      <Button kind="plain" onClick={() => setOpen(true)}>
        {t('shortcuts.title')}
      </Button>
      <Dialog
        open={open}
        title={t('shortcuts.title')}
        onClose={() => setOpen(false)}
        actions={<Button onClick={() => setOpen(false)}>{t('close')}</Button>}
      >
        <ShortcutList />
      </Dialog>
    </>
  );
}
