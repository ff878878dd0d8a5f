/**
 * Personal data in a line: ways to reach or find somebody are held, since people also give away their own; told about
 * somebody else ("she", "her number") they are blocked.
 */
import type { Finding } from './findings.ts';
import { asWords, type FoldedText } from './fold-text.ts';
import { anyOf, findPhrases, type Phrases, phrases } from './phrases.ts';

const third = '(?:her|his|their|the performers|novas)';

const told: readonly Phrases[] = [
  phrases('block', 'doxxing', [
    ...[
      '(?<!my )real name is \\w+',
      `${third} (?:license|licence|number) plate is`,
      `${third} (?:kids?|son|daughter|child|children) (?:goes|go) to \\w+`,
    ],
    ...[
      '(?:ihr|sein) (?:richtiger|echter|wahrer) name ist',
      'su (?:nombre|apellido) (?:real|verdadero) es',
      '(?:son|sa) (?:vrai|veritable) nom (?:est|c est)',
    ],
    ...['nome (?:verdadeiro|real) del[ae] e', '(?:ss?n|social security) is'],
  ]),
  phrases('hold', 'doxxing', [
    ...[
      `knows? ${third} (?:real |last |full )?(?:name|address|surname|number)`,
      `(?:whats|what is) ${third} (?:real|last|full|home|phone|address|number|surname|insta|snap)(?: name| number| address)?`,
    ],
    ...[
      'where (?:does )?(?:she|he|they) (?:really )?(?:lives?|works?|sleeps?)(?: at)?',
      '(?:what|which) school does (?:she|he)',
      `(?:find|get|leak|post) ${third} (?:phone|address|number|real name|facebook|house|family)`,
    ],
    ...[
      'wie heisst (?:sie|er) (?:wirklich|richtig|echt)',
      'wo (?:wohnt|arbeitet) (?:sie|er)',
      'donde (?:vive|trabaja)',
      'ou (?:elle|il) (?:habite|travaille|vit)',
      'ou habite t? ?(?:elle|il)',
      'onde (?:ela|ele) (?:mora|trabalha)',
    ],
    ...[
      '(?:know|got|have|found) (?:your|ur|her|his) address',
      'what is your address',
      '(?:snapchat|telegram|kik|whatsapp) me',
      'add me on (?:snap|snapchat|telegram|insta|instagram|whatsapp|discord|kik|signal|wechat|line|facebook)',
      'my (?:telegram|snap|snapchat|kik|whatsapp|discord|wechat) is(?! (?:down|off|broken|not|so|full))',
      '(?:meu|mi|mein|mon) (?:whatsapp|zap|telegram|snap)',
    ],
  ]),
];

const aboutOthers = anyOf([
  ...[
    'she',
    'he',
    'her',
    'his',
    'their',
    'they',
    'doxx?',
    'doxx?ed',
    'leaked',
    'ihre?',
    'seine?',
    '(?:sie|er) wohnt',
    '(?<!yo )vive en',
    'su (?:numero|telefono|direccion|correo)',
  ],
  ...['elle', '(?:il|elle) habite', '(?:son|sa) (?:numero|adresse|telephone|mail)', 'ela', 'ele', 'dela', 'dele'],
]);

const leads = anyOf([
  ...[
    'lives?',
    'living',
    'address',
    'house',
    'home',
    'stays?',
    'doxx?',
    'wohnt',
    'wohne',
    'adresse',
    'vive',
    'vivo',
    'direccion',
    'habite',
    'mora',
    'moro',
    'endereco',
  ],
]);

const streets = anyOf([
  '\\d{1,4}[a-z]? (?:(?!(?:the|on|in|my|at|and|to|for|is) )[a-z]{2,20} ){1,3}(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|close|terrace|square)',
  '[a-z]{2,20}(?:strasse|str|weg|platz|allee|gasse) \\d{1,4}[a-z]?',
  '(?:calle|avenida|avda|plaza|rua|via|travessa) (?:[a-z]{2,20} ){1,4}\\d{1,4}',
  '\\d{1,4} (?:rue|avenue|boulevard|place|chemin|impasse) (?:[a-z]{2,20} ?){1,4}',
]);
const numberOnly = /^\d/;
const postcode = / \d{4,5}(?: \d{3})? [a-z]/;

const mailHosts = '(?:gmail|googlemail|outlook|hotmail|yahoo|proton|protonmail|icloud|gmx|web|aol|live|mail)';
const mail = [
  /[\w.+-]{1,64}@[a-z0-9-]{1,63}\.[a-z]{2,}/,
  /[\w.+-]{2,64} ?(?:\(at\)|\[at\]|\{at\}| at ) ?[a-z0-9-]{2,63}(?:\.| ?[([{]?(?:dot|\.)[)\]}]? ?)[a-z]{2,3}(?![a-z])/,
];
const mailByWord = new RegExp(`(?:\\(at\\)|\\[at\\]|\\{at\\}|(?<= at )${mailHosts})`);
const spokenNumber = /(?:(?:zero|one|two|three|four|five|six|seven|eight|nine|oh|double) ){3,12}\d/;
const contactTag = /(?<![a-z])(?:telegram|snap|snapchat|insta|instagram|ig|discord|kik|whatsapp) ?:? ?@\w{3}/;
const bareMail = new RegExp(`\\w{2} ?(?:\\(at\\)|\\[at\\]|\\{at\\}) ?${mailHosts}`);
const tag = /(?<![\w#])[a-z][\w.]{2,31}#\d{4}(?!\d)/;
const address4 = /(?<![\d./])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/;
const socialNumber = /(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)/;

/** Objections because of personal data. */
export function findDoxxing(text: FoldedText): Finding[] {
  const found = findPhrases(text, told);
  if (!holdsContact(text.plain)) return found;
  const others = aboutOthers.test(asWords(text.plain));
  return [...found, { verdict: others ? 'block' : 'hold', reason: 'doxxing' }];
}

/** Whether a folded line holds a phone number, a mail address, a street with its number, or the like. */
export function holdsContact(plain: string): boolean {
  const words = asWords(plain);
  if (holdsMail(plain) || holdsPhone(plain) || spokenNumber.test(words)) return true;
  if (contactTag.test(plain) || bareMail.test(plain) || tag.test(plain) || socialNumber.test(plain)) return true;
  if (address4.test(plain) && !plain.includes('://')) return true;
  return streets.test(words) && (leads.test(words) || postcode.test(words));
}

function holdsMail(plain: string): boolean {
  const [plainMail, spokenMail] = mail;
  if (plainMail?.test(plain) && !plain.includes('://')) return true;
  return mailByWord.test(plain) && (spokenMail?.test(plain) ?? false);
}

/** Nine to fifteen digits in groups; neither a date nor somebody counting. */
function holdsPhone(plain: string): boolean {
  const undated = plain.replace(
    /\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?<![\d.])\d+\.\d{1,2}(?![\d.])/g,
    ' ',
  );
  return (undated.match(/(?<![\w$€£])\+?\(?\d[\d ()./-]{6,24}\d(?![a-z\d])/g) ?? []).some((run) => {
    const digits = run.replace(/\D/g, '');
    const groups = run.split(/\D+/).filter((group) => numberOnly.test(group));
    const longest = Math.max(...groups.map(({ length }) => length));
    return new Set(digits).size > 2 && digits.length >= 9 && digits.length <= 15 && longest >= 2 && !counts(groups);
  });
}

function counts(groups: readonly string[]): boolean {
  return (
    groups.length > 6 ||
    (groups.every((group, at) => at === 0 || Number(group) === Number(groups[at - 1]) + 1) && groups.length > 2)
  );
}
