import { createTheme } from '@mui/material/styles';

const BLUE = '#0033CC';
const GREEN = '#2D6E02';
const RED = '#B32D00';
const TEXT = '#1D1D1D';

/** Paper: no way to go on, nothing to press, each part of an application on a page of its own (pages.md 5.12). */
const PRINTED = {
  'header, nav, footer, search, button, a.MuiButton-root, [data-noprint]': { display: 'none !important' },
  'main, main *': { overflow: 'visible !important' },
  main: { maxWidth: 'none !important', padding: '0 !important' },
  'main div:has(> section, > article, > div > section)': { display: 'block !important' },
  'article + article': { breakBefore: 'page' },
  'h1, h2, h3': { breakAfter: 'avoid' },
  'tr, li, dt': { breakInside: 'avoid' },
  // Links lead nowhere on paper.
  a: { color: 'inherit !important', textDecoration: 'none !important' },
};

/**
 * The visual language of the national board's services: flat, square, a clear focus (pages.md 2.2).
 * @param primaryColour the institution's own, if it has one that can be read
 */
export const themeWith = (primaryColour = BLUE) =>
  createTheme({
    palette: {
      primary: { main: primaryColour },
      success: { main: GREEN },
      error: { main: RED },
      warning: { main: '#8A4B00' },
      text: { primary: TEXT, secondary: '#4C4C4C' },
      background: { default: '#FFFFFF', paper: '#FFFFFF' },
      divider: '#C4C4C4',
    },
    shape: { borderRadius: 2 },
    typography: {
      fontFamily: 'system-ui, "Open Sans", "Segoe UI", Roboto, sans-serif',
      h1: { fontSize: '1.75rem', fontWeight: 600 },
      h2: { fontSize: '1.25rem', fontWeight: 600 },
      h3: { fontSize: '1.05rem', fontWeight: 600 },
      button: { textTransform: 'none', fontWeight: 600 },
    },
    transitions: { create: () => 'none' },
    components: {
      MuiButtonBase: { defaultProps: { disableRipple: true } },
      MuiButton: { defaultProps: { disableElevation: true }, styleOverrides: { root: { minHeight: 40 } } },
      MuiTab: { styleOverrides: { root: { textTransform: 'none', minHeight: 44 } } },
      MuiLink: { defaultProps: { underline: 'always' } },
      MuiPaper: { defaultProps: { elevation: 0 } },
      MuiCssBaseline: {
        styleOverrides: {
          ':focus-visible': { outline: `3px solid ${primaryColour} !important`, outlineOffset: 2 },
          'h1:focus, main:focus': { outline: 'none !important' },
          html: { scrollPaddingTop: 72, overflowWrap: 'anywhere' },
          '@page': { margin: '18mm 15mm', '@bottom-right': { content: 'counter(page) " / " counter(pages)' } },
          '@media print': PRINTED,
        },
      },
    },
  });
