/**
 * A place in a list of tips, as it travels. Pure.
 */

export interface TipPlace {
  readonly at: Date;
  readonly id: string;
}

/** Opaque to whoever gets it. */
export function placeText({ at, id }: TipPlace): string {
  return `${at.getTime()}.${id}`;
}

/** Undefined where the text is no place. */
export function placeOf(text: string): TipPlace | undefined {
  const [, ms, id] = /^(\d{1,13})\.([\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12})$/.exec(text) ?? [];
  return ms === undefined || id === undefined ? undefined : { at: new Date(Number(ms)), id };
}
