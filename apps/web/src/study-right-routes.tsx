import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { caseSearch } from './api/support-cases';
import { studyRightSearch } from './api/study-rights';
import { page } from './root-route';

/** The pages of study rights, HOKSes and their support desk; part of the route table. */
export const studyRightRoutes = [
  createRoute({
    ...page,
    path: '/support/cases',
    component: lazyRouteComponent(() => import('./features/support-cases/cases.page'), 'SupportCasesPage'),
    validateSearch: caseSearch,
    staticData: { roles: ['SUPPORT'], nav: 'nav.supportCases', key: 'c', group: 'support', texts: 'support-cases' },
  }),
  createRoute({
    ...page,
    path: '/support/cases/$id',
    component: lazyRouteComponent(() => import('./features/support-cases/case.page'), 'SupportCasePage'),
    staticData: { roles: ['SUPPORT'], texts: 'support-cases' },
  }),
  createRoute({
    ...page,
    path: '/support/search',
    component: lazyRouteComponent(() => import('./features/support-search/search.page'), 'SearchPage'),
    staticData: { roles: ['SUPPORT'], nav: 'nav.supportSearch', key: 's', group: 'support', texts: 'support-search' },
  }),
  createRoute({
    ...page,
    path: '/support/broken',
    component: lazyRouteComponent(() => import('./features/broken-hoks/broken-hoks.page'), 'BrokenHoksPage'),
    staticData: { roles: ['SUPPORT'], nav: 'nav.brokenHoks', group: 'support', texts: 'broken-hoks' },
  }),
  createRoute({
    ...page,
    path: '/study-rights',
    component: lazyRouteComponent(() => import('./features/study-rights/study-rights.page'), 'StudyRightsPage'),
    validateSearch: studyRightSearch,
    staticData: {
      roles: ['PROVIDER', 'PROVIDER_INVALIDATOR', 'PROVIDER_VIEWER', 'PROVIDER_MANUAL_RECORDER'],
      nav: 'nav.studyRights',
      group: 'handling',
      texts: 'study-rights',
    },
  }),
  createRoute({
    ...page,
    path: '/study-rights/cases',
    component: lazyRouteComponent(() => import('./features/study-rights/own-cases.page'), 'OwnCasesPage'),
    staticData: {
      roles: ['PROVIDER_INVALIDATOR'],
      nav: 'nav.ownCases',
      group: 'handling',
      texts: 'study-rights',
    },
  }),
  createRoute({
    ...page,
    path: '/study-rights/$oid',
    component: lazyRouteComponent(() => import('./features/study-rights/study-right.page'), 'StudyRightPage'),
    staticData: {
      roles: ['PROVIDER', 'PROVIDER_INVALIDATOR', 'PROVIDER_VIEWER', 'PROVIDER_MANUAL_RECORDER', 'SUPPORT'],
      texts: 'study-rights',
    },
  }),
  createRoute({
    ...page,
    path: '/study-rights/$oid/hoks',
    component: lazyRouteComponent(() => import('./features/hoks-editor/hoks.page'), 'HoksPage'),
    staticData: {
      roles: ['PROVIDER', 'PROVIDER_INVALIDATOR', 'PROVIDER_VIEWER', 'PROVIDER_MANUAL_RECORDER', 'SUPPORT'],
      texts: 'hoks-editor',
    },
  }),
  createRoute({
    ...page,
    path: '/my/hoks',
    component: lazyRouteComponent(() => import('./features/my-hoks/my-hoks.page'), 'MyHoksPage'),
    staticData: { roles: ['LEARNER'], nav: 'nav.myHoks', group: 'study', texts: 'my-hoks' },
  }),
  createRoute({
    ...page,
    path: '/study-rights/service-users',
    component: lazyRouteComponent(() => import('./features/service-users/service-users.page'), 'ServiceUsersPage'),
    staticData: {
      roles: ['ADMIN'],
      feature: 'serviceUsers',
      nav: 'nav.serviceUsers',
      group: 'operations',
      texts: 'service-users',
    },
  }),
  createRoute({
    ...page,
    path: '/study-rights/higher-education',
    component: lazyRouteComponent(
      () => import('./features/higher-education/higher-education.page'),
      'HigherEducationPage',
    ),
    staticData: {
      roles: ['ADMIN', 'SUPPORT'],
      nav: 'nav.higherEducation',
      group: 'operations',
      texts: 'higher-education',
    },
  }),
];
