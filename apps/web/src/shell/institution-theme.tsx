import type { ReactNode } from 'react';
import { useSessionState } from '../session/session-store';
import { AppTheme } from '../ui/app-theme';

/** The look of the pages, in the colour of the institution that the person is from. */
export function InstitutionTheme({ children }: { readonly children: ReactNode }) {
  const state = useSessionState();
  const primaryColour = 'session' in state ? state.session.institution.primaryColour : undefined;
  return <AppTheme primaryColour={primaryColour}>{children}</AppTheme>;
}
