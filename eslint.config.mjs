import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

/** Node's own modules, for the folders that must run without Node. */
const nodeBuiltins = builtinModules.flatMap((name) => [name, `node:${name}`]);

/** Restricts what files of one folder may import; every pattern carries its reason. */
const arrows = (files, patterns, paths = []) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns, paths }] },
});
/** A folder of ours, seen from any depth: '../x', '../../x', './x'. */
const folder = (names, message, allowTypeImports = false) => ({
  regex: `^(\\.\\./)+(${names})(/|$)`,
  message,
  allowTypeImports,
});
const noTest = folder('test|bench', 'shipped code never imports tests');

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.data/', '.engines/', 'node_modules/', 'coverage/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // numbers and booleans read well in a template string; objects do not
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `() => void call()` is how a handler says that it gives nothing back
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // an index into a checked list is clearer than a second guard
      '@typescript-eslint/no-non-null-assertion': 'off',
      // leaving a field out by destructuring is how a record loses it
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'use a union of strings' },
        { selector: 'ExportDefaultDeclaration', message: 'named exports only: one name for one thing everywhere' },
      ],
    },
  },
  {
    // the business clock is read in two files only, so that a test or a rehearsal can move it
    files: ['{domain,workflows,activities,api,templates}/**/*.ts', 'platform/**/*.ts'],
    ignores: ['platform/clock.ts', 'workflows/clock.ts', 'platform/engines/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'ask the business clock: platform/clock.ts or workflows/clock.ts' },
        { object: 'process', property: 'env', message: 'the environment is read once, in platform/config.ts' },
      ],
    },
  },
  { files: ['platform/config.ts'], rules: { 'no-restricted-properties': 'off' } },
  arrows(
    ['domain/**/*.ts'],
    [
      folder('activities|api|platform|workflows|templates|test|bench', 'the rules know nothing of the outside'),
      { regex: '^[^.]', message: 'the rules import no package' },
    ],
  ),
  arrows(
    ['workflows/**/*.ts'],
    [
      folder(
        'activities',
        'workflows import activity types only: values would pull the outside into the sandbox',
        true,
      ),
      folder('api|platform|templates', 'workflows know nothing of the outside'),
      {
        regex: '^(?!@temporalio/(workflow|common)$)[^.]',
        message: 'workflow code imports @temporalio/workflow and domain/ only',
      },
      noTest,
    ],
    nodeBuiltins.map((name) => ({ name, message: 'no Node built-ins in the sandbox' })),
  ),
  arrows(
    ['activities/**/*.ts'],
    [folder('workflows|api', 'activities are called by workflows and know only their messages', true), noTest],
  ),
  arrows(
    ['platform/**/*.ts'],
    [folder('activities|api|workflows|templates', 'the platform serves all and knows none'), noTest],
  ),
  arrows(
    ['templates/**/*.ts'],
    [folder('activities|api|workflows|platform', 'templates get plain data and know nobody'), noTest],
  ),
  arrows(
    ['api/**/*.ts'],
    [
      folder('activities', 'routes never run an activity'),
      { regex: '^(\\.\\./)+workflows(/(?!messages)|$)', message: 'the doors know only the messages of workflows' },
      noTest,
    ],
  ),
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      // test helpers assert shapes that the types cannot know
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
