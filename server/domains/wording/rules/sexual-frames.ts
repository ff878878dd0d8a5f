/** Sexual talk by its build: remarks on a body, demands to undress, wishes to act, offers; and minors, in any words. */
import { upTo, you } from './grammar.ts';
import { type Phrases, phrases } from './phrases.ts';

const bare =
  '(?:ass|arse|butt|booty|tits?|titties|tiddies|boobs?|boobies|breasts?|nipples?|nips|pussy|cock|dick|cleavage|panties|knickers|thong|crotch|bulge|genitals|bush|butthole|asshole|rear end|backside|behind)';
const limbs =
  '(?:thighs|legs|curves|hips|lips|tongue|belly|abs|chest|feet|toes|soles|body|figure|armpits|neck|underwear|bra|lingerie)';
const clothes =
  '(?:shirt|top|tops|bra|dress|skirt|pants|clothes|jeans|panties|underwear|blouse|hoodie|bikini|shorts|trousers|knickers|thong|lingerie|stockings|tank top|t shirt|tshirt)';
const bareState =
  '(?:naked|nude|topless|undressed|shirtless|bottomless|braless|in (?:your |ur )?(?:underwear|lingerie|panties|bikini))(?! (?:guitar|truth|piano|by|lunch|king|version|eye|cover))';
const act =
  '(?:fuck|bang|bone|ride|taste|lick|suck|spank|smash|breed|rail|pound|undress|sleep with|sniff|motorboat|make love to|mount|eat|finger|grope|molest|touch|cum (?:on|in|inside|over)|nut (?:on|in)|jerk off to|wank over|fap to|pin|bend)';
const wants =
  '(?:want|wanna|would|id|love to|like to|let me|wish i could|can i|could i|dying to|gonna|ill|i will|need|going to|so i can|imagine)';
const minors =
  '(?:(?:young(?:er)? )?teens?|teenagers?|teenage (?:girls?|boys?)|(?:little|baby|young|kid|younger) (?:sisters?|brothers?|girls?|boys?|daughters?|sons?|nieces?|nephews?|ones?|kids?|cousins?)|children|toddlers?|pre ?teens?|under ?age\\w?|school ?(?:girls?|boys?)|minors|(?:her|his|your|my|the) (?:daughter|niece|kid|child))';
const aged =
  '(?:is|im|am|are|age|aged|only|just|turned|like|of) (?:only |just )?(?:[4-9]|1[0-7])(?! (?:k|hours?|minutes?|mins?|songs?|times|am|pm|tokens|inch|inches|euros?|dollars|bucks|percent|strings?))';
const obscene =
  '(?:naked|nudes?|(?:without|no) (?:any )?clothes|undress(?:ed|ing)?|porn\\w?|sex(?! (?:pistols|education|on fire))|sexy (?:pics?|videos?|vids?|body)|horny|panties|topless|masturbat\\w{1,4}|tits|boobs|pussy|(?:your|my) (?:dick|cock)|virgin)';

export const sexualFrames: readonly Phrases[] = [
  phrases('block', 'sexual', [
    `${minors} ${upTo(8)}${obscene}`,
    `${obscene} ${upTo(6)}${minors}`,
    `${aged} ${upTo(8)}${obscene}`,
    `${obscene} ${upTo(5)}${aged}`,
    '(?:young|little|underage|teen|preteen) (?:girls?|boys?|ones?|kids?) (?:content|vids?|videos?|pics?|material|links?|nudes)',
    '(?:looking for|want|wanna meet|into|like|love|prefer|know any|any) (?:\\w+ )?(?:under ?age|pre ?teens?|little (?:girls|boys)|(?:girls|boys|kids|children) (?:under|aged|below) (?:1[0-8]|[4-9]))',
    '(?:under|below) (?:18|eighteen|16|sixteen) (?:\\w+ ){0,4}(?:nudes?|naked|sex|horny|vids?|content|sexy)',
    'pthc|(?:cp|csam) (?:for sale|trade|links?|vids?|folder|mega)|mega (?:links?|folder) (?:\\w+ )?(?:cp|young|teen)',
    '(?:minderjahrige?\\w?|kleine madchen|kinder|schulmadchen) (?:\\w+ ){0,5}(?:nackt\\w?|sex|porno\\w?|ausgezogen)|(?:nackt\\w?|sex mit|pornos?) (?:\\w+ ){0,4}(?:minderjahrig\\w*|kindern?|schulmadchen)',
    '(?:menores|ninas?|ninos|colegialas?) (?:\\w+ ){0,5}(?:desnud\\w*|sexo|porno)|(?:desnud\\w*|sexo con|porno de) (?:\\w+ ){0,3}(?:menores|ninas?|ninos)',
    '(?:mineure?s?|fillettes?|gamines?|petites filles) (?:\\w+ ){0,5}(?:nues?|sexe|porno)|(?:nues?|sexe avec|porno) (?:\\w+ ){0,3}(?:mineure?s?|fillettes?|enfants)',
    '(?:menores|novinhas? de|criancas?|meninas? de) (?:\\w+ ){0,5}(?:nuas?|pelad\\w*|sexo|porno)|(?:nuas?|pelad\\w*|sexo com|porno) (?:\\w+ ){0,3}(?:menores|criancas?)',
  ]),
  phrases('hold', 'sexual', [
    `(?:your|ur|her|his|those|them|that|dat|nice|great|hot|perfect|sexy|juicy|big|huge|amazing|tight|fat|thick|(?:what|such) an?(?! (?:asshole|dick))) (?:\\w+ )?(?<!kick )(?<!bad )(?<!smart )${bare}(?! (?:off|line|move|heads?|of|up|out|kicked|playing|in (?:gear|a sling)))`,
    '(?:your|ur|her|his|those|them) (?:\\w+ )?(?:thighs|curves|hips|lips|legs|body) (?:\\w+ ){0,3}(?:sit|drive|make|turn|hot|sexy|mmm|yum|lick|kiss|wrap|between|open|spread|on me|around|perfect|insane|tonight|delicious|amazing|fire)|(?:those|them) (?:thighs|legs|lips|hips|curves)(?! (?:are singing|of))',
    `(?:show|flash|let (?:me|us) see|lemme see|wanna see|want to see|need to see|love to see|like to see|can (?:i|we) see|see) ${upTo(3)}(?:${bare}|underneath|under (?:that|your|the) ${clothes}|some skin|more skin|the goods|what you got under)`,
    `show (?:us |me )?(?:your|ur|those|them|some) (?:\\w+ )?${limbs}(?! (?:on|when|work|playing|position|language|of|while|move))`,
    `(?:take|pull|rip|get|lose|drop|remove|slip|ditch|lift|unbutton|open|shed|lower) (?:off |up |down |out of )?(?:that|your|ur|the|those|some|her|his) (?:\\w+ )?${clothes}`,
    `(?:${clothes}|it|them|everything|kit) (?:all )?off (?:please|now|for|girl|baby|babe|babes|already|and)`,
    `(?:^|with |your |the )${clothes} off`,
    `without (?:your |the |any |ur |that |a )?(?:\\w+ )?${clothes}|(?:less|fewer|no|too many|too much|wear(?:ing)? less) (?:clothes|clothing)|nothing (?:on|under|underneath)(?: (?:that|your|but)|$)`,
    `(?:you|u|her|him|she|he|ur|get|be|play|perform|sing|go|do it|stream|dance|see|yourself|show|pics|sit|next one) ${upTo(3)}${bareState}`,
    '(?:flash|strip|undress|twerk|moan|bounce|jiggle|squirt|spread) (?:for|to) (?:us|me|daddy|tips?|tokens|\\d+|the (?:chat|camera|boys))|(?:flash|tease) (?:us|me)|(?:^|please |just |now |come on |lets |u should |you should )strip(?: for| down| now| please| already| baby| tease|$)',
    `${wants} ${upTo(3)}${act} (?:the |all |on |over |up )?(?:you|u|her|him|your|ur|that (?:ass|body|pussy|booty))(?! (?:for lunch|up to speed|for breakfast))`,
    '(?:turn|turns|turning|turned) (?:me|us|you|him|her) on|(?:so|got|makes?|made|making|getting|get|im|am|gets) (?:me )?(?:so )?(?:hard|wet|horny|erect|rock hard|a boner)(?: (?:for|from|right now|watching|just|looking|over|by)|$)|boners?|hard ?on',
    '(?:jerk|jack|wank|beat)(?:ing|ed)? (?:it |one )?off|fap(?:ping)?|(?:touch|rub|stroke|play)(?:ing)? (?:with )?(?:myself|yourself|urself|my (?:dick|cock))|rub one out|blow ?jobs?|hand ?jobs?|deep ?throat(?! singing)|doggy ?style|threesomes?|gang ?bang|creampie|cam ?2 ?cam|c2c|sexting|dildos?|vibrator|lovense|butt ?plug|lap ?dance|strip ?tease',
    'how much (?:\\w+ ){0,2}(?:for|to) (?:\\w+ ){0,4}(?:night(?! ticket)|nudes?|naked|strip|flash|sex|topless|feet|panties|undress|blowjob|fuck|tits|bra|underwear|clothes|hotel|with you)',
    '(?:spend|have) (?:the|a|one) night with (?:you|u|me|her)|one night stand|(?:come|meet me) (?:\\w+ ){0,2}(?:to|in|at) my (?:hotel|bed|bedroom)|(?:in|into|to) (?:my|your|ur) bed(?:room)?(?! at)|in bed with (?:you|me|u|her|him)|hook ?up (?:with (?:me|you|u)|tonight)|friends with benefits|sleep with (?:me|you|u)(?![a-z])|make babies|have my babies|carry my child|put a baby in',
    `(?:are|r|u|you) (?:${you} )?(?:\\w+ )?(?:horny|wet|hard|shaved|a virgin|kinky|naughty|submissive|into (?:bdsm|anal|feet))`,
    'what (?:are|r|do|colou?r) (?:\\w+ ){0,3}(?:wearing under\\w*|wear under\\w*|panties|bra|underwear|thong|knickers|bra size)|(?:bra|cup) size|wearing (?:\\w+ ){0,2}(?:under(?:neath)?|no bra|a thong|no panties)',
    'sell (?:me )?(?:your |ur )?(?:used |worn |dirty )?(?:panties|socks|underwear|nudes|feet|knickers)|(?:used|worn) (?:panties|underwear|socks|knickers)|(?:feet|foot|toe|nude|naked|sexy|dirty|spicy|titty|ass|lewd) (?:pics?|photos?|pictures?|vids?|videos?|content)|sugar (?:daddy|baby)|(?:escort|(?<!john lee )hooker|prostitute)s?',
    'be my (?:slut|slave|whore|sugar|mistress|fuck|bitch|cum)|call me daddy|step on (?:me|my)|sit on (?:me|my (?:face|lap|dick|cock))|(?:choke|spank|ride|dominate|peg) me|fuck me (?:please|daddy|hard|harder|baby|now|tonight|like|good)|fuck (?:my|your) (?:brains|face|ass)|(?:get |down )?on (?:your|ur) knees|on all fours|bend over|open (?:your|ur) (?:legs|mouth wide|blouse|shirt)|spread (?:your|ur|em|them|those|that)|arch (?:your|ur) back|shake (?:that|your|ur|dat) (?:ass|booty|tits|thing)|lick (?:your|ur|those|that|you|u)(?! (?:fingers|lips))|(?:smell|sniff|kiss|worship|suck|massage|rub|taste) (?:your|ur|those|that) (?:\\w+ )?(?:feet|toes|body|neck|thighs|hair|skin|panties|socks|armpits|belly|chest|sweat)',
    'fuckable|bangable|breedable|[dmg]ilfs?|(?:would|id|i d) (?:\\w+ )?(?:smash|hit (?:that|it)|tap (?:that|it)|wreck|destroy) ?(?:her|him|you|u|that|it|$)|(?:sexy|hot|tight|perfect|gorgeous|slim|thick|smoking|delicious|amazing) (?:little )?(?:bod|body|figure|thing in bed)|your body (?:is|drives|makes|looks|turns|on|against|naked|all)|imagin(?:e|ing) (?:you|u|her) (?:naked|on top|under|in bed|without|moaning|riding)|(?:dream(?:ing|t)?|thinking|fantasi[sz]ing) (?:of|about) (?:your (?:body|ass|lips|tits)|fucking|you (?:naked|in bed))|moan(?:ing)? (?:for|my|like|into)|(?:naughty|dirty|kinky|nsfw|sexy|nude|naked|topless|erotic) (?:show|private|session|dance|talk|things|time|stream|call)|virginity|orgasms?|ejaculat\\w*',
    ...[
      '(?:zeig|zeigt|zeigst|lass|will|wurde|mochte|kannst) (?:\\w+ ){0,5}(?:titten|bruste|arsch|po|hintern|muschi|fusse|dekollete|ausschnitt|nackt|haut|oben ohne|unterwasche|slip|hoschen|ausziehen|brust|mopse)(?! (?:auf|beim))',
      '(?:zieh|mach) (?:\\w+ ){0,4}(?:aus|obenrum frei|nackig|oben ohne)(?: bitte| fur| schatz| baby|$)(?<!licht aus)|dich (?:\\w+ ){0,3}(?:ficken|vogeln|lecken|vernaschen|flachlegen|nackt|knallen|durchnehmen|bumsen)|(?:geiler|geilen|geile|susser|knackiger|hubscher) (?:arsch|po|hintern|korper|titten|fusse|schenkel)|macht mich (?:so )?(?:geil|scharf|horny)|nacktbilder|nacktfotos|(?:bist du|bin) (?:so |schon )?(?:geil auf|feucht)|sex mit (?:dir|mir)|mit dir (?:ins bett|schlafen)',
    ],
    ...[
      '(?:ensena|ensename|ensenanos|muestra|muestrame|muestranos|quiero ver|dejame ver|quitate|sacate|bajate|levantate) (?:\\w+ ){0,3}(?:tetas?|culo|pechos?|bragas?|tanga|ropa|camiseta|blusa|sujetador|falda|pies|piernas|desnud[ao]|cuerpo|pantalones|camisa)|ver(?:te|la) (?:\\w+ )?(?:desnud[ao]|en bragas|sin ropa)|(?:que|menudo|vaya|tu|ese|rico|buen) (?:\\w+ )?(?:culo|culazo|tetas|tetones|tetazas)|sin ropa',
      '(?:quiero|queria|ganas de|voy a|dejame|me gustaria) (?:\\w+ )?(?:follar\\w*|cogerte|chuparte|lamerte|comerte (?:el|la|las|toda)|metertela|tocarte|acostarme contigo|darte por)|(?:me pones|estoy|me tienes) (?:\\w+ )?(?:cachond[oa]|caliente|duro|dura)|manda (?:fotos|nudes|pack)|pasa (?:el )?pack|cuanto (?:cobras|por una noche|por desnud\\w*)',
    ],
    ...[
      '(?:montre|montrez|fais voir|enleve|enlevez|retire|baisse|souleve|veux voir) (?:\\w+ ){0,3}(?:seins?|fesses?|cul|culotte|soutif|soutien gorge|haut|robe|jupe|pieds|nichons|tshirt|t shirt|vetements|corps|chatte|bite|nue?)(?! (?:du manche|sur))|(?:te|vous) voir (?:\\w+ )?(?:nue?|a poil|sans)|(?:quel|joli|beau|ton|gros|sacre) (?:\\w+ )?(?:cul|petit cul|boule)(?![a-z])|(?:tes|jolis|beaux|gros) (?:\\w+ )?(?:seins|fesses|nichons|lolos)',
      '(?:envie|veux|voudrais|aimerais|vais) (?:\\w+ ){0,3}(?:te (?:baiser|lecher|prendre|sauter|toucher|gouter|bouffer)|coucher avec|faire lamour|sucer)|(?:tu|ca) me (?:fais|fait|rends?) (?:bander|mouiller|dur)|(?:je )?bande|deshabillez? (?:toi|vous)|sans (?:tes )?vetements|envoie (?:des |tes )?nudes?|combien (?:pour|la) (?:\\w+ )?nuit|plan cul',
    ],
    ...[
      '(?:mostra|mostre|tira|tire|deixa (?:eu )?ver|quero ver|levanta|abaixa) (?:\\w+ ){0,3}(?:peitos?|bunda|calcinha|sutia|blusa|roupa|camisa|camiseta|saia|pes|pezinhos?|corpo|pelada|nua|peitinhos?|vestido|short)|ver (?:voce|vc|ela) (?:\\w+ )?(?:pelad[ao]|nu[ao]?|sem roupa)|te ver (?:pelad[ao]|nu[ao]|sem roupa)|(?:que|essa|sua|tua|linda) (?:\\w+ )?(?:bunda|rabao|bundao|raba)|que peitos|sem roupa|pelad[ao] (?:pra|para)',
      '(?:quero|queria|vontade de|vou|deixa eu) (?:\\w+ )?(?:te )?(?:comer|foder|chupar|lamber|transar|pegar de jeito|meter) (?:voce|vc|toda|todinha|essa|contigo|com voce|gostoso|$)|transar (?:com|comigo)|(?:to|estou|fiquei|me deixa) (?:\\w+ )?(?:de pau duro|com tesao|molhadinha|excitad[ao])|tesao (?:de|nessa|em voce)|quanto (?:cobra|pra|por) (?:\\w+ ){0,3}(?:noite|pelada|programa|nudes?)|manda (?:foto|uma foto) (?:pelada|nua)',
    ],
  ]),
];
