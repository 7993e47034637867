/**
 * How Jest runs the test files here. Each has the modules of this repository for itself, as always; but there is one realm for all
 * of them, in which the packages are loaded once a worker. In a context of its own, as Jest makes one for each file, all packages
 * would be compiled and run anew, and every look-up of a global would go through a proxy. A package cannot be mocked this way.
 */
const { createRequire, isBuiltin } = require('node:module');
const vm = require('node:vm');
const JestRuntime = require('jest-runtime').default;

/** Jest gives these out itself. */
const OF_JEST = /^(@jest\/globals|@jest\/expect|expect)$/;

/** A module that was compiled by an earlier file: run again, it is not compiled again. */
const compiled = new Map();

function scriptOf(code, filename, head) {
  const known = compiled.get(filename);
  if (known?.code === code && known.head === head) return known.script;
  const script = new vm.Script(`${head}${code}\n})`, {
    filename,
    columnOffset: -head.length,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  compiled.set(filename, { code, head, script });
  return script;
}

const isPackage = (name) => !name.startsWith('.') && !name.startsWith('/') && !isBuiltin(name);

class Runtime extends JestRuntime {
  constructor(...args) {
    super(...args);
    const head = `(function (${this.executor.injectedModuleParameters.join(', ')}) {`;
    this.executor.compile = (code, filename) => scriptOf(code, filename, head).runInThisContext();
  }

  requireModuleOrMock(from, name) {
    const shared = isPackage(name) && !OF_JEST.test(name);
    return shared ? createRequire(from)(name) : super.requireModuleOrMock(from, name);
  }
}

module.exports = Runtime;
