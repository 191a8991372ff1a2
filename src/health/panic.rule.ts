const ALWAYS_ALLOWED = 3;
const ALLOWED_SHARE = 0.3;

/** Of the servers that could tell: how many fail now. */
export interface Fleet {
  counted: number;
  failing: number;
}

/**
 * Whether so many fail at once that the monitor should rather suspect itself: more than three and more than 30 % of them, or all of
 * two or more.
 */
export function isPanic({ counted, failing }: Fleet): boolean {
  if (counted >= 2 && failing === counted) return true;
  return failing > Math.max(ALWAYS_ALLOWED, counted * ALLOWED_SHARE);
}
