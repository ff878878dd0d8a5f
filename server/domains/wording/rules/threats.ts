/** Threats against somebody. "Kill it tonight" is none: a threat names whom it means. */
import { type Phrases, phrases } from './phrases.ts';

const will =
  '(?:ill|i will|i shall|ima|imma|im (?:going to|gonna)|i am (?:going to|gonna)|i (?:want to|wanna|gonna)|we will|we are (?:going to|gonna)|were gonna|gonna|going to|about to)';
const you = '(?:you|u|ya|her|him|them|your (?:family|mother|mom|wife|kids|dog))';
const your = '(?:your|ur|her|his|their)';
// "I will find you the tabs", "I'll kill you for that pun": what follows says that nobody is meant.
const harmless =
  '(?! (?:with kindness|(?:a|an|the|some|in|at|from|for|on(?! stage)|by|this|that) |(?:video|clip|show|portrait)(?![a-z])))';
const place = '(?:venue|place|house|home|building|club|stage|theatre|theater|studio)';

export const threats: readonly Phrases[] = [
  phrases('block', 'threat', [
    `${will} (?:\\w+ )?(?:kill|murder|shoot|stab|strangle|rape|hurt|behead|find|torture|end) ${you}${harmless}`,
    `${will} (?:kill|murder|shoot|stab|strangle|rape|hurt|behead|end) ${you}${harmless}`,
    `${will} beat ${you} (?:up|to death)`,
    `${will} (?:break|smash|cut off) ${your} (?:legs?|arms?|neck|fingers|hands?|bones|face|jaw|skull)`,
    `find ${you} and (?:kill|hurt|rape)`,
    `(?:i|we) know where ${you} (?:live|sleep)s?(?! ?stream)`,
    `(?:come|coming|go|going) to ${your} (?:house|home|flat|show) (?:and|with) (?:\\w+ )?(?:hurt|kill|knife|gun)`,
    `outside ${your} (?:house|home|door)`,
    '(?:you|u) (?:will|are going to|gonna) die(?: tonight| today| soon| bitch|$)',
    'youre dead(?: meat| tonight| im coming| when)',
    'dead meat',
    'you should be dead',
    `leak(?:ed)? ${your} (?:address|nudes|number|name|pics|photos)`,
    `(?:im|i am) (?:at|outside|in front of) ${your} (?:door|house|home)`,
    'im coming for you (?:tonight|tomorrow|with)',
    '(?:someone|somebody|they|we) (?:should|needs? to|must) (?:\\w+ )?(?:shoot|kill|stab|hang|rape|beat up|lynch) (?:you|u|her|him|them|this|that|these)(?! (?:a|an|the|some|in|at|from|for|on|by|video|clip|show)(?![a-z]))',
    '(?:somebody|someone|^please) (?:shoot|kill|stab|rape) (?:you|her|him|them|this guy|that guy|this bitch|that bitch)',
    'hope (?:someone|somebody|they) (?:stabs|kills|shoots|rapes|stab|kill|shoot|rape) (?:you|u|her|him)',
    'hope (?:you|u|she|he) (?:die|dies|get shot|gets shot|get raped|gets raped|get stabbed|get cancer)',
    'deserves? to (?:be|get) (?:raped|shot|killed|stabbed|beaten)',
    'deserve to die',
    `bomb (?:in|at|under) the ${place}`,
    `(?:going to|gonna|will|ill) bomb (?:the|your|this) ${place}`,
    `blow up (?:the|your|this) ${place}`,
    `burn (?:your|her|his|the|this) ${place} down`,
    `(?:slit|cut) ${your} throat`,
    `bullet in ${your} (?:head|skull|brain)`,
    `acid in ${your} face`,
    'i have a (?:gun|knife) and',
    `follow ${you} home`,
    `make ${you} bleed`,
    'i will end you',
    '^(?:kill|hang|stab|lynch|rape) (?:her|him|them|that bitch|this bitch)$',
    ...[
      'ich bringe? (?:dich|sie|ihn|euch) um',
      'ich (?:tote|toete) (?:dich|sie|ihn|euch)',
      'ich steche? (?:dich|sie|ihn) ab',
    ],
    ...['ich weiss wo du wohnst', '^du bist tot$', 'ich mache? dich kalt', 'ich schlage? dich (?:tot|zusammen)'],
    ...[
      'te voy a (?:matar|romper|reventar|violar|encontrar|pegar)(?! a (?:besos|abrazos|aplausos))',
      'se donde vives',
      'te mato(?! (?:a|de) )',
      'ojala te mueras',
      'hoffentlich stirbst du',
      'tomara que (?:voce |vc )?morra',
      'te matare',
    ],
    ...[
      'je vais (?:te|vous) (?:tuer|crever|buter|frapper|violer|trouver|egorger)',
      'je sais ou (?:tu habites|vous habitez)',
    ],
    ...['vou te (?:matar|quebrar|bater|estuprar|achar|pegar)', 'sei onde (?:voce|vc|tu) moras?', 'eu te mato'],
  ]),
  phrases('hold', 'threat', [
    ...['watch your back', 'youll regret this', 'you will regret this', '(?:youll|you will) pay for (?:this|that)'],
    ...['sleep with one eye open', '(?:you|u|youd) better watch out', 'im coming for you', 'karma will get you'],
    ...['snitches get stitches', 'see you after the show alone', 'you have been warned'],
    ...[
      'wirst (?:du )?(?:das|es) (?:noch )?bereuen',
      'pass auf dich auf sonst',
      'te vas a arrepentir',
      'te arrepentiras',
    ],
    ...['tu vas le regretter', '(?:voce|vc) vai se arrepender'],
  ]),
];
