/**
 * Why a socket was closed, and whether it makes sense to come back.
 */
export const closeCodes = {
  tooLarge: 1009,
  serverStops: 1012,
  internal: 1011,
  /** Said by a client: another socket of the same session follows. */
  comingBack: 4000,
  malformed: 4400,
  unauthenticated: 4401,
  ended: 4403,
  unknownMethod: 4404,
  helloTimeout: 4408,
  takenOver: 4409,
  tooFrequent: 4429,
} as const;

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];

/** False where reconnecting by itself would only repeat the fault or fight with another tab. */
export function mayReconnect(code: number): boolean {
  const final: readonly number[] = [
    closeCodes.malformed,
    closeCodes.unknownMethod,
    closeCodes.ended,
    closeCodes.takenOver,
    closeCodes.tooLarge,
  ];
  return !final.includes(code);
}
