import { ShortcutSwitch } from '../session/shortcut-switch';
import { Facts } from '../ui/layout';
import { useRegisteredShortcuts } from '../ui/shortcuts';

/** The shortcuts of the page that is shown, and the switch that turns them off. */
export default function ShortcutList() {
  const shortcuts = useRegisteredShortcuts();
  return (
    <>
      <Facts facts={shortcuts.map(({ keys, text }) => [keys, text] as const)} />
      <ShortcutSwitch />
    </>
  );
}
