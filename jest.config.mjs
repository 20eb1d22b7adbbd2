/**
 * One project: specs need nothing, scenarios need the stack that `npm test` starts (scripts/test.ts). What test files import is loaded
 * once per process (scripts/jest/shared-runtime.ts), but while watching, when it changes: then each file gets modules of its own.
 */
const watches = process.argv.some((argument) => argument.startsWith('--watch'));
const modules = watches
  ? {
      testEnvironment: 'node',
      testEnvironmentOptions: { customExportConditions: ['node', 'node-addons', 'source'] },
      globalSetup: '<rootDir>/dist/scripts/jest/bring-up-to-date.js',
    }
  : {
      testEnvironment: '<rootDir>/dist/scripts/jest/shared-environment.js',
      runtime: '<rootDir>/dist/scripts/jest/shared-runtime.js',
    };

export default {
  ...modules,
  extensionsToTreatAsEsm: ['.ts'],
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/scripts', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts', '**/*.scenario.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  setupFilesAfterEnv: ['<rootDir>/scripts/jest/after-each-file.ts'],
  testSequencer: '<rootDir>/test/long-ones-beside-the-rest.mjs',
  testTimeout: 60_000,
};
