import { createContext, useContext, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCodes } from '../../texts/codes';
import { Notice } from '../../ui/notice';
import type { ApplicationPart } from './form-content';

const Reasons = createContext<ApplicationPart['returnedFields']>([]);

interface FieldReasonsProps {
  readonly part: ApplicationPart | undefined;
  readonly children: ReactNode;
}

/** What the handler has found in fields of the part, for the fields below. */
export function FieldReasons({ part, children }: FieldReasonsProps) {
  return <Reasons.Provider value={part?.state === 'RETURNED' ? part.returnedFields : []}>{children}</Reasons.Provider>;
}

/**
 * Why the part came back, at the field itself (R33, R110); nothing when not because of it.
 * @param path in the part, as the service names it
 */
export function FieldReason({ path }: { readonly path: string }) {
  const { t } = useTranslation('application-form');
  const { textOf } = useCodes('field-return-reason');
  const reason = useContext(Reasons).find((one) => one.path === path);
  if (!reason) return null;
  return (
    <Notice kind="warning" title={t('fieldReturned', { reason: textOf(reason.code) })}>
      {reason.note}
    </Notice>
  );
}
