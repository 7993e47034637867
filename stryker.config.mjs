/**
 * Mutation testing of the rules: every small change of `domain/` must make a test fail. `npm run mutation`, then
 * `reports/mutation/mutation.html`. Tables of data and sentences are left out: what they say is the
 * law's, not the tests'.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: ['domain/**/*.ts', '!domain/data/**', '!domain/errors.ts', '!domain/**/sentences*.ts'],
  testRunner: 'mocha',
  mochaOptions: {
    require: ['tsx/cjs', './test/domain/mocha.js'],
    // random walks, properties and enumerations stay out: what kills a mutant is a case that somebody can read
    spec: ['test/domain/**/!(property|random|council-table).test.ts'],
  },
  incremental: true,
  incrementalFile: 'reports/mutation/incremental.json',
  concurrency: 2,
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  tempDirName: '.stryker-tmp',
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
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
