import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { letterSearch } from './api/dead-letters';
import { keywordSearch } from './api/searches';
import { page } from './root-route';

/** The pages of administrators and operators; part of the route table. */
export const administrationRoutes = [
  createRoute({
    ...page,
    path: '/admin/settings',
    component: lazyRouteComponent(() => import('./features/institution-settings/settings.page'), 'SettingsPage'),
    staticData: { roles: ['ADMIN'], nav: 'nav.settings', group: 'handling', texts: 'institution-settings' },
  }),
  createRoute({
    ...page,
    path: '/admin/keywords',
    component: lazyRouteComponent(() => import('./features/keyword-codeset/keywords.page'), 'KeywordsPage'),
    validateSearch: keywordSearch,
    staticData: { roles: ['ADMIN'], nav: 'nav.keywords', group: 'handling', texts: 'keyword-codeset' },
  }),
  createRoute({
    ...page,
    path: '/operations/dead-letters',
    component: lazyRouteComponent(() => import('./features/dead-letters/dead-letters.page'), 'DeadLettersPage'),
    validateSearch: letterSearch,
    staticData: { roles: ['OPERATOR'], nav: 'nav.deadLetters', group: 'operations', texts: 'dead-letters' },
  }),
  createRoute({
    ...page,
    path: '/operations/health',
    component: lazyRouteComponent(() => import('./features/service-health/service-health.page'), 'ServiceHealthPage'),
    staticData: { roles: ['OPERATOR'], nav: 'nav.serviceHealth', group: 'operations', texts: 'service-health' },
  }),
];
