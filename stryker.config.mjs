/**
 * Mutation testing of the rules: every small change of `domain/` must make a test fail. `npm run mutation`, then
 * `reports/mutation/mutation.html`. Tables of data and sentences are left out: what they say is the
 * law's, not the tests'.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: ['domain/**/*.ts', '!domain/data/**', '!domain/errors.ts', '!domain/**/sentences*.ts'],
  testRunner: 'jest',
  jest: { configFile: 'test/domain/jest.config.js', enableFindRelatedTests: true },
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  tempDirName: '.stryker-tmp',
  reporters: ['clear-text', 'html', 'json'],
  thresholds: { high: 95, low: 90, break: 90 },
  ignorePatterns: [
    '.data',
    '.engines',
    'out',
    'dist',
    'docs',
    'coverage',
    'reports',
    'samples/driver',
    'test/replay/histories',
  ],
};
