/**
 * Money past the house: an address or a name to pay to is blocked, a question whether one could is held. A service that is
 * only mentioned is nobody's offence.
 */
import { holdsContact } from './doxxing.ts';
import type { Finding } from './findings.ts';
import type { FoldedText } from './fold-text.ts';
import { paymentFrames, paymentOffers } from './other-frames.ts';
import { anyOf, findPhrases, type Phrases, phrases } from './phrases.ts';

const service =
  '(?:pay ?pal|cash ?app|venmo|zelle|revolut|skrill|bizum|lydia|(?<!(?:take|see|post|more) )pix|ko ?fi|patreon|only ?fans|fansly|buy ?me ?a ?coffee|western union)';
const ask =
  '(?:do you|do u|can i|could i|may i|whats|what is|is there|got an?|you got|u got|does (?:she|he) (?:take|have)|nimmst du|kann ich|hast du|aceptas|puedo|tienes|tu acceptes|acceptes tu|je peux|tu as|aceita|posso|voce tem|tem)';
const my = '(?:my|mein|meine|mi|mon|meu|minha)';

const worded: readonly Phrases[] = [
  phrases('block', 'off_platform_payment', [
    ...[
      `${service} me(?! (?:is|was))`,
      `${my} ${service} (?:is|ist|es|est|e) \\w+`,
      `on ${service} instead`,
      `${service} (?:an|para|al) \\w+`,
    ],
    ...[
      `(?:pay|tip|send|page|paga|zahl)(?: it| me|me)? (?:\\w+ ){0,3}(?:on|via|per|by|with|through|por|par|to my|a mi) ${service}(?! (?:is|was))`,
    ],
    ...[
      `(?:pay me|pagame|paye moi|schick mir|send me|tip me|mandame|envoie moi) (?:\\w+ ){0,5}${service}`,
      `(?:skip|instead of) (?:the )?(?:tokens|tips) .{0,40}${service}`,
    ],
    ...[
      `${service} .{0,20}instead of (?:tokens|tips)`,
      `(?:envoie|verse|mets) (?:\\w+ ){0,3}sur mon ${service}`,
      '(?:dont|do not) tip here',
    ],
    ...[
      '(?:pay|paid|tip) (?:me )?(?:with|in|by) (?:\\w+ )?gift ?cards?',
      'gift ?cards? codes? only',
      '(?:subscribe|find me|follow me|im) (?:\\w+ )?(?:on|at) (?:my )?(?:only ?fans|fansly|patreon)',
    ],
    ...['(?:send|pay|tip) (?:me )?(?:in |with |some |your )?(?:btc|bitcoin|eth|crypto|usdt)(?: to)'],
  ]),
];

const asked: readonly Phrases[] = [
  phrases('hold', 'off_platform_payment', [
    `${ask} .{0,40}${service}`,
    `${ask} ${service}`,
    `${ask} .{0,30}(?:crypto|bitcoin|btc|gift ?cards?)`,
  ]),
];

const hinted: readonly Phrases[] = [
  phrases('hold', 'off_platform_payment', [
    'pp me at',
    'crypto only',
    'off (?:the |this )?(?:platform|site)',
    '(?:pay|paying|tip) .{0,30}outside (?:of )?(?:the |this )?(?:site|platform|app|here)',
    'send (?:you|u) (?:some )?money',
    '(?:geld|direkt) (?:\\w+ )?(?:schicken|uberweisen)',
    'pagar(?:te)? (?:por )?(?:fuera|fora)',
    'payer en dehors',
    `(?:pay|tip|paying) (?:\\w+ ){0,3}(?:with|via|by|on) ${service}`,
  ]),
];

const namesService = anyOf([service]);

const accounts = [
  /(?<![a-z0-9])(?:bc|ltc)1[a-z0-9]{20,60}(?![a-z0-9])/,
  /(?<![a-z0-9])0x[0-9a-f]{40}(?![0-9a-f])/,
  /(?<![\w/=])(?:paypal\.me|cash\.app|ko-fi\.com|patreon\.com|onlyfans\.com|fansly\.com|buymeacoffee\.com|venmo\.com|revolut\.me)\/[\w$@-]/,
  /(?<![a-z0-9])(?:at|be|ch|de|es|fr|gb|ie|it|lt|lu|nl|pl|pt|se)\d{2}(?: ?[a-z0-9]{4}){3,7}(?: ?[a-z0-9]{1,4})?(?![a-z0-9])/,
];
const base58 = /(?<![a-z0-9])[13t][a-z0-9]{25,34}(?![a-z0-9])/g;

/** Objections because of money past the house. */
export function findPayments(text: FoldedText): Finding[] {
  const blocked: Finding = { verdict: 'block', reason: 'off_platform_payment' };
  if (holdsAccount(text.plain)) return [blocked];
  const named = text.readings.some((reading) => namesService.test(reading));
  const addressed = /(?<![\w@])@\w{3}|(?<!\w)\$[a-z]\w{2}/.test(text.plain) || holdsContact(text.plain);
  if (named && addressed) return [blocked];
  const questions = findPhrases(text, [...asked, ...paymentOffers]);
  return questions.length > 0 ? questions : findPhrases(text, [...worded, ...paymentFrames, ...hinted]);
}

function holdsAccount(plain: string): boolean {
  if (accounts.some((account) => account.test(plain))) return true;
  // Wallets of Bitcoin and Tron: letters and digits well mixed, as no word is.
  return (plain.match(base58) ?? []).some(
    (run) => run.replace(/[^0-9]/g, '').length > 2 && /[a-z].*\d.*[a-z]/.test(run),
  );
}
