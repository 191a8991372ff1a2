import type { Json } from './wire';

const FRAMES = [
  ['/opt/odoo/venv/lib/python3.9/site-packages/werkzeug/serving.py', 319, 'run_wsgi', 'execute(self.server.app)'],
  ['/opt/odoo/odoo/http.py', 2134, '__call__', 'response = request._serve_nodb()'],
  ['/opt/odoo/odoo/http.py', 1589, '_serve_nodb', 'response = self.dispatcher.dispatch(rule.endpoint, args)'],
  ['/opt/odoo/odoo/http.py', 1840, 'dispatch', 'result = endpoint(**self.request.params)'],
  ['/opt/odoo/odoo/http.py', 697, 'route_wrapper', 'result = endpoint(self, *args, **params_ok)'],
  ['/opt/odoo/addons/base/controllers/rpc.py', 152, 'jsonrpc', 'return dispatch_rpc(service, method, args)'],
  ['/opt/odoo/odoo/http.py', 372, 'dispatch_rpc', 'return dispatch(method, params)'],
  ['/opt/odoo/odoo/service/db.py', 500, 'dispatch', 'return g[exp_method_name](*params)'],
  ['/opt/odoo/odoo/sql_db.py', 717, 'borrow', 'result = psycopg2.connect(connection_factory=..., **info)'],
  ['/opt/odoo/odoo/tools/func.py', 87, 'locked', 'return func(inst, *args, **kwargs)'],
] as const;

/** An exception of Odoo's, told over /jsonrpc with status 200. */
export class OdooFault extends Error {
  /**
   * @param python the Python class, dotted: `builtins.KeyError`
   * @param hint the innermost function of the traceback, which alone tells some refusals apart
   */
  constructor(
    readonly python: string,
    message: string,
    private readonly hint?: string,
  ) {
    super(message);
  }

  /** The `error` member of the answer, traceback included: real ones leak paths too. @param code 200 up to 18, 0 from 19 */
  toJson(code: number): Json {
    return { code, message: 'Odoo Server Error', data: this.toData() };
  }

  /** What describes it: the `data` of JSON-RPC, the body of /json/2. */
  toData(): Readonly<Record<string, Json>> {
    return {
      name: this.python,
      debug: this.#traceback(),
      message: this.message,
      arguments: [this.message],
      context: {},
    };
  }

  #traceback(): string {
    const frames = FRAMES.map(
      ([file, line, name, code]) => `  File "${file}", line ${String(line)}, in ${name}\n    ${code}\n`,
    );
    const inner = this.hint === undefined ? '' : `  File "/opt/odoo/odoo/service/db.py", line 46, in ${this.hint}\n`;
    return `Traceback (most recent call last):\n${frames.join('')}${inner}${this.python}: ${this.message}\n`;
  }
}

/** The one refusal for a wrong master password, a wrong user password and a switched-off database manager. */
export function accessDenied(hint?: string): OdooFault {
  return new OdooFault('odoo.exceptions.AccessDenied', 'Access Denied', hint);
}

/** What Odoo says while its PostgreSQL is stopped. */
export function postgresDown(): OdooFault {
  return new OdooFault(
    'psycopg2.OperationalError',
    'connection to server at "127.0.0.1", port 5432 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?\n',
  );
}

/** What Odoo says of a database that is not there. */
export function noSuchDatabase(name: string): OdooFault {
  return new OdooFault(
    'psycopg2.OperationalError',
    `connection to server at "127.0.0.1", port 5432 failed: FATAL:  database "${name}" does not exist\n`,
  );
}

/** What Odoo says of a database of its own role in which it finds nothing of its own. */
export function noUsers(): OdooFault {
  return new OdooFault('builtins.KeyError', 'res.users');
}

/** What Odoo says of a database in which it may not make what it needs first. */
export function notOurs(): OdooFault {
  return new OdooFault('psycopg2.errors.InsufficientPrivilege', 'permission denied for schema public\n');
}

/** What PostgreSQL says where a table is missing. */
export function undefinedTable(name: string): OdooFault {
  return new OdooFault(
    'psycopg2.errors.UndefinedTable',
    `relation "${name}" does not exist\nLINE 1: SELECT * FROM ${name}\n`,
  );
}

/** What PostgreSQL says where a table is of another release. */
export function undefinedColumn(name: string): OdooFault {
  return new OdooFault('psycopg2.errors.UndefinedColumn', `column ${name} does not exist\nLINE 1: SELECT ${name}\n`);
}

/** Python's complaint about a wrong number of arguments. */
export function wrongArguments(method: string, least: number, most: number, given: number): OdooFault {
  const text =
    given < least
      ? `${method}() missing ${String(least - given)} required positional argument${least - given > 1 ? 's' : ''}`
      : `${method}() takes ${String(most)} positional argument${most === 1 ? '' : 's'} but ${String(given)} ${given === 1 ? 'was' : 'were'} given`;
  return new OdooFault('builtins.TypeError', text);
}
