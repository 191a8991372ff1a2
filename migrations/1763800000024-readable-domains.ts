import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A text and, where labels of internationalized names stand in it (`xn--…`), the text with them as people read them: punycode (RFC 3492, with
 * the names of its section 6.2) is taken apart. What is none stays as it is. It calls nothing of ours, so that a dump can be loaded.
 */
const READABLE = `
CREATE FUNCTION readable_domains(given text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  label text;
  digits text;
  decoded text;
  result text := given;
  n bigint;
  i bigint;
  before bigint;
  weight bigint;
  digit bigint;
  threshold bigint;
  delta bigint;
  size bigint;
  k bigint;
  bias bigint;
BEGIN
  FOR label IN SELECT DISTINCT labels[1] FROM regexp_matches(given, 'xn--([a-z0-9-]{1,59})', 'g') AS labels LOOP
    BEGIN
      decoded := coalesce(substring(label FROM '^(.*)-'), '');
      digits := substring(label FROM '[^-]*$');
      n := 128;
      i := 0;
      bias := 72;
      WHILE digits <> '' LOOP
        before := i;
        weight := 1;
        k := 36;
        LOOP
          digit := strpos('abcdefghijklmnopqrstuvwxyz0123456789', left(digits, 1)) - 1;
          digits := substr(digits, 2);
          i := i + digit * weight;
          threshold := least(greatest(k - bias, 1), 26);
          EXIT WHEN digit < threshold;
          weight := weight * (36 - threshold);
          k := k + 36;
        END LOOP;
        size := length(decoded) + 1;
        delta := CASE WHEN before = 0 THEN i / 700 ELSE (i - before) / 2 END;
        delta := delta + delta / size;
        k := 0;
        WHILE delta > 455 LOOP
          delta := delta / 35;
          k := k + 36;
        END LOOP;
        bias := k + 36 * delta / (delta + 38);
        n := n + i / size;
        i := i % size;
        decoded := left(decoded, i::integer) || chr(n::integer) || substr(decoded, i::integer + 1);
        i := i + 1;
      END LOOP;
      result := replace(result, 'xn--' || label, decoded);
    EXCEPTION WHEN others THEN
      -- No punycode: a character that there is not, or a number past all of them.
      CONTINUE;
    END;
  END LOOP;
  RETURN CASE WHEN result = given THEN given ELSE given || E'\\n' || result END;
END $$`;

/** What a search looks through, where addresses and domains stand in it. */
const SEARCHED = {
  servers: ['name', 'code', 'server_url'],
  instances: ['name', 'customer_name', 'customer_email', 'database_name', 'subdomain', 'domain'],
};

const textOf = (columns: readonly string[]) => columns.map((name) => `coalesce(${name}, '')`).join(` || E'\\n' || `);

/** A generated column takes another expression by being made anew. */
async function generate(runner: QueryRunner, expression: (text: string) => string): Promise<void> {
  for (const [table, columns] of Object.entries(SEARCHED)) {
    await runner.query(
      `ALTER TABLE ${table} DROP COLUMN search_text,
         ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (${expression(textOf(columns))}) STORED`,
    );
  }
}

/** Domains and addresses with letters beyond ASCII are found as they are read. */
export class ReadableDomains1763800000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(READABLE);
    await generate(runner, (text) => `folded(readable_domains(${text}))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await generate(runner, (text) => `folded(${text})`);
    await runner.query('DROP FUNCTION readable_domains(text)');
  }
}
