/** Profanity at somebody, and hate in phrases: what single words do not tell. Swearing at a person waits for a moderator. */
import { type Phrases, phrases } from './phrases.ts';

const insult =
  '(?:bitch|bitches|whore|slut|cunt|twat|prick|asshole|dickhead|bastard|piece of (?:shit|trash|garbage)|wanker|dick|pussy|fucker)';
const mean =
  '(?:stupid|dumb|fucking|dirty|ugly|fat|little|filthy|useless|worthless|talentless|old|nasty|lying|pathetic|absolute)';
const you = '(?:you|u|youre|ur|your|you are|u r|youre all|she is|shes|he is|hes|they are|theyre)';
const group =
  '(?:jews|muslims|blacks|whites|gays|lesbians|queers|immigrants|refugees|mexicans|asians|arabs|gypsies|trans people|trannies|women|foreigners|christians|indians|chinese)';

export const insults: readonly Phrases[] = [
  phrases('hold', 'profanity', [
    ...[
      '(?:fuck|fck|fuk|phuck|screw) (?:you|u|off|ya|yourself|urself|your|ur)',
      'fuckyou',
      'fuckoff',
      'fucku',
      'f u bitch',
      'stfu bitch',
    ],
    ...[
      'eat shit',
      'suck my (?:dick|cock|balls)(?: (?:you|loser|bitch|idiot))+',
      'go fuck \\w+',
      'mother ?fuckers?',
      'cunts?',
    ],
    `${you} (?:a |an |such a |the |are a )?(?:${mean} ){0,2}${insult}`,
    `${you} (?:a |are a |such a )?fucking (?:\\w+ )?(?:idiot|moron|loser|disgrace|joke|clown|liar)`,
    `(?:${mean} ){1,2}(?:bitch|whore|slut|twat|prick|wanker)`,
    'shut up (?:you )?(?:slut|bitch|whore)',
    ...[
      '(?:what|such) an? (?:\\w+ )?(?:assholes?|arseholes?|asshat|dick|prick|dickhead|twat|wanker|whore|slut|fucker|shithead)',
      '(?:what|such) a (?:\\w+ )?(?:bitch|bastard)(?! (?:of|to) )',
      '(?:was fur|so) ein (?:\\w+ )?(?:arschloch|drecksack|hurensohn|wichser)',
      '(?:que|vaya|menudo) (?:gilipollas|capullo|imbecil)',
      'quelle? (?:salope|pute|encule|batard)',
    ],
    ...[
      'du (?:\\w+ )?(?:missgeburt|slut)',
      '(?:you|ur|dumb|stupid|fat|a) (?:hoes?|slag|thot|skank)',
      'hurensohn',
      'hurensohne',
      'fick dich',
      'fickt euch',
      'verpiss dich',
      'fotze',
      'wichser',
      'du (?:\\w+ )?(?:arschloch|hure|schlampe|arsch)',
    ],
    ...[
      'hij[oa]s? de puta',
      'hijueputa',
      'hdp',
      'vete a la mierda',
      'que te (?:jodan|den)',
      'jodete',
      '(?:eres|tu) (?:una |un )?put[ao]',
      'chinga tu madre',
    ],
    ...[
      'fils de pute',
      'va te faire (?:foutre|enculer)',
      'ni(?:que|k) ta (?:mere|race)',
      'ta gueule',
      'connard',
      'connasse',
      'sale (?:pute|con|conne)',
      'encule',
      'ntm',
    ],
    ...['filh[oa] da puta', 'vai (?:tomar no cu|se foder|a merda)', 'vtnc', 'sua (?:puta|vaca|vagabunda)', 'arrombado'],
  ]),
  phrases('block', 'hate', [
    ...[
      'sieg heil',
      'heil hitler',
      'hitler was right',
      '1488',
      'white power(?! (?:tools?|drill|supply|button|cable|ranger))',
      'whites only',
      `gas (?:the|all) (?:the )?${group}`,
    ],
    ...[
      `${group} to the gas`,
      `(?:death to|kill|exterminate|hang|shoot|burn|lynch) (?:all |the |all the )${group}`,
      'lynch them',
    ],
    ...[
      `${group} (?:should|must|need to|deserve to) (?:all )?(?:be killed|be shot|be gassed|be hanged|hang|die|burn|be lynched|be exterminated)`,
    ],
    ...[
      'scheiss (?:kanake|kanaken|jude|juden|auslander|neger|turken|schwuchtel)',
      'scheissjuden?',
      'kanaken raus',
      'juden raus',
      'heil fuhrer',
    ],
    ...[
      '(?:maricon|sudaca|moro|negro|judio) de mierda',
      'put[oa] (?:negr[oa]|moro|maricon|judio|sudaca)',
      'sale (?:arabe|noire?|juif|juive|pede|negre|bougnoule)',
    ],
    ...[
      '(?:viado|preto|macaco|bicha) de merda',
      'macac[oa] volta',
      'volta pra selva',
      'dirty (?:kikes?|jews?|gypsy|gypsies|arabs?|mexicans?)',
    ],
    ...[
      'kikes? scum',
      '(?:you|youre|ur|a|the|that|those) (?:\\w+ )?kikes?',
      '(?:fucking|filthy|stupid) (?:kikes?|paki|pakis|jews?|arabs?|mexicans?|fags?|gypsies)',
    ],
  ]),
  phrases('hold', 'hate', [
    ...[
      'go back (?:to (?:your|ur) (?:own )?country|where (?:you|u) came from|to (?:africa|mexico|china|india))',
      '(?:you|those|these) people should not be',
    ],
    ...[
      `${group} (?:cant|cannot|shouldnt|should not|dont belong|do not belong|ruin everything)`,
      `${group} are (?:all )?(?:\\w+ )?(?:disgusting|terrorists|vermin|animals|inferior|criminals|scum|rats|parasites|filth|subhuman)`,
    ],
    ...[
      `(?:i )?hate (?:all |the )?${group}`,
      'thats so gay',
      'no homo',
      'auslander raus',
      'vete a tu pais',
      'vuelve a tu pais',
      'rentre dans ton pays',
      'retourne dans ton pays',
    ],
    ...['volta pr[ao] teu pais', 'volta pr[ao] seu pais', 'geh (?:zuruck )?in dein land'],
  ]),
];
