import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Application, CasePart } from '../../../api/case';
import { hasCode, isProblem } from '../../../api/problem';
import { useSession } from '../../../session/session-store';
import { forgetTyped, keepTyped, typedBefore } from '../../../session/typed-texts';
import { Button } from '../../../ui/button';
import { CheckboxChoice, RadioChoice } from '../../../ui/choice';
import { ErrorSummary } from '../../../ui/error-summary';
import { Row, Section } from '../../../ui/layout';
import { ProblemPanel } from '../../../ui/problem-panel';
import { useShortcuts } from '../../../ui/shortcuts';
import { isAboutFiling, KeywordsDialog, retiredIn } from '../keywords/keywords-dialog';
import { useMostUsedKeywords } from '../keywords/use-keywords';
import { DecisionFields, fieldId } from './decision-fields';
import {
  fieldsOf,
  isFiled,
  missingIn,
  OUTCOMES,
  prefilled,
  typedTarget,
  type DecisionField,
  type DecisionForm as Form,
  type Outcome,
} from './outcomes';
import { useMakeDecision } from './use-make-decision';

/** Field of education of the decision before: parts of one list are often alike. */
const LAST = 'last-decision';

/** The handler's decision on a part: the outcome, and the fields that follow it (pages.md 8.4). */
export function DecisionForm({
  application,
  casePart,
}: {
  readonly application: Application;
  readonly casePart: CasePart;
}) {
  const { t } = useTranslation('part-handling');
  const { person } = useSession();
  const groupId = useId();
  const target = typedTarget(casePart);
  const [form, setForm] = useState(
    () => typedBefore<Form>(person.id, target) ?? prefilled(casePart, typedBefore<Partial<Form>>(person.id, LAST)),
  );
  const [tried, setTried] = useState(false);
  // Read before they are asked for: the dialog opens with its keys.
  useMostUsedKeywords(form.fieldOfEducation);
  const [filing, setFiling] = useState(false);
  const make = useMakeDecision(application, casePart, {
    onMade: ({ outcome: made, fieldOfEducation }) => {
      if (isFiled(made)) keepTyped(person.id, LAST, { fieldOfEducation });
      forgetTyped(person.id, target);
    },
    onRefused: (error) => {
      // What the dialog cannot mend is said at the form; what was chosen stays.
      if (!isAboutFiling(error)) setFiling(false);
      write({ chosen: form.chosen.filter(({ code }) => !retiredIn(error).includes(code)) });
    },
  });
  const { outcome } = form;
  const write = (changes: Partial<Form>) => {
    const written = { ...form, ...changes };
    setForm(written);
    keepTyped(person.id, target, written);
  };
  const choose = (chosen: Outcome) => {
    write({ outcome: chosen });
    setTried(false);
    const [empty] = missingIn({ ...form, outcome: chosen }, casePart);
    // The fields of the outcome are there after this rendering.
    requestAnimationFrame(() => document.getElementById(empty ? fieldId(empty) : SAVE)?.focus());
  };
  const save = () => {
    setTried(true);
    if (outcome === '' || make.isPending || missingIn(form, casePart).length > 0) return;
    if (isFiled(outcome)) setFiling(true);
    else make.mutate({ ...form, outcome });
  };
  useShortcuts([
    ...OUTCOMES.map((rule) => ({
      keys: rule.key,
      text: t(`choose.${rule.outcome}`),
      run: () => choose(rule.outcome),
    })),
    { keys: 'Ctrl+Enter', text: t('saveDecision'), run: save },
  ]);
  const mistakes = mistakesOf(form, casePart, tried, make.error, (field) => t(`missing.${field}`));
  const messages = Object.fromEntries(mistakes.map(({ field, message }) => [field, message]));
  const mayHoldName = form.applicantsNameMayStand || hasCode(make.error, 'decision/public-name-is-the-applicants');
  return (
    <Section title={t('decision')} id="decision">
      <ErrorSummary mistakes={mistakes.map(({ field, message }) => ({ fieldId: fieldId(field), message }))} />
      {filing ? null : <ProblemPanel error={make.error} />}
      <RadioChoice
        id={groupId}
        label={t('outcome')}
        value={outcome}
        options={OUTCOMES.map(({ outcome: value, key }) => ({ value, label: t(`choose.${value}`), shortcut: key }))}
        error={tried && outcome === '' ? t('missing.outcome') : null}
        onChange={choose}
      />
      <DecisionFields
        form={form}
        part={casePart}
        fields={fieldsOf(outcome, casePart)}
        messages={messages}
        onWrite={write}
      />
      {mayHoldName ? (
        <CheckboxChoice
          label={t('nameMayStand')}
          checked={form.applicantsNameMayStand}
          onChange={(applicantsNameMayStand) => write({ applicantsNameMayStand })}
        />
      ) : null}
      <Row>
        <Button id={SAVE} kind="main" busy={make.isPending} onClick={save} shortcut="Control+Enter">
          {t('saveDecision')}
        </Button>
      </Row>
      {filing && outcome !== '' ? (
        <KeywordsDialog
          form={form}
          busy={make.isPending}
          error={make.error}
          onWrite={write}
          onSave={() => make.mutate({ ...form, outcome })}
          onClose={() => setFiling(false)}
        />
      ) : null}
    </Section>
  );
}

const SAVE = 'decision-save';

/** What is missing, or what the service has found wrong, each at its field. */
function mistakesOf(
  form: Form,
  part: CasePart,
  tried: boolean,
  error: unknown,
  missing: (field: DecisionField) => string,
): { field: DecisionField; message: string }[] {
  if (!tried) return [];
  const own = missingIn(form, part).map((field) => ({ field, message: missing(field) }));
  if (own.length > 0 || !isProblem(error)) return own;
  const asked = fieldsOf(form.outcome, part);
  return (error.document.errors ?? []).flatMap(({ path, message }) => {
    const field = asked.find((one) => one.field === path)?.field;
    return field === undefined ? [] : [{ field, message }];
  });
}
