import { useTranslation } from 'react-i18next';
import { CheckboxChoice } from '../ui/checkbox-choice';
import { Facts } from '../ui/layout';
import { useRegisteredShortcuts, useShortcutsAreOn } from '../ui/shortcuts';

/** The shortcuts of the page that is shown, and the switch that turns them off. */
export default function ShortcutList() {
  const { t } = useTranslation('shell');
  const shortcuts = useRegisteredShortcuts();
  const [on, setOn] = useShortcutsAreOn();
  return (
    <>
      <Facts facts={shortcuts.map(({ keys, text }) => [keys, text] as const)} />
      <CheckboxChoice label={t('shortcuts.on')} checked={on} onChange={setOn} />
    </>
  );
}
