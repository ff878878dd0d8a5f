/**
 * Sexual talk at a performer is held; whatever joins sex and minors is blocked, always. Music has its own "minor": the word
 * alone means nothing here.
 */
import { type Phrases, phrases } from './phrases.ts';

const sexual =
  '(?:sex|nudes?|porn|porno|naked|tits|boobs|horny|nackt|desnud[oa]s?|nues?|nudity|erotic|masturbat\\w{1,4}|xxx|sexy pics)';
const age = '(?:[4-9]|1[0-7])';
const young = `(?:underage|under age|minors|preteens?|pre teens?|little (?:girls?|boys?)|school ?(?:girls?|boys?)|${age} ?(?:yo|y o|yr old|yrs old|year olds?|years old))`;
const undress = '(?:tits|boobs|boobies|nipples|ass|butt|pussy|cock|dick|panties|body naked|nudes)';

export const sexualTalk: readonly Phrases[] = [
  phrases('block', 'sexual', [
    ...[
      `${young} .{0,60}${sexual}`,
      `${young} ${sexual}`,
      `${sexual} .{0,60}${young}`,
      `${sexual} ${young}`,
      `sexy .{0,30}${young}`,
      `${young} .{0,20}sexy`,
    ],
    ...[
      '(?:child|kid|kiddie|kiddy|infant|baby|toddler|teen boy)s? (?:porn|porno|sex|nudes?)',
      'child ?porn',
      '(?:trad(?:e|ing)|sell(?:ing)?|buy|looking for) cp',
      'cp (?:pics|vids|links)',
    ],
    ...[
      'jailbait',
      'teens? (?:nudes?|porn|naked|sex)',
      'pedo (?:content|pics|vids|ring)',
      `how old .{0,15}${age} .{0,30}${sexual}`,
      `how old .{0,15}${age} ${sexual}`,
      'lolicon',
      'shotacon',
      'loli porn',
      'kinderpornos?',
      'kinderpornografie',
      'porno(?:grafia|graphie)? infantil(?:e|es)?',
    ],
    ...[
      `(?:im|i am|im only|how old are you|are you|you are|youre) ${age} .{0,30}(?:${sexual}|horny|${undress})`,
      `(?:${sexual}|horny) .{0,20}(?:im|i am|im only) ${age}`,
    ],
    ...['(?:nudes?|naked) (?:school ?girl|school ?boy)', `(?:school ?girl|school ?boy) ${age} `],
  ]),
  phrases('hold', 'sexual', [
    ...[
      `(?:show|see|flash|lick|touch|grab|suck|love|nice|great|big|send|your) (?:us |me |off )?(?:your |ur |her |those |them |that )?${undress}`,
      '^(?:tits|boobs|nudes|titties)',
    ],
    ...[
      '(?:take|takes|taking) (?:it |them )?(?:off )?(?:your |ur )?(?:top|bra|clothes|shirt|dress|panties|pants|skirt)(?: it)? off',
      'take off (?:your|ur|that|the) (?:top|bra|clothes|shirt|dress|panties|pants|skirt)',
      'take (?:your|ur) (?:top|bra|clothes|shirt|dress|panties|pants|skirt) off',
    ],
    ...[
      'get (?:naked|undressed|nude)',
      'go topless',
      'strip (?:for|naked)',
      'wearing (?:any )?(?:panties|underwear|a bra)',
      '(?:im|so|am|feeling) (?:so |really )?horny',
      'send (?:us |me )?(?:nudes|noods)',
    ],
    ...[
      'makes? me (?:so )?hard',
      'suck (?:my|on my|his|me)',
      'bend over$',
      'see (?:you|u|her) (?:naked|nude|topless)',
      'take it all off',
      'dtf',
      'sit on my face',
      'feet pics?',
      'sexy body',
      'want (?:to|you to) (?:fuck|bang|bone|ride)',
      'wanna (?:fuck|bang|bone|ride|smash) (?:you|her|him|u)',
    ],
    ...[
      'zeig (?:mal )?(?:uns |mir )?(?:deine|die) (?:titten|bruste|mopse|muschi)',
      'zieh dich aus',
      'titten',
      'muschi',
      'geile (?:titten|sau)',
    ],
    ...[
      'ensena(?:me|nos) las? tetas?',
      'tetas',
      'quiero follar(?:te)?',
      'follar(?:te)?',
      'desnudate',
      'quitate la (?:ropa|camiseta)',
    ],
    ...[
      '(?:montre|montrez) (?:nous |moi )?(?:tes|vos) (?:seins|nichons|fesses)',
      'nichons',
      'a poil',
      'deshabille toi',
      'baiser avec toi',
    ],
    ...[
      'mostra (?:os |as )?(?:peitos|peitinhos|bunda|tetas)',
      'peitos',
      'tira a roupa',
      'quero te (?:comer|foder)',
      'gostosa(?! (?:essa|esta|demais|a|musica|melodia))',
      'manda nudes?',
    ],
  ]),
];
