import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/**
 * House rules that a machine can judge. `no-restricted-syntax` is replaced, not merged, by a later matching block: hence
 * the lists are composed here.
 */
const CONSTRUCTOR_LIMIT = {
  selector: 'MethodDefinition[kind="constructor"] > FunctionExpression[params.length>5]',
  message:
    'At most 5 constructor parameters (the transaction, the clock and three collaborators, repositories among them): the class does too much.',
};
const PROCESS_ENV = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'Settings are read in config.ts and its fragments in libs/platform only.',
};
const CRASH_POINT = {
  selector: 'CallExpression[callee.name="crashPoint"]',
  message: 'crashPoint() belongs to libs/messaging: effects elsewhere are covered by its transaction.',
};
const WALL_CLOCK = {
  selector:
    ':matches(NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.object.name="Date"][callee.property.name="now"])',
  message: 'The domain does not read the clock: `now` comes in with the command.',
};
const RANDOMNESS = {
  selector: 'MemberExpression[object.name="Math"][property.name="random"], MemberExpression[object.name="crypto"]',
  message: 'The domain makes no ids: they come in with the command.',
};
const FOCUSED_TEST = {
  selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|todo)$/]',
  message: 'No focused, skipped or empty tests.',
};
const SLEEP = {
  selector: 'NewExpression[callee.name="Promise"] CallExpression[callee.name="setTimeout"]',
  message: 'Tests do not sleep: probe with a deadline (`eventually`).',
};

/** docs/house-style.md: what a file holds is told by its suffix, and its class is named after it. */
const named = (pattern, example) => ({
  selector: `ExportNamedDeclaration > ClassDeclaration[id.name!=${pattern}]`,
  message: `A class of such a file is called like ${example} (docs/house-style.md).`,
});
const USE_CASE_NAME = named('/^(?!.*(UseCase|Command|Service)$)/', 'ReturnPart');
const QUERY_NAME = named('/Query$/', 'ShowCaseQuery');
const CONTROLLER_NAME = named('/Controller$/', 'ReturnPartController');
const REPOSITORY_NAME = named('/Repository$/', 'DecisionRepository');
const EXPORTED_INSTANCE = {
  selector: 'ExportNamedDeclaration > VariableDeclaration > VariableDeclarator > NewExpression',
  message: 'A repository is injected, never an exported instance (docs/house-style.md).',
};
const EXECUTE = {
  selector:
    'ExportNamedDeclaration > ClassDeclaration > ClassBody > MethodDefinition[kind="method"][key.name=/^(run|handle|perform|call)$/]',
  message: 'What a use case or a query does is called `execute` (docs/house-style.md).',
};
/** A transaction is handed on as `SqlRunner`: everything below a use case runs in one, and nothing there opens another. */
const TYPEORM_HANDLE = {
  selector: 'ImportSpecifier[imported.name="EntityManager"]',
  message: 'What runs SQL in a transaction is `SqlRunner` of #platform (docs/house-style.md).',
};

/** pages.md 6: every text of a page stands in three languages. */
const LETTERS = '/[A-Za-z\\u00C0-\\u024F]/';
const TEXT_IN_PAGE = [
  { selector: `JSXText[value=${LETTERS}]`, message: 'A text of a page stands in texts/{fi,sv,en}.json.' },
  {
    selector: `JSXAttribute[name.name=/^(title|label|hint|caption|alt|placeholder|aria-label)$/] > Literal[value=${LETTERS}]`,
    message: 'A text of a page stands in texts/{fi,sv,en}.json.',
  },
];

const EVERYWHERE = [CONSTRUCTOR_LIMIT, CRASH_POINT];
const TESTS = ['**/*.spec.ts', '**/*.scenario.ts'];

export default tseslint.config(
  { ignores: ['dist/**', 'coverage/**', '.data/**', '.cache/**', 'target/**', '**/generated/**'] },
  {
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
  },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: ['error', 'smart'],
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'start' }],
      'no-restricted-syntax': ['error', ...EVERYWHERE, PROCESS_ENV],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'off',
      // tsc reports unused names (noUnusedLocals, noUnusedParameters).
      '@typescript-eslint/no-unused-vars': 'off',
    },
  },
  {
    files: ['**/*.use-case.ts'],
    rules: { 'max-lines': ['error', { max: 60, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['apps/**/*.ts'],
    ignores: TESTS,
    rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE, PROCESS_ENV, TYPEORM_HANDLE] },
  },
  {
    files: ['**/*.use-case.ts'],
    rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE, PROCESS_ENV, TYPEORM_HANDLE, USE_CASE_NAME, EXECUTE] },
  },
  {
    files: ['**/*.query.ts'],
    rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE, PROCESS_ENV, TYPEORM_HANDLE, QUERY_NAME, EXECUTE] },
  },
  {
    files: ['**/*.http.ts'],
    rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE, PROCESS_ENV, TYPEORM_HANDLE, CONTROLLER_NAME] },
  },
  {
    // A class that stores is injected, and called after what it stores; what has no state of its own is a function.
    files: ['apps/*/src/{persistence,*/persistence}/*.ts'],
    ignores: [...TESTS, '**/*.module.ts'],
    rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE, PROCESS_ENV, TYPEORM_HANDLE, REPOSITORY_NAME] },
  },
  {
    files: ['apps/**/*.repository.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[...EVERYWHERE, PROCESS_ENV, TYPEORM_HANDLE, REPOSITORY_NAME, EXPORTED_INSTANCE],
      ],
    },
  },
  {
    files: ['apps/*/src/{domain,*/domain}/**/*.ts'],
    ignores: TESTS,
    rules: {
      'no-restricted-syntax': ['error', ...EVERYWHERE, PROCESS_ENV, WALL_CLOCK, RANDOMNESS],
    },
  },
  {
    files: [
      ...['apps/*/src/config.ts', 'libs/platform/src/config/**/*.ts'],
      ...['libs/platform/src/clock.ts', 'libs/messaging/src/crash-point.ts', 'libs/messaging/test/memory-broker.ts'],
    ],
    rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE] },
  },
  {
    files: ['libs/messaging/**/*.ts'],
    ignores: ['libs/messaging/src/crash-point.ts', 'libs/messaging/test/memory-broker.ts'],
    rules: { 'no-restricted-syntax': ['error', CONSTRUCTOR_LIMIT, PROCESS_ENV] },
  },
  {
    files: ['scripts/**/*.{ts,mjs}', 'libs/testing/**/*.ts', '**/bench/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE], 'no-console': 'off' },
  },
  {
    ...reactHooks.configs.flat.recommended,
    files: ['apps/web/src/**/*.{ts,tsx}'],
  },
  {
    files: ['apps/web/src/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': ['error', ...EVERYWHERE, PROCESS_ENV, ...TEXT_IN_PAGE],
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
    },
  },
  {
    files: ['apps/web/*.config.ts', 'apps/web/browser/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE], 'no-empty-pattern': 'off' },
  },
  {
    files: ['apps/operator/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: TESTS,
    rules: { 'no-restricted-syntax': ['error', FOCUSED_TEST, SLEEP] },
  },
);
