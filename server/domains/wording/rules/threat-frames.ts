/**
 * Threats by their build: who means to × do harm × to whom, what happens "if I see you", what is wished upon somebody. What
 * a stage says ("we will kill it") lacks the person.
 */
import { kin, somebody, they, upTo, upToPlain, you, your } from './grammar.ts';
import { type Phrases, phrases } from './phrases.ts';

const means =
  '(?:ill|id|im|ima|imma|i (?:will|am|would|should|shall|could|want|swear|promise|need)|we (?:will|should|are|need)|were|gonna|going to|finna|about to|tryna|gotta|(?:someone|somebody|they|one of us) (?:should|will|needs|has|must|ought|is|gonna)|theyll|let me|lets|my (?:boys|mates|friends|brothers|guys) will)';
const harm =
  '(?:kill|murder|shoot|stab|strangle|choke|behead|torture|slaughter|gut|bury|lynch|execute|rape|cripple|maim|knife|drown|poison|bash|punch|slap|smack|batter|hurt|beat|jump|hunt down|skin|burn|hang)';
const parts =
  '(?:legs?|arms?|neck|fingers?|hands?|bones|face|jaw|skull|teeth|head|tongue|eyes|knees?|kneecaps|ribs|wrists?|nose|throat|guts|ass)';
const weapon =
  '(?:gun|knife|hammer|bat|axe|machete|crowbar|brick|blade|shotgun|rifle|pistol|acid|gasoline|petrol|razor)';
const dwelling = '(?:house|home|place|flat|door|apartment|studio|car|van|window|street|work|workplace|show|gig)';
// "I'll kill you with kindness", "we will beat you to it", "someone should shoot you a message".
const idiom =
  '(?! (?:with|a|an|the|some|in|at|from|for|on(?! stage)|by|this|that|to it|up with|over|out of your|laughing|live|portrait|clip|video|show)(?![a-z]))';
const ends =
  '(?:dead|die|kill|hurt|sorry|bleed|pray|finished|beat|punch|smash|break|wont|toast|pay|over|regret|scream|hospital|done for|knock|stab|run)';

export const threatFrames: readonly Phrases[] = [
  phrases('block', 'threat', [
    `${means} ${upToPlain(3)}${harm} ${somebody}${idiom}`,
    `${means} ${upToPlain(2)}(?:break|smash|snap|crush|cut|slice|slit|rip|bash|cave|kick|punch|burn|knock|chop|tear|stab|beat|carve) (?:in |out |off |up )?${your} ${upTo(1)}${parts}(?! off)`,
    `${means} ${upToPlain(2)}(?:beat|kick|knock|choke) the (?:\\w+ ){1,2}out of ${somebody}`,
    `(?:smash|break|bash|slash|cave) (?:in )?(?:your|ur) ${upTo(1)}(?:face|skull|jaw|teeth|head|kneecaps|throat|tyres|tires)`,
    `put ${somebody} in (?:a |the )?(?:hospital|ground|grave|coffin|wheelchair|casket|body bag|morgue|icu)`,
    `put (?:a|my) (?:bullet|knife|fist|boot|blade) (?:in|through|into) ${somebody}`,
    `(?:set|setting) ${your} ${upTo(1)}(?:car|house|hair|home|studio|van|place|flat|garage) on fire`,
    `(?:burn|burning|torch|torching|blow up) (?:down )?(?:your|her|his) ${upTo(1)}(?:house|car|home|place|van|studio|flat)`,
    `(?:hunt|track) ${somebody} down(?! the)`,
    `${means} ${upToPlain(2)}(?:find|found) (?:out )?where ${you} (?:live|sleep|work)`,
    `(?:i|we|they) (?:\\w+ )?(?:know|found|found out) (?:exactly )?where (?:${you}|${your} ${kin}|she|he) (?:lives?|sleeps?|works?|parks?|stays?|goes|go|rehearses?|trains?)(?! ?(?:stream|from|next|music))`,
    `(?:i|we) know (?:which|what) (?:house|car|street|school|bus|train|building) ${upTo(3)}${your}?`,
    `(?:coming|come|on my way|waiting|see you|find you|meet you|over|be there) ${upTo(5)}with (?:a|my|the) ${upTo(1)}${weapon}`,
    `(?:bring|bringing|got|have|load|loading|grab|grabbing) (?:a|my|the) ${upTo(1)}${weapon} ${upTo(4)}(?:you|u|your|to the (?:show|gig|venue))`,
    `${you} (?:wont|will not|are not|arent|aint|will never|are never|dont) ${upTo(2)}(?:survive|leave alive|make it (?:home|out|to)|walk (?:away|home|again|out)|see (?:tomorrow|morning|the end|another)|wake up|live (?:to|through|long)|sing again|play again|be safe|get out alive)`,
    `${your} ${kin} (?:wont|will not|isnt|arent|is not|are not) (?:be )?safe`,
    'something (?:bad )?(?:will|could|might|is going to|is gonna) happen to (?:you|u|your)',
    `(?:if|when|once|next time|every time|soon as|wait until|wait till|day) (?:i|we) (?:ever )?(?:see|catch|find|meet|get|run into|spot|get hold of) (?:you|u|her|him|your)(?![a-z]) ${upTo(8)}(?:you|u|youre|youll|ur|your|ill|im|i will|i swear|she|he|its) ${upTo(2)}${ends}`,
    `(?:hope|pray|wish|hoping|praying|want|like) (?:that )?(?:someone|somebody|they|a \\w+|some \\w+|the \\w+) ${upToPlain(2)}(?:dies?|stabs?|kills?|shoots?|rapes?|hurts?|beats?|hits?|strangles?|attacks?|runs? over|murders?|punch(?:es)?|jumps?|drowns?|robs?|mugs?) ${somebody}${idiom}`,
    `(?:hope|pray|wish|hoping|praying|cant wait (?:for|until|till|to see)) (?:that )?(?:you|u|she|he|they|your \\w+) ${upToPlain(3)}(?:dies?|dead|burns?|chokes?|suffers?|bleeds?|shot|raped|killed|stabbed|jumped|beaten|mugged|run over|hit by|cancer|rots?|crash(?:es)? and|drowns?|attacked|hurt)(?! (?:of laughter|my ears|happy|laughing))`,
    `(?:you|u|she|he|they|people like you|your kind) ${upToPlain(2)}deserves? ${upTo(3)}(?:die|death|suffer|bleed|burn|beaten|beating|stabbed|killed|raped|slapped|punched|hanged|bullet|rope|hang|kicking|shot(?! in)|slap|punch|hurt)`,
    '(?:make|making) (?:you|u|her|him) (?:suffer|pay|regret|sorry|disappear|beg|bleed|scream in)',
    `(?:${you} (?:are |will |ll )?|youre |youll |ur )(?:gonna |going to |about to )(?:die|bleed|suffer|get (?:shot|stabbed|hurt|beaten|killed|jumped|raped|it))(?! (?:of|when you|laughing|at))`,
    'youll (?:die|bleed|suffer)(?! (?:of|when|laughing|at|for))',
    'youre (?:so |fucking |already |all |a )?dead (?:man|woman|meat|bitch|when|if|tonight|tomorrow|to me|girl|boy)',
    '(?:your|ur|her|his) days are (?:numbered|over)',
    `throw(?:ing)? (?:acid|rocks|bottles|a (?:brick|bottle|rock)) (?:at|on|in) ${somebody}`,
    '(?:shoot|shooting) up (?:the|your|this|that) (?:venue|show|club|place|gig|concert|studio|theatre|school|party|stage)',
    'bullet with (?:your|ur|her|his) name',
    `${they} (?:wont|will not) (?:make it|survive|live) ${upTo(2)}(?:home|night|tonight|show|week)`,
    `(?:time|about time) (?:someone|somebody) ${upTo(2)}(?:killed|shot|stabbed|hurt|beat|punched|raped) ${somebody}`,
    ...[
      `ich (?:werde |will |wurde |muss )?(?:dich|euch|dir|ihn|deine) ${upTo(4)}(?:umbringen|toten|abstechen|erschiessen|verprugeln|kaltmachen|aufschlitzen|erwurgen|vergewaltigen|brechen|einschlagen|polieren|totschlagen|abknallen|zusammenschlagen|finden und)`,
      `ich (?:steche?|schlage?|bringe?|mache?|knalle?|brech\\w?|haue?|schiess\\w?|trete?|polier\\w?|prugel\\w?) (?:dich|euch|dir|sie|ihn) ${upTo(3)}(?:ab|um|kalt|tot|nieder|zusammen|windelweich|die fresse|das genick|die beine|alle knochen|die zahne|aufs maul|krankenhausreif)`,
      `du (?:uberlebst|erlebst) ${upTo(4)}nicht`,
      `du kommst ${upTo(4)}nicht (?:mehr )?(?:lebend|heil|lebendig)`,
      'wei(?:ss|s) (?:genau )?wo du (?:wohnst|arbeitest|parkst|lebst|schlafst)',
      'du (?:wirst|sollst) (?:heute |bald |noch )?(?:sterben|leiden|bluten|brennen|verrecken)',
      `(?:man|jemand|einer|die) (?:sollte|musste|muss) (?:dich|euch|sie|ihn|dir) ${upTo(3)}(?:erschiessen|aufhangen|umbringen|vergasen|verprugeln|abstechen|einsperren und|schlagen|brechen)`,
      `du (?:verdienst|hast) ${upTo(2)}(?:den tod|tod verdient|schlage|prugel)`,
      `hoffentlich (?:stirbst|verreckst|erwischt|uberfahrt|schlagt|ersticht) ${upTo(2)}(?:du|dich)`,
      `(?:zunde|zund|fackel|fackle) (?:dein|dir|deine) ${upTo(3)}(?:an|ab)`,
    ],
    ...[
      '(?:te|os|le|lo|la) (?:voy|vamos|van) a (?:matar|romper|partir|reventar|quemar|pegar|rajar|buscar|encontrar|destrozar|violar|apunalar|disparar|degollar|arrancar|hacer dano|dar una (?:paliza|hostia)|cortar|moler)(?! (?:a (?:besos|aplausos|abrazos)|de))',
      'voy a (?:matarte|romperte|partirte|reventarte|quemarte|pegarte|encontrarte|buscarte|rajarte|violarte)(?! a (?:besos|abrazos))',
      'te (?:parto|rompo|reviento|rajo|quemo|arranco|vuelo) (?:la|las|el|los|esa|tu)',
      '(?:vas a morir|estas muert[oa]|te quiero ver muert[oa])(?! de)',
      'mereces (?:morir|la muerte|que te (?:maten|peguen|violen))',
      'ojala te (?:mueras|maten|peguen|violen|atropellen|mates|disparen|pase algo)',
      'se (?:donde|en donde|bien donde) (?:vives|trabajas|duermes|estudias|aparcas)',
    ],
    ...[
      `(?:je vais|on va|je viens|jvais|vais) (?:te|vous|lui|tous vous) ${upTo(1)}(?:defoncer|casser|peter|egorger|planter|cramer|bruler|retrouver|demolir|exploser|massacrer|etrangler|saigner|fumer|frapper|tuer|buter|crever|tabasser|demonter|niquer|violer|eclater)`,
      '(?:je vais|on va) t(?:egorger|etrangler|eclater|exploser|arracher|ecraser|enterrer)',
      'je te (?:tue|bute|plante|defonce|creve|demonte|saigne|fume|casse la|pete la|demolis|tabasse)',
      'tu vas (?:mourir|crever|prendre cher|saigner|souffrir|te faire (?:tuer|defoncer|tabasser|violer))(?! de)',
      '(?:je|on) sai[st] ou (?:tu|vous) (?:habites?z?|bosses|travailles?z?|dors|vis|vivez)',
      'tu merites? (?:de mourir|la mort|de crever|une balle|de te faire|des baffes)',
      `jespere que (?:tu|quelquun|on) ${upTo(2)}(?:creves?|meurs?|tue|frappe|mourir|crever|violer?|bute)`,
    ],
    ...[
      '(?:vou|vamos|vao) te (?:matar|quebrar|arrebentar|furar|esfaquear|cacar|pegar|achar|encher|meter|bater|dar (?:um tiro|uma surra|porrada)|encontrar|estuprar|queimar|espancar)(?! de (?:beijos?|abracos?))',
      'te (?:arrebento|quebro|encho de|furo|espanco|meto a)',
      '(?:voce|vc|tu) vai (?:morrer|sangrar|apanhar|levar (?:um tiro|tiro|porrada))(?! de)',
      'sei (?:bem )?onde (?:voce|vc|tu) (?:moras?|trabalhas?|estudas?|dormes?|dorme)',
      'merece (?:morrer|apanhar|levar (?:um tiro|porrada|uma surra))',
      'tomara que (?:voce |vc |tu |te |alguem )?(?:\\w+ )?(?:morra|sofra|apanhe|mate|matem|estupre)',
    ],
  ]),
  phrases('hold', 'threat', [
    '(?:if|when|next time|once|wait until|wait till) (?:i|we) (?:ever )?(?:catch|find|get hold of|get my hands on) (?:you|u|her|him)(?! (?:a|the|live|on spotify|in))',
    'dont let me (?:catch|see|find) (?:you|u) ',
    '(?<!dont )watch (?:your|ur) (?:back|step|mouth|self)(?! (?:the|mic|there))',
    `(?:you|u|youll|youd|you will|ull) ${upTo(2)}(?:regret (?:this|that|it|what|ever|being|coming|saying)|be sorry)(?! if you (?:skip|miss|leave))`,
    '(?:youll|you will|youre (?:gonna|going to)) pay (?:for|dearly)(?! (?:a|the|my) )',
    '(?:you|u|youd|she|he) (?:had |should |would )?better (?:run|hide|pray|watch out|be careful|lock|sleep|start running|disappear|not (?:come|show|leave))',
    '(?:youre|ur|you are|shes|hes|she is|he is) (?:going down|next bitch|so dead|done for|a marked|finished bitch)',
    '(?:lock|check) (?:your|ur) (?:doors?|windows?|brakes)',
    '(?:youll|you will|ull) (?:see|find out) what happens',
    '(?:sleep|walk|drive) (?:carefully|safe) (?:if|while you can|tonight)',
    `(?:be|im|am|are|were) (?:right )?(?:waiting|there|standing|outside) ${upTo(3)}(?:at the (?:exit|stage door|back door|door|bus stop|car park|parking lot|corner)|outside (?:your|the|when|after)|after the show alone)`,
    '(?:teach|show) (?:you|u|her|him) (?:a lesson|some manners|what pain|respect)',
    `(?:someone|somebody|we|i|they) (?:should|will|needs? to|gonna|going to) ${upTo(2)}(?:shut|take|sort|deal with|get|handle|visit|silence) (?:you|u|her|him)(?: up| out|$)(?! of| to)`,
    '(?:im|i am|ill be|we are|were|i have been|ive been) (?:watching|following|stalking) (?:you|u|your (?:house|kids|family)) (?:sleep|home|outside|right now|every|from|through|closely)',
    '(?:shame|pity|sad) if (?:something|anything|someone|it) ',
    '(?:accidents (?:do )?happen|snitches|tick tock bitch|your time (?:is coming|will come|is up)|sleep tight tonight|last warning|final warning|rot in hell|burn in hell)',
    `(?:im|ill be|i will be|we are|were|on my way|coming) (?:coming |over |round )?(?:to|at) (?:your|her|his) ${dwelling}(?! (?:in|on|at|with|next|tonight and)(?![a-z]))(?<!show)(?<!gig)`,
    `(?:come|coming) (?:after|to get|to find|to visit) (?:you|u|your ${kin}) (?:tonight|soon|and|bitch|alone|one day)`,
    '(?:youre|you are|ur) next(?! (?:up|on|song|to|in|please|week))',
    'say goodbye to (?:your|ur) ',
    '(?:i|we) (?:can|will|could) (?:easily )?(?:ruin|destroy) (?:you|u|your life|your career)',
    ...[
      'wenn ich dich (?:sehe|erwische|treffe|finde|kriege|in die finger)',
      'pass (?:bloss|lieber|besser|gut) auf (?!dich)',
      '(?:wir|ich) (?:kriegen?|holen?|finde[nt]?) dich(?! (?:toll|gut|super|klasse|mega|echt|so|nice|cool|mal ab|ab|auf|sehr|wunderbar))',
      'du (?:bist|wirst) (?:fallig|dran|der nachste|schon sehen|dafur bezahlen|das bezahlen)',
      '(?:warte|wart) (?:nur|bloss|ab)(?: bis| wenn| du)',
      '(?:pass|dreh) dich um wenn du',
    ],
    ...[
      '(?:si|cuando) te (?:vea|veo|encuentre|encuentro|pille|pillo|coja|agarre|agarro|cruce|cruzo)(?! (?:en (?:concierto|directo|vivo)))',
      '(?:ten|tened|anda con) (?:mucho )?cuidado (?:por la calle|cuando|al salir|con lo que)',
      '(?:cuidate|vigila|mira) (?:la|las|tu|tus)? ?espaldas?',
      '(?:vas a pagar(?:la|lo)?|te vas a enterar|lo vas a lamentar|esto no se queda asi|te espero (?:fuera|a la salida))',
    ],
    ...[
      '(?:si|quand) je te (?:vois|croise|trouve|chope|attrape|retrouve)(?! en (?:concert|live))',
      '(?:fais gaffe|fais attention) (?:a toi|a ton dos|dans la rue|quand tu|en sortant)',
      '(?:surveille tes arrieres|tu vas (?:le )?(?:payer|regretter)|je t ?attends? (?:a la sortie|dehors)|on va te retrouver|tes mort$)',
    ],
    ...[
      '(?:se|quando) eu te (?:ver|encontrar|pegar|achar|vir)(?! (?:ao vivo|no show))',
      '(?:(?:voce|vc) vai (?:pagar|ver so|se arrepender)|cuidado (?:na rua|quando sair|ao sair)|te (?:pego|espero) (?:la fora|na saida)|isso nao vai ficar assim)',
    ],
  ]),
];
