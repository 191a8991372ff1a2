import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const ONE_READER = 'Settings come in through Config: src/common/config.ts alone reads the environment, and checks it.';
const OURS = 'Take the one in web/src/common/, which mends what is said there.';
const PLAIN_WHEN_SPREAD = [
  'Alert',
  'AlertRule',
  'Channel',
  'Incident',
  'MaintenanceWindow',
  'Silence',
  'Server',
  'User',
  'Plan',
  'Template',
  'Instance',
  'Config',
  'RunningConfig',
];
const NODE_GLOBALS =
  'process console fetch URL Buffer AbortSignal setTimeout clearTimeout performance module require __dirname'.split(
    ' ',
  );

/** Rules of taste and size, for typed and untyped files alike. */
const shape = {
  complexity: ['error', 8],
  eqeqeq: 'error',
  'max-depth': ['error', 3],
  'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
  'max-lines-per-function': ['error', { max: 50, skipBlankLines: false, skipComments: false }],
  'no-console': 'error',
  'no-else-return': 'error',
  'no-param-reassign': 'error',
  'no-restricted-imports': [
    'error',
    { paths: ['process', 'node:process'].map((name) => ({ name, importNames: ['env'], message: ONE_READER })) },
  ],
  'no-restricted-properties': ['error', { object: 'process', property: 'env', message: ONE_READER }],
  'no-restricted-syntax': [
    'error',
    { selector: 'ExportAllDeclaration', message: 'No barrels: import a thing from the file that holds it.' },
    {
      selector: 'TSEnumDeclaration',
      message: 'Take a union of literals, from a const list where it is needed at run time.',
    },
  ],
  'object-shorthand': 'error',
};

const typed = {
  '@typescript-eslint/consistent-type-imports': [
    'error',
    { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
  ],
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true },
  ],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
};

/** Where the strict sets fight the framework, or forbid what reads well. */
const relaxed = {
  // `process.env['X']` says that the name is not ours; `row.x` that it is.
  '@typescript-eslint/dot-notation': 'off',
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  // A Nest module is an empty class under a decorator.
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
  // An entity is spread to keep what it was, for the journal, and settings to override some: no method is wanted there.
  '@typescript-eslint/no-misused-spread': ['error', { allow: PLAIN_WHEN_SPREAD }],
  // A class is also Nest's token for a plain value of its shape.
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  // An empty text counts as not given.
  '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
  // A number in a sentence reads as itself.
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
};

/** A test looks at what came over HTTP as it came: a field that is not there fails its assertion. */
const untypedAnswers = Object.fromEntries(
  ['argument', 'assignment', 'call', 'member-access', 'return'].map((kind) => [
    `@typescript-eslint/no-unsafe-${kind}`,
    'off',
  ]),
);

export default defineConfig(
  globalIgnores(['**/dist/', '**/.dist-*/', 'coverage/', '.data/', 'web/src/api/schema.d.ts']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [eslint.configs.recommended, tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { ...shape, ...typed, ...relaxed },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    extends: [eslint.configs.recommended],
    languageOptions: { globals: Object.fromEntries(NODE_GLOBALS.map((name) => [name, 'readonly'])) },
    rules: shape,
  },
  {
    files: ['src/common/config.ts', 'scripts/**', 'test/**', '**/*.test.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  { files: ['scripts/**', 'test/bench/**'], rules: { 'no-console': 'off' } },
  { files: ['test/browser/**', 'test/e2e/**', 'test/medium/**', 'test/support/**'], rules: untypedAnswers },
  {
    files: ['web/**'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['web/src/**'],
    ignores: ['web/src/common/*.input.tsx'],
    rules: {
      'no-restricted-imports': [
        'error',
        { name: 'react-admin', importNames: ['NumberInput', 'SelectArrayInput', 'SelectInput'], message: OURS },
      ],
    },
  },
  {
    // A describe block is a table of contents, as long as what it lists; and what is on the wire may hold control characters.
    files: ['test/**', '**/*.test.ts'],
    rules: { 'max-lines-per-function': 'off', 'no-control-regex': 'off' },
  },
);
