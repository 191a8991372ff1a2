// Writes openapi.json from the application itself, and from it the types by which the console calls and the closed lists that it shows;
// with --check, fails when a committed one is stale.
// No database is needed: everything is constructed as for a start, and nothing is started.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import openapiTypes, { astToString } from 'openapi-typescript';

const ROOT = resolve(import.meta.dirname, '..');
const DOCUMENT = 'openapi.json';
const TYPES = 'web/src/api/schema.d.ts';
const ENUMS = 'web/src/api/enums.ts';

/** The closed lists that the console shows as such: the field of a schema, or of a list's query, that each one is what may stand in. */
const CLOSED_LISTS = {
  DATABASE_FATES: 'Termination.database',
  DELIVERY_STATES: 'Delivery.state',
  HEALTH_STATUSES: 'Server.healthStatus',
  INCIDENT_STATES: '/incidents?state',
  INSTANCE_STATES: 'Instance.state',
  MAIL_SECURITY: 'Channel.settings.secure',
  OPERATION_KINDS: 'Operation.kind',
  OPERATION_OUTCOMES: 'OperationResolution.outcome',
  OPERATION_STATES: 'Operation.state',
  ROLES: 'User.role',
  SERVER_STATES: 'Server.state',
  SEVERITIES: 'AlertRule.severity',
  TEMPLATE_STATES: 'Template.servers.state',
  WEEKDAYS: 'MaintenanceWindow.schedule.day',
};
const require = createRequire(import.meta.url);
const { NestFactory } = require('@nestjs/core');
const { DataSource } = require('typeorm');
const { createApp } = require('../dist/src/app.js');
const { readConfig } = require('../dist/src/common/config.js');
const { createLog } = require('../dist/src/common/logging.js');
const { describeApi } = require('../dist/src/openapi.js');

/** Nest's own preview mode would leave out the constructors, in which nouns register their policies. */
function startNothing() {
  DataSource.prototype.initialize = function initialize() {
    return Promise.resolve(this);
  };
  const create = NestFactory.create.bind(NestFactory);
  NestFactory.create = async (...given) => {
    const app = await create(...given);
    app.init = () => Promise.resolve(app);
    return app;
  };
}

/** Keys in one order whatever order modules were loaded in, so that a diff shows what changed; paths and lists keep theirs. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

async function describe() {
  startNothing();
  // The defaults, whatever is set where this runs: the document is the same on every machine.
  const secretKeys = [Buffer.alloc(32).toString('base64')];
  const config = { ...readConfig({}), databaseUrl: 'postgresql://nobody@127.0.0.1:1/none', secretKeys };
  return `${JSON.stringify(sorted(describeApi(await createApp(config, createLog('error')))), null, 2)}\n`;
}

/** @throws Error when the field is not there any more, or takes anything */
function wordsOf({ paths, components }, where) {
  const [route, parameter] = where.split('?');
  const [schema, ...fields] = where.split('.');
  const given = parameter
    ? paths[`/api/v1${route}`].get.parameters.find(({ name }) => name === parameter).schema.anyOf[0]
    : fields.reduce((node, field) => (node.items ?? node).properties[field], components.schemas[schema]);
  if (!Array.isArray(given.enum)) throw new Error(`${where} of ${DOCUMENT} is no closed list.`);
  return given.enum;
}

function writeEnums(api) {
  const lists = Object.entries(CLOSED_LISTS).map(([name, where]) => {
    const words = wordsOf(api, where).map((word) => `'${word}'`);
    return `export const ${name} = [${words.join(', ')}] as const;\n`;
  });
  return `// Written by \`npm run openapi\` from openapi.json.\n${lists.join('')}`;
}

function committed(file) {
  try {
    return readFileSync(resolve(ROOT, file), 'utf8');
  } catch {
    return null;
  }
}

function compare(file, text) {
  if (text === committed(file)) {
    console.log(`${file} says what the application does.`);
    return;
  }
  console.error(`${file} is stale: run \`npm run openapi\` and commit it.`);
  process.exitCode = 1;
}

const document = await describe();
const types = astToString(await openapiTypes(JSON.parse(document)));
const deal = process.argv.includes('--check') ? compare : (file, text) => writeFileSync(resolve(ROOT, file), text);
deal(DOCUMENT, document);
deal(ENUMS, writeEnums(JSON.parse(document)));
deal(TYPES, `// Written by \`npm run openapi\` from openapi.json.\n${types}`);
// Timers of what was constructed would keep the process.
process.exit();
