import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, type SecureContext } from 'node:tls';
import { promisify } from 'node:util';
import type { Certificate } from './options';

interface Made {
  readonly ca: string;
  readonly key: string;
  readonly certificates: ReadonlyMap<Certificate, string>;
}

const run = promisify(execFile);
const DAY_MS = 86_400_000;
const HERE = 'DNS:localhost,DNS:*.localhost,IP:127.0.0.1,IP:::1';
const ELSEWHERE = 'DNS:odoo.elsewhere.example';

/** `openssl ca` is the one command of all OpenSSL and LibreSSL releases that can date a certificate into the past. */
const CONFIG = `
[ca]
default_ca = simulator
[simulator]
dir = .
database = ./index.txt
new_certs_dir = .
certificate = ./ca.pem
private_key = ./ca.key
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
copy_extensions = none
[any]
commonName = supplied
[req]
distinguished_name = name
prompt = no
[name]
commonName = Simulated Odoo
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[here]
subjectAltName = ${HERE}
extendedKeyUsage = serverAuth
[elsewhere]
subjectAltName = ${ELSEWHERE}
extendedKeyUsage = serverAuth
`;

let made: Promise<Made> | undefined;
const contexts = new Map<Certificate, SecureContext>();

/** The authority (PEM) that signed every certificate but the self-signed one; made anew in each process. */
export async function simulatorCa(): Promise<string> {
  return (await certificates()).ca;
}

/**
 * The TLS context that shows a certificate.
 * @throws Error when there is no openssl on this machine
 */
export async function secureContext(kind: Certificate): Promise<SecureContext> {
  const { key, certificates: pems } = await certificates();
  const known = contexts.get(kind);
  if (known !== undefined) return known;
  const context = createSecureContext({ key, cert: pems.get(kind), sessionIdContext: 'odoo-simulator' });
  contexts.set(kind, context);
  return context;
}

function certificates(): Promise<Made> {
  return (made ??= make());
}

async function make(): Promise<Made> {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-simulator-'));
  try {
    return await makeIn(folder);
  } catch (error) {
    made = undefined;
    throw explained(error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeIn(folder: string): Promise<Made> {
  await writeFile(join(folder, 'openssl.cnf'), CONFIG);
  await writeFile(join(folder, 'index.txt'), '');
  const read = (file: string): Promise<string> => readFile(join(folder, file), 'utf8');
  await openssl(folder, 'ecparam -name prime256v1 -genkey -noout -out ca.key');
  await openssl(folder, 'ecparam -name prime256v1 -genkey -noout -out leaf.key');
  const request = 'req -config openssl.cnf -new';
  await openssl(
    folder,
    `${request} -x509 -key ca.key -days 30 -subj /CN=Simulator-CA -extensions authority -out ca.pem`,
  );
  await openssl(folder, `${request} -key leaf.key -out leaf.csr`);
  await openssl(folder, `${request} -x509 -key leaf.key -days 365 -extensions here -out self-signed.pem`);
  await sign(folder, 'valid', 'here', -1, 365);
  await sign(folder, 'expired', 'here', -30, -1);
  await sign(folder, 'soon', 'here', -30, 10);
  await sign(folder, 'wrong-host', 'elsewhere', -1, 365);
  const kinds: Certificate[] = ['valid', 'self-signed', 'expired', 'wrong-host', 'soon'];
  const pems = await Promise.all(kinds.map(async (kind) => [kind, await read(`${kind}.pem`)] as const));
  return { ca: await read('ca.pem'), key: await read('leaf.key'), certificates: new Map(pems) };
}

/** Signs the request for the days between `from` and `to`, counted from now. */
async function sign(folder: string, kind: Certificate, names: string, from: number, to: number): Promise<void> {
  const dates = `-startdate ${opensslDate(from)} -enddate ${opensslDate(to)}`;
  const paths = `-in leaf.csr -out ${kind}.pem`;
  await openssl(folder, `ca -config openssl.cnf -batch -notext -extensions ${names} ${dates} ${paths}`);
}

function opensslDate(days: number): string {
  const date = new Date(Date.now() + days * DAY_MS).toISOString();
  return `${date.slice(0, 19).replace(/[-:T]/g, '')}Z`;
}

async function openssl(cwd: string, words: string): Promise<void> {
  // The machine's OPENSSL_CONF must not have a say in what is made here.
  await run('openssl', words.split(' '), { cwd, env: { PATH: process.env['PATH'] } });
}

function explained(error: unknown): Error {
  const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
  return missing
    ? new Error(
        'Simulated HTTPS servers need the openssl command, which is not on the PATH: install it or leave tls out.',
      )
    : new Error('openssl could not make the certificates of the simulated servers.', { cause: error });
}
