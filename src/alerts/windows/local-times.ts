import { IANAZone } from 'luxon';

const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
/** No zone is further from UTC than this. */
const FURTHEST_MS = DAY_MS;

/**
 * Local times of any zone as moments. A zone's offset is asked for twice a day of it and kept: a year of many windows asks for
 * thousands, and each question costs as much as a hundred sums. Made anew for each answer, so that it never grows.
 */
export class LocalTimes {
  private readonly days = new Map<string, Map<number, number | null>>();
  private readonly zones = new Map<string, IANAZone>();

  /**
   * The moment of a local time, in ms since 1970. One that the clocks skip is as much later as they skip, which is the same moment
   * as if they had not; one that comes twice is meant the first time.
   * @param day days since 1970-01-01 on the calendar of that place
   * @param minutes since the midnight of that calendar day, whether or not the clocks ever showed it
   */
  moment(timeZone: string, day: number, minutes: number): number {
    const local = day * DAY_MS + minutes * MINUTE_MS;
    const offset = this.offsetOn(timeZone, day);
    return local - (offset ?? this.offsetOf(timeZone, local));
  }

  /** What a whole day is off UTC, in ms; null when that changes around it. */
  private offsetOn(timeZone: string, day: number): number | null {
    const known = this.days.get(timeZone) ?? new Map<number, number | null>();
    this.days.set(timeZone, known);
    const found = known.get(day);
    if (found !== undefined) return found;
    const before = this.at(timeZone, day * DAY_MS - FURTHEST_MS);
    const after = this.at(timeZone, (day + 1) * DAY_MS + FURTHEST_MS);
    const offset = before === after ? before : null;
    known.set(day, offset);
    return offset;
  }

  /** What is to be taken from one local time: of the two offsets around it the earlier moment that really shows it. */
  private offsetOf(timeZone: string, local: number): number {
    const before = this.at(timeZone, local - FURTHEST_MS);
    const after = this.at(timeZone, local + FURTHEST_MS);
    const real = [before, after].filter((offset) => this.at(timeZone, local - offset) === offset);
    return real.length > 0 ? Math.max(...real) : before;
  }

  private at(timeZone: string, moment: number): number {
    const zone = this.zones.get(timeZone) ?? IANAZone.create(timeZone);
    this.zones.set(timeZone, zone);
    return zone.offset(moment) * MINUTE_MS;
  }
}
