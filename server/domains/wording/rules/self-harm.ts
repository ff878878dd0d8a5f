/**
 * Self-harm: a person's own distress is held, so that a moderator sees it and can help; telling somebody else to do it is
 * blocked.
 */
import { type Phrases, phrases } from './phrases.ts';

const yourself = '(?:yourself|urself|ur self|yourselves|yoself)';

export const selfHarm: readonly Phrases[] = [
  phrases('block', 'self_harm', [
    ...['kys', `(?:kill|kil|end|hang|neck|unalive|off|shoot|drown) ${yourself}`, 'end (?:your|ur) life'],
    ...[`cut ${yourself}(?! some)`, 'slit (?:your|ur) wrists?', 'drink (?:some )?bleach'],
    ...[
      '^(?:please |you should |u should )?(?:go )?jump off (?:a|the) (?:bridge|roof|cliff|building)',
      'jump off (?:a|the) (?:bridge|roof|cliff) and die',
    ],
    ...[
      '^(?:please |you should |u should )?(?:just |go )(?:and )?die(?: already| please| bitch| loser| in a (?:hole|fire|ditch))?$',
      '(?:just|please) die already',
    ],
    ...['(?:nobody|no one|noone) (?:would|will) miss (?:you|u)', 'do us (?:all )?a favou?r and (?:die|kill)'],
    ...['world (?:is|would be) (?:a )?better (?:place )?without (?:you|u)', '(?:^|go |just |should )commit suicide'],
    ...['(?<!ich )(?<!ich werde )bringe? dich um', 'geh sterben', 'hange? dich auf', 'erhang dich'],
    ...[
      'matate',
      'muerete',
      '^stirb$',
      'va crever',
      '^(?:creve|morra)$',
      'suicidate',
      'tue toi',
      'suicide toi',
      'va te (?:pendre|tuer|suicider)',
      'va mourir',
    ],
    ...['^se mata$', 'se mata (?:logo|ai|vai)', 'vai se matar', 'vai morrer$'],
  ]),
  phrases('hold', 'self_harm', [
    ...[
      '(?<!dont )(?:want to|wanna|wish to) (?:die|be dead)(?! (?:of|from|laughing|happy))',
      'wish i (?:was|were) dead',
    ],
    ...[
      'dont (?:want to|wanna) (?:live|be alive|exist|be here) ?(?:anymore|any more)?$',
      'dont (?:want to|wanna) (?:live|exist) anymore',
    ],
    ...[
      'kill(?:ing)? myself',
      'kms',
      'suicidal',
      '(?:thinking (?:about|of)|considering|contemplating|planning) suicide',
    ],
    ...[
      '(?:end|ending|take|taking) my (?:own )?life',
      'end it all(?! with)',
      '(?:nobody|no one|noone) would (?:miss me|care if i)',
    ],
    ...[
      '(?:cut|cutting|hurt|hurting|harm|harming) myself(?! (?:shaving|cooking|a|some)(?![a-z]))',
      'been cutting again',
      'took all (?:my|the|of my) pills',
    ],
    ...[
      'better off without me',
      'my last night goodbye',
      'not worth living',
      'cant go on(?: anymore| any more| like this| living| i want|$)',
      'no reason to live',
    ],
    ...[
      '(?:planning to|going to|gonna|want to|wanna|i will|ill) jump off (?:the|a) (?:bridge|roof|cliff)',
      '(?:want to|wanna) disappear forever',
    ],
    ...['nicht mehr leben', '(?:will|mochte) (?:nur noch )?(?:sterben|tot sein)', 'bringe? mich um', 'ritze mich'],
    ...[
      'quiero morir(?:me)?(?! de)',
      'quiero (?:matarme|suicidarme)',
      'no quiero (?:seguir viviendo|vivir)',
      'voy a (?:matarme|suicidarme)',
    ],
    ...['je veux (?:mourir|crever)', 'me suicider', 'envie de mourir', 'plus envie de vivre'],
    ...['quero morrer(?! de)', 'nao quero (?:mais )?viver', '(?:vou|quero) me matar'],
  ]),
];
