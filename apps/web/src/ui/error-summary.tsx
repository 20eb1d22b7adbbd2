import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from './notice';

export interface FieldMistake {
  /** Id of the field's element. */
  readonly fieldId: string;
  readonly message: string;
}

/** What is missing, with links to the fields; it has the focus when it appears (pages.md 5.7). */
export function ErrorSummary({ mistakes }: { readonly mistakes: readonly FieldMistake[] }) {
  const { t } = useTranslation('shell');
  const box = useRef<HTMLDivElement>(null);
  const some = mistakes.length > 0;
  useEffect(() => {
    if (some) box.current?.focus();
  }, [some]);
  if (!some) return null;
  return (
    <div ref={box} tabIndex={-1}>
      <Notice kind="error" role="alert" title={t('mistakes', { count: mistakes.length })}>
        <ul>
          {mistakes.map(({ fieldId, message }) => (
            <li key={`${fieldId} ${message}`}>
              <a
                href={`#${fieldId}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(fieldId)?.focus();
                }}
              >
                {message}
              </a>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
