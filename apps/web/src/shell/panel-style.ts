/** A panel of the header lies over the page, under the header's lower edge. */
export const PANEL = {
  position: 'absolute',
  top: '100%',
  left: 0,
  right: 0,
  zIndex: 1100,
  bgcolor: '#FFFFFF',
  border: 1,
  borderColor: 'divider',
  px: 2,
  py: 1,
} as const;
