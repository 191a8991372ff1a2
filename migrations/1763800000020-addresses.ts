import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Addresses that were entered with a dot behind the host, or with `%7E` for `~`, get the one spelling that is entered from now on. Where
 * that is taken by another server, the row stays as it is: both are probed, and people decide.
 */
export class Addresses1763800000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `WITH spelled AS (
         SELECT id, regexp_replace(regexp_replace(server_url, '^(https?://[^/:]+)[.](?=[:/]|$)', '\\1'), '%7e', '~', 'gi') AS url FROM servers),
       single AS (SELECT min(id::text)::uuid AS id, url FROM spelled GROUP BY url)
       UPDATE servers s SET server_url = single.url FROM single
        WHERE s.id = single.id AND s.server_url <> single.url
          AND NOT EXISTS (SELECT 1 FROM servers other WHERE other.server_url = single.url)`,
    );
  }

  /** Both spellings lead to the same server: there is nothing to undo. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
