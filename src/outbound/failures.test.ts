import { mostTelling, toTransportError, TransportError } from './failures';
import { isOwnFault, REASONS, SENTENCES } from './reasons';

function systemError(code: string, syscall = 'read'): Error {
  return Object.assign(new Error(`${syscall} ${code}`), { code, syscall });
}

describe('the reason of a failure', () => {
  it.each([
    ['ENOTFOUND', 'dns'],
    ['ECONNREFUSED', 'refused'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ECONNRESET', 'reset'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['HPE_INVALID_CONSTANT', 'bad-answer'],
    ['HPE_HEADER_OVERFLOW', 'headers-too-large'],
  ])('blames the server for %s as %s', (code, reason) => {
    const failure = toTransportError(systemError(code));
    expect(failure.reason).toBe(reason);
    expect(isOwnFault(failure.reason)).toBe(false);
  });

  it.each([
    ['EMFILE', 'no-file-handles'],
    ['ENFILE', 'no-file-handles'],
    ['ENOBUFS', 'no-file-handles'],
    ['ENOMEM', 'no-file-handles'],
    ['EADDRNOTAVAIL', 'no-file-handles'],
    ['ENETUNREACH', 'no-network'],
    ['ENETDOWN', 'no-network'],
    ['EAI_AGAIN', 'no-dns'],
    ['ESOMETHING_NEW', 'internal'],
  ])('takes the blame for %s as %s', (code, reason) => {
    const failure = toTransportError(systemError(code));
    expect(failure.reason).toBe(reason);
    expect(isOwnFault(failure.reason)).toBe(true);
  });

  it('takes the blame for an error of its own code', () => {
    expect(toTransportError(new TypeError('x is not a function')).reason).toBe('internal');
    expect(toTransportError('thrown text').reason).toBe('internal');
  });

  it('says that another address may help only when connecting failed', () => {
    expect(toTransportError(systemError('ECONNREFUSED', 'connect')).remedy).toBe('next-address');
    expect(toTransportError(systemError('ECONNRESET')).remedy).toBe('none');
  });

  it('says that a fresh connection may help only when a kept one was reset before an answer', () => {
    expect(toTransportError(systemError('ECONNRESET'), true).remedy).toBe('fresh-connection');
    expect(toTransportError(systemError('HPE_INVALID_CONSTANT'), true).remedy).toBe('none');
  });

  it('hands a failure on as it is', () => {
    const failure = new TransportError('timeout');
    expect(toTransportError(failure)).toBe(failure);
  });

  it('is told in one line that can be stored, whatever the other side had put into it', () => {
    const told = toTransportError(Object.assign(new Error('for\u0000 b\r\nad\ud800.example'), { code: 'EPROTO' }));
    expect([told.detail, told.message]).toEqual(['for b ad .example', 'tls: for b ad .example']);
    expect(new TransportError('redirect', `to ${'🚢'.repeat(600)}`).detail).toBe(`to ${'🚢'.repeat(497)}`);
    expect(new TransportError('redirect', '\u0000').detail).toBeNull();
  });

  it('has a different sentence for each reason, whoever was called', () => {
    expect(new Set(Object.values(SENTENCES)).size).toBe(REASONS.length);
    expect(Object.values(SENTENCES).join()).not.toMatch(/odoo|serverUrl/i);
  });

  it('is what one address says about the server before what another says about us', () => {
    const [own, refused] = [new TransportError('no-network'), new TransportError('refused')];
    expect([mostTelling([own, refused]), mostTelling([refused, own])]).toEqual([refused, refused]);
    expect([mostTelling([own]), mostTelling([])]).toEqual([own, undefined]);
  });
});
