import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In this order "Prod 2" comes before "Prod 10", and É beside e: the root order of Unicode, with numbers as numbers. */
const COLLATION = `CREATE COLLATION people (provider = icu, locale = 'und-u-kn-true')`;

/** Names that lists are sorted by. */
const NAMES = [
  ['servers', 'name'],
  ['instances', 'name'],
  ['instances', 'customer_name'],
  ['plans', 'name'],
  ['templates', 'name'],
  ['users', 'name'],
  ['channels', 'name'],
  ['alert_rules', 'name'],
  ['alerts', 'rule_name'],
  ['maintenance_windows', 'name'],
] as const;

/** Accents, points and vowel signs that people leave out when they search, joiners and what cannot be seen. */
const LEFT_OUT = String.raw`[\u00AD\u0300-\u036F\u0591-\u05C7\u0610-\u061A\u064B-\u065F\u0670\u1AB0-\u1AFF\u1DC0-\u1DFF\u200B-\u200F\u202A-\u202E\u2060-\u2069\u20D0-\u20FF\uFE00-\uFE0F\uFE20-\uFE2F\uFEFF]`;

/**
 * The form two texts have in common that people take for the same: full-width and composed letters taken apart (NFKD), no accents, lower
 * case. Letters that Unicode does not take apart are written as people without that key write them. In PostgreSQL alone, so that what is
 * stored and what is searched for never differ.
 */
const FOLDED = `CREATE FUNCTION folded(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN replace(replace(replace(replace(translate(
    lower(regexp_replace(normalize(given, NFKD), '${LEFT_OUT}' COLLATE "C", '', 'g') COLLATE people),
    'øłđðħŧŋıς', 'olddhtniσ'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'ß', 'ss')`;

/** What a search looks through in each list. */
const SEARCHED = {
  servers: ['name', 'code', 'server_url'],
  instances: ['name', 'customer_name', 'customer_email', 'database_name', 'subdomain', 'domain'],
  plans: ['name', 'code'],
  templates: ['name', 'code', 'template_db'],
  users: ['name', 'email'],
  channels: ['name'],
  notices: ['title'],
  alert_rules: ['name'],
  maintenance_windows: ['name'],
  silences: ['reason', 'author_name'],
  incidents: ['server_name', 'server_code', 'cause'],
  alerts: ['server_name', 'server_code', 'summary'],
};

const foldedText = (columns: readonly string[]) =>
  `folded(${columns.map((name) => `coalesce(${name}, '')`).join(` || E'\\n' || `)})`;

/**
 * A process that was started before writes whole rows of the journal, which no generated column takes: a trigger fills this one. Lines that
 * are there are rewritten by a change of type, because the journal refuses updates.
 */
const JOURNAL = `
ALTER TABLE journal ADD COLUMN search_text text;
ALTER TABLE journal ALTER COLUMN search_text TYPE text USING folded(subject_name || E'\\n' || actor_name);
ALTER TABLE journal ALTER COLUMN search_text SET NOT NULL;
CREATE FUNCTION fold_journal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.search_text := folded(NEW.subject_name || E'\\n' || NEW.actor_name);
  RETURN NEW;
END $$;
CREATE TRIGGER journal_folded BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION fold_journal();
`;
const NO_JOURNAL = `
DROP TRIGGER journal_folded ON journal;
DROP FUNCTION fold_journal();
ALTER TABLE journal DROP COLUMN search_text;
`;

/** People search without accents, and sort as they count. */
export class SearchAsWritten1763800000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE servers DROP COLUMN search_text');
    await runner.query(COLLATION);
    await runner.query(FOLDED);
    for (const [table, column] of NAMES)
      await runner.query(`ALTER TABLE ${table} ALTER COLUMN ${column} TYPE text COLLATE people`);
    for (const [table, columns] of Object.entries(SEARCHED))
      await runner.query(
        `ALTER TABLE ${table} ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (${foldedText(columns)}) STORED`,
      );
    await runner.query(JOURNAL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(NO_JOURNAL);
    for (const table of Object.keys(SEARCHED)) await runner.query(`ALTER TABLE ${table} DROP COLUMN search_text`);
    for (const [table, column] of NAMES)
      await runner.query(`ALTER TABLE ${table} ALTER COLUMN ${column} TYPE text COLLATE pg_catalog."default"`);
    await runner.query('DROP FUNCTION folded(text)');
    await runner.query('DROP COLLATION people');
    await runner.query(
      `ALTER TABLE servers ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (lower(name || E'\\n' || code || E'\\n' || server_url)) STORED`,
    );
  }
}
