/** The tests of the rules alone: they need no engine. */
const { globalSetup, globalTeardown, ...rest } = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = { ...rest, rootDir: '../..', testMatch: ['<rootDir>/test/domain/**/*.test.ts'] };
