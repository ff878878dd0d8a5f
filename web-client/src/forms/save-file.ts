/**
 * Hands a file to the person, as a download of their browser.
 */

/** How long the browser may take to begin. */
const keptMs = 60_000;

/** @param name used where the file brings none of its own */
export function saveFile(
  file: { readonly type: string; readonly bytes: Uint8Array; readonly name?: string },
  name: string,
): void {
  const url = URL.createObjectURL(new Blob([file.bytes.slice()], { type: file.type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name ?? name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), keptMs);
}
