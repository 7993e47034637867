/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: '<rootDir>/test/runner/environment.js',
  runtime: '<rootDir>/test/runner/runtime.js',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // the compiler that Temporal's bundler uses too; types are checked by `npm run typecheck`. ignoreDynamic keeps
  // `await import()` as it is, for packages that exist as ES modules only
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
        module: { type: 'commonjs', ignoreDynamic: true },
        sourceMaps: 'inline',
      },
    ],
  },
  globalSetup: '<rootDir>/test/setup/global-setup.ts',
  globalTeardown: '<rootDir>/test/setup/global-teardown.ts',
  modulePathIgnorePatterns: ['/dist/', '/out/', '/\\.data/', '/\\.engines/'].map((folder) => `<rootDir>${folder}`),
  testTimeout: 120_000,
  // workers load Temporal's native part and mongoose; one that has grown beyond this is replaced between files
  workerIdleMemoryLimit: '1GB',
};
