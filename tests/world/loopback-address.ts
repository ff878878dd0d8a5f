/**
 * Loopback addresses, each handed out once: to the server every client of a test comes from somewhere else.
 */

let given = 0;

/** The next of 127.1.0.1, 127.1.0.2, …; the whole of 127/8 is this machine on Linux. */
export function loopbackAddress(): string {
  given += 1;
  return `127.1.${given >> 7}.${(given & 127) + 1}`;
}
