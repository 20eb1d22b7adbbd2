import { styled } from '@mui/material/styles';
import type { CSSProperties, ReactNode } from 'react';

export type TagKind =
  'grey' | 'blue' | 'blue-outline' | 'orange' | 'green' | 'green-outline' | 'red' | 'filled' | 'struck';

const COLOURS: Readonly<
  Record<TagKind, { readonly color: string; readonly bgcolor: string; readonly border: string }>
> = {
  grey: { color: '#1D1D1D', bgcolor: '#F0F0F0', border: '#767676' },
  blue: { color: '#FFFFFF', bgcolor: '#0033CC', border: '#0033CC' },
  'blue-outline': { color: '#0033CC', bgcolor: '#FFFFFF', border: '#0033CC' },
  orange: { color: '#7A3E00', bgcolor: '#FFF3E5', border: '#B35A00' },
  green: { color: '#FFFFFF', bgcolor: '#2D6E02', border: '#2D6E02' },
  'green-outline': { color: '#2D6E02', bgcolor: '#FFFFFF', border: '#2D6E02' },
  red: { color: '#FFFFFF', bgcolor: '#8F2400', border: '#8F2400' },
  filled: { color: '#FFFFFF', bgcolor: '#4C4C4C', border: '#4C4C4C' },
  struck: { color: '#4C4C4C', bgcolor: '#F6F6F6', border: '#767676' },
};

/** One style with its colours as variables: with one for each tag a list of many rows was slow. */
const Mark = styled('span')({
  color: 'var(--tag-text)',
  backgroundColor: 'var(--tag-ground)',
  border: '1px solid var(--tag-border)',
  borderRadius: 2,
  padding: '2px 8px',
  fontSize: '0.875rem',
  display: 'inline-block',
});

const AS_VARIABLES = Object.fromEntries(
  Object.entries(COLOURS).map(([kind, { color, bgcolor, border }]) => [
    kind,
    { '--tag-text': color, '--tag-ground': bgcolor, '--tag-border': border },
  ]),
) as Readonly<Record<TagKind, CSSProperties>>;

/** A state in words; the colour only helps (pages.md 6). */
export function Tag({ kind = 'grey', children }: { readonly kind?: TagKind; readonly children: ReactNode }) {
  return (
    <Mark style={AS_VARIABLES[kind]}>
      {kind === 'struck' ? <span aria-hidden="true">⊘ </span> : null}
      {children}
    </Mark>
  );
}

const OF_STATE: Readonly<Record<string, TagKind>> = {
  DRAFT: 'grey',
  SENT: 'blue',
  IN_PROCESS: 'blue-outline',
  RETURNED: 'orange',
  CANCELLED: 'struck',
  PRELIMINARILY_APPROVED: 'green-outline',
  APPROVED: 'green',
  REJECTED: 'red',
  HANDLED: 'filled',
};

/** The state of an application or a part; its words come from the service. */
export function StateTag({ state, children }: { readonly state: string; readonly children: ReactNode }) {
  return <Tag kind={OF_STATE[state] ?? 'grey'}>{children}</Tag>;
}
