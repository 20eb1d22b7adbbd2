import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { keepHeading } from './first-heading';

/** A page: its one heading, which has the focus after the way to it, and the title of the window. */
export function Page({
  title,
  beside,
  children,
}: {
  readonly title: string;
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}) {
  const { t, i18n } = useTranslation('shell');
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (heading.current) keepHeading(title, i18n.language, heading.current);
  }, [title, i18n.language]);
  useEffect(() => {
    document.title = `${title} – ${t('product')}`;
  }, [title, t]);
  useEffect(() => {
    // At the very first page the reader begins at the top, with the skip link.
    // A dialog that was opened meanwhile keeps the focus.
    const inDialog = document.querySelector('[role=dialog]') !== null;
    if (pagesOpened > 0 && !inDialog) heading.current?.focus({ preventScroll: true });
    pagesOpened += 1;
  }, []);
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'baseline', mb: 2 }}>
        <Typography variant="h1" ref={heading} tabIndex={-1}>
          {title}
        </Typography>
        {beside}
      </Box>
      {children}
    </>
  );
}

let pagesOpened = 0;
