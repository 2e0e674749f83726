"""A small site in Arabic: its content, and the interface's words as a project supplies them itself."""

from pathlib import Path

MKDOCS_YML = """\
site_name: من قال
site_url: https://site.example/repo/
repo_url: https://git.example/owner/repo
edit_uri: edit/main/content/
docs_dir: content
theme: {name: sayso, custom_dir: theme, locale: ar}
plugins: [sayso]
"""

WORDS = """\
site:
  skip: انتقل إلى المحتوى
  menu: القائمة الرئيسية
  open_menu: القائمة
  home: الرئيسية
  crumbs: أين أنت
  made_with: كل ادعاء هنا معروض مع أصحابه. الاقتباسات مطابقة لمصدرها كلمة بكلمة، وحيث تعذر ذلك قيل.
nav:
  articles: المقالات
  claims: الادعاءات
  actors: من هم
  units: الوحدات
  places: الأماكن
  glossary: المعجم
  timeline: التسلسل الزمني
  corrections: التصحيحات
page:
  edit: حرّر السجل الذي أُخذت منه هذه الصفحة
  edit_short: تحرير
  earlier: قبل هذا
  later: بعد هذا
  neighbours: ما قبل هذه الصفحة وما بعدها
  on_this_page: في هذه الصفحة
  back: عودة إلى حيث كنت
kind:
  state: دولة
  person: شخص
  organisation: منظمة
  village: قرية
  region: منطقة
claim:
  quoted: «{words}»
  titled: "«{words}» · {status}"
  page: صفحة هذا الادعاء
  when: متى
  about: "عن:"
  more_voices:
    zero: لا أصوات أخرى
    one: صوت واحد آخر في مقالات أخرى
    two: صوتان آخران في مقالات أخرى
    few: "{count} أصوات أخرى في مقالات أخرى"
    many: "{count} صوتًا آخر في مقالات أخرى"
    other: "{count} صوت آخر في مقالات أخرى"
  told_in: ورد في
  related: أيضًا عن هذا
note:
  voices:
    two: الصوتان كلاهما
    few: الأصوات ال{count} كلها
    other: كل الأصوات ({count})
  both_sides: انظر الجانبين
stance:
  asserts: تأكيد
  confirms: إقرار
  denies: نفي
  questions: شك
  reports: نقل
  declines: بلا تعليق
  retracts: تراجع
speaker:
  does: ": "
  report: التقرير نفسه
  report_of: التقرير ({name})
status:
  comma: "، "
  semicolon: "؛ "
  more: "{names} و{count} غيرهم"
  asserted_by: "يؤكد ذلك: {names}"
  confirmed_by: "يقرّ بذلك: {names}"
  denied_by: "ينفي ذلك: {names}"
  reported_by: "ينقل ذلك: {names}"
  questioned_by: "يشك في ذلك: {names}"
  disputed: متنازع عليه – {voices}
  claimed: من جانب واحد – {voices}
  unanswered: بلا رد – {voices}
  reports:
    one: تقرير واحد
    two: تقريران
    few: "{count} تقارير"
    other: "{count} تقريرًا"
  voices:
    one: صوت واحد
    two: صوتان
    few: "{count} أصوات"
    other: "{count} صوتًا"
  origins:
    one: "{told} من أصل واحد"
    two: "{told} من أصلين"
    few: "{told} من {origins} أصول"
    other: "{told} من {origins} أصلًا"
status_heading:
  disputed: متنازع عليها
  claimed: من جانب واحد
  confirmed: أقرّ بها أحدهم
  unanswered: بلا رد
status_meaning:
  disputed: هناك من يؤكد وهناك من ينفي
  claimed: جانب واحد وحده يؤكد
  confirmed: هناك من يؤكد وهناك مسؤول يقرّ
  unanswered: لا أحد يؤكد أو ينفي
position:
  verb: "الفعل: {verb}"
  in_text: انظره في النص
  in_original: انظره في الأصل
  cite: "{publisher}، {day}"
  chain: كيف وصلت هذه الكلمات
  original: "الكلمات باللغة {language}:"
reading:
  none: لم يقرأ شخص ثان هذه المواقف بعد.
  none_one: لم يقرأ شخص ثان هذا الموقف بعد.
contents:
  disputed: متنازع عليها
  claims: الادعاءات
  report: التقرير
  people: من هم
  places: الأماكن
  timeline: التسلسل الزمني
  questions: أسئلة
  glossary: المعجم
  method: كيف صُنعت
article:
  brief: باختصار
  disputed: متنازع عليه
  report: التقرير
  other: الادعاءات الأخرى
  all_claims: الادعاءات
  timeline: ما حدث وما قيل ومتى
  places: الأماكن
  people: من هم
  questions: أسئلة
  not_known: ما ليس معروفًا
  glossary: كلمات وردت هنا
  method: كيف صُنعت هذه الصفحة
  original: الأصل
  checked_line:
    one: اقتباس واحد مطابق كلمة بكلمة
    two: اقتباسان مطابقان كلمة بكلمة
    few: "{count} اقتباسات مطابقة كلمة بكلمة"
    many: "{count} اقتباسًا مطابقًا كلمة بكلمة"
    other: "{count} اقتباس مطابق كلمة بكلمة"
  read_line: "{count} قرأها شخص ثان"
  how: كيف جرى ذلك
  fold_hint: كل سطر يُفتح ويُظهر من يقول ذلك بكلمات التقرير.
  speaks:
    one: موقف واحد هنا
    two: موقفان هنا
    few: "{count} مواقف هنا"
    many: "{count} موقفًا هنا"
    other: "{count} موقف هنا"
entity:
  side: يتحدث باسم
  part_of: جزء من
  aliases: أسماء أخرى
  ledger: "مواقف: {name}"
  about: "ادعاءات عن: {name}"
  mentions: "أين ورد: {name}"
  in_section: في القسم «{section}»
  events: ما حدث
  in_matrix: الادعاءات نفسها في جدول، بصوت كل متحدث
  coordinates: الإحداثيات
  precision: بفارق {km} كم
index:
  claims: الادعاءات
  claims_lead: كل ادعاء في هذا الموقع وأصحابه. الحال محسوبة من الأصوات وليست حكمًا.
  matrix_claim: الادعاء
  matrix_status: الحال
  matrix_voices: الأصوات
  speakers: المتحدثون
  by_themselves: يتحدثون باسم أنفسهم
  timeline: التسلسل الزمني
  timeline_lead: ما حدث كما ورد، إلى جانب ما قيل ومتى.
filter:
  heading: حصر أو ترتيب
  text: كلمات أو أسماء
  status: الحال
  any_status: كل الأحوال
  actor: من يتحدث
  any_actor: الجميع
  place: عن مكان
  any_place: كل الأماكن
  sort: الترتيب
  told: "الادعاءات المعروضة: {shown} من {all}"
order:
  status: حسب الحال
  a-z: الادعاءات أبجديًا
  z-a: الادعاءات أبجديًا بالعكس
  newest: الأحدث أولًا
  oldest: الأقدم أولًا
  most: الأكثر أصواتًا أولًا
  fewest: الأقل أصواتًا أولًا
timeline:
  happened: ما حدث
  said: ما قيل
  said_then: "قيل: {time}"
  refers: "يشير إلى: {time}"
search:
  link: بحث
  title: ابحث في هذا الموقع
  label: ابحث عن ادعاءات وأشخاص وأماكن وكلمات
  close: أغلق
time:
  span: من {first} إلى {last}
  about: نحو {time}
place:
  in: في
map:
  title: "خريطة: {name}"
  told: "على الخريطة: {names}."
  km: "{count} كم"
  ring: تبيّن الحلقة مدى دقة المكان.
  recognised: حدود معترف بها دوليًا؛ ورُسمت القرم جزءًا من أوكرانيا (قرار الأمم المتحدة 68/262).
  source: "بيانات الخريطة: Natural Earth."
share:
  link: رابط إلى هذا
  copy: انسخ الرابط
  copy_text: انسخ نصًا
  embed: ضع هذا الادعاء في صفحتك
contract:
  title: كيف تُفحص الاقتباسات
"""

FILES = {
    "mkdocs.yml": MKDOCS_YML,
    "theme/languages/ar.yml": WORDS,
    "content/people.yml": """\
actors:
  - id: north
    name: مملكة الشمال
    type: state
    aliases:
      - name: Northern Kingdom
        language: en
        match: false
  - id: south
    name: جمهورية الجنوب
    type: state
  - id: minister
    name: وزيرة الدفاع
    type: person
    role: وزيرة
    affiliation: north
  - id: bbc
    name: BBC News (London)
    type: organisation
places:
  - id: wadi
    name: وادي النخل
    type: village
    part_of: south
    coordinates: [15.35, 44.2]
    precision_km: 5
terms:
  - id: truce
    term: هدنة
    definition: وقف مؤقت للقتال. انظر [[wadi]].
""",
    "content/articles/wadi-news/article.yml": """\
title: نزاع على قرية وادي النخل
published: 2025-04-08
language: ar
show_text: full
source: {publisher: bbc, url: "https://news.example/wadi"}
in_brief:
  - مملكة الشمال تقول إنها دخلت وادي النخل، وجمهورية الجنوب تنفي.
  - لم يؤكد أحد آخر ذلك حتى الآن.
questions:
  - ask: من يسيطر على القرية؟
    answer: كل طرف يقول شيئًا آخر.
not_known:
  - عدد الجنود في القرية.
""",
    "content/articles/wadi-news/text.md": """\
# القرية

قالت مملكة الشمال يوم الأحد إن قواتها دخلت وادي النخل بعد هدنة قصيرة. ونفت جمهورية الجنوب ذلك على الفور.

وأكدت وزيرة الدفاع أن القوات بقيت في القرية ليلتين، ولم تقل كم كان عددها ولا إلى أين ذهبت بعد ذلك.

> وقالت إن الطريق الذي يصل القرية بالمدينة كان مفتوحًا طوال الوقت.
""",
    "content/articles/wadi-news/claims.yml": """\
claims:
  - id: wadi-taken
    claim: دخلت قوات الشمال قرية وادي النخل.
    about: [wadi]
    when: 2025-04-05/2025-04-06
    positions:
      - actor: north
        stance: asserts
        verb: قالت
        said: 2025-04-06
        via: [bbc]
        quote: قالت مملكة الشمال يوم الأحد إن قواتها دخلت وادي النخل
      - actor: south
        stance: denies
        verb: نفت
        said: 2025-04-06
        quote: ونفت جمهورية الجنوب ذلك على الفور
      - actor: minister
        stance: confirms
        verb: أكدت
        said: 2025-04-07
        quote: وأكدت وزيرة الدفاع أن القوات بقيت في القرية ليلتين
  - id: road-open
    claim: كان الطريق إلى المدينة مفتوحًا.
    about: [wadi]
    positions:
      - actor: minister
        stance: asserts
        verb: قالت
        said: 2025-04
        quote: كان مفتوحًا طوال الوقت
  - id: road-seen
    claim: شوهدت قوات على الطريق.
    about: [wadi]
    positions:
      - actor: bbc
        stance: reports
        verb: reported
        language: en
        article: wire
        quote: Troops were seen on the road
events:
  - id: entry
    title: قتال قرب القرية
    when: 2025-04-05
    places: [wadi]
""",
    "content/articles/wire/article.yml": """\
title: برقية قصيرة
published: 2025-04-09
language: en
show_text: full
source: {publisher: bbc}
""",
    "content/articles/wire/text.md": "# The road\n\nTroops were seen on the road, BBC News (London) reported.\n",
}


def write_site(folder: Path, more: dict[str, str] | None = None) -> Path:
    """Write the site's files down, with others added or put in their place."""
    for name, text in {**FILES, **(more or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
