import { useTranslation } from 'react-i18next';
import type { Application, ApplicationPart } from '../api/case';
import { dateTime } from '../texts/dates';
import { Notice } from '../ui/notice';

interface TransferNoteProps {
  readonly application: Application;
  readonly part: ApplicationPart;
}

/** From whom the part came, and what that person wrote to its handler; the service shows it to staff only. */
export function TransferNote({ application: { names }, part: { transfer, state } }: TransferNoteProps) {
  const { t } = useTranslation('handover');
  if (!transfer || state === 'HANDLED' || state === 'CANCELLED') return null;
  const nameOf = (id: string | null) => names[id ?? ''] ?? t('nameless');
  const said = { by: nameOf(transfer.byId), from: nameOf(transfer.fromHandlerId), at: dateTime(transfer.at) };
  return (
    <Notice title={transfer.byId === transfer.fromHandlerId ? t('came.given', said) : t('came.moved', said)}>
      {transfer.message ? (
        <blockquote dir="auto" style={{ margin: 0 }}>
          {transfer.message}
        </blockquote>
      ) : null}
    </Notice>
  );
}
