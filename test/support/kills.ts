import { Client } from 'pg';
import { eventually } from './app';

/** The advisory lock that a write waits for until the process that makes it is killed. */
const GATE = 4_711;

const TRAP = `
CREATE TABLE drill (kind text, name text, state text);
CREATE FUNCTION drill() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM drill d JOIN operations o ON o.kind = d.kind WHERE o.id = NEW.operation_id AND d.name = NEW.name AND d.state = NEW.state)
  THEN PERFORM pg_advisory_xact_lock_shared(${String(GATE)}); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER drill BEFORE UPDATE ON operation_steps FOR EACH ROW EXECUTE FUNCTION drill();
CREATE FUNCTION drill_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM drill WHERE kind = 'bulk' AND name = NEW.position::text) THEN PERFORM pg_advisory_xact_lock_shared(${String(GATE)}); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER drill BEFORE UPDATE ON bulk_lines FOR EACH ROW WHEN (NEW.child_id IS NOT NULL) EXECUTE FUNCTION drill_line();
`;

/** A write of a step, by what it writes; of work on many a line, by its position. */
export interface Boundary {
  kind: string;
  name: string;
  /** `running`: the intent of a call; `succeeded`, `compensated`: what came of it. */
  state: 'running' | 'succeeded' | 'compensated';
}

/** Holds a process at one write of one step, so that it is killed exactly there. */
export class KillGate {
  private constructor(private readonly client: Client) {}

  static async open(url: string): Promise<KillGate> {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(TRAP);
    return new KillGate(client);
  }

  async arm({ kind, name, state }: Boundary): Promise<void> {
    await this.client.query('SELECT pg_advisory_lock($1)', [GATE]);
    await this.client.query('INSERT INTO drill VALUES ($1, $2, $3)', [kind, name, state]);
  }

  /** Until somebody stands at the gate. @returns its backend */
  async reached(): Promise<number> {
    const waiting = await eventually(
      async () =>
        (
          await this.client.query<{ pid: number }>(
            `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND NOT granted`,
            [GATE],
          )
        ).rows[0] ?? null,
      (row) => row !== null,
    ).catch(async () => {
      const { rows } = await this.client.query(
        `SELECT d.name AS gate, o.state, o.error_code, s.name, s.state AS step, s.detail FROM drill d, operations o
           LEFT JOIN operation_steps s ON s.operation_id = o.id AND s.state NOT IN ('succeeded', 'pending')
          WHERE o.ended_at IS NULL OR o.created_at > clock_timestamp() - interval '2 min'`,
      );
      throw new Error(`Nobody came to the gate: ${JSON.stringify(rows)}`);
    });
    return waiting?.pid ?? 0;
  }

  /** Lets the write go through, or undoes it, after the process is gone. */
  async release(backend: number, isWritten: boolean): Promise<void> {
    await this.client.query('DELETE FROM drill');
    if (!isWritten) await this.client.query('SELECT pg_terminate_backend($1, 5000)', [backend]);
    await this.client.query('SELECT pg_advisory_unlock($1)', [GATE]);
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}
