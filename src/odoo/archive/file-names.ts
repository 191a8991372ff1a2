/** Half full at most, so that a free slot is near. */
const FIRST_SLOTS = 1024;
const EXPECTED = 1;
const MET = 2;

/**
 * Which files of a filestore a dump names and which of them are there, in any order. A million of them take 40 MB: of each name, a SHA-1,
 * eight bytes are kept, which two different files share once in tens of millions of such sets.
 */
export class FileNames {
  private slots = FIRST_SLOTS;
  private keys = new Uint32Array(this.slots * 2);
  private marks = new Uint8Array(this.slots);
  private used = 0;
  /** How many different ones the dump names. */
  expected = 0;
  /** How many of these are there. */
  found = 0;

  /** A file that the dump names. @param sha1 in 40 hexadecimal digits */
  expect(sha1: string): void {
    this.mark(sha1, EXPECTED);
  }

  /** A file that is there. */
  meet(sha1: string): void {
    this.mark(sha1, MET);
  }

  private mark(sha1: string, mark: number): void {
    if ((this.used + 1) * 2 > this.slots) this.grow();
    const slot = this.slotOf(parseInt(sha1.slice(0, 8), 16), parseInt(sha1.slice(8, 16), 16));
    const before = this.marks[slot] ?? 0;
    const after = before | mark;
    this.marks[slot] = after;
    if (after === before) return;
    if (mark === EXPECTED) this.expected++;
    if (after === (EXPECTED | MET)) this.found++;
  }

  /** Where a name stands, or is now put. */
  private slotOf(high: number, low: number): number {
    let slot = high % this.slots;
    while (this.marks[slot] !== 0 && (this.keys[slot * 2] !== high || this.keys[slot * 2 + 1] !== low)) {
      slot = (slot + 1) % this.slots;
    }
    if (this.marks[slot] === 0) {
      this.used++;
      this.keys[slot * 2] = high;
      this.keys[slot * 2 + 1] = low;
    }
    return slot;
  }

  private grow(): void {
    const { keys, marks, slots } = this;
    this.slots = slots * 2;
    this.keys = new Uint32Array(this.slots * 2);
    this.marks = new Uint8Array(this.slots);
    this.used = 0;
    for (let slot = 0; slot < slots; slot++) {
      const mark = marks[slot] ?? 0;
      if (mark !== 0) this.marks[this.slotOf(keys[slot * 2] ?? 0, keys[slot * 2 + 1] ?? 0)] = mark;
    }
  }
}
