import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { CheckboxChoice } from '../ui/choice';
import { Dialog } from '../ui/dialog';
import { ErrorSummary } from '../ui/error-summary';
import { TextField } from '../ui/field';
import { ProblemPanel } from '../ui/problem-panel';
import { useShortcuts } from '../ui/shortcuts';
import { showMessage } from '../ui/show-message';
import { ColleagueField, type Colleague } from './colleague-field';
import { useHandover, type HandedOver, type Move } from './use-handover';

const LONGEST = 2_000;
const HANDLER = 'new-handler';
const PARTS = 'handed-over-parts';

interface HandoverDialogProps {
  readonly move: Move;
  readonly application: HandedOver;
  /** The parts that are chosen when it opens; all that can move when left out. */
  readonly partIds?: readonly string[];
  readonly onClose: () => void;
  /** @param handlerIds who handles the parts now */
  readonly onDone?: (handlerIds: readonly (string | null)[]) => void;
}

/** Takes parts over (R10, R11) or transfers them (R12, R13): nothing changes before it is confirmed (R16). */
export function HandoverDialog({ move, application, partIds, onClose, onDone }: HandoverDialogProps) {
  const { t } = useTranslation('handover');
  const movable = application.parts.filter(({ allowedActions }) => allowedActions.includes(move));
  const [left, setLeft] = useState<readonly string[]>(() =>
    partIds ? movable.map(({ id }) => id).filter((id) => !partIds.includes(id)) : [],
  );
  const [colleague, setColleague] = useState<Colleague | null>(null);
  const [message, setMessage] = useState('');
  const [tried, setTried] = useState(false);
  const chosen = movable.filter(({ id }) => !left.includes(id));
  const handover = useHandover(move, application, ({ parts }) => {
    showMessage(move === 'transfer' ? t('done.transfer', { name: colleague?.name }) : t('done.take-over'));
    onDone?.(parts.map(({ handlerId }) => handlerId));
    onClose();
  });
  const mistakes = [
    ...(chosen.length === 0 ? [{ fieldId: PARTS, message: t('noParts') }] : []),
    ...(move === 'transfer' && !colleague ? [{ fieldId: HANDLER, message: t('noHandler') }] : []),
  ];
  const send = () => {
    setTried(true);
    if (mistakes.length > 0 || handover.isPending) return;
    handover.mutate({ partIds: chosen.map(({ id }) => id), handlerId: colleague?.personId ?? '', message });
  };
  useShortcuts([{ keys: 'Ctrl+Enter', text: t(`do.${move}`), run: send }]);
  return (
    <Dialog
      open
      title={t(`title.${move}`)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('close')}</Button>
          <Button kind="main" busy={handover.isPending} onClick={send} shortcut="Control+Enter">
            {t(`do.${move}`)}
          </Button>
        </>
      }
    >
      <ErrorSummary mistakes={tried ? mistakes : []} />
      <ProblemPanel error={handover.error} />
      <p>{t(`effect.${move}`)}</p>
      <fieldset id={PARTS} tabIndex={-1} style={{ border: 0, padding: 0, margin: '0 0 16px' }}>
        <legend style={{ fontWeight: 600, padding: 0 }}>{t('parts')}</legend>
        {movable.map(({ id, number, handlerName }) => (
          <div key={id}>
            <CheckboxChoice
              label={t('part', { number, name: handlerName ?? t('nameless') })}
              checked={!left.includes(id)}
              onChange={(checked) => setLeft(checked ? left.filter((one) => one !== id) : [...left, id])}
            />
          </div>
        ))}
        {movable.length === 0 ? <p>{t('noneMovable')}</p> : null}
      </fieldset>
      {move === 'transfer' ? (
        <>
          <ColleagueField
            id={HANDLER}
            applicationId={application.id}
            value={colleague}
            error={tried && !colleague ? t('noHandler') : null}
            onChange={setColleague}
          />
          <TextField
            label={t('message')}
            hint={t('messageHint')}
            optional
            value={message}
            lines={3}
            longest={LONGEST}
            onChange={setMessage}
          />
        </>
      ) : null}
    </Dialog>
  );
}
