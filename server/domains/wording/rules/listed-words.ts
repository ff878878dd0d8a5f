/**
 * Words that count by themselves, matched whole: English ones that the library's data set lacks or finds in too much
 * ("Kanal", "dicke", "Fukuoka"), and small lists of other languages. Folded spelling: no accents, ß is ss.
 */
import type { Finding } from './findings.ts';
import { type Phrases, phrases } from './phrases.ts';

/** Words of the library's data set that are left to the lists below, because its patterns find innocent words. */
export const replacedWords: ReadonlySet<string> = new Set(
  (
    'abo anal anus arse ass cock cum cunt dick dyke fag fuck hooker kike negro penis piss prick rape retard scat semen sex shit ' +
    'slut spastic tit tranny turd twat vagina wank whore chink nigger orgy pussy incest boob bitch kike'
  ).split(' '),
);

/** What the rest of the library's data set is about; everything else in it is plain profanity. */
const hateful = new Set(['abeed', 'africoon', 'arabush', 'boonga', 'chingchong']);
const sexual = new Set(
  (
    'bestiality blowjob buttplug deepthroat dildo doggystyle ejaculate felch fellatio fisting gangbang handjob hentai jizz ' +
    'lubejob masturbate orgasm porn'
  )
    .split(' ')
    .concat(['double penetration', 'finger bang', 'jerk off']),
);

/** The objection to a word of the library's data set, by its headword. */
export function objectionTo(headword: string): Finding {
  if (hateful.has(headword)) return { verdict: 'block', reason: 'hate' };
  return { verdict: 'hold', reason: sexual.has(headword) ? 'sexual' : 'profanity' };
}

export const listedWords: readonly Phrases[] = [
  phrases('hold', 'profanity', [
    ...[
      '\\w{0,8}fuck(?:s|ed|in|ing|er|ers|ery|face|head|wit)?(?:up)?',
      'fucc',
      'fu[xv]k(?:ing|er)?',
      'fvck(?:ing|er)?',
      '\\w{0,6}bitch(?:es|y|ing|in)?',
      'fuk (?:this|that|yeah|me|it)',
      'fuking',
      'fukin',
      'phuck(?:ing)?',
      'fck(?:ing|in)?',
      'fkn',
      'fking',
    ],
    ...[
      '(?:bull|horse|dog|ape|bat)?shit(?:s|ty|ting|ter|tier|tiest|head|show|bag|load|less)?',
      'shite',
      'piss(?:ed|ing|es)?',
      'turds?',
      'twats?',
    ],
    ...[
      '(?<!kick )(?<!bad )(?<!kicking )(?<!kicks )(?<!smart )(?<!big )ass(?:es)?(?! off)',
      'ass(?:hole|holes|hat|wipe|clown)',
      'ars(?:e|ehole|eholes|ed)',
      'wank(?:er|ers|ing|ed)?',
      'pricks?',
      'dickheads?',
    ],
    ...[
      '(?<!moby )(?<!philip k )dicks?(?! (?:van|clark|cheney|tracy|dale))',
      'bastards?',
      'bollocks',
      'cunt(?:s|y|ing)?',
      'whores?',
      '(?:bull)?shitt?ing',
    ],
    ...[
      'scheiss(?:e|en|er|dreck)?',
      'scheisse',
      'sch?eisse',
      'kacke',
      'arsch',
      'arschl(?:och|ocher)',
      'verfickt(?:e|er|es|en)?',
      'miststuck',
      'hure',
      'schlampe',
      'schwanzlutscher',
    ],
    ...[
      'mierda',
      'put[ao]s?(?! madre)',
      'joder',
      'jodid[oa]',
      'cono(?! sur)',
      'cabron(?:es|a)?',
      'gilipollas',
      'pendej[oa]s?',
      'hostia puta',
      'cojones',
      'chingad[ao]',
      'culero',
      '(?:la|mi|tu|una|de) verga',
    ],
    ...[
      'putain',
      'merde',
      'bordel',
      'con(?:nard|nasse)s?',
      'salope',
      'salopes',
      'encul(?:e|er|es)',
      'chier',
      'foutre',
      'pute',
    ],
    ...[
      'caralho',
      'porra',
      'merda',
      'foda',
      'fodas?e',
      'foda se',
      'fodid[oa]',
      'cacete',
      'buceta',
      'puta que pariu',
      'pqp',
      'krl',
    ],
  ]),
  phrases('hold', 'sexual', [
    ...[
      '(?<!sum )(?<!summa )(?<!alan )cum(?:s|ming|shot|shots)?(?! laude)',
      'cocks?',
      'cocksuck(?:er|ers|ing)',
      'penis(?:es)?',
      'vaginas?',
      'semen',
      'boobs?',
      'boobies',
      'anal(?! (?:retentive|\\w+ysis))',
      'anus',
    ],
    ...[
      '(?<!(?:blue|great|coal|arse over|ass over) )tits?(?! for tat)',
      'titties',
      'tiddies',
      'orgy',
      'orgies',
      'puss(?:y|ies)(?! (?:riot|cat|cats|willow|willows|foot))',
      'incest',
      'sexy body',
      'milf',
      'bdsm',
      'sexting',
      'noods',
    ],
    ...[
      '(?<!same )sex(?! (?:pistols?|on fire|bomb|education|machine|and the city|drugs))',
      'horny(?! goat)',
      'slutty',
      'dick ?pics?',
      'ficken',
      'geilen schwanz',
      '(?:mi|tu|la chupa la) polla',
      'chupamela',
      'bite dans',
      'punheta',
      'siririca',
    ],
  ]),
  phrases('hold', 'profanity', [
    'sluts?',
    'thot',
    'skank',
    'halt(?: die fresse| dein maul| s maul|s maul)',
    'zorras?',
    'vadias?',
  ]),
  phrases('hold', 'hate', [
    ...[
      '(?<!en )(?<!du )(?<!le )(?<!un )(?<!de )(?<!mon )(?<!son )retards?',
      'retarded',
      'spastics?(?! (?:paralysis|diplegia|cerebral))',
      'spast',
      'spasti',
      'du mongo',
      'tranny',
      'trannies',
      'fags?(?! (?:break|ash|packet|end)s?)',
    ],
    ...[
      '(?<!van )dykes?(?! (?:road|street|lane|parks|and|march))',
      'kikes',
      'gypsy scum',
      'pakis?',
      'zigeuner',
      'marica',
      'viado',
      'sapatao',
      'travelo',
    ],
  ]),
  phrases('block', 'hate', [
    ...[
      'n[iyl]gg(?:er|ers|a|as|az|ah|uh)',
      'nigs?',
      'sandnigg\\w{1,4}',
      'wetbacks?',
      'fagg[oie]ts?',
      'fagg?ots?',
      'chinks?(?! in (?:the|his|her|my|your|our) armou?r)',
      'chingchong',
      'ching chong',
      'gook',
      'gooks',
      'spics?(?! and span)',
      'towelheads?',
      'ragheads?',
    ],
    ...[
      'kanaken?',
      'schwuchteln?',
      'bimbos?neger',
      'neger',
      'judensau',
      'untermensch(?:en)?',
      'sudacas?',
      'maricon(?:es)?',
      'panchitos',
      'bougnoules?',
      'negres?',
      'youpins?',
      'tapettes?(?! a mouches)',
      'pedes? de merde',
    ],
    ...['macacos?(?= volta)', 'crioulos? de', 'bicha nojenta', 'mariconazo', 'tarlouze'],
  ]),
  phrases('block', 'threat', ['rape (?:you|her|him|u)', 'rapists? (?:like|will)']),
  phrases('hold', 'sexual', ['rap(?:e|ed|es|ing)', 'rapists?']),
];
