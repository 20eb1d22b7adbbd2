import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HoksField, HoksOfStudyRight, HoksSection } from '../../api/hoks';
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
import { PartList } from './part-list';
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
  const missing = missingIn(written, fields);
  const isChanged = changedBetween(stored, written).length > 0;
  const write = (next: Written) => {
    setWritten(next);
    keepTyped(person.id, kept, { written: next, base: stored } satisfies Typed);
  };
  const save = (what: Written) => {
    setTried(true);
    if (missingIn(what, fields).length === 0) saving.save(what);
  };
  const leave = () => {
    forgetTyped(person.id, kept);
    onLeave();
  };
  const refused = refusedFields(saving.error);
  const errorOf = ({ name, ...field }: HoksField) => {
    if (isTried && missing.some((one) => one.name === name)) return t('missing', { field: inWords.title(field) });
    return refused[name] ?? null;
  };
  const mistakes: FieldMistake[] = isTried
    ? missing.map((field) => ({ fieldId: field.name, message: t('missing', { field: inWords.title(field) }) }))
    : [];
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
        const Edited = field.kind === 'LIST' ? PartList : EditedField;
        return (
          <Edited
            key={field.name}
            field={field}
            error={errorOf(field)}
            value={written[field.name] ?? ''}
            onChange={(text) => write({ ...written, [field.name]: text })}
          />
        );
      })}
      <p>{t('waysStay')}</p>
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

/** What was typed before a reload, on top of what stands now. */
function typedSince(typed: Typed | undefined, stored: Written): BroughtTogether {
  return typed ? broughtTogether(typed.base, typed.written, stored) : { written: stored, conflicts: [] };
}

/** What the service has said beside its fields, by their names. */
function refusedFields(error: unknown): Readonly<Record<string, string>> {
  const errors = isProblem(error) ? (error.document.errors ?? []) : [];
  return Object.fromEntries(errors.map(({ path, message }) => [path, message]));
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
