/**
 * What the forms of several features share: an attempt and its refusals in words, faults at their fields, new passwords,
 * longer texts, files to save.
 */
export { CopyButton } from './copy-button.tsx';
export { NewPasswordField } from './new-password-field.tsx';
export { isLongEnough, passwordMost } from './password-length.ts';
export { plainWords } from './plain-words.ts';
export { saveFile } from './save-file.ts';
export { TextAreaField } from './text-area-field.tsx';
export { type Attempt, useAttempt } from './use-attempt.ts';
export { useFaultFocus } from './use-fault-focus.ts';
