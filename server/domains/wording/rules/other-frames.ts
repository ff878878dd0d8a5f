/** Personal data, money past the house and hate by their build: who discloses, asks, moves or despises × what. */
import { they, upTo, you, your } from './grammar.ts';
import { type Phrases, phrases } from './phrases.ts';

const data =
  '(?:(?:phone |home |email |cell |mobile |street |ip |e mail )?(?:address|number|phone|location)|surname|(?:real|last|full|legal|actual|birth|government) name|whatsapp|snap|snapchat|telegram|insta|kik|facebook|skype|digits|school|workplace|employer|linkedin|passport|licen[cs]e plate)(?! (?:one|of|is not working))';
const spot =
  '(?:street|st|road|rd|avenue|ave|lane|drive|building|house|apartment|apt|flat|floor|block|bakery|corner|station|school|hotel|tower|estate|court|close|square|park|shop|store|supermarket|gym|door|hostel|motel|airbnb)';

export const doxxingFrames: readonly Phrases[] = [
  phrases('block', 'doxxing', [
    '(?:her|his|their|the (?:singer|performer|drummer|host)s) (?:real |full |legal |actual |birth |home |work |cell |mobile |private )+(?:name|address|number|phone|email)(?: number)? is',
    `${they} (?:\\w+ )?(?:lives?|stays?|staying|resides|living) (?:at|on|in|near|next to|above|behind|across|opposite) ${upTo(4)}(?:${spot}|\\d{1,4})`,
    `${they} (?:\\w+ )?(?:works?|working|studies) (?:at|in|for) ${upTo(4)}(?:on|in|near|next to|opposite) ${upTo(2)}(?:street|road|avenue|station|lane|mall|square)`,
    `(?:heres|here is|leaking|posting|dropping|doxx?ing|sharing|gonna post|will post) (?:you )?${your} ${upTo(1)}${data}`,
    'found (?:her|him) on (?:the )?(?:\\w+ )?(?:website|facebook|linkedin|yearbook|register)',
    '(?:plates?|registration|kennzeichen|matricula|immatriculation|placa) (?:\\w+ ){0,2}(?=[a-z0-9 ]{0,10}\\d)[a-z0-9]{1,4}',
    '(?:flat|apartment|apt) \\d{1,4}[a-z]? \\d{1,4} \\w+',
    '(?:i|we) (?:know|found out|worked out|figured out) where (?:she|he|they) (?:lives?|works?)',
    `her (?:kids?|son|daughter|children) (?:goes|go|attends?) ${upTo(2)}\\w+`,
    `(?:sie|er) (?:wohnt|arbeitet|parkt|lebt|schlaft|ubernachtet) ${upTo(2)}(?:in der|im|am|an der|bei|auf|beim) \\w{2,20}(?:strasse|str|weg|platz|allee|gasse)`,
    '(?:ihre|seine) (?:adresse|nummer|handynummer|telefonnummer) (?:ist|lautet)',
    'vive en (?:la )?(?:calle|avenida|plaza|el numero|el edificio|el piso)',
    `(?:elle|il) (?:habite|bosse|travaille|loge) ${upTo(3)}(?:rue|avenue|boulevard|hotel|impasse|immeuble)`,
    `(?:ela|ele) (?:mora|trabalha|estuda) ${upTo(2)}(?:rua|avenida|numero|predio|condominio|escola|colegio)`,
  ]),
  phrases('hold', 'doxxing', [
    `(?:can i|could i|may i|give me|send me|drop|share|whats|what is|got|do you have|gimme|want|need|have|what was|find|found|get|know|knows|has|tell me) (?:have |get )?${your} ${upTo(1)}${data}`,
    `where (?:do|does|did|is|are) (?:you|u|she|he|they) ${upTo(2)}(?:live|sleep|work|stay|staying|park|hang out|shop)(?! ?stream| from| on stage)`,
    `(?:what|which) (?:street|school|hotel|gym|building|neighbou?rhood|apartment|flat|house|area|college|uni|university|town|village|company)(?! of music) ${upTo(2)}(?:do|does|is|did|are) (?:you|u|she|he|they|your|her|his)`,
    `(?:anyone|anybody|someone|who) (?:here )?(?:knows?|got|has|have|find) ${upTo(2)}(?:where (?:she|he|they) (?:lives?|works?|stays?|parks?|is staying)|who (?:she|he) really)`,
    'what time (?:do|does) (?:you|she|he) (?:leave|get home|finish work|get off|go home|walk home)',
    '(?:dm|text|message|hmu|hit|call|reach|write|contact|add) (?:me |my )(?:up )?(?:on |at |via )?(?:my )?(?:insta|instagram|ig|snap|snapchat|telegram|discord|kik|whatsapp|signal|facebook|skype)',
    '(?:shes|hes|she is|he is) (?:really|actually) (?:called|named)',
    '(?:you|u) (?:home )?alone (?:at home|in the house)',
    'wo (?:wohnst|arbeitest|schlafst|parkst) du|weiss (?:jemand|wer) wo (?:sie|er)|in welche[rmn]? (?:hotel|strasse|schule) (?:\\w+ )?(?:sie|er|du)|(?:gib|schick|hast|was ist) (?:mir |du )?(?:deine|ihre|seine) (?:nummer|handynummer|adresse)',
    'donde (?:vives|trabajas|duermes)|en que (?:hotel|calle|colegio|escuela) |(?:dame|pasame|cual es) (?:tu|su) (?:numero|telefono|direccion|whatsapp)',
    'ou (?:tu|elle|il) (?:habites?|bosses?|travailles?)|tu habites ou|dans (?:quel|quelle) (?:hotel|rue|ecole|lycee) |(?:donne|file|passe) (?:moi )?(?:ton|son) (?:numero|adresse|snap|num)',
    'onde (?:voce|vc|tu) (?:mora|trabalha)|em que (?:hotel|rua|escola) |(?:qual|me passa|passa|manda) (?:o |a )?(?:seu|teu) (?:numero|endereco|zap|whats|telefone)',
  ]),
];

const method =
  '(?:pay ?pal|cash ?app|venmo|zelle|revolut|skrill|bizum|wise|payoneer|twint|mb ?way|bank transfer|wire transfer|iban|crypto|bitcoin|btc|usdt|gift ?cards?|only ?fans|fansly|patreon|ko ?fi|throne|bank account|uberweisung|transferencia|virement)';
const past =
  '(?:outside|off ?(?:site|platform|here)|elsewhere|in cash|direct(?:ly)?|privately|without (?:the )?(?:fees?|cut|site|platform|commission))';

export const paymentOffers: readonly Phrases[] = [
  phrases('hold', 'off_platform_payment', [
    `(?:can|could|may|should|would|is|how|where|do|does|if) ${upTo(5)}(?:pay|tip|send|give|transfer|donate|support|wire|take|accept) ${upTo(4)}(?:${method}|${past})(?! after)`,
    `(?:pay|send|tip|transfer|wire|give|donate) (?:you|u|it|her) ${upTo(4)}(?:${method}|${past})(?! after)`,
    '(?:cheaper|other|another|different|easier) way (?:\\w+ ){0,2}to (?:tip|pay|send|support|donate|give)',
    '(?:site|platform|they) (?:takes?|keeps?) (?:\\w+ ){0,3}(?:cut|percent|half|fee|commission)',
    `(?:kann|darf|geht|nimmst|gibt es) ${upTo(6)}(?:uberweis\\w*|direkt (?:be)?zahlen|in bar|ausserhalb)`,
    `(?:puedo|podria|se puede|aceptas) ${upTo(6)}(?:fuera de|transferencia|en efectivo|sin comision)`,
    `(?:je peux|on peut|tu prends|tu acceptes|possible) ${upTo(6)}(?:virement|en dehors|en liquide|directement)`,
    `(?:posso|da pra|aceita|tem como) ${upTo(6)}(?:por fora|transferencia|direto|em dinheiro)`,
  ]),
];

export const paymentFrames: readonly Phrases[] = [
  phrases('block', 'off_platform_payment', [
    `(?:pay|tip|send|donate|transfer|wire|zap|support) ${upTo(4)}(?:to my|on my|through my|via my|via|through|using|on|over) (?:my )?${method}`,
    `(?:pay|tip|send|support|book) me (?:\\w+ )?(?:${past}|off|somewhere else|through|by)`,
    `cheaper ${upTo(2)}(?:on|at|via|through|if you|outside|direct(?:ly)?|when you|in) ${upTo(3)}(?:my|pay|outside|dms?|private|${method}|of)`,
    `(?:off|discount|half price|free|extra|cheaper|bonus) ${upTo(2)}(?:if|when) (?:you|u) ${upTo(2)}(?:pay|tip|send|transfer|${method})`,
    `my ${method} (?:is|in|below|link|handle|tag)|i (?:only |also |still )?(?:accept|take|prefer) ${method}`,
    'dont (?:buy|use) (?:the |any )?tokens|skip (?:the )?(?:site|platform|fees|middle ?man|app|tokens)|cut out the middle ?man|deal with me directly',
    `(?:dm|message|text|pm|ask) me (?:for|about) ${upTo(2)}(?:prices?|payment|${method}|rates|cash|customs?|iban)`,
    `(?:send|wire|transfer) ${upTo(3)}(?:bucks|dollars|euros?|pounds|quid|cash) ${upTo(2)}(?:to|on|via) my`,
    `(?:billiger|gunstiger|mas barato|moins cher|mais barato) ${upTo(5)}(?:${method}|direkt|ausserhalb|fuera|directo|en dehors|directement|por fora|direto|pix)`,
    `(?:zahlt?|schickt?|uberweis\\w*|pagame|mandame|enviame|payez|paye moi|envoie|me paga|me manda) ${upTo(4)}(?:${method}|direkt|ausserhalb|fuera|directo|en dehors|directement|por fora|direto|pix|mein konto|mi cuenta|mon compte|minha conta)`,
  ]),
];

const group =
  '(?:jews?|muslims?|blacks?|black people|whites?|gays?|gay people|lesbians?|queers?|homos(?:exuals?)?|trans(?: people| women)?|immigrants?|migrants?|refugees?|foreigners?|mexicans?|latinos?|asians?|arabs?|africans?|gypsies|gypsy|indians?|pakistanis?|chinese|turks|brown people|faggots?)';
const vile =
  '(?:animals?|rats?|vermin|cockroach(?:es)?|parasites?|apes?|monkeys?|sub ?humans?|trash|garbage|scum|filthy?|dirty|disgusting|disease|cancer|plague|criminals?|terrorists?|rapists?|thieves|inferior|stupid|dumb|lazy|unnatural|sick|mentally ill|abominations?|evil|pedos|groomers|invaders|worthless|pigs|savages|degenerates?|freaks|perverts|uncivili[sz]ed|greedy|liars|taking over|ruining|destroying)';

export const hateFrames: readonly Phrases[] = [
  phrases('block', 'hate', [
    `(?:kill|gas|hang|shoot|burn|exterminate|lynch|eradicate|wipe out|eliminate|castrate|slaughter|behead|enslave) ${upTo(2)}${group}(?! keys)`,
    `${group} ${upTo(2)}(?:should|must|need to|deserve|deserves|ought to) ${upTo(3)}(?:die|killed|gassed|shot|hanged|hang|burn|dead|exterminated|lynched|eradicated|castrated)`,
    'only good (?:\\w+ ){1,2}(?:is|are) (?:a )?dead',
    '(?:in|on|into) (?:the |a )?(?:cattle cars?|gas chambers?|ovens)|back (?:in|to) the (?:ovens|cotton fields?|plantation)',
    '(?:hitler|holocaust) (?:\\w+ ){0,3}(?:right|hero|finish|hoax|lie|never happened|didnt happen|job)',
    '(?:juden|auslander|muslime|turken|fluchtlinge|schwarze|schwule|zigeuner|migranten) (?:\\w+ ){0,3}(?:vergas\\w*|ins gas|erschiess\\w*|sterben|verrecken)',
    '(?:negr[oa]|moro|gitano|maricon|judio|sudaca|indio|panchito|chino|pret[oa]|macaco|viado|bicha|judeu|nordestino) de (?:mierda|merda)|(?:muerte a|morte aos|mort aux) (?:los |les )?\\w+',
    'sales? (?:arabes?|noirs?|juifs?|juives?|negres?|pedes?|chinetoques?|gouines?|gitans?)',
  ]),
  phrases('hold', 'hate', [
    `${group} (?:are|is|r|look|act|smell) ${upTo(3)}${vile}`,
    `(?:people like (?:you|them|him|her)|(?:your|their|his|her|this) (?:kind|race)) ${upTo(3)}(?:${vile}|belong|welcome|problem|not allowed|leave|go back)|typical (?:of )?(?:his|her|their|your) (?:kind|people|race)`,
    `(?:fucking|filthy|dirty|stupid|lazy|smelly|greedy|too many|typical|hate|fuck(?: the| all| these)?) ${group}(?! keys)`,
    `${group} ${upTo(1)}(?:dont|doesnt|cant|cannot|shouldnt|should never|have no|ruin|ruins) ${upTo(3)}(?:belong|play|be|business|vote|rights|integrate|everything|wash)`,
    'women (?:cant|cannot|shouldnt|should not|belong in|should stay|are too|should never|have no business) (?:\\w+ )?\\w+|back (?:to|in) the kitchen|(?:let|letting|allow) women (?:near|on|in|into|touch|play|vote|drive)|(?:good|bad) for a (?:girl|woman|female|chick)',
    'go (?:back )?(?:home )?(?:to )?(?:your|ur) (?:own )?(?:country|land|village|continent|homeland|cave)|go back (?:to )?where (?:you|u|they|she|he) (?:came|come|belong)|go back to (?:africa|mexico|china|india|pakistan|syria|turkey|poland|the (?:jungle|zoo))|(?:get out of|leave) (?:our|my|this) country|(?:speak|learn) (?:english|our language|german) or (?:leave|go|get)',
    '(?:send|ship|deport|throw) (?:them|these people|those people|you|her|him) (?:all )?(?:back (?:to (?:africa|their|where)|$)|out of)|deport (?:them|him|her|you)|great replacement|master race|white (?:supremacy|genocide|pride)|jews (?:control|run|own)',
    '(?:shes|hes|youre|you are|she is|thats) (?:really |actually )?a (?:man|dude) (?:in a dress|pretending)|man in a dress|(?:look|sound|play|jump)s? like a (?:monkey|ape|gorilla)|monkey noises|being gay is a (?:sin|disease|choice)',
    '(?:rentre|retourne) (?:chez toi|au bled|en afrique|dans ton)|la france aux francais|(?:vuelve|vete|regresa) a tu (?:pais|tierra|selva)|volta (?:pra|para|pro) (?:o |a )?(?:seu|teu|sua|africa|senzala|selva) ?(?:pais|terra)?|deutschland den deutschen|geh (?:\\w+ )?wo du herkommst|frauen gehoren|abschieben',
  ]),
];

const insultNoun =
  '(?:idiots?|morons?|losers?|clowns?|imbeciles?|cow|pig|hag|hack|fraud|failure|trash|scum|rat|disgrace|waste|muppet|cretin|creep|coward|garbage)';
export const insultFrames: readonly Phrases[] = [
  phrases('hold', 'profanity', [
    `(?:${you}|youre|ur|your|shes|hes) (?:are )?(?:a |an |such |an? absolute |total |fucking |bloody |stupid |dumb |ugly |fat |useless |pathetic |talentless |worthless |disgusting ){1,4}${insultNoun}(?! good)`,
    `(?:${you}|youre|ur|shes|hes|they|theyre|your \\w+|her \\w+|his \\w+) (?:are |is |so |just |such |a |really |fucking |sounds? |looks? |plays? |sings? |like |total |complete ){1,4}(?:shit|shite|shitty|piece of \\w+|crap|ass|trash|garbage|dogshit)(?! hot| ton| out)`,
    'get fucked|go fuck|fuck (?:her|him|them|the mods?|this (?:guy|girl|singer|mod|band))|shut the fuck up|stfu|piss off|kiss my ass|waste of (?:oxygen|space|air|skin)|that was shitty of|dick move',
    'hij[oa]s? de (?:la |una )?(?:gran )?puta|espece de \\w+|filh[oa] de uma (?:puta|mae)|du (?:\\w+ ){0,2}(?:fotzenkind|penner|drecksau|vollidiot)|cala a boca|ferme ta gueule|callate (?:puta|perra|imbecil)|cuzao|otario',
  ]),
];
