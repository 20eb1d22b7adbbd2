import Skeleton from '@mui/material/Skeleton';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const SHOWN_AFTER_MS = 200;

/** The shape of what is coming, once it takes a while. */
export function Loading({ lines = 5 }: { readonly lines?: number }) {
  const { t } = useTranslation('shell');
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-busy="true" aria-label={t('loading')}>
      {shown ? Array.from({ length: lines }, (_, line) => <Skeleton key={line} animation={false} height={40} />) : null}
    </div>
  );
}
