/** The one realm of a worker as Jest wants it shown: see runtime.js. */
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** How much of a stack is shown when a test fails; every error that is caught on the way is paid for it. */
const FRAMES = 30;

class OneRealm {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  #own = { console: globalThis.console, exit: process.exit };

  constructor({ projectConfig }) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  setup() {
    Error.stackTraceLimit = FRAMES;
    return Promise.resolve();
  }

  teardown() {
    this.fakeTimersModern.dispose();
    globalThis.console = this.#own.console;
    process.exit = this.#own.exit;
    return Promise.resolve();
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return this.global;
  }
}

module.exports = OneRealm;
