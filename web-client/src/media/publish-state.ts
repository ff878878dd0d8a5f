/**
 * What sending is doing, in a word.
 */

/** `lost`: being set up again. `taken-over`: another tab or device of the same performer sends. */
export type PublishState = 'idle' | 'opening' | 'connected' | 'lost' | 'taken-over';
