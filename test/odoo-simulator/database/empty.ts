import type { Version } from '../options';
import { Database, type Standing } from './database';

/** A database without tables of Odoo's. */
export function emptyDatabase(name: string, version: Version, standing: Standing): Database {
  const database = new Database(name, version, new Map());
  database.foreignKeys = [];
  database.standing = standing;
  return database;
}
