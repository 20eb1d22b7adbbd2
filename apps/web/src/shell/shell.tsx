import { Outlet, useMatches } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { LiveLine } from '../live/live-line';
import { RefusedDecisions } from '../live/refused-decisions';
import { SessionEnd } from '../session/session-end';
import { loadSession, useSessionState } from '../session/session-store';
import { OwnShortcuts } from '../session/own-shortcuts';
import { Box } from '../ui/layout';
import { Loading } from '../ui/loading';
import { ProblemPanel } from '../ui/problem-panel';
import { Footer } from './footer';
import { ForbiddenPage } from './forbidden.page';
import { Header } from './header';
import { LiveRegions } from './live-regions';
import { mayOpen, type PageRights } from './page-rights';
import { Palette } from './palette';
import { PrintHeading } from './print-heading';
import { ShortMessages } from './short-messages';
import { SignInPage } from './sign-in.page';
import { SkipLink } from './skip-link';

/** What every page has around it, and who may see the page (pages.md 4.1). */
export function Shell() {
  const session = useSessionState();
  return (
    <>
      <SkipLink />
      <LiveRegions />
      <Header />
      <Box
        component="main"
        id="main"
        tabIndex={-1}
        sx={{ maxWidth: 1600, mx: 'auto', px: { xs: 2, md: 3 }, py: 3, minHeight: '60vh' }}
      >
        <PrintHeading />
        <LiveLine />
        <Suspense fallback={<Loading />}>
          <PageOrReason />
        </Suspense>
      </Box>
      <Footer />
      <RefusedDecisions />
      {'session' in session ? <OwnShortcuts /> : null}
      {'session' in session ? <Palette /> : null}
      <ShortMessages />
      <SessionEnd />
    </>
  );
}

function PageOrReason() {
  const { t } = useTranslation('shell');
  const session = useSessionState();
  const rights = useMatches({ select: (matches) => matches.at(-1)?.staticData as PageRights | undefined });
  if (rights?.open) return <Outlet />;
  switch (session.status) {
    case 'loading':
      return <Loading />;
    case 'failed':
      return <ProblemPanel error={session.error} retry={() => void loadSession()} />;
    case 'none':
      return <SignInPage />;
    default:
      return mayOpen(rights, session.session) ? (
        <Outlet />
      ) : (
        <ForbiddenPage title={t('forbidden.title')} rights={rights} />
      );
  }
}
