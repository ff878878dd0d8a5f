/**
 * What the probe in a viewer's page writes down, and the bench reads.
 */

/** All in milliseconds; moments count from the start of the navigation. */
export interface Seen {
  /** When the first picture was handed to the screen. */
  firstFrameMs: number | null;
  /** When the last packet of that picture had come in. */
  firstReceivedMs: number | null;
  /** How old each picture was when the screen showed it. */
  readonly agesMs: number[];
  /** Pictures whose time code could not be read. */
  unreadable: number;
  /** Lines of the last picture: which layer it came from. */
  height: number;
}

/** A page with the probe in it. */
export interface ProbedWindow {
  benchSeen: Seen;
}
