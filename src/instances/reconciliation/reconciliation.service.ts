import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock';
import { conflict, DomainError } from '../../common/errors';
import { Turns } from '../../common/turns';
import { OdooManager } from '../../odoo/odoo-manager';
import { Pauses } from '../../operations/pauses.service';
import { ServerAccess } from '../../servers/server-access.service';
import { InstanceAccess } from '../instance-access.service';
import type { ReconciliationView } from './reconciliation.schemas';

/** Of one call to a server, in ms. */
const CALL_MS = 10_000;
/** Whoever asked waits for it: what is not looked into by then is told as such. */
const WHOLE_MS = 90_000;
const AT_ONCE = 16;

type Server = Omit<ReconciliationView['servers'][number], 'unrecorded' | 'code'>;
type Instance = Omit<ReconciliationView['instances'][number], 'standing' | 'fleet'> & { hasLogin: boolean };
type Copy = Omit<ReconciliationView['copies'][number], 'standing'>;
type Fleet = ReconciliationView['instances'][number]['fleet'];
type Standing = ReconciliationView['instances'][number]['standing'];

interface Known {
  servers: Server[];
  instances: Instance[];
  copies: Copy[];
}

/** What a server said it has, or why it did not. */
interface Listed {
  names: ReadonlySet<string> | null;
  code: string | null;
}

/** Everything that Amiral knows of, compared with what servers have. */
@Injectable()
export class Reconciliation {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly servers: ServerAccess,
    private readonly manager: OdooManager,
    private readonly access: InstanceAccess,
    private readonly pauses: Pauses,
    private readonly clock: Clock,
  ) {}

  /** A pause that a restore has set may be ended from then on. */
  async compare(): Promise<ReconciliationView> {
    const until = performance.now() + WHOLE_MS;
    const known = await this.known();
    const turns = new Turns(AT_ONCE, Number.POSITIVE_INFINITY, conflict('busy', 'Too many wait.'));
    const listed = new Map<string, Listed>();
    const list = async ({ serverId }: Server) => listed.set(serverId, await this.list(serverId));
    await Promise.all(known.servers.map((server) => turns.take(() => list(server))));
    const instances = await Promise.all(
      known.instances.map(async ({ hasLogin, ...instance }) => {
        const standing = standingOf(listed.get(instance.serverId), instance.databaseName);
        const look = () => this.fleetOf(instance.instanceId, until);
        return { ...instance, standing, fleet: hasLogin && standing === 'there' ? await turns.take(look) : null };
      }),
    );
    await this.pauses.reconciled();
    return {
      at: this.clock.now().toISOString(),
      servers: known.servers.map((server) => serverView(server, listed.get(server.serverId), known)),
      instances,
      copies: known.copies.map((copy) => ({ ...copy, standing: standingOf(listed.get(copy.serverId), copy.name) })),
    };
  }

  private async list(serverId: string): Promise<Listed> {
    try {
      const target = await this.servers.target(serverId);
      return { names: new Set(await this.manager.list({ target, timeoutMs: CALL_MS })), code: null };
    } catch (error) {
      if (error instanceof DomainError) return { names: null, code: error.code };
      throw error;
    }
  }

  private async fleetOf(instanceId: string, until: number): Promise<Fleet> {
    const timeoutMs = Math.min(CALL_MS, until - performance.now());
    if (timeoutMs <= 0) return null;
    try {
      return await this.access.fleetOf(instanceId, { timeoutMs });
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }

  private async known(): Promise<Known> {
    const instances = await this.dataSource.query<Instance[]>(
      `SELECT id AS "instanceId", name, server_id AS "serverId", database_name AS "databaseName", state, service_access IS NOT NULL AS "hasLogin"
         FROM instances WHERE state IN ('active', 'suspended', 'expired') OR purge_after IS NOT NULL ORDER BY id`,
    );
    const copies = await this.dataSource.query<Copy[]>(
      `SELECT id, server_id AS "serverId", name, role, instance_id AS "instanceId" FROM copies ORDER BY id`,
    );
    const servers = await this.dataSource.query<Server[]>(
      `SELECT id AS "serverId", name FROM servers WHERE lifecycle IN ('active', 'maintenance') OR id = ANY($1) ORDER BY sequence, code`,
      [[...instances, ...copies].map(({ serverId }) => serverId)],
    );
    return { servers, instances, copies };
  }
}

function standingOf(listed: Listed | undefined, name: string): Standing {
  if (!listed?.names) return 'unknown';
  return listed.names.has(name) ? 'there' : 'missing';
}

function serverView(server: Server, listed: Listed | undefined, { instances, copies }: Known) {
  const here = <T extends { serverId: string }>(rows: T[]) =>
    rows.filter(({ serverId }) => serverId === server.serverId);
  const recorded = new Set([
    ...here(instances).map(({ databaseName }) => databaseName),
    ...here(copies).map(({ name }) => name),
  ]);
  const unrecorded = [...(listed?.names ?? [])].filter((name) => !recorded.has(name)).sort();
  return { ...server, code: listed?.code ?? null, unrecorded };
}
