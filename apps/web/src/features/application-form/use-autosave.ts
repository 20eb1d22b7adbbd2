import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { readApplication } from '../../api/case';
import { isProblem, type Problem } from '../../api/problem';
import { useSession, useSessionState } from '../../session/session-store';
import { forgetTyped, keepTyped, typedBefore } from '../../session/typed-texts';
import type { Saving } from '../../ui/save-status';
import { broughtTogether, changedBy, type Conflict, isNoConflict, type Typed, typedTarget } from './brought-together';
import { contentOf, hasUnreadable, type Application, type FormContent } from './form-content';
import { save } from './saving';

const AFTER_MS = 1_500;
const AGAIN_MS = 5_000;
/** Somebody else's change is merged so many times in a row; then the person is asked to look. */
const MERGES = 3;

export interface Autosave {
  readonly content: FormContent;
  readonly edit: (change: (content: FormContent) => FormContent) => void;
  readonly saving: Saving;
  readonly completeness: NonNullable<Application['completeness']>;
  /** Why what is written was not taken; its fields are in it. */
  readonly refused: Problem | null;
  readonly conflict: Conflict | null;
  readonly resolve: (content: FormContent) => void;
  /** True once somebody else's change was brought together with one's own. */
  readonly wasMerged: boolean;
  /** The application as it is now, when nothing more can be written in it. */
  readonly closed: Application | null;
  /** @returns whether everything is with the service */
  readonly flush: () => Promise<boolean>;
}

type State = Omit<Autosave, 'edit' | 'resolve' | 'flush'>;

/** Whether the service refuses what is written; the end of a session, or a service that is away, says nothing of it. */
function isRefusalOf({ status }: Problem): boolean {
  return status >= 400 && status < 500 && status !== 401;
}

/** Keeps what is written with the service, without being asked, and never over what somebody else has written (pages.md 5.5, 5.6). */
export function useAutosave(application: Application): Autosave {
  const personId = useSession().person.id;
  const isSignedIn = useSessionState().status === 'active';
  const client = useQueryClient();
  const target = typedTarget(application.id);
  const [typed] = useState(() => typedBefore<Typed>(personId, target));
  const stored = useRef<Typed>(
    typed ?? { version: application.version, stored: contentOf(application), content: contentOf(application) },
  );
  const [state, setState] = useState<State>({
    content: typed?.content ?? contentOf(application),
    saving: typed ? { state: 'unsaved' } : { state: 'saved', at: application.changedAt },
    ...{ completeness: application.completeness ?? [], refused: null, conflict: null, wasMerged: false, closed: null },
  });
  const savedAt = useRef(application.changedAt);
  const now = useRef(state);
  const running = useRef<Promise<boolean> | null>(null);
  const change = useCallback((changes: Partial<State>) => {
    now.current = { ...now.current, ...changes };
    setState(now.current);
  }, []);

  const acknowledge = useCallback(
    (version: number, content: FormContent) => {
      stored.current = { version, stored: content, content };
      if (now.current.content === content && !hasUnreadable(content)) forgetTyped(personId, target);
      else keepTyped(personId, target, { ...stored.current, content: now.current.content });
    },
    [personId, target],
  );

  const saveOnce = useCallback(async (): Promise<'saved' | 'not saved' | 'merged'> => {
    const { content } = now.current;
    change({ saving: { state: 'saving' } });
    try {
      const answer = await save(application, content, stored.current.stored, stored.current.version);
      acknowledge(answer.version, content);
      savedAt.current = answer.changedAt;
      const isAll = now.current.content === content;
      change({
        saving: isAll ? { state: 'saved', at: answer.changedAt } : { state: 'unsaved' },
        completeness: answer.completeness ?? [],
        refused: null,
      });
      void client.invalidateQueries({ queryKey: ['application', 'list'] });
      return isAll ? 'saved' : 'not saved';
    } catch (error) {
      if (!isProblem(error)) throw error;
      const current = error.status === 409 ? await readApplication(application.id).catch(() => undefined) : undefined;
      if (current === undefined || isNoConflict(error, current, stored.current.version)) {
        change({ saving: { state: 'failed' }, refused: isRefusalOf(error) ? error : null });
        return 'not saved';
      }
      const met = broughtTogether({ ...stored.current, content: now.current.content }, application, current);
      if (met === 'closed') {
        change({ closed: current, saving: { state: 'unsaved' } });
        return 'not saved';
      }
      stored.current = met.typed;
      keepTyped(personId, target, met.typed);
      change({ content: met.typed.content });
      if (met.conflicts.length > 0) {
        const conflict = { paths: met.conflicts, mine: met.typed.content, current, changedBy: changedBy(error) };
        change({ conflict, saving: { state: 'unsaved' } });
        return 'not saved';
      }
      change({ wasMerged: true, saving: { state: 'unsaved' } });
      return 'merged';
    }
  }, [acknowledge, application, change, client, personId, target]);

  const flush = useCallback(async (): Promise<boolean> => {
    while (running.current) await running.current;
    const { content, conflict, closed } = now.current;
    if (conflict !== null || closed !== null) return false;
    if (JSON.stringify(content) === JSON.stringify(stored.current.stored)) {
      // Written and taken back, or written once more the same: the service has it.
      if (!hasUnreadable(content)) forgetTyped(personId, target);
      if (now.current.saving.state !== 'saved') change({ saving: { state: 'saved', at: savedAt.current } });
      return true;
    }
    const saveMerged = async () => {
      let result = await saveOnce();
      for (let merges = 0; result === 'merged' && merges < MERGES; merges += 1) result = await saveOnce();
      return result === 'saved';
    };
    running.current = saveMerged().finally(() => (running.current = null));
    return running.current;
  }, [change, personId, saveOnce, target]);

  const edit = useCallback(
    (make: (content: FormContent) => FormContent) => {
      const content = make(now.current.content);
      keepTyped(personId, target, { ...stored.current, content });
      change({ content, saving: { state: 'unsaved' } });
    },
    [change, personId, target],
  );

  const resolve = useCallback(
    (content: FormContent) => {
      change({ content, conflict: null, saving: { state: 'unsaved' } });
      void flush();
    },
    [change, flush],
  );

  const waiting = state.saving.state;
  useEffect(() => {
    // Without a session it waits for the sign-in over the page.
    if (state.conflict !== null || state.closed !== null || !isSignedIn) return undefined;
    // What the service has refused it is not asked again before something is changed.
    if (waiting !== 'unsaved' && (waiting !== 'failed' || state.refused !== null)) return undefined;
    const timer = setTimeout(() => void flush(), waiting === 'failed' ? AGAIN_MS : AFTER_MS);
    return () => clearTimeout(timer);
  }, [waiting, state.content, state.conflict, state.closed, state.refused, isSignedIn, flush]);

  useEffect(() => {
    const whenHidden = () => void (document.visibilityState === 'hidden' && flush());
    document.addEventListener('visibilitychange', whenHidden);
    return () => document.removeEventListener('visibilitychange', whenHidden);
  }, [flush]);

  useEffect(() => {
    // Read again by a hint or a return to the window: what is stored elsewhere shows, as long as nothing is being written here.
    if (application.version <= stored.current.version || now.current.saving.state !== 'saved') return;
    const content = contentOf(application);
    stored.current = { version: application.version, stored: content, content };
    savedAt.current = application.changedAt;
    const saving = { state: 'saved', at: application.changedAt } as const;
    change({ content, completeness: application.completeness ?? [], saving });
  }, [application, change]);

  return { ...state, edit, resolve, flush };
}
