import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { Box, Columns, Text } from '../../ui/layout';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { SaveStatus } from '../../ui/save-status';
import { useShortcuts } from '../../ui/shortcuts';
import { useFocusAfterChange } from '../../ui/use-focus-after-change';
import { ClosedForm } from './closed-form';
import { ConflictPanel } from './conflict-panel';
import { FieldReasons } from './field-reasons';
import { type Application, type FormContent, newPart, type PartFields } from './form-content';
import { FormAside } from './form-aside';
import { HandlerField } from './handler-field';
import { LeaveGuard } from './leave-guard';
import { mistakesIn } from './mistakes';
import { PartFieldset } from './part-fields';
import { type Autosave, useAutosave } from './use-autosave';

const MOST_PARTS = 50;

export function OpenForm({ application }: { readonly application: Application }) {
  const { t } = useTranslation('application-form');
  const navigate = useNavigate();
  const form = useAutosave(application);
  const [place, setPlace] = useState(0);
  const isDraft = application.state === 'DRAFT';
  const check = async () => {
    if (await form.flush()) await navigate({ to: '/applications/$id/check', params: { id: application.id } });
  };
  useShortcuts([{ keys: 'Ctrl+Enter', text: t('check'), run: () => void check() }]);
  const title = isDraft ? t('title') : t('titleReturned', { number: application.number });
  return (
    <Page title={title} beside={<SaveStatus saving={form.saving} />}>
      {form.closed ? (
        <ClosedForm application={form.closed} />
      ) : (
        <>
          <LeaveGuard form={form} />
          {form.wasMerged ? (
            <Notice kind="info" role="status">
              {t('wasMerged')}
            </Notice>
          ) : null}
          <ProblemPanel error={form.refused} />
          {form.conflict ? <ConflictPanel conflict={form.conflict} onResolve={form.resolve} /> : null}
          <Columns widths="minmax(0, 2fr) minmax(280px, 1fr)">
            <Box onBlur={() => void (form.saving.state === 'unsaved' && form.flush())}>
              <Parts application={application} form={form} onWriting={setPlace} />
              {isDraft ? <Handler application={application} form={form} /> : null}
              <Button kind="main" shortcut="Control+Enter" onClick={() => void check()}>
                {t('check')}
              </Button>
            </Box>
            <FormAside
              content={form.content}
              completeness={form.completeness}
              isDraft={isDraft}
              part={form.content.parts[place] ?? form.content.parts[0]}
              programmeCode={application.programmeCode}
            />
          </Columns>
        </>
      )}
    </Page>
  );
}

interface PartsProps {
  readonly application: Application;
  readonly form: Autosave;
  /** Says in which part, by its 0-based place, the student is. */
  readonly onWriting: (place: number) => void;
}

function Parts({ application, form, onWriting }: PartsProps) {
  const { t } = useTranslation('application-form');
  const { content, edit } = form;
  const isDraft = application.state === 'DRAFT';
  const mistakes = mistakesIn(form.refused, application);
  const put = (index: number) => (part: PartFields) => edit((now) => ({ ...now, parts: now.parts.with(index, part) }));
  const focus = useFocusAfterChange();
  const add = () => {
    focus(`part-${content.parts.length + 1}`);
    edit((now) => ({ ...now, parts: [...now.parts, newPart(now.parts.length + 1)] }));
    announce(t('partAdded', { number: content.parts.length + 1 }));
  };
  const remove = (index: number) => {
    focus(`part-${Math.min(index + 1, content.parts.length - 1)}`);
    edit((now) => without(now, index));
  };
  return (
    <>
      {content.parts.map((part, index) => (
        <Box
          component="section"
          key={part.number}
          aria-labelledby={`part-${part.number}`}
          sx={{ mb: 4 }}
          onFocus={() => onWriting(index)}
        >
          <Text variant="h2" id={`part-${part.number}`} tabIndex={-1}>
            {t('part', { number: part.number })}
          </Text>
          <ReturnOf application={application} number={part.number} />
          <FieldReasons part={application.parts.find((one) => one.number === part.number)}>
            <PartFieldset part={part} mistakes={mistakes} onChange={put(index)} />
          </FieldReasons>
          {isDraft && content.parts.length > 1 ? (
            <Button kind="plain" onClick={() => remove(index)}>
              {t('removePart', { number: part.number })}
            </Button>
          ) : null}
        </Box>
      ))}
      {isDraft && content.parts.length < MOST_PARTS ? (
        <Box sx={{ mb: 4 }}>
          <Button onClick={add}>{t('addPart')}</Button>
        </Box>
      ) : null}
    </>
  );
}

function without(content: FormContent, index: number): FormContent {
  return {
    ...content,
    parts: content.parts.toSpliced(index, 1).map((part, place) => ({ ...part, number: place + 1 })),
  };
}

/** Why the handler has given the part back, at the part itself (R33, R110). */
function ReturnOf({ application, number }: { readonly application: Application; readonly number: number }) {
  const { t } = useTranslation('application-form');
  const part = application.parts.find((one) => one.number === number);
  if (part?.state !== 'RETURNED') return null;
  return (
    <Notice kind="warning" title={t('returned')}>
      <p>{part.returnMessage}</p>
      <ul>
        {part.returnReasonCodes.map((code) => (
          <li key={code}>{t([`reason.${code}`, 'reason.other'])}</li>
        ))}
      </ul>
    </Notice>
  );
}

function Handler({ application, form }: { readonly application: Application; readonly form: Autosave }) {
  const { t } = useTranslation('application-form');
  return (
    <Box component="section" aria-labelledby="handler-heading" sx={{ mb: 4 }}>
      <Text variant="h2" id="handler-heading">
        {t('handler')}
      </Text>
      <HandlerField
        programmeCode={application.programmeCode}
        value={form.content.handler}
        error={mistakesIn(form.refused, application).get('handlerId') ?? null}
        onChange={(handler) => form.edit((now) => ({ ...now, handler }))}
      />
    </Box>
  );
}
