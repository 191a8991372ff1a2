import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { withPlainNames } from '../common/label-names';

/** Prometheus' format for discovery over HTTP: https://prometheus.io/docs/prometheus/latest/http_sd/ */
export const targetsShape = z
  .array(
    z.object({
      targets: z.array(z.string()).meta({ example: ['odoo-1.example.com:443'] }),
      labels: z.record(z.string(), z.string()),
    }),
  )
  .meta({ id: 'PrometheusTargets' });

interface Row {
  id: string;
  code: string;
  name: string;
  url: string;
  state: string;
  health: string;
  labels: Record<string, string>;
}

const ROWS = `SELECT id, code, name, server_url AS url, state, health_status AS health, labels
  FROM servers WHERE NOT archived ORDER BY code`;

/** The fleet as targets for a Prometheus that is there already. */
@Injectable()
export class Targets {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async list(): Promise<z.output<typeof targetsShape>> {
    const rows = await this.dataSource.query<Row[]>(ROWS);
    return rows.map((row) => ({ targets: [hostOf(row.url)], labels: labelsOf(row) }));
  }
}

function labelsOf({ id, code, name, url, state, health, labels }: Row): Record<string, string> {
  const about = { id, code, name, url, state, health };
  const own = withPlainNames(labels, { prefix: '__meta_amiral_label_' });
  const given = Object.entries(about).map(([key, value]) => [`__meta_amiral_server_${key}`, value]);
  return { ...(Object.fromEntries(given) as Record<string, string>), ...own };
}

function hostOf(serverUrl: string): string {
  const { hostname, port, protocol } = new URL(serverUrl);
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}
