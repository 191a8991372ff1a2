/** The console in a real browser; apart from the other tests, because it needs Chromium and what `npm run build` makes. */
const { projects } = require('./jest.config.cjs');

const onPostgres = projects.find(({ displayName }) => displayName === 'e2e');

module.exports = {
  ...onPostgres,
  globalTeardown: '<rootDir>/test/browser/teardown.ts',
  displayName: 'browser',
  maxWorkers: 1,
  testTimeout: 60_000,
  testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
};
