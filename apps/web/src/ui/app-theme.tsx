import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import { useMemo, type ReactNode } from 'react';
import { readableColour } from './primary-colour';
import { themeWith } from './theme';

/** The nonce of this answer, without which the browser takes no style element (pages.md 3.1). */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
const cache = createCache({ key: 'h', nonce: nonce === '' ? undefined : nonce });

interface AppThemeProps {
  /** The institution's, as it says it: one that can't be read is not used. */
  readonly primaryColour: string | undefined;
  readonly children: ReactNode;
}

export function AppTheme({ primaryColour, children }: AppThemeProps) {
  const colour = readableColour(primaryColour);
  const theme = useMemo(() => themeWith(colour), [colour]);
  return (
    <CacheProvider value={cache}>
      <ThemeProvider theme={theme}>
        <CssBaseline />
        {children}
      </ThemeProvider>
    </CacheProvider>
  );
}
