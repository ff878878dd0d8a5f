/**
 * Lines of a CSV file (RFC 4180) that people open in a spreadsheet: what begins like a formula would be carried out there, so
 * it is written as text (OWASP, "CSV injection"). Pure.
 */

/** Beginnings that spreadsheets take for a formula, also behind white space that they skip. */
const formula = /^\s*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;
const plainNumber = /^-?\d+(?:\.\d+)?$/;

/** One line with its end. Numbers stay numbers, minus sign included. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(text: string): string {
  const safe = formula.test(text) && !plainNumber.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
