/** What every page stands on; nouns stand on these and on the few public entry points below. */
const GROUND = '^web/src/(api|auth|common|i18n|layout)/';

/** What nouns show of each other. */
const ENTRY_POINTS = [
  '^web/src/servers/(server[.](ask|badges|calls|card|filters|search)|use-(announcements|search|server-action))[.]tsx?$',
  '^web/src/instances/instance[.]badge[.]tsx$',
  '^web/src/operations/(operation[.](badge|progress)|pause[.]button)[.]tsx$',
  '^web/src/events/event[.](of-server|recent)[.]tsx$',
  '^web/src/incidents/incident[.]of-server[.]tsx$',
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Arrows never close a circle.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nouns-are-private',
      comment:
        'A folder of a noun is entered through a public entry point listed in this file; the rest is private to it.',
      severity: 'error',
      from: { path: '^web/src/([^/]+)/' },
      to: { path: '^web/src/[^/]+/', pathNot: ['^web/src/$1/', GROUND, ...ENTRY_POINTS] },
    },
    {
      name: 'the-ground-knows-no-noun',
      comment: 'What every page stands on can be read without any of them.',
      severity: 'error',
      from: { path: GROUND },
      to: { path: '^web/src/(?!(api|auth|common|i18n|layout)/)' },
    },
    {
      name: 'the-api-is-all-there-is',
      comment:
        'The console knows the server by openapi.json, the packed rules and the actions of each row: it imports no code of it.',
      severity: 'error',
      from: {},
      to: { path: '^(src|test|migrations|scripts)/' },
    },
    {
      name: 'no-orphans',
      comment: 'A file that imports nothing and is imported by nobody is left over.',
      severity: 'error',
      from: { orphan: true, pathNot: '[.]d[.]ts$' },
      to: {},
    },
    {
      name: 'every-import-leads-somewhere',
      comment: 'An import that resolves to nothing breaks the build.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'browser', 'default', 'types'] },
  },
};
