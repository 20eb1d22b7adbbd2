import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode, isProblem } from '../../../api/problem';
import { useCodes } from '../../../texts/codes';
import { Button } from '../../../ui/button';
import { Select } from '../../../ui/choice';
import { Dialog } from '../../../ui/dialog';
import { ErrorSummary } from '../../../ui/error-summary';
import { TextField } from '../../../ui/field';
import { ProblemPanel } from '../../../ui/problem-panel';
import { useShortcuts } from '../../../ui/shortcuts';
import { missingInFiling, type DecisionForm, type FilingField } from '../decision/outcomes';
import { KeywordChoice } from './keyword-choice';
import { useMostUsedKeywords } from './use-keywords';

const FIELDS: Readonly<Record<FilingField, string>> = { fieldOfEducation: 'filing-field', keywords: 'filing-keywords' };
const FILING: readonly string[] = Object.keys(FIELDS);

interface KeywordsDialogProps {
  readonly form: DecisionForm;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onWrite: (changes: Partial<DecisionForm>) => void;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

/** "Hakemuksen asiasanat": opens when an approval is saved, and is saved with it (R99, R103). */
export function KeywordsDialog({ form, busy, error, onWrite, onSave, onClose }: KeywordsDialogProps) {
  const { t } = useTranslation('part-handling');
  const { codes: educations } = useCodes('field-of-education');
  const mostUsed = useMostUsedKeywords(form.fieldOfEducation);
  const [tried, setTried] = useState(false);
  const missing = tried ? missingInFiling(form) : [];
  const messageOf = (field: FilingField) => (missing.includes(field) ? t(`missing.${field}`) : null);
  const save = () => {
    setTried(true);
    if (!busy && missingInFiling(form).length === 0) onSave();
  };
  useShortcuts([{ keys: 'Ctrl+Enter', text: t('saveFiled'), run: save }]);
  return (
    <Dialog
      open
      title={t('keywordsDialog')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('backToDecision')}</Button>
          <Button kind="main" busy={busy} onClick={save} shortcut="Control+Enter">
            {t('saveFiled')}
          </Button>
        </>
      }
    >
      <ErrorSummary mistakes={missing.map((field) => ({ fieldId: FIELDS[field], message: t(`missing.${field}`) }))} />
      <ProblemPanel error={error} offered={['recognition-bank.keywordMenu']} />
      <ProblemPanel error={mostUsed.error} retry={() => void mostUsed.refetch()} />
      <Select
        id={FIELDS.fieldOfEducation}
        label={t('label.fieldOfEducation')}
        error={messageOf('fieldOfEducation')}
        value={form.fieldOfEducation}
        options={[
          { value: '', label: t('choose') },
          ...educations.map(({ code, text }) => ({ value: code, label: text })),
        ]}
        onChange={(fieldOfEducation) => onWrite({ fieldOfEducation })}
      />
      <KeywordChoice
        searchId={FIELDS.keywords}
        field={form.fieldOfEducation}
        mostUsed={mostUsed.data?.items ?? []}
        isSearched={mostUsed.data?.freeWords === false}
        chosen={form.chosen}
        error={messageOf('keywords')}
        onChange={(chosen) => onWrite({ chosen })}
      />
      {mostUsed.data?.freeWords ? (
        <TextField
          id={FIELDS.keywords}
          label={t('label.keywords')}
          hint={t('keywordsHint')}
          error={messageOf('keywords')}
          value={form.words}
          onChange={(words) => onWrite({ words })}
        />
      ) : null}
    </Dialog>
  );
}

/** Whether the refusal is about what the dialog asks for. */
export function isAboutFiling(error: unknown): boolean {
  return (
    isProblem(error) && (error.document.errors ?? []).some(({ path }) => FILING.includes(path.split('.')[0] ?? ''))
  );
}

/** Codes that have been retired while they were chosen: the service names them. */
export function retiredIn(error: unknown): readonly string[] {
  if (!hasCode(error, 'decision/keyword-not-live')) return [];
  const { keywords } = error.document as { readonly keywords?: string };
  return keywords?.split(', ') ?? [];
}
