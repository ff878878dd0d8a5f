/**
 * Characters of other alphabets that pass for Latin letters. A choice of those that people type, not Unicode's full table:
 * what NFKC folds already (fullwidth, mathematical, circled letters) is not repeated here.
 */
const lookalikes: Readonly<Record<string, string>> = {
  // Cyrillic
  ...{ а: 'a', в: 'b', е: 'e', ё: 'e', з: '3', і: 'i', ї: 'i', ј: 'j', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p' },
  ...{ с: 'c', т: 't', у: 'y', х: 'x', ѕ: 's', ԁ: 'd', ԛ: 'q', ԝ: 'w', һ: 'h', г: 'r', п: 'n', ь: 'b', ӏ: 'l' },
  // Greek
  ...{ α: 'a', β: 'b', γ: 'y', ε: 'e', η: 'n', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x', ω: 'w' },
  // Latin with a twist, and letters that no decomposition takes apart
  ...{ ı: 'i', ɩ: 'i', ł: 'l', ø: 'o', đ: 'd', ħ: 'h', ŧ: 't', ɑ: 'a', ɡ: 'g', ƒ: 'f', ß: 'ss', æ: 'ae', œ: 'oe' },
  ...{ ᴀ: 'a', ʙ: 'b', ᴄ: 'c', ᴅ: 'd', ᴇ: 'e', ɢ: 'g', ʜ: 'h', ɪ: 'i', ᴊ: 'j', ᴋ: 'k', ʟ: 'l', ᴍ: 'm', ɴ: 'n', ᴏ: 'o' },
  ...{ ᴘ: 'p', ʀ: 'r', ꜱ: 's', ᴛ: 't', ᴜ: 'u', ᴠ: 'v', ᴡ: 'w', ʏ: 'y', ᴢ: 'z' },
  ...{ '©': 'c', '®': 'r' },
  // Dots, quotes and strokes
  ...{ '。': '.', '．': '.', '․': '.', '·': '.', '•': '.', '’': "'", '‘': "'", '`': "'", '´': "'", ʼ: "'" },
  ...{ '‐': '-', '‑': '-', '–': '-', '—': '-', '−': '-', '⁄': '/', '∕': '/', '“': '"', '”': '"', '„': '"' },
};

/** Replaces look-alikes by the ASCII they pass for. Expects lower case. */
export function foldConfusables(text: string): string {
  let folded = '';
  for (const character of text) folded += lookalikes[character] ?? character;
  return folded;
}
