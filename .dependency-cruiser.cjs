/**
 * The layers of ARCHITECTURE.md, lowest first: who stands on what. A new folder under src/ finds its place here first.
 * @type {Record<string, { on: string[], sentence: string }>}
 */
const layers = {
  common: { on: [], sentence: 'common/ is the ground: it imports nothing of ours.' },
  database: { on: ['common'], sentence: 'database/ knows tables of nobody: it stands on common/ alone.' },
  outbound: {
    on: ['common'],
    sentence: 'outbound/ is the one way out, to whatever machine; it knows neither Odoo nor our tables.',
  },
  odoo: {
    on: ['common', 'outbound'],
    sentence: 'odoo/ holds what Odoo says and means; it goes out through outbound/ and knows nothing of our tables.',
  },
  journal: {
    on: ['common', 'database', 'outbound', 'odoo'],
    sentence: 'journal/ is written by everybody above, so it knows none of them.',
  },
  auth: {
    on: ['common', 'database', 'outbound', 'odoo', 'journal'],
    sentence: 'auth/ imports no noun: nouns register their policies with it.',
  },
  servers: {
    on: ['common', 'database', 'outbound', 'odoo', 'journal', 'auth'],
    sentence: 'servers/ is the lowest noun: what probes, sells or fills servers stands above it.',
  },
  operations: {
    on: ['common', 'database', 'journal', 'auth'],
    sentence: 'operations/ does durable work and knows no noun: kinds register themselves.',
  },
  history: {
    on: ['common', 'database', 'outbound', 'odoo', 'journal', 'auth', 'servers'],
    sentence: 'history/ keeps what probes found; health/ above it hands that down.',
  },
  health: {
    on: ['common', 'database', 'outbound', 'odoo', 'journal', 'auth', 'servers', 'history'],
    sentence: 'health/ judges servers and knows neither plans nor instances.',
  },
  catalog: {
    on: ['common', 'database', 'outbound', 'odoo', 'journal', 'auth', 'servers', 'operations'],
    sentence: 'catalog/ stands beside health/, not on it: what is sold does not depend on who is well.',
  },
  instances: {
    on: [
      'common',
      'database',
      'outbound',
      'odoo',
      'journal',
      'auth',
      'servers',
      'operations',
      'history',
      'health',
      'catalog',
    ],
    sentence: 'instances/ joins servers and catalogue, and nothing below may know of customers.',
  },
  stream: {
    on: [
      'common',
      'database',
      'outbound',
      'odoo',
      'journal',
      'auth',
      'servers',
      'operations',
      'history',
      'health',
      'catalog',
      'instances',
    ],
    sentence: 'stream/ tells of what changes; nouns above it tell it how to show theirs.',
  },
  metrics: {
    on: [
      'common',
      'database',
      'outbound',
      'odoo',
      'journal',
      'auth',
      'servers',
      'operations',
      'history',
      'health',
      'catalog',
      'instances',
      'stream',
      'channels',
      'alerts',
    ],
    sentence: 'metrics/ tells Prometheus of all the others, so nobody imports it.',
  },
  events: {
    on: [
      'common',
      'database',
      'outbound',
      'odoo',
      'journal',
      'auth',
      'servers',
      'operations',
      'history',
      'health',
      'catalog',
      'instances',
    ],
    sentence: 'events/ reads what all the others wrote, so nobody imports it.',
  },
  channels: {
    on: ['common', 'database', 'outbound', 'odoo', 'journal', 'auth'],
    sentence: 'channels/ delivers notices and knows nothing of what they are about.',
  },
  alerts: {
    on: ['common', 'database', 'outbound', 'odoo', 'journal', 'auth', 'servers', 'operations', 'stream', 'channels'],
    sentence: 'alerts/ decides from what is stored whom to call: it neither probes nor delivers.',
  },
};

/** Besides modules, services and entities: what is made to be used by other folders. Everything else is private to its own. */
const publicEntryPoints = [
  '[.](module|service|entity)[.]ts$',
  '^src/common/',
  '^src/database/[^/]+[.]ts$',
  '^src/odoo/(odoo[.]client|odoo-reasons|odoo-archives|odoo-manager|odoo-call-error|checked-master|odoo-call|inside/(odoo-inside|session|customer|doors|access-key))[.]ts$',
  '^src/outbound/(outbound[.]client|transport|axios-adapter|certificate-end|certificates|chain|entered-addresses|egress|failures|reasons)[.]ts$',
  '^src/auth/(ability|access|actor|actors|policies|row-lock)[.]ts$',
  '^src/servers/(servers[.]queries|server[.](journal|secrets|schemas|states|view)|server-slots|health-reasons)[.]ts$',
  '^src/operations/(kinds|operation[.](rules|schemas|secrets|states|view)|operations[.]queries|step-errors|step-facts)[.]ts$',
  '^src/catalog/template-access[.]ts$',
  '^src/history/sample[.]ts$',
  '^src/instances/instance[.]states[.]ts$',
  '^src/stream/(source|stream)[.]ts$',
  '^src/channels/(notice|matching|channel[.]settings)[.]ts$',
];

const TESTS = '[.]test[.]ts$';
const someFolder = `^src/(${Object.keys(layers).join('|')})/`;

const layerRules = Object.entries(layers).map(([folder, { on, sentence }]) => ({
  name: `layer-of-${folder}`,
  comment: sentence,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^(src|migrations)/', pathNot: `^src/(${[folder, ...on].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'a-folder-has-a-layer',
      comment: 'A folder under src/ says in this file which layer it stands on before it imports anything of ours.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: someFolder },
      to: { path: '^src/' },
    },
    {
      name: 'no-circles',
      comment: 'Arrows never close a circle: neither file can then be read, tested or moved without the other.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'public-entry-points',
      comment:
        'A folder is entered through its module, its service or its entity, or a public entry point listed in this file: the rest is private to it.',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: TESTS },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', ...publicEntryPoints] },
    },
    {
      name: 'no-test-code-in-the-product',
      comment:
        'The product imports no test code; the demo, which shows the simulated Odoo servers off, is no part of it.',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: ['^test/', '^scripts/', TESTS] },
    },
    {
      name: 'the-simulator-is-not-its-own-judge',
      comment:
        'The simulated Odoo is written from the wire, not from our client: sharing code, both could be wrong together.',
      severity: 'error',
      from: { path: '^test/odoo-simulator/' },
      to: { path: '^src/' },
    },
    {
      name: 'no-tables-on-the-way-out',
      comment: 'outbound/ and odoo/ can be lifted out whole: they know neither TypeORM nor PostgreSQL.',
      severity: 'error',
      from: { path: '^src/(outbound|odoo)/' },
      to: { path: 'node_modules/(typeorm|pg|@nestjs/typeorm)/' },
    },
    {
      name: 'no-development-packages-in-the-product',
      comment: 'What runs at an operator is listed under dependencies, or `npm ci --omit=dev` breaks it.',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-orphans',
      comment: 'A file that imports nothing and is imported by nobody is left over.',
      severity: 'error',
      from: { orphan: true, path: '^(src|migrations)/', pathNot: ['[.]d[.]ts$', '^src/.*/fixtures/'] },
      to: {},
    },
    {
      name: 'every-import-leads-somewhere',
      comment: 'An import that resolves to nothing fails at the first start.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage)/' },
    // Types count too: a folder that knows another's shape depends on it.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default', 'import', 'types'],
    },
  },
};
