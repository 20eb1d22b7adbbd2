import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Application, ApplicationPart } from '../../../api/case';
import { applications, commandHeaders, dataOf, newIntention } from '../../../api/client';
import { useSession } from '../../../session/session-store';
import { forgetTyped, keepTyped, typedBefore } from '../../../session/typed-texts';
import { useCodes } from '../../../texts/codes';
import { announce } from '../../../ui/announcer';
import { Button } from '../../../ui/button';
import { CheckboxChoice } from '../../../ui/choice';
import { Dialog } from '../../../ui/dialog';
import { ErrorSummary } from '../../../ui/error-summary';
import { TextField } from '../../../ui/field';
import { ProblemPanel } from '../../../ui/problem-panel';
import { useShortcuts } from '../../../ui/shortcuts';
import { ReturnedFields, type FieldReasons } from './returned-fields';

const LONGEST = 4_000;
const MESSAGE = 'return-message';
const REASON_GROUP = 'return-reasons';

interface Typed {
  readonly reasons: readonly string[];
  readonly fields?: FieldReasons;
  readonly message: string;
}

interface ReturnDialogProps {
  readonly application: Application;
  readonly part: ApplicationPart;
  readonly onClose: () => void;
}

function fieldsOf({ fields = {} }: Typed) {
  return Object.entries(fields).map(([path, { code, note }]) => ({ path, code, note: note.trim() || null }));
}

/** Gives a part back to the student for completion. What is typed stays when the dialog is closed or the return refused. */
export function ReturnDialog({ application, part, onClose }: ReturnDialogProps) {
  const { t } = useTranslation('part-handling');
  const { person } = useSession();
  const reasons = useCodes('return-reason');
  const queries = useQueryClient();
  const target = `return.${part.id}.${part.round}`;
  const [typed, setTyped] = useState<Typed>(
    () => typedBefore<Typed>(person.id, target) ?? { reasons: [], message: '' },
  );
  const [tried, setTried] = useState(false);
  const [intention, setIntention] = useState(newIntention);
  const write = (changes: Partial<Typed>) => {
    const written = { ...typed, ...changes };
    setTyped(written);
    keepTyped(person.id, target, written);
  };
  const giveBack = useMutation({
    mutationFn: () =>
      dataOf(
        applications.POST('/api/applications/v1/applications/{id}/parts/{partId}/return', {
          params: {
            path: { id: application.id, partId: part.id },
            header: commandHeaders(application.version, intention),
          },
          body: { reasonCodes: [...typed.reasons], fields: fieldsOf(typed), message: typed.message.trim() },
        }),
      ),
    onSuccess: () => {
      forgetTyped(person.id, target);
      announce(t('returned', { number: part.number }));
      onClose();
    },
    onError: () => setIntention(newIntention()),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['application'] }),
        queries.invalidateQueries({ queryKey: ['decision', 'case', application.id] }),
      ]),
  });
  const mistakes = [
    ...(typed.reasons.length === 0 ? [{ fieldId: REASON_GROUP, message: t('missing.returnReasons') }] : []),
    ...(typed.message.trim() === '' ? [{ fieldId: MESSAGE, message: t('missing.message') }] : []),
  ];
  const send = () => {
    setTried(true);
    if (mistakes.length === 0 && !giveBack.isPending) giveBack.mutate();
  };
  useShortcuts([{ keys: 'Ctrl+Enter', text: t('returnPart', { number: part.number }), run: send }]);
  return (
    <Dialog
      open
      title={t('returnPart', { number: part.number })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('close')}</Button>
          <Button kind="main" busy={giveBack.isPending} onClick={send} shortcut="Control+Enter">
            {t('returnPart', { number: part.number })}
          </Button>
        </>
      }
    >
      <ErrorSummary mistakes={tried ? mistakes : []} />
      <ProblemPanel error={giveBack.error} />
      <fieldset id={REASON_GROUP} tabIndex={-1} style={{ border: 0, padding: 0, margin: '0 0 16px' }}>
        <legend style={{ fontWeight: 600, padding: 0 }}>{t('returnReasons')}</legend>
        {reasons.codes.map(({ code, text }) => (
          <div key={code}>
            <CheckboxChoice
              label={text}
              checked={typed.reasons.includes(code)}
              onChange={(checked) =>
                write({ reasons: checked ? [...typed.reasons, code] : typed.reasons.filter((one) => one !== code) })
              }
            />
          </div>
        ))}
      </fieldset>
      <ReturnedFields part={part} reasons={typed.fields ?? {}} onChange={(fields) => write({ fields })} />
      <TextField
        id={MESSAGE}
        label={t('messageToStudent')}
        hint={t('messageHint')}
        value={typed.message}
        lines={4}
        longest={LONGEST}
        error={tried && typed.message.trim() === '' ? t('missing.message') : null}
        onChange={(message) => write({ message })}
      />
    </Dialog>
  );
}
