import { ownershipMark, parsePostmasterFile, servesFolder } from './postmaster-file';

describe('postmaster.pid', () => {
  it('tells the process, its port and its status', () => {
    const text = '812\n/proc/self/cwd\n1795370464\n42927\n\n127.0.0.1\n  5432001    131072\nready   \n';
    expect(parsePostmasterFile(text)).toEqual({ pid: 812, port: 42927, status: 'ready' });
  });

  it('tells the process alone while the server has only begun to write it', () => {
    expect(parsePostmasterFile('812\n/data\n1795370464\n')).toEqual({ pid: 812, port: null, status: '' });
  });

  it('knows the minus of a single-user server', () => {
    expect(parsePostmasterFile('-812\n/data\n')?.pid).toBe(812);
  });

  it.each(['', '\n', 'x\n/data', '0\n/data'])('tells nothing when it holds %j', (text) => {
    expect(parsePostmasterFile(text)).toBeNull();
  });
});

describe('a command line', () => {
  const folder = '/srv/my data/postgres';
  const ours = `/opt/bin/postgres -D /proc/self/cwd -c port=5000 -c ${ownershipMark(folder)}`;

  it('is that of our server on this folder by its mark', () => {
    expect(servesFolder(ours, folder)).toBe(true);
  });

  it.each([
    ['of a server on another folder', ours, '/srv/my data/postgres2'],
    ['of a server on a folder whose name ends alike', ours, 'data/postgres'],
    ['of a stranger', 'sleep 600', folder],
    ['of nobody', '', folder],
  ])('%s is none', (_whose, line, asked) => {
    expect(servesFolder(line, asked)).toBe(false);
  });
});
