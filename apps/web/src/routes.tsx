import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { administrationRoutes } from './administration-routes';
import { applicationListQuery } from './api/handling-list';
import { listSearch, partSearch } from './api/list-search';
import { queryClient } from './api/query-client';
import { recordingSearch } from './api/recording-list';
import { bankSearch, institutionSearch } from './api/searches';
import { page, root } from './root-route';
import { BrokenPage } from './shell/broken.page';
import { FrontPage } from './shell/front.page';
import { NotFoundPage } from './shell/not-found.page';
import './shell/page-rights';
import { studyRightRoutes } from './study-right-routes';

/** Every page: its address, who it is for, its place in the navigation (pages.md 4.2); those of administration and of study rights beside it. */
const routes = [
  createRoute({ ...page, path: '/', component: FrontPage }),
  createRoute({
    ...page,
    path: '/signed-in',
    component: lazyRouteComponent(() => import('./session/signed-in.page'), 'SignedInPage'),
    staticData: { open: true },
  }),
  createRoute({
    ...page,
    path: '/my/applications',
    component: lazyRouteComponent(
      () => import('./features/my-applications/my-applications.page'),
      'MyApplicationsPage',
    ),
    staticData: { roles: ['STUDENT'], nav: 'nav.myApplications', group: 'study', texts: 'my-applications' },
  }),
  createRoute({
    ...page,
    path: '/my/applications/new',
    component: lazyRouteComponent(
      () => import('./features/application-start/application-start.page'),
      'ApplicationStartPage',
    ),
    staticData: { roles: ['STUDENT'] },
  }),
  createRoute({
    ...page,
    path: '/applications/$id',
    component: lazyRouteComponent(() => import('./features/application/application.page'), 'ApplicationPage'),
    validateSearch: ({ sent }): { sent?: true } => (sent === true ? { sent } : {}),
    staticData: { roles: ['STUDENT', 'HANDLER', 'DECISION_MAKER', 'RECORDER', 'ADMIN'] },
  }),
  createRoute({
    ...page,
    path: '/applications/$id/edit',
    component: lazyRouteComponent(
      () => import('./features/application-form/application-form.page'),
      'ApplicationFormPage',
    ),
    staticData: { roles: ['STUDENT'] },
  }),
  createRoute({
    ...page,
    path: '/applications/$id/check',
    component: lazyRouteComponent(() => import('./features/check-and-send/check-and-send.page'), 'CheckAndSendPage'),
    staticData: { roles: ['STUDENT'] },
  }),
  createRoute({
    ...page,
    path: '/work',
    component: lazyRouteComponent(() => import('./features/work-list/work-list.page'), 'WorkListPage'),
    validateSearch: listSearch,
    loader: ({ location, preload }) => {
      // The list is asked for before anybody knows who asks; the service does. A link that is only pointed at reads nothing.
      if (!preload)
        void queryClient.prefetchInfiniteQuery(applicationListQuery('handling', listSearch(location.search)));
    },
    staticData: {
      roles: ['HANDLER', 'DECISION_MAKER'],
      nav: 'nav.work',
      key: 'w',
      group: 'handling',
      texts: 'work-list',
    },
  }),
  createRoute({
    ...page,
    path: '/work/others',
    component: lazyRouteComponent(() => import('./features/work-list/others.page'), 'OthersPage'),
    validateSearch: listSearch,
    staticData: { roles: ['HANDLER'], nav: 'nav.others', key: 'o', group: 'handling', texts: 'work-list' },
  }),
  createRoute({
    ...page,
    path: '/work/all',
    component: lazyRouteComponent(() => import('./features/work-list/all-applications.page'), 'AllApplicationsPage'),
    validateSearch: listSearch,
    staticData: {
      roles: ['HANDLER', 'DECISION_MAKER', 'RECORDER', 'ADMIN'],
      nav: 'nav.all',
      key: 'a',
      group: 'handling',
      texts: 'work-list',
    },
  }),
  createRoute({
    ...page,
    path: '/applications/$id/parts/$partId',
    component: lazyRouteComponent(() => import('./features/part-handling/part.page'), 'PartPage'),
    validateSearch: partSearch,
    staticData: { roles: ['HANDLER', 'DECISION_MAKER', 'RECORDER', 'ADMIN'], texts: 'part-handling' },
  }),
  createRoute({
    ...page,
    path: '/work/recording',
    component: lazyRouteComponent(
      () => import('./features/recording-queue/recording-queue.page'),
      'RecordingQueuePage',
    ),
    validateSearch: recordingSearch,
    staticData: {
      roles: ['RECORDER', 'ADMIN'],
      nav: 'nav.recording',
      key: 'r',
      group: 'handling',
      texts: 'recording-queue',
    },
  }),
  createRoute({
    ...page,
    path: '/help',
    component: lazyRouteComponent(() => import('./features/help/help.page'), 'HelpPage'),
    staticData: { open: true, texts: 'help' },
  }),
  createRoute({
    ...page,
    path: '/messages',
    component: lazyRouteComponent(() => import('./features/messages/messages.page'), 'MessagesPage'),
    validateSearch: ({ unread }: { unread?: unknown }) => ({ unread: unread === true ? true : undefined }),
    staticData: { nav: 'nav.messages', key: 'm', group: 'common' },
  }),
  createRoute({
    ...page,
    path: '/bank',
    component: lazyRouteComponent(() => import('./features/recognition-bank/bank.page'), 'BankPage'),
    validateSearch: bankSearch,
    staticData: {
      roles: ['STUDENT', 'HANDLER', 'DECISION_MAKER', 'RECORDER', 'ADMIN'],
      nav: 'nav.bank',
      key: 'b',
      group: 'common',
    },
  }),
  createRoute({
    ...page,
    path: '/preferences',
    component: lazyRouteComponent(() => import('./features/preferences/preferences.page'), 'PreferencesPage'),
    staticData: { texts: 'preferences' },
  }),
  createRoute({
    ...page,
    path: '/privacy',
    component: lazyRouteComponent(() => import('./features/notices/privacy.page'), 'PrivacyPage'),
    validateSearch: institutionSearch,
    staticData: { open: true },
  }),
  createRoute({
    ...page,
    path: '/accessibility',
    component: lazyRouteComponent(() => import('./features/notices/accessibility.page'), 'AccessibilityPage'),
    validateSearch: institutionSearch,
    staticData: { open: true },
  }),
];

export const router = createRouter({
  routeTree: root.addChildren([...routes, ...administrationRoutes, ...studyRightRoutes]),
  defaultNotFoundComponent: NotFoundPage,
  defaultErrorComponent: ({ error }) => <BrokenPage error={error} />,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
