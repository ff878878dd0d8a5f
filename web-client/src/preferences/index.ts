/**
 * How the signed-in person likes the page: state without UI, for app and features alike.
 */
export { applyLook } from './apply-look.ts';
export { createPreferences, type PreferenceStore } from './preferences.ts';
export { preferences, usePreferences } from './use-preferences.ts';
export { tipVolume, useTipVolume } from './use-tip-volume.ts';
