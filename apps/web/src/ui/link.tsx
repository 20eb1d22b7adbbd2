import MuiButton from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import { createLink } from '@tanstack/react-router';

/** A link to a page of ours. */
export const Link = createLink(MuiLink);
/** A link that looks like a button. */
export const LinkButton = createLink(MuiButton);
/** A link to somewhere else. */
export { default as OutsideLink } from '@mui/material/Link';
