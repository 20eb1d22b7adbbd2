import { createTheme } from '@mui/material/styles';

const BLUE = '#0033CC';
const GREEN = '#2D6E02';
const RED = '#B32D00';
const TEXT = '#1D1D1D';
const OUTLINE = `3px solid ${BLUE}`;

/** The visual language of the national board's services: flat, square, a clear focus (pages.md 2.2). */
export const theme = createTheme({
  palette: {
    primary: { main: BLUE },
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
        ':focus-visible': { outline: `${OUTLINE} !important`, outlineOffset: 2 },
        'h1:focus, main:focus': { outline: 'none !important' },
        html: { scrollPaddingTop: 72, overflowWrap: 'anywhere' },
        '@media print': { 'header, nav, footer, [data-noprint]': { display: 'none !important' } },
      },
    },
  },
});
