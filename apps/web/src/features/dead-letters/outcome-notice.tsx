import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/notice';

/** What was done, by the name of its text, with its counts. */
export interface Outcome {
  readonly text: 'replayed' | 'discarded' | 'replayedKey' | 'replayedGroup' | 'discardedGroup';
  readonly values: Readonly<Record<string, string | number>>;
  /** Letters that failed again, each with why. */
  readonly failed?: readonly { readonly letterId: string; readonly cause: string }[];
  /** More is left: the same again goes on with it. */
  readonly unfinished?: boolean;
}

/** Stays until the next one, because letters that failed again have to be read. */
export function OutcomeNotice({ outcome }: { readonly outcome: Outcome | undefined }) {
  const { t } = useTranslation('dead-letters');
  return (
    <div role="status">
      {outcome === undefined ? null : (
        <Notice kind={outcome.failed?.length || outcome.unfinished ? 'warning' : 'success'}>
          {t(`done.${outcome.text}`, outcome.values)} {outcome.unfinished ? t('done.unfinished') : null}
          {outcome.failed?.length ? (
            <ul>
              {outcome.failed.map(({ letterId, cause }) => (
                <li key={letterId}>{t('done.failedAgain', { letter: letterId, cause })}</li>
              ))}
            </ul>
          ) : null}
        </Notice>
      )}
    </div>
  );
}
