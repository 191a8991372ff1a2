import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

const ROWS = `SELECT s.code, s.name, s.server_url AS url, s.state, s.health_status AS health, p.odoo_version AS version,
    p.is_online AS online, p.response_time_ms / 1000 AS response, s.max_instances AS slots, s.instance_count AS used,
    extract(epoch FROM p.last_check_at)::double precision AS checked,
    extract(epoch FROM p.certificate_expires_at)::double precision AS expires
  FROM servers s JOIN server_probes p ON p.server_id = s.id
  WHERE NOT s.archived ORDER BY s.code`;

interface Row {
  code: string;
  name: string;
  url: string;
  state: string;
  health: string;
  version: string | null;
  online: boolean | null;
  response: number | null;
  slots: number;
  used: number;
  checked: number | null;
  expires: number | null;
}

/** One metric: its name, what it means, its value of one server (null for none), and labels beside the code. */
type Family = [
  name: string,
  help: string,
  value: (row: Row) => number | null,
  labels?: (row: Row) => Record<string, string>,
];

const FAMILIES: readonly Family[] = [
  [
    'info',
    'What a server is; always 1.',
    () => 1,
    ({ name, url, version }) => ({ name, url, odoo_version: version ?? '' }),
  ],
  ['state', 'The state a server is in; always 1.', () => 1, ({ state }) => ({ state })],
  ['health', 'The health a server is judged to have; always 1.', () => 1, ({ health }) => ({ health })],
  ['up', 'Whether the last probe reached the server.', ({ online }) => (online === null ? null : Number(online))],
  ['response_seconds', 'How long the last answer took.', ({ response }) => response],
  ['last_check_timestamp_seconds', 'When the last probe ended.', ({ checked }) => checked],
  [
    'certificate_expiry_timestamp_seconds',
    'When the first certificate of the TLS chain ends.',
    ({ expires }) => expires,
  ],
  ['slots', 'Instances that the server may hold.', ({ slots }) => slots],
  ['slots_used', 'Slots that instances take.', ({ used }) => used],
];

/** One series a server and metric, for those who ask for that: written as text in pieces, because a fleet's worth of it is large. */
@Injectable()
export class ServerLines {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async read(): Promise<Iterable<string>> {
    return linesOf(await this.dataSource.query<Row[]>(ROWS));
  }
}

const PIECE = 500;

function* linesOf(rows: readonly Row[]): Iterable<string> {
  for (const [name, help, value, labels] of FAMILIES) {
    yield `# HELP amiral_server_${name} ${help}\n# TYPE amiral_server_${name} gauge\n`;
    for (let from = 0; from < rows.length; from += PIECE) {
      const lines = rows.slice(from, from + PIECE).map((row) => {
        const number = value(row);
        return number === null
          ? ''
          : `amiral_server_${name}${labelText({ server: row.code, ...labels?.(row) })} ${String(number)}\n`;
      });
      yield lines.join('');
    }
  }
}

/** Labels as the text format of Prometheus has them. */
function labelText(labels: Record<string, string>): string {
  const escape = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `{${Object.entries(labels)
    .map(([name, text]) => `${name}="${escape(text)}"`)
    .join(',')}}`;
}
