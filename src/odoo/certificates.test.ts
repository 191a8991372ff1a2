import { TLSSocket } from 'node:tls';
import { Certificates } from './certificates';

const ENDS = new Date('2030-01-01T00:00:00Z');

/** An open TLS connection; a resumed one shows no certificate. */
function connection(resumed: boolean, validTo = 'Jan  1 00:00:00 2030 GMT'): TLSSocket {
  const shown = resumed ? undefined : { validTo };
  return Object.create(TLSSocket.prototype, { getPeerX509Certificate: { value: () => shown } }) as TLSSocket;
}

describe('the end of a certificate', () => {
  it('is read in a full handshake and remembered for resumed sessions and kept connections', () => {
    const certificates = new Certificates();
    expect(certificates.read('a', connection(true), false)).toBeNull();
    expect(certificates.read('a', connection(false), false)).toEqual(ENDS);
    expect(certificates.read('a', connection(true), false)).toEqual(ENDS);
    expect(certificates.read('a', connection(true), true)).toEqual(ENDS);
    expect(certificates.read('b', connection(true), false)).toBeNull();
  });

  it('is forgotten for the peers seen longest ago', () => {
    const certificates = new Certificates(2);
    for (const peer of ['a', 'b', 'a', 'c']) certificates.read(peer, connection(false), false);
    const remembered = ['a', 'b', 'c'].map((peer) => certificates.read(peer, connection(true), false) !== null);
    expect(remembered).toEqual([true, false, true]);
  });

  it('is not known when it is no date', () => {
    const certificates = new Certificates();
    expect(certificates.read('a', connection(false, 'Bad time value'), false)).toBeNull();
    expect(certificates.isDue('a')).toBe(false);
  });

  it('asks for no handshake from a peer never seen', () => {
    expect(new Certificates().isDue('a')).toBe(false);
  });
});
