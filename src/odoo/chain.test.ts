import { X509Certificate } from 'node:crypto';
import tls, { type DetailedPeerCertificate } from 'node:tls';
import { Anchors, firstToEnd } from '../outbound/chain';
import { NOTHING_KNOWN, probe } from './odoo-probe';
import { type ConnectionCheck, toReport } from './odoo-report';
import { Signing } from './signing.testing';
import { deadlineIn } from '../outbound/transport';
import { closeAll, get, listen, transportWith } from '../outbound/transport.testing';

const VERSION = '{"jsonrpc": "2.0", "id": 1, "result": {"server_version": "16.0", "server_version_info": [16]}}';

let signing: Signing;

beforeEach(async () => {
  signing = await Signing.open();
});

afterEach(async () => {
  closeAll();
  await signing.close();
});

/** An Odoo that shows these certificates. */
async function odooWith(chain: string): Promise<string> {
  const answer = `HTTP/1.1 200 OK\r\nContent-Length: ${String(VERSION.length)}\r\n\r\n${VERSION}`;
  const server = tls.createServer({ key: await signing.keyOf('leaf'), cert: chain }, (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => socket.write(answer));
  });
  return (await listen(server)).replace('http:', 'https:');
}

/** What a verified connection tells of a chain. */
async function endOf(chain: string, tlsCa: string) {
  const url = await odooWith(chain);
  const { certificate } = await transportWith().request(get(url, { tlsCa }));
  return certificate;
}

async function checkOf(chain: string, tlsCa: string): Promise<ConnectionCheck | undefined> {
  const url = await odooWith(chain);
  const outcome = await probe(transportWith(), { url, tlsCa }, deadlineIn(5_000), NOTHING_KNOWN);
  return toReport(outcome, [], new Date()).checks.find(({ name }) => name === 'certificate');
}

const datesOf = (pem: string) => {
  const { validFrom, validTo } = new X509Certificate(pem);
  return { startsAt: Date.parse(validFrom), endsAt: Date.parse(validTo) };
};

describe('a chain of certificates', () => {
  it('ends with its intermediate where that is the first', async () => {
    const root = await signing.make('root', 400);
    const intermediate = await signing.make('intermediate', 3, 'root');
    const chain = (await signing.make('leaf', 200, 'intermediate')) + intermediate;
    expect(await endOf(chain, root)).toEqual({ part: 'intermediate', ...datesOf(intermediate) });
    expect(await checkOf(chain, root)).toMatchObject({
      ok: false,
      detail: 'An intermediate certificate ends in 2 days.',
    });
  });

  it('ends with its root, which a server need not send', async () => {
    const root = await signing.make('root', 5);
    const chain = await signing.make('leaf', 200, 'root');
    expect(await endOf(chain, root)).toEqual({ part: 'root', ...datesOf(root) });
    expect(await endOf(chain + root, root)).toMatchObject({ part: 'root' });
    expect(await checkOf(chain, root)).toMatchObject({ ok: false, detail: 'The root certificate ends in 4 days.' });
  });

  it('ends with the certificate of the server itself', async () => {
    const root = await signing.make('root', 400);
    const intermediate = await signing.make('intermediate', 300, 'root');
    const leaf = await signing.make('leaf', 200, 'intermediate');
    expect(await endOf(leaf + intermediate, root)).toEqual({ part: 'leaf', ...datesOf(leaf) });
    expect(await checkOf(leaf + intermediate, root)).toMatchObject({
      ok: true,
      detail: 'The certificate ends in 199 days.',
    });
  });

  it('does not end with what an older authority once signed for a root that is trusted', async () => {
    const root = await signing.make('root', 400);
    const intermediate = await signing.make('intermediate', 300, 'root');
    const leaf = await signing.make('leaf', 200, 'intermediate');
    const old = await signing.make('old', 500);
    const crossSigned = await signing.make('root', 1, 'old');
    expect(await endOf(leaf + intermediate + crossSigned, root)).toMatchObject({ part: 'leaf' });
    // Where the older authority is the one that is trusted, it does.
    expect(await endOf(leaf + intermediate + crossSigned, old)).toEqual({
      part: 'intermediate',
      ...datesOf(crossSigned),
    });
  });

  it('goes by the trusted copy of an authority that lasts longest', async () => {
    const roots = (await signing.make('root', 2)) + (await signing.make('root', 400));
    const leaf = await signing.make('leaf', 200, 'root');
    expect(await endOf(leaf, roots)).toMatchObject({ part: 'leaf' });
  });

  it('goes on beyond an intermediate that is trusted by name', async () => {
    const root = await signing.make('root', 10);
    const trusted = root + (await signing.make('intermediate', 300, 'root'));
    const leaf = await signing.make('leaf', 200, 'intermediate');
    expect(await endOf(leaf + (await signing.make('intermediate', 3, 'root')), trusted)).toMatchObject({
      part: 'root',
    });
  });

  it('may be a single certificate that signed itself', async () => {
    const leaf = await signing.make('leaf', 200);
    expect(await endOf(leaf, leaf)).toEqual({ part: 'leaf', ...datesOf(leaf) });
  });
});

describe('what a server shows', () => {
  const NOW = Date.UTC(2030, 0);
  const nobody = new Anchors([]);
  const certificate = (name: string, validTo: string, issuer?: DetailedPeerCertificate) =>
    ({
      subject: { CN: name },
      valid_from: 'Jan  1 00:00:00 2020 GMT',
      valid_to: validTo,
      issuerCertificate: issuer,
    }) as unknown as DetailedPeerCertificate;

  it('has verified nothing where it has ended: another copy of it did', () => {
    const ended = certificate('intermediate', 'Dec 31 00:00:00 2029 GMT');
    const leaf = certificate('leaf', 'Mar  1 00:00:00 2030 GMT', ended);
    expect(firstToEnd(leaf, nobody, NOW)).toMatchObject({ part: 'leaf' });
  });

  it('has no end that is no date', () => {
    const odd = certificate('intermediate', 'Bad time value', certificate('root', 'Feb  1 00:00:00 2030 GMT'));
    const leaf = certificate('leaf', 'Mar  1 00:00:00 2030 GMT', odd);
    expect(firstToEnd(leaf, nobody, NOW)?.endsAt).toBe(Date.UTC(2030, 1));
    expect(firstToEnd(certificate('leaf', 'Bad time value'), nobody, NOW)).toBeNull();
  });

  it('is known to be a public root by its name and key, whoever signed it', () => {
    const roots = new Anchors(tls.rootCertificates);
    for (const pem of tls.rootCertificates.slice(0, 5)) {
      const root = new X509Certificate(pem).toLegacyObject();
      const ends = Date.parse(root.valid_to);
      const shown = { ...root, valid_to: 'Jan  2 00:00:00 2030 GMT', issuerCertificate: certificate('old', '') };
      const leaf = certificate('leaf', 'Jan  1 00:00:00 2099 GMT', shown);
      expect(firstToEnd(leaf, roots, Date.parse(root.valid_from))).toMatchObject({ part: 'root', endsAt: ends });
    }
  });
});
