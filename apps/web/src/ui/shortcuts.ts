import { useEffect, useRef, useSyncExternalStore } from 'react';

/** A command of one key, or of two in a row (`g w`); `Ctrl+Enter` also from within a field. */
export interface Shortcut {
  readonly keys: string;
  /** What it does, for the list of shortcuts. */
  readonly text: string;
  /** One key of a dialog: those of the page lie under it. */
  readonly inDialog?: boolean;
  readonly run: () => void;
}

/** As it was last here: until the person's own choice is known. */
const OFF_SWITCH = 'hyvaksiluku.shortcuts.off';
const SECOND_KEY_MS = 1_500;

const registered = new Set<readonly Shortcut[]>();
const listeners = new Set<() => void>();
let first: { readonly key: string; readonly at: number } | undefined;
let shown: readonly Shortcut[] = [];

/** The shortcuts of a page while it is shown. One-key commands can be switched off (WCAG 2.1.4). */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  const names = shortcuts.map(({ keys, text }) => `${keys} ${text}`).join('\n');
  useEffect(() => {
    const entry = latest.current.map(({ keys, text, inDialog = false }) => ({
      ...{ keys, text, inDialog },
      run: () => latest.current.find((one) => one.keys === keys)?.run(),
    }));
    registered.add(entry);
    changed();
    return () => {
      registered.delete(entry);
      changed();
    };
  }, [names]);
}

/** Those of the page that is shown, for the dialog that lists them. */
export function useRegisteredShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(subscribe, () => shown);
}

export function useShortcutsAreOn(): boolean {
  return useSyncExternalStore(subscribe, shortcutsAreOn);
}

function shortcutsAreOn(): boolean {
  return localStorage.getItem(OFF_SWITCH) === null;
}

/** For this browser; what holds on every machine is the person's own choice. */
export function setShortcuts(on: boolean): void {
  if (on) localStorage.removeItem(OFF_SWITCH);
  else localStorage.setItem(OFF_SWITCH, 'off');
  changed();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function changed(): void {
  shown = [...registered].flat();
  for (const listener of listeners) listener();
}

/** Whether the person is writing: then a letter is a letter. */
function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const types = ['checkbox', 'radio', 'button', 'submit'];
  const isField = target instanceof HTMLInputElement && !types.includes(target.type);
  return isField || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** The name of what is pressed, as shortcuts are written: `a`, `?`, `Ctrl+Enter`, `Ctrl+Shift+Enter`, `Shift+j`. */
function nameOf(event: KeyboardEvent): string {
  const ctrl = event.ctrlKey || event.metaKey ? 'Ctrl+' : '';
  const isLetter = /^\p{L}$/u.test(event.key);
  const shift = event.shiftKey && (isLetter || event.key.length > 1) ? 'Shift+' : '';
  return ctrl + shift + (isLetter ? event.key.toLowerCase() : event.key);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.isComposing || event.repeat) return;
  const name = nameOf(event);
  const withControl = name.startsWith('Ctrl+');
  if (!withControl && (!shortcutsAreOn() || isWriting(event.target))) return;
  const hasDialog = document.querySelector('[role=dialog], [role=presentation] [role=dialog]') !== null;
  const usable = hasDialog && !withControl ? shown.filter(({ inDialog }) => inDialog) : shown;
  const sequence = first && event.timeStamp - first.at < SECOND_KEY_MS ? `${first.key} ${name}` : undefined;
  const found = usable.findLast(({ keys }) => keys === sequence) ?? usable.findLast(({ keys }) => keys === name);
  first = usable.some(({ keys }) => keys.startsWith(`${name} `)) ? { key: name, at: event.timeStamp } : undefined;
  if (!found) return;
  event.preventDefault();
  found.run();
}

document.addEventListener('keydown', onKey);
