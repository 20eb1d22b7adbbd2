import type { ToOptions } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { announce } from './announcer';

/** Where a message leads: a page of ours, and what the link says. */
export type MessageLink = Pick<ToOptions, 'to' | 'params' | 'search'> & { readonly text: string };

export interface ShortMessage {
  readonly id: number;
  readonly text: string;
  readonly link: MessageLink | undefined;
}

/** More of them at once nobody reads: the oldest goes. */
const AT_MOST = 5;
/** One without a link leaves by itself; one with a link has something to do, and stays until it is closed or followed. */
const LEAVES_AFTER_MS = 10_000;

let shown: readonly ShortMessage[] = [];
let last = 0;
const listeners = new Set<() => void>();

/**
 * A short message over whatever page is shown, also read out: what came of something after its page was left, and undo.
 * Said again, it is shown once.
 * @param text whole sentence, in the language of the page
 * @returns takes it away
 */
export function showMessage(text: string, link?: MessageLink): () => void {
  const message = { id: (last += 1), text, link };
  become([...shown.filter((one) => one.text !== text), message].slice(-AT_MOST));
  announce(text, link ? 'assertive' : 'polite');
  const close = () => closeMessage(message.id);
  if (link === undefined) setTimeout(close, LEAVES_AFTER_MS);
  return close;
}

export function closeMessage(id: number): void {
  become(shown.filter((one) => one.id !== id));
}

/** Those that are shown now, for the shell. */
export function useShortMessages(): readonly ShortMessage[] {
  return useSyncExternalStore(subscribe, () => shown);
}

function become(messages: readonly ShortMessage[]): void {
  shown = messages;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
