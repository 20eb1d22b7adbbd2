import MuiButton from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { createLink } from '@tanstack/react-router';

/** A link to a page of ours. One style and nothing else: a list has hundreds of them. */
export const Link = createLink(
  styled('a')(({ theme }) => ({ color: theme.palette.primary.main, textDecoration: 'underline' })),
);
/** A link that looks like a button. */
export const LinkButton = createLink(MuiButton);
/** A link to somewhere else. */
export { default as OutsideLink } from '@mui/material/Link';
