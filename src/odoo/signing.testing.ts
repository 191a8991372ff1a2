import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** The machine's own must not have a say in what is made here. */
const CONFIG = '[req]\ndistinguished_name = name\n[name]\n';
const AUTHORITY = 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\nsubjectKeyIdentifier=hash\n';
const SERVER = 'subjectAltName=DNS:odoo.test,IP:127.0.0.1\n';

/** Certificates made by the openssl command as they are needed, because what is tested is how long they last from now. */
export class Signing {
  private readonly keys = new Map<string, string>();
  private serial = 0;

  private constructor(private readonly folder: string) {}

  static async open(): Promise<Signing> {
    return new Signing(await mkdtemp(join(tmpdir(), 'amiral-signing-')));
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  /**
   * A certificate, in PEM form, that begins now; each name has one key.
   * @param name `leaf` is the server odoo.test, others are authorities
   * @param by who signs it; by itself when left out
   */
  async make(name: string, days: number, by = name): Promise<string> {
    await this.keyOf(by);
    await this.keyOf(name);
    const serial = String(++this.serial);
    await writeFile(join(this.folder, 'extensions'), name === 'leaf' ? SERVER : AUTHORITY);
    await writeFile(join(this.folder, 'config'), CONFIG);
    const subject = ['-config', 'config', '-subj', `/O=Signing/CN=${name}`];
    await this.openssl('req', '-new', '-key', `${name}.key`, ...subject, '-out', 'request');
    const signer = by === name ? ['-signkey', `${by}.key`] : ['-CA', `${by}.pem`, '-CAkey', `${by}.key`];
    const what = ['-in', 'request', '-extfile', 'extensions', '-days', String(days), '-set_serial', serial];
    await this.openssl('x509', '-req', ...what, ...signer, '-out', `${name}.pem`);
    return readFile(join(this.folder, `${name}.pem`), 'utf8');
  }

  async keyOf(name: string): Promise<string> {
    const known = this.keys.get(name);
    if (known !== undefined) return known;
    await this.openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', `${name}.key`);
    const key = await readFile(join(this.folder, `${name}.key`), 'utf8');
    this.keys.set(name, key);
    return key;
  }

  private async openssl(...words: string[]): Promise<void> {
    await run('openssl', words, { cwd: this.folder });
  }
}
