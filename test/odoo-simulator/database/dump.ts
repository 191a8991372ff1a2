import { randomBytes } from 'node:crypto';
import type { Version } from '../options';
import type { Database } from './database';
import type { Cell, ColumnKind, Table } from './table';

const PREAMBLE = `SET statement_timeout = 0;
SET lock_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET row_security = off;

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

`;
const TYPES: Readonly<Record<ColumnKind, string>> = {
  number: 'integer',
  boolean: 'boolean',
  text: 'character varying',
};

/**
 * Views make the bulk of a real dump and stand before the users: one cut at 95 % has none of these. They are not kept in memory and not
 * read back.
 */
let views: string | undefined;

/** The tables of which a dump shows more than the simulated database keeps. */
export const BULK = 'ir_ui_view';

/** A database as `pg_dump --no-owner` of August 2025 and later writes it. */
export function dumpSql(database: Database): string {
  const key = randomBytes(24).toString('hex');
  const tables = [...database.tables.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  return [
    `--\n-- PostgreSQL database dump\n--\n\n\\restrict ${key}\n\n`,
    '-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)\n-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)\n\n',
    PREAMBLE,
    ...tables.map(createTable),
    ...tables.filter(({ columns }) => columns.has('id')).map(createSequence),
    ...tables.map(copyTable),
    ...tables.filter(({ columns }) => columns.has('id')).map(sequence),
    ...tables.filter(({ columns }) => columns.has('id')).map(primaryKey),
    ...database.foreignKeys.map(foreignKey),
    `--\n-- PostgreSQL database dump complete\n--\n\n\\unrestrict ${key}\n\n\n`,
  ].join('');
}

/** `manifest.json` of a backup. */
export function manifest(database: Database, version: Version): string {
  const rows = database.table('ir_module_module').where({ state: 'installed' });
  const told = {
    odoo_dump: '1',
    db_name: database.name,
    version,
    version_info: [Number.parseInt(version, 10), 0, 0, 'final', 0, ''],
    major_version: version,
    pg_version: '15.0',
    modules: Object.fromEntries(rows.map(({ name, latest_version }) => [String(name), latest_version])),
  };
  return JSON.stringify(told, null, 4);
}

function bulk(): string {
  const arch = `<form><sheet><group>${'<field name="name"/>'.repeat(10)}</group></sheet></form>`;
  return (views ??= Array.from({ length: 2_400 }, (_, n) => `${n + 1}\tview.${n + 1}\tform\t${arch}`).join('\n'));
}

function heading(name: string, type: string): string {
  return `--\n-- Name: ${name}; Type: ${type}; Schema: public; Owner: -\n--\n\n`;
}

function createTable({ name, columns }: Table): string {
  const lines = [...columns].map(
    ([column, kind]) => `    ${column} ${TYPES[kind]}${column === 'id' ? ' NOT NULL' : ''}`,
  );
  return `${heading(name, 'TABLE')}CREATE TABLE public.${name} (\n${lines.join(',\n')}\n);\n\n\n`;
}

function createSequence({ name }: Table): string {
  const sequence = `public.${name}_id_seq`;
  const made = `${heading(`${name}_id_seq`, 'SEQUENCE')}CREATE SEQUENCE ${sequence}\n    AS integer\n    START WITH 1;\n\n\n`;
  const used = `ALTER TABLE ONLY public.${name} ALTER COLUMN id SET DEFAULT nextval('${sequence}'::regclass);\n\n\n`;
  return `${made}${heading(`${name} id`, 'DEFAULT')}${used}`;
}

function copyTable({ name, columns, rows }: Table): string {
  const names = [...columns.keys()];
  const lines = rows.map((row) => names.map((column) => copied(row[column] ?? null)).join('\t'));
  const data = name === BULK ? [bulk()] : lines;
  return `${heading(name, 'TABLE DATA').replace('-- Name', '-- Data for Name')}COPY public.${name} (${names.join(', ')}) FROM stdin;\n${data.map((line) => `${line}\n`).join('')}\\.\n\n\n`;
}

function copied(value: Cell): string {
  if (value === null) return '\\N';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return String(value).replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}

function sequence({ name, lastId }: Table): string {
  const called = lastId > 0;
  return `${heading(`${name}_id_seq`, 'SEQUENCE SET')}SELECT pg_catalog.setval('public.${name}_id_seq', ${String(Math.max(lastId, 1))}, ${String(called)});\n\n\n`;
}

function primaryKey({ name }: Table): string {
  return `${heading(`${name} ${name}_pkey`, 'CONSTRAINT')}ALTER TABLE ONLY public.${name}\n    ADD CONSTRAINT ${name}_pkey PRIMARY KEY (id);\n\n\n`;
}

function foreignKey(key: string): string {
  const [name = '', table = '', column = '', target = ''] = key.split(' ');
  return `${heading(`${table} ${name}`, 'FK CONSTRAINT')}ALTER TABLE ONLY public.${table}\n    ADD CONSTRAINT ${name} FOREIGN KEY (${column}) REFERENCES public.${target}(id) ON DELETE SET NULL;\n\n\n`;
}
