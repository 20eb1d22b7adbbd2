/**
 * The shape of the repository as rules; `npm run check` runs them. Each `comment` is what a developer reads when a rule
 * is broken, so it says where the import belongs instead.
 */
const TEST_FILES = '\\.(spec|scenario)\\.ts$';
const ALL_CODE = '^(apps|libs|scripts|test)/';

// A service's own folder or that of one of its wings.
const DOMAIN = '^apps/([^/]+)/src/(?:domain|[^/]+/domain)/';
const AT_THE_EDGE = '^apps/[^/]+/src/(?:persistence|queries|[^/]+/persistence|[^/]+/queries)/';

module.exports = {
  forbidden: [
    {
      name: 'domain-stands-alone',
      comment:
        'A domain folder is pure: it imports its own files and #kernel only. Pass ids, time and data in with the command.',
      severity: 'error',
      from: { path: DOMAIN, pathNot: TEST_FILES },
      // The codes of errors.ts are its words for a refusal: a type, nothing that runs.
      to: {
        pathNot: [
          ...['^apps/$1/src/domain/', '^apps/$1/src/[^/]+/domain/', '^libs/kernel/src/index\\.ts$'],
          ...['^apps/$1/src/errors\\.ts$', '^apps/$1/src/problems/koski-error\\.ts$'],
        ],
      },
    },
    {
      name: 'domain-takes-types-of-errors-only',
      comment: 'A domain names its codes by the types of errors.ts; texts and statuses are for the outside.',
      severity: 'error',
      from: { path: DOMAIN, pathNot: TEST_FILES },
      to: { path: '^apps/$1/src/errors\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'apps-do-not-import-apps',
      comment:
        'Services share meaning through libs/contracts and talk by events. The operator rebuilds their copies and reads VIRTA documents.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/operator/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'operator-sees-copies-and-virta',
      comment:
        'Of the services the operator knows what they copy, and the reader of VIRTA documents; the rest it asks by HTTP.',
      severity: 'error',
      from: { path: '^apps/operator/' },
      to: {
        path: '^apps/',
        pathNot: [
          '^apps/(operator/|[^/]+/src/persistence/(copies|persistence)\\.ts$)',
          '^apps/study-rights/src/(virta/|problems/error-messages\\.ts$|study-rights/domain/oids\\.ts$)',
        ],
      },
    },
    {
      name: 'libs-do-not-import-apps',
      comment: 'A library serves every service and knows none.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(apps|test)/' },
    },
    {
      name: 'libs-by-their-front-door',
      comment: 'Outside its own folder a library is imported by its # name only (package.json, "imports").',
      severity: 'error',
      from: { path: '^(apps|test)/', pathNot: '^apps/[^/]+/bench/' },
      to: {
        path: '^libs/',
        pathNot: '^libs/([^/]+/src/index\\.ts|messaging/testing/index\\.ts|testing/src/demo/demo-institution\\.ts)$',
      },
    },
    {
      name: 'libs-do-not-reach-into-libs',
      comment: 'Outside its own folder a library is imported by its # name only (package.json, "imports").',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: {
        path: '^libs/',
        pathNot:
          '^libs/($1/|[^/]+/src/index\\.ts$|messaging/testing/index\\.ts$|testing/src/demo/demo-institution\\.ts$)',
      },
    },
    {
      name: 'kernel-stands-alone',
      comment:
        'The kernel is pure, and every domain may import it: it imports its own files only, no package and no Node.',
      severity: 'error',
      from: { path: '^libs/kernel/', pathNot: TEST_FILES },
      to: { pathNot: '^libs/kernel/' },
    },
    {
      name: 'contracts-and-platform-are-the-ground-floor',
      comment: 'contracts imports no other library but the kernel; platform imports these two at most.',
      severity: 'error',
      from: { path: '^libs/(contracts|platform)/', pathNot: TEST_FILES },
      to: { path: '^libs/(messaging|testing)/' },
    },
    {
      name: 'kafkajs-behind-the-ports',
      comment:
        'The client is replaceable because only libs/messaging knows it (docs/adr/0002). The benchmark measures it raw, the fault suite watches from outside.',
      severity: 'error',
      from: { path: ALL_CODE, pathNot: '^(libs/messaging/|test/chaos/)' },
      to: { path: 'node_modules/kafkajs/' },
    },
    {
      name: 'typeorm-at-the-edge',
      comment: 'SQL lives in persistence/, queries/ and libs/messaging; use cases see repositories and a transaction.',
      severity: 'error',
      from: {
        path: '^(apps|libs)/',
        pathNot: [AT_THE_EDGE, '^libs/platform/src/persistence/', '^libs/messaging/', TEST_FILES],
      },
      to: { path: 'node_modules/typeorm/' },
    },
    {
      name: 'nest-typeorm-in-the-wiring-file',
      comment: '@nestjs/typeorm wires the connection: in *.module.ts, persistence/, queries/ and libs/messaging.',
      severity: 'error',
      from: {
        path: '^(apps|libs)/',
        pathNot: [AT_THE_EDGE, '^apps/.*\\.module\\.ts$', '^libs/messaging/', TEST_FILES],
      },
      to: { path: 'node_modules/@nestjs/typeorm/' },
    },
    {
      name: 'testing-is-for-tests',
      comment: 'libs/testing never reaches a production process; the development issuer reads its demo persons.',
      severity: 'error',
      from: {
        path: ALL_CODE,
        pathNot: [
          ...['^(test|scripts|libs/testing|apps/dev-idp)/', '^apps/web/(browser/|playwright)'],
          ...[TEST_FILES, '/test/', '/bench/', '/testing/'],
        ],
      },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'suites-are-for-tests',
      comment:
        'The conformance suites of libs/messaging/testing hang on Jest, and the broker in memory forgets everything: only tests import them.',
      severity: 'error',
      from: { path: ALL_CODE, pathNot: ['^(test|scripts|libs/messaging/testing)/', TEST_FILES, '/test/'] },
      to: { path: '^libs/messaging/(testing|test)/' },
    },
    {
      name: 'services-do-not-import-scripts',
      comment: 'scripts/ runs services, never the other way round; a benchmark starts its own stack.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [TEST_FILES, '/bench/'] },
      to: { path: '^(scripts|test)/' },
    },
    {
      name: 'wings-of-study-rights-in-order',
      comment:
        'Problems, then study rights, HOKSes, support desk: a wing imports those before it. What a study right must know of its HOKSes it asks of HoksesOfStudyRight, which the wing of HOKSes provides.',
      severity: 'error',
      from: { path: '^apps/study-rights/src/(study-rights|hoks|virta)/', pathNot: TEST_FILES },
      to: {
        path: '^apps/study-rights/src/(study-rights|hoks|support-desk|virta)/',
        pathNot: '^apps/study-rights/src/($1|study-rights)/',
      },
    },
    {
      name: 'problems-and-service-users-below-the-wings',
      comment: 'What every wing needs knows none of them; the sentences about VIRTA documents are read where they lie.',
      severity: 'error',
      from: { path: '^apps/study-rights/src/(problems|service-users)/', pathNot: TEST_FILES },
      to: {
        path: '^apps/study-rights/src/(study-rights|hoks|support-desk|virta)/',
        pathNot: '/virta/virta-texts\\.ts$',
      },
    },
    {
      name: 'features-do-not-import-features',
      comment:
        'A page imports ui, api, session, live and texts; what two features share goes there, or is a component of ui/.',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/(features|shell|routes)', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'component-library-behind-ui',
      comment: 'Only src/ui knows the component library, so that it can be left (pages.md 2.2).',
      severity: 'error',
      from: { path: '^apps/web/', pathNot: '^apps/web/src/ui/' },
      to: { path: 'node_modules/@(mui|emotion)/' },
    },
    {
      name: 'ui-knows-no-page',
      comment: 'Components serve every page and know none.',
      severity: 'error',
      from: { path: '^apps/web/src/(ui|api|texts)/' },
      to: { path: '^apps/web/src/(features|shell|session|live|routes)' },
    },
    {
      name: 'pages-apart-from-services',
      comment: 'What pages know of the services are the types generated from their OpenAPI documents.',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: TEST_FILES },
      to: { path: '^(apps/(?!web/)|libs/|scripts/|test/)' },
    },
    {
      name: 'no-circular-imports',
      comment: 'SWC and decorators cannot take circles; move what both need into a third file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'imports-resolve',
      comment: 'Every import leads to a file or an installed package.',
      severity: 'error',
      from: { path: ALL_CODE },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-packages-in-services',
      comment: 'The image has production dependencies only; a service must not need more.',
      severity: 'error',
      from: {
        path: '^(apps|libs/(contracts|kernel|messaging|platform))/',
        pathNot: [TEST_FILES, '/test/', '/bench/', '/gate/', '/testing/', '^apps/(dev-idp|web)/'],
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.data|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'require'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
