import { styled } from '@mui/material/styles';
import type { CSSProperties, ReactNode } from 'react';

export type TagKind =
  'grey' | 'blue' | 'blue-outline' | 'orange' | 'green' | 'green-outline' | 'red' | 'filled' | 'struck';

const looks = (text: string, ground: string, border: string) =>
  ({ '--tag-text': text, '--tag-ground': ground, '--tag-border': border }) as CSSProperties;
/** Text, ground and border of each. */
const LOOKS: Readonly<Record<TagKind, CSSProperties>> = {
  grey: looks('#1D1D1D', '#F0F0F0', '#767676'),
  blue: looks('#FFFFFF', '#0033CC', '#0033CC'),
  'blue-outline': looks('#0033CC', '#FFFFFF', '#0033CC'),
  orange: looks('#7A3E00', '#FFF3E5', '#B35A00'),
  green: looks('#FFFFFF', '#2D6E02', '#2D6E02'),
  'green-outline': looks('#2D6E02', '#FFFFFF', '#2D6E02'),
  red: looks('#FFFFFF', '#8F2400', '#8F2400'),
  filled: looks('#FFFFFF', '#4C4C4C', '#4C4C4C'),
  struck: looks('#4C4C4C', '#F6F6F6', '#767676'),
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

/** A state in words; the colour only helps (pages.md 6). */
export function Tag({ kind = 'grey', children }: { readonly kind?: TagKind; readonly children: ReactNode }) {
  return (
    <Mark style={LOOKS[kind]}>
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
