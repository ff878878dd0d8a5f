/**
 * How long a session may be there without its peer: a program that asked and went away must not hold a seat.
 */

/** Milliseconds from the answer until ICE and DTLS stand; encoders on slow networks take a few seconds, people who are asked for their camera more. */
export const connectWithinMs = 60_000;
