/**
 * The words of Jest for Mocha, which mutation testing runs: it loads `domain/` and its tests once and tries one mutant after the
 * other in them, ten times as fast. `npm test` runs the very same files by Jest.
 */
const { expect } = require('expect');
const { bind } = require('jest-each');
const Mocha = require('mocha');

const { bdd } = Mocha.interfaces;

Mocha.interfaces.bdd = (suite) => {
  bdd(suite);
  suite.on('pre-require', (context) => {
    const { describe, it, before, after } = context;
    Object.assign(context, {
      expect,
      describe: Object.assign(describe, { each: bind(describe, false) }),
      test: Object.assign((name, run) => it(name, run), { each: bind((name, run) => it(name, run), false) }),
      beforeAll: before,
      afterAll: after,
    });
  });
};
