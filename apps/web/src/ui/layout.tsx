import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import type { ReactNode } from 'react';

export { default as Box } from '@mui/material/Box';
export { default as Stack } from '@mui/material/Stack';
export { default as Text } from '@mui/material/Typography';

/** Buttons and the like, in a row that breaks where there is no room. */
export function Row({ children }: { readonly children: ReactNode }) {
  return (
    <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      {children}
    </Stack>
  );
}

/**
 * Columns beside each other from 900 px, below each other before.
 * @param widths as in CSS: `2fr 1fr`
 */
export function Columns({ widths, children }: { readonly widths: string; readonly children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 3,
        alignItems: 'start',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: widths },
        '& > *': { minWidth: 0 },
      }}
    >
      {children}
    </Box>
  );
}

/** A framed part of a page with a heading of its own. */
export function Section({
  title,
  id,
  children,
}: {
  readonly title: string;
  readonly id?: string;
  readonly children: ReactNode;
}) {
  return (
    <Box
      component="section"
      aria-label={title}
      id={id}
      tabIndex={id === undefined ? undefined : -1}
      sx={{ border: 1, borderColor: 'divider', p: 2, mb: 2 }}
    >
      <h2 style={{ marginTop: 0, fontSize: '1.15rem' }}>{title}</h2>
      {children}
    </Box>
  );
}

/** Names and values, as a description list. */
export function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', sm: 'max-content 1fr' },
        columnGap: 2,
        rowGap: 0.5,
        m: 0,
        '& dd': { m: 0 },
        '& dt': { color: 'text.secondary' },
      }}
    >
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .flatMap(([name, value]) => [<dt key={`${name}-name`}>{name}</dt>, <dd key={name}>{value}</dd>])}
    </Box>
  );
}
