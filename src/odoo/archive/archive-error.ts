/** Why an archive cannot be read any further. */
export type ArchiveFault = 'cut' | 'damaged' | 'not-supported' | 'not-a-backup';

/** An archive that is not whole, or not what Odoo makes. Its words are ours, but for the name of an entry. */
export class ArchiveError extends Error {
  constructor(
    readonly fault: ArchiveFault,
    readonly detail: string,
  ) {
    super(`${fault}: ${detail}`);
  }
}

/** @throws ArchiveError `damaged` with the detail, unless it is so */
export function damagedUnless(isSo: boolean, detail: string): asserts isSo {
  if (!isSo) throw new ArchiveError('damaged', detail);
}
