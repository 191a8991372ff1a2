import type { PeerCertificate } from 'node:tls';
import { Certificates } from './certificates';
import { Anchors } from './chain';

const END = { part: 'leaf', startsAt: Date.UTC(2020, 0), endsAt: Date.UTC(2090, 0) };

/** A full handshake in which the peer shows a certificate for odoo.test; what the check of its name said. */
function shake(certificates: Certificates, peer: string, validTo = 'Jan  1 00:00:00 2090 GMT'): Error | undefined {
  const shown = {
    subject: {},
    subjectaltname: 'DNS:odoo.test',
    valid_from: 'Jan  1 00:00:00 2020 GMT',
    valid_to: validTo,
  };
  return certificates.checkOf(peer, new Anchors([]))('odoo.test', shown as unknown as PeerCertificate);
}

describe('what vouches for a peer', () => {
  it('is remembered from its last full handshake', () => {
    const certificates = new Certificates();
    expect(certificates.of('a')).toBeNull();
    expect(shake(certificates, 'a')).toBeUndefined();
    expect([certificates.of('a'), certificates.of('b')]).toEqual([END, null]);
  });

  it('is nothing that names another', () => {
    const certificates = new Certificates();
    const shown = { subject: {}, subjectaltname: 'DNS:other.test', valid_to: 'Jan  1 00:00:00 2090 GMT' };
    const check = certificates.checkOf('a', new Anchors([]));
    expect(check('odoo.test', shown as unknown as PeerCertificate)?.message).toContain('other.test');
    expect(certificates.of('a')).toBeNull();
  });

  it('is forgotten for the peers seen longest ago', () => {
    const certificates = new Certificates(2);
    for (const peer of ['a', 'b', 'a', 'c']) shake(certificates, peer);
    expect(['a', 'b', 'c'].map((peer) => certificates.of(peer) !== null)).toEqual([true, false, true]);
  });

  it('is not known when its end is no date', () => {
    const certificates = new Certificates();
    shake(certificates, 'a', 'Bad time value');
    expect([certificates.of('a'), certificates.isDue('a')]).toEqual([null, false]);
  });

  it('asks for no handshake from a peer never seen', () => {
    expect(new Certificates().isDue('a')).toBe(false);
  });
});
