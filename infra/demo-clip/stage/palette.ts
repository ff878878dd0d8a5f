/** The colours that more than one part of the performer wears. */

export const SKIN = '#e0a170';
export const SKIN_SHADE = '#b97a54';
export const COAT = '#23586a';
export const COAT_DARK = '#163c4c';
export const SLEEVE = '#2e6b7b';
export const TROUSERS = '#2a2750';
