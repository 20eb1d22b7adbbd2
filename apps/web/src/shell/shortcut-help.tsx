import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { CheckboxChoice } from '../ui/choice';
import { Dialog } from '../ui/dialog';
import { Facts } from '../ui/layout';
import { useRegisteredShortcuts, useShortcuts, useShortcutsAreOn } from '../ui/shortcuts';
import { usePlaces } from './places';

/** `?` lists the shortcuts of the page, `g` and a letter goes to another one (pages.md 5.8). */
export function ShortcutHelp() {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const shortcuts = useRegisteredShortcuts();
  const [on, setOn] = useShortcutsAreOn();
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
        <Facts facts={shortcuts.map(({ keys, text }) => [keys, text] as const)} />
        <CheckboxChoice label={t('shortcuts.on')} checked={on} onChange={setOn} />
      </Dialog>
    </>
  );
}
