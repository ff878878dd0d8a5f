/**
 * What privacy keeps about a person: that they asked to be erased, and how far that is. Nobody who could ask for a copy has
 * such a row, and the row is the proof that their wish was followed: it stays, with an id that leads to nobody.
 */
import type { PersonalData } from '#platform/database/index.ts';

export const privacyPersonalData: PersonalData = {
  columns: { erasure: ['user_id'] },
  export: () => ({}),
  erase: {},
};
