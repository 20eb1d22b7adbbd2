import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { studyRights } from '../../api/client';
import { hasCode } from '../../api/problem';
import { hoksQuery, type HoksOfStudyRight } from '../../api/hoks';
import type { operations } from '../../api/generated/study-rights';
import { bodyOf, broughtTogether, changedBetween, type FormField, type Written, writtenOf } from './written';

type BodyOf<Name extends 'createHoks' | 'replaceHoksReplace' | 'patchHoks'> =
  operations[Name]['requestBody']['content']['application/json'];

/** What the service keeps itself, and nobody sends. */
const KEPT_BY_SERVICE = ['id', 'eid', 'manuaalisyotto', 'poistettu', 'kyna', 'palaute'];

/** Two have written different things in one field. */
export interface Conflict {
  readonly current: HoksOfStudyRight;
  readonly names: readonly string[];
  readonly mine: Written;
  readonly theirs: Written;
}

interface SaveOptions {
  /** Between what was typed before a reload and what has been saved since. */
  readonly earlier: Conflict | null;
  readonly onSaved: () => Promise<void>;
  /** @param mine what is written, with what others have saved in fields that I have left alone */
  readonly onConflict: (mine: Written) => void;
}

/** Saves what is written on top of what was read; what others have saved meanwhile is never overwritten unseen (pages.md 5.6). */
export function useSaveHoks(
  found: HoksOfStudyRight,
  fields: readonly FormField[],
  { earlier, onSaved, onConflict }: SaveOptions,
) {
  const client = useQueryClient();
  const [conflict, setConflict] = useState(earlier);
  const save = useMutation({
    mutationFn: async ({ base, written }: { base: HoksOfStudyRight; written: Written }): Promise<Conflict | null> => {
      try {
        await store(base, written, fields);
        return null;
      } catch (error) {
        const isStale = hasCode(error, 'platform/stale-version') || hasCode(error, 'hoks/exists');
        if (!isStale) throw error;
        const current = await client.fetchQuery({ ...hoksQuery(base.studyRightOid), staleTime: 0 });
        const theirs = writtenOf(current.hoks, fields);
        const together = broughtTogether(writtenOf(base.hoks, fields), written, theirs);
        if (together.conflicts.length > 0) {
          return { current, names: together.conflicts, mine: together.written, theirs };
        }
        // Once only: who keeps losing the race hears of it by the service's refusal.
        await store(current, together.written, fields);
        return null;
      }
    },
    onSuccess: async (found) => {
      setConflict(found);
      if (found === null) await onSaved();
      else onConflict(found.mine);
    },
  });
  return {
    conflict,
    error: save.error,
    isSaving: save.isPending,
    save: (written: Written) => save.mutate({ base: conflict?.current ?? found, written }),
  };
}

async function store(base: HoksOfStudyRight, written: Written, fields: readonly FormField[]): Promise<void> {
  const body = bodyOf(written, fields);
  const { hoks, version, studyRightOid, learnerOid } = base;
  if (hoks === null || version === null) {
    const created = { ...body, 'opiskeluoikeus-oid': studyRightOid, 'oppija-oid': learnerOid };
    await studyRights.POST('/api/study-rights/v1/hoks', { body: created as BodyOf<'createHoks'> });
    return;
  }
  const changed = changedBetween(writtenOf(hoks, fields), written);
  if (changed.length === 0) return;
  const params = { path: { id: String(hoks.id) }, header: { 'If-Match': `"${version}"` } };
  const lists = fields.filter(({ kind }) => kind === 'LIST').map(({ name }) => name);
  const isWhole = changed.some((name) => body[name] === undefined || lists.includes(name));
  if (isWhole) {
    // Only a replacement takes a field away or changes parts; it carries everything else as it stands.
    const kept = Object.entries(hoks).filter(
      ([name]) => !KEPT_BY_SERVICE.includes(name) && !fields.some((field) => field.name === name),
    );
    const whole = { ...Object.fromEntries(kept), ...body };
    await studyRights.PUT('/api/study-rights/v1/hoks/{id}', { params, body: whole as BodyOf<'replaceHoksReplace'> });
    return;
  }
  const fieldsChanged = Object.fromEntries(Object.entries(body).filter(([name]) => changed.includes(name)));
  await studyRights.PATCH('/api/study-rights/v1/hoks/{id}', { params, body: fieldsChanged as BodyOf<'patchHoks'> });
}
