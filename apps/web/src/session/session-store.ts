import { useSyncExternalStore } from 'react';
import { dataOf, gateway, requestsUse } from '../api/client';
import type { components } from '../api/generated/gateway';
import { hasCode, isProblem } from '../api/problem';
import { queryClient } from '../api/query-client';
import { changeLanguage, languageIsChosen } from '../texts/texts';
import { forgetHeadings } from '../ui/first-heading';
import { setShortcuts } from '../ui/shortcuts';
import { forgetTypedTexts } from './typed-texts';

export type Session = components['schemas']['Session'];
export type Role = Session['roles'][number];

export type SessionState =
  | { readonly status: 'loading' | 'none' }
  /** `ended`: the page stays as it is, and the person signs in over it (pages.md 3.1). */
  | { readonly status: 'active' | 'ended'; readonly session: Session }
  | { readonly status: 'failed'; readonly error: unknown };

let state: SessionState = { status: 'loading' };
const listeners = new Set<() => void>();
const channel = new BroadcastChannel('hyvaksiluku.session');
channel.addEventListener('message', ({ data }) => void (data === 'signed-out' ? leave('/') : loadSession()));

function become(next: SessionState): void {
  state = next;
  requestsUse('session' in next ? next.session.csrfToken : undefined, sessionEnded);
  for (const listener of listeners) listener();
}

function sessionEnded(): void {
  if (state.status === 'active') become({ status: 'ended', session: state.session });
}

export function useSessionState(): SessionState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}

/** The session of a page that only somebody signed in sees. */
export function useSession(): Session {
  const current = useSessionState();
  if (!('session' in current)) throw new Error('This page is for people who are signed in.');
  return current.session;
}

/** Asks the gateway who is signed in; after a sign-in over the page the same person goes on, another one begins anew. */
export async function loadSession(): Promise<void> {
  try {
    const session = await dataOf(gateway.GET('/session', { headers: { 'x-background': '1' } }));
    if ('session' in state && state.session.person.id !== session.person.id) return leave('/?changed=person');
    if (state.status === 'loading' && !languageIsChosen()) await changeLanguage(session.person.language);
    const wasEnded = state.status === 'ended';
    become({ status: 'active', session });
    if (wasEnded) await queryClient.invalidateQueries();
  } catch (error) {
    if (hasCode(error, 'session/none') || hasCode(error, 'session/ended')) {
      return 'session' in state ? sessionEnded() : become({ status: 'none' });
    }
    if (state.status === 'loading' || !isProblem(error)) become({ status: 'failed', error });
  }
}

export async function staySignedIn(): Promise<void> {
  const session = await dataOf(gateway.POST('/session/stay'));
  become({ status: 'active', session });
}

/** Ends the session here, at the issuer, and in the other tabs. */
export async function signOut(): Promise<void> {
  const { signOutAt } = await dataOf(gateway.POST('/session/logout'));
  channel.postMessage('signed-out');
  leave(signOutAt ?? '/');
}

/** Nothing of the person stays behind in the browser. */
function leave(to: string): void {
  forgetTypedTexts();
  forgetHeadings();
  setShortcuts(true);
  queryClient.clear();
  location.assign(to);
}

/** The window in which a person has signed in over the page says so to the page. */
export function sayThatSignedIn(): void {
  channel.postMessage('signed-in');
}

export function signInAddress(to: string, language: string): string {
  return `/session/login?${new URLSearchParams({ to, lang: language })}`;
}
