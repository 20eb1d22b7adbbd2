import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HoksOfStudyRight, HoksSection } from '../../api/hoks';
import { isProblem } from '../../api/problem';
import { useSession } from '../../session/session-store';
import { forgetTyped, keepTyped, typedBefore } from '../../session/typed-texts';
import { Button } from '../../ui/button';
import { Question } from '../../ui/dialog';
import { ErrorSummary, type FieldMistake } from '../../ui/error-summary';
import { useFieldText } from '../../ui/hoks-field-text';
import { Row, Section } from '../../ui/layout';
import { ProblemPanel } from '../../ui/problem-panel';
import { ConflictPanel } from './conflict-panel';
import { EditedField } from './edited-field';
import { type Errors, partsIn, textOfParts } from './parts';
import { Things } from './things';
import { useSaveHoks } from './use-save-hoks';
import {
  type BroughtTogether,
  broughtTogether,
  changedBetween,
  editableOf,
  missingIn,
  type Written,
  writtenOf,
} from './written';

interface EditorProps {
  readonly found: HoksOfStudyRight;
  readonly sections: readonly HoksSection[];
  readonly onSaved: () => Promise<void>;
  readonly onLeave: () => void;
}

/** The pen: the main fields and the parts by hand (R158–R159), the need to acquire competence always among them (R171). */
export function Editor({ found, sections, onSaved, onLeave }: EditorProps) {
  const { t } = useTranslation('hoks-editor');
  const inWords = useFieldText();
  const { person } = useSession();
  // As it was when the pen was taken: what others save meanwhile is brought together on saving.
  const [base] = useState(found);
  const fields = editableOf(sections, base.studyRightType);
  const kept = `hoks.${base.studyRightOid}`;
  const stored = writtenOf(base.hoks, fields);
  const [before] = useState(() => typedSince(typedBefore<Typed>(person.id, kept), stored));
  const [written, setWritten] = useState<Written>(before.written);
  const [isTried, setTried] = useState(false);
  const saving = useSaveHoks(base, fields, {
    earlier:
      before.conflicts.length === 0
        ? null
        : { current: base, names: before.conflicts, mine: before.written, theirs: stored },
    onSaved: async () => {
      forgetTyped(person.id, kept);
      await onSaved();
    },
    onConflict: (mine) => setWritten(mine),
  });
  const missing = missingIn(written, fields, stored);
  const isChanged = changedBetween(stored, written).length > 0;
  const write = (next: Written) => {
    setWritten(next);
    keepTyped(person.id, kept, typedOf(stored, next));
  };
  const save = (what: Written) => {
    setTried(true);
    if (missingIn(what, fields, stored).length === 0) saving.save(what);
  };
  const leave = () => {
    forgetTyped(person.id, kept);
    onLeave();
  };
  const lacking = isTried
    ? missing.map(({ path, field }) => [path, t('missing', { field: inWords.title(field) })] as const)
    : [];
  const errors: Errors = { ...refusedFields(saving.error), ...Object.fromEntries(lacking) };
  const mistakes = lacking.map(([fieldId, message]): FieldMistake => ({ fieldId, message }));
  return (
    <Section title={base.hoks === null ? t('create') : t('edit')}>
      <ErrorSummary mistakes={mistakes} />
      <ProblemPanel error={saving.error} />
      {saving.conflict ? (
        <ConflictPanel
          conflict={saving.conflict}
          fields={fields}
          onResolve={(resolved) => {
            write(resolved);
            save(resolved);
          }}
        />
      ) : null}
      {fields.map((field) => {
        const { name, ofParts } = field;
        const text = written[name] ?? '';
        const put = (next: string) => write({ ...written, [name]: next });
        return ofParts ? (
          <Things
            key={name}
            list={field}
            edited={ofParts.filter(({ editable }) => editable)}
            known={ofParts}
            path={name}
            things={partsIn(text)}
            errors={errors}
            onChange={(parts) => put(textOfParts(parts))}
          />
        ) : (
          <EditedField key={name} field={field} error={errors[name] ?? null} value={text} onChange={put} />
        );
      })}
      <Row>
        <Button
          kind="main"
          busy={saving.isSaving}
          impossible={saving.conflict ? t('conflict.choose') : null}
          onClick={() => save(written)}
        >
          {t('save')}
        </Button>
        <Button onClick={leave}>{t('leaveUnsaved')}</Button>
      </Row>
      <LeaveGuard isOpen={isChanged && !saving.isSaving} onLeave={() => forgetTyped(person.id, kept)} />
    </Section>
  );
}

/** What stands in the browser of what was typed, and what that was typed on top of. */
interface Typed {
  readonly written: Written;
  readonly base: Written;
}

/** Only what is changed: a HOKS of 2 MB has no room there twice. */
function typedOf(stored: Written, written: Written): Typed {
  const changed = changedBetween(stored, written);
  const of = (texts: Written) => Object.fromEntries(changed.map((name) => [name, texts[name] ?? '']));
  return { written: of(written), base: of(stored) };
}

/** What was typed before a reload, on top of what stands now. */
function typedSince(typed: Typed | undefined, stored: Written): BroughtTogether {
  return typed ? broughtTogether(typed.base, typed.written, stored) : { written: stored, conflicts: [] };
}

/** What the service has said beside its fields, by their places. */
function refusedFields(error: unknown): Errors {
  const errors = isProblem(error) ? (error.document.errors ?? []) : [];
  const atPlaces = Map.groupBy(errors, ({ path }) => path);
  return Object.fromEntries([...atPlaces].map(([path, its]) => [path, its.map(({ message }) => message).join(' ')]));
}

function LeaveGuard({ isOpen, onLeave }: { readonly isOpen: boolean; readonly onLeave: () => void }) {
  const { t } = useTranslation('hoks-editor');
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => isOpen,
    enableBeforeUnload: () => isOpen,
    withResolver: true,
  });
  const go = () => {
    onLeave();
    proceed?.();
  };
  return (
    <Question
      open={status === 'blocked'}
      title={t('leave.title')}
      confirm={t('leaveUnsaved')}
      busy={false}
      onConfirm={go}
      onClose={() => reset?.()}
    >
      <p>{t('leave.detail')}</p>
    </Question>
  );
}
