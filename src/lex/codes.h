/* codes: the enumerated names that cells of the lexicon may hold. The name of a code in a TSV file is the part after the
 * prefix, in lower case with hyphens: ROLE_ACTOR is "actor", WC_SOURCE_PREP is "source-prep". The lists are X-macros so that
 * names and numbers cannot drift apart; lex/schema.c makes the names. Add a code at the end of its list. */
#ifndef ISN_LEX_CODES_H
#define ISN_LEX_CODES_H

/* What an argument of a trigger is to the event. */
#define ISN_ROLES(X) \
  X(NONE, "none") X(ACTOR, "actor") X(RECIPIENT, "recipient") X(BOTH, "both") /* a party of a mutual event: an actor too */ \
  X(PLACE, "place") X(FROM, "from") X(TO, "to") X(INSTRUMENT, "instrument") X(COUNT, "count") /* things counted */ \
  X(TOPIC, "topic") /* what a speech act is about: no claim */ X(EVENT, "event") /* another event */ \
  X(VICTIM, "victim") /* killed or wounded: recipient and count */ X(TARGET, "target") /* place, thing or party hit */

enum isn_role {
#define X(name, text) ROLE_##name,
  ISN_ROLES(X)
#undef X
  ROLE_COUNT_
};

/* Classes of triggers.tsv: how find/event treats the trigger. */
#define ISN_TRIGGER_CLASSES(X) \
  X(ACT, "act")         /* an ordinary act */ \
  X(TOLL, "toll")       /* killed, wounded, missing: a count of the event that caused it, a claim where none is named */ \
  X(CAPTURE, "capture") /* control of a place changes hands */ \
  X(SPEECH, "speech")   /* a speech act: condemn, demand, threaten, refuse, agree */ \
  X(MOTION, "motion")   /* withdraw, arrive, head for: from, to */ \
  X(MUTUAL, "mutual")   /* clash, meet, agree: both sides are actors */ \
  X(STATE, "state")     /* a standing state that is a claim only with a time: حصار */ \
  X(WEAK, "weak")       /* an event only with an actor, a place, a time or a count beside it: عملية، حادث، استهدف */ \
  X(NAME, "name")       /* a noun that names the event again: الهجوم، الحادثة (a definite mention refers back) */

enum isn_trigger_class {
#define X(name, text) TC_##name,
  ISN_TRIGGER_CLASSES(X)
#undef X
  TC_COUNT_
};

/* Classes of operators.tsv. */
#define ISN_OPERATOR_CLASSES(X) \
  X(LIGHT, "light")       /* شن، نفذ، قام بـ، تم، جرى: the event is its object or subject, its subject is the actor */ \
  X(OCCUR, "occur")       /* وقع، اندلع، حدث، دارت: the event is its subject */ \
  X(UNDERGO, "undergo")   /* تعرض لـ: the subject is hit, the event follows the preposition */ \
  X(WITNESS, "witness")   /* شهد: the subject is a place or a time, the event its object */ \
  X(RESULT, "result")     /* أسفر عن، أدى إلى، تسبب بـ، خلف: cause before, toll after */ \
  X(START, "start")       /* بدأ، باشر، استأنف، تجدد، واصل: one event, under its phase */ \
  X(CONTINUE, "continue") /* استمر، ما زال، لا يزال: ongoing */ \
  X(END, "end")           /* انتهى، توقف */ \
  X(PLAN, "plan")         /* استعد لـ، اعتزم، قرر، من المقرر: planned */ \
  X(ATTEMPT, "attempt")   /* حاول، محاولة: not done unless said */ \
  X(FAIL, "fail")         /* فشل، أحبط، أخفق، نجا من: negated */ \
  X(MANAGE, "manage")     /* تمكن من، استطاع: happened */ \
  X(POSSIBLE, "possible") /* يُحتمل، رجح، خشية، قد: possible */ \
  X(ORDER, "order")       /* أمر بـ، دعا إلى، طالب بـ as operators over an event: possible */ \
  X(PREVENT, "prevent")   /* منع، حال دون: negated */ \
  X(PURPOSE, "purpose")   /* بهدف، لمنع: no claim */ \
  X(HAVE, "have")         /* كان، كانت: background when with قد */ \
  X(TOLL_UPDATE, "toll-update") /* ارتفعت حصيلة، بلغ عدد: running total */ \
  X(PLAIN, "plain")       /* any other verb: bears no event, but heads its clause (تحصن، كان، يضم) */

enum isn_operator_class {
#define X(name, text) OC_##name,
  ISN_OPERATOR_CLASSES(X)
#undef X
  OC_COUNT_
};

/* Classes of sayings.tsv. */
#define ISN_SAYING_CLASSES(X) \
  X(SAY, "say")           /* قال، أعلن، أكد، ذكر، أفاد */ \
  X(CONTINUE, "continue") /* أضاف، أوضح، أشار، لفت، تابع: without a named subject, the last speaker */ \
  X(RELAY, "relay")       /* نقل ... عن: the subject carries, the one after عن is nearer the origin */ \
  X(TELL, "tell")         /* أبلغ، صرح لـ: hearer after لـ or as object may be the carrier */ \
  X(DENY, "deny")         /* نفى، كذب */ \
  X(PUBLISH, "publish")   /* نشر، بث، أصدر (بياناً) */ \
  X(SHOW, "show")         /* أظهر، بيّن: a document, picture or count speaks */ \
  X(APPEAR, "appear")     /* جاء في، ورد في: the document after في speaks */ \
  X(NOUN, "noun")         /* قول، تأكيد، إعلان, تصريح as nouns that carry content */ \
  X(EXPECT, "expect")     /* توقع، رجح */ \
  X(WARN, "warn") X(DEMAND, "demand")

enum isn_saying_class {
#define X(name, text) SC_##name,
  ISN_SAYING_CLASSES(X)
#undef X
  SC_COUNT_
};

/* Classes of words.tsv (and numbers.tsv, time.tsv). value is given behind each. */
#define ISN_WORD_CLASSES(X) \
  X(PREP, "prep")                 /* a preposition: value is its name in ISN_PREPS */ \
  X(CONJ, "conj")                 /* و ف ثم أو: joins */ \
  X(SUBORD, "subord")             /* إذ، حيث، بعدما، عندما، لأن: opens a clause; value 1 لكن، غير أن, 3 وذلك */ \
  X(SWITCH, "switch")             /* فيما، بينما، في المقابل: the source may change; value 1 من جهته، بدوره beside the speaker */ \
  X(COMPL, "compl")               /* أن، إن، أنّ، بأن: opens what is said */ \
  X(REL, "rel")                   /* الذي، التي; value 1 من، ما that may be another word */ \
  X(DEM, "dem")                   /* هذا، ذلك، تلك */ \
  X(NEG, "neg")                   /* لم، لن، لا، ليس، ما، غير، عدم; value 2 a formula of denial (لا صحة), 3 limits of knowledge (لم تعلن أي جهة) ; 4 stands before a noun: عدم، دون */ \
  X(FUTURE, "future")             /* سوف */ \
  X(MAYBE, "maybe")               /* قد before present, ربما، لعل, من المحتمل */ \
  X(QAD, "qad")                   /* قد */ \
  X(IF, "if")                     /* إذا، لو، إن، في حال; value 1 ما لم: what is said before it is planned all the same */ \
  X(PURPOSE, "purpose")           /* بهدف، لكي، من أجل، سعياً: what follows is no claim; value 1 تحسباً، تمهيداً */ \
  X(BACKGROUND, "background")     /* يذكر أن، يشار إلى أن، وكان ... قد: background frame */ \
  X(SOURCE_PREP, "source-prep")   /* بحسب، وفق، وفقاً لـ، نقلاً عن، حسبما، على حد قول: value 1 says, 2 claims (distance), 3 relay */ \
  X(HELD, "held")                 /* بحوزتهم: with those named before */ \
  X(AS_TOLD, "as-told")           /* كما: with a word of saying at the end of its sentence a source phrase */ \
  X(DISTANCE, "distance")         /* value 1 ما يسمى, 2 مزعوم, 3 a pretext or charge: بذريعة، بتهمة */ \
  X(AGENT, "agent")               /* على يد، برصاص، بنيران، من قبل: what follows did it; value names an instrument */ \
  X(CAUSE, "cause")               /* جراء، نتيجة، إثر، بسبب: what follows is the cause event */ \
  X(AFTER, "after") X(BEFORE, "before") X(DURING, "during") /* بعد، عقب؛ قبل؛ خلال، أثناء، تزامناً مع، وسط */ \
  X(SUBSET, "subset")             /* بينهم، من بينهم، منهم، معظمهم; value 1 أحدهم, one of those, 2 منهم behind a number */ \
  X(OTHERS, "others")             /* value 1 آخر, 2 آخرون, else a dual */ \
  X(BOUND, "bound")               /* أكثر من، نحو، حوالي، على الأقل، ما لا يقل عن: value is the bound */ \
  X(VAGUE, "vague")               /* عشرات، مئات، آلاف، عدد من، بعض: value min; 0 سلسلة، كمية: no number */ \
  X(DIRECTION, "direction")       /* شمال، شمالي، شرقي ...: value 1 inside (شمالي), 2 unsaid, 3 adjective */ \
  X(PLACE_WORD, "place-word")     /* مدينة، بلدة، قرية، حي، محافظة، ريف، محيط، مخيم: value is ISN_PLACE_WORDS */ \
  X(NEAR, "near")                 /* قرب، بالقرب من، محيط, ضواحي: precision 2 */ \
  X(ROLE_WORD, "role-word")       /* المتحدث باسم، وزير، رئيس، قائد: an office before a body or name; value is a source kind */ \
  X(REFER, "refer")               /* المصدر، الطرفان، الأخير، نفسه: refers back; value is ISN_REFERS */ \
  X(STATEMENT, "statement")       /* بيان، تصريح، منشور، تغريدة، مؤتمر صحفي: a vehicle of saying, no link of its own */ \
  X(DOCUMENT, "document")         /* تقرير، وثيقة، تحقيق: may be a link */ \
  X(HABIT, "habit")               /* بين الحين والآخر، بشكل شبه يومي */ \
  X(QUOTE_VERB, "quote-verb")     /* قوله، قولها، القول: between a relay's source and the content */ \
  X(TITLE, "title")               /* before a person's name: value 1 السيد، الدكتور, 2 a rank, 3 an occupation */ \
  X(NUM_UNIT, "num-unit")         /* numbers: واحد ... تسعة; value */ \
  X(NUM_TEN, "num-ten") X(NUM_TEEN, "num-teen") X(NUM_HUNDRED, "num-hundred") X(NUM_SCALE, "num-scale") \
  X(NUM_FRACTION, "num-fraction") X(NUM_ORDINAL, "num-ordinal") X(NUM_DUAL, "num-dual") \
  X(MONTH, "month") X(MONTH_HIJRI, "month-hijri") X(WEEKDAY, "weekday") /* value 1..12; weekday 1 Monday .. 7 Sunday */ \
  X(DAY_WORD, "day-word")         /* أمس -1، اليوم 0، غداً 1، أول أمس -2 */ \
  X(DAY_PART, "day-part")         /* فجر، صباح، ظهر، عصر، مساء، ليل: value is ISN_DAY_PARTS */ \
  X(TIME_UNIT, "time-unit")       /* ثانية، دقيقة، ساعة، يوم، أسبوع، شهر، سنة، عقد، قرن: value is seconds (month 2629746, year 31556952) */ \
  X(TIME_UNIT_DUAL, "time-unit-dual") /* ساعتين، يومين */ \
  X(TIME_PAST, "time-past")       /* الماضي، الفائت، المنصرم */ \
  X(TIME_NEXT, "time-next")       /* القادم، المقبل */ \
  X(TIME_THIS, "time-this")       /* الحالي، الجاري */ \
  X(TIME_MISC, "time-misc")       /* منذ، قبل، بعد، مضت، الساعة، مطلع، أواخر ...: value is ISN_TIME_WORDS */ \
  X(HOLIDAY, "holiday")           /* value: see time.tsv */ \
  X(CITY_ZONE, "city-zone")       /* value: minutes from UTC */ \
  X(FUNCTION, "function")         /* no head of a phrase: value 1 كل، جميع, 2 an adverb, 3 التابع، المؤدي, 4 تحت سيطرة, 5 متأثراً بجراحه, 6 إلا، سوى, \
                                     7 اسمه، هويته, 8 هاتفياً */ \
  X(PERSON_NAME, "person-name")   /* أحمد، محمد ...: tell that a phrase is a person; value 3 joins names: عبد، أبو، بن */ \
  X(TIME_DECADE, "time-decade")   /* السبعينيات: value is the decade's first year in its century, 70 */ \
  X(TIME_SEASON, "time-season")   /* value 1 spring .. 4 winter */ \
  X(PLACE_MANY, "place-many")     /* قريتي، قرى، بلدات: a place word for several names; beside its place-word row */ \
  X(TOPIC, "topic")               /* what a text is about that is no news of conflict: value 1 sport, 2 kitchen, 3 stars, 4 trade, \
                                     5 weather, 6 screen and devices, 7 health and home, 8 greetings; read as nothing else */

enum isn_word_class {
#define X(name, text) WC_##name,
  ISN_WORD_CLASSES(X)
#undef X
  WC_COUNT_
};

/* Prepositions that frames speak of. */
#define ISN_PREPS(X) \
  X(NONE, "none") X(BI, "bi") X(LI, "li") X(KA, "ka") X(FI, "fi") X(ALA, "ala") X(ILA, "ila") X(AN, "an") X(MIN, "min") X(MAA, "maa") \
  X(DIDDA, "didda") X(BAYN, "bayn") X(NAHWA, "nahwa") X(BITTIJAH, "bittijah") X(ABRA, "abra") X(HAWL, "hawl") \
  X(AMAM, "amam") X(DAKHIL, "dakhil") X(KHARIJ, "kharij") X(FAWQ, "fawq") X(TAHT, "taht") X(LADA, "lada") \
  X(HATTA, "hatta") X(MUNDHU, "mundhu") X(IBRA, "ibra")

enum isn_prep {
#define X(name, text) PREP_##name,
  ISN_PREPS(X)
#undef X
  PREP_COUNT_
};

/* Place words: kinds of place and parts of places. */
#define ISN_PLACE_WORDS(X) \
  X(NONE, "none") X(COUNTRY, "country") X(PROVINCE, "province") X(DISTRICT, "district") X(REGION, "region") X(CITY, "city") \
  X(TOWN, "town") X(VILLAGE, "village") X(QUARTER, "quarter") X(STREET, "street") X(ROAD, "road") X(RURAL, "rural") \
  X(SURROUNDINGS, "surroundings") X(CENTRE, "centre") X(OUTSKIRTS, "outskirts") X(CAMP, "camp") X(CROSSING, "crossing") \
  X(BORDER, "border") X(FACILITY, "facility") X(BUILDING, "building") X(WATER, "water") X(MOUNTAIN, "mountain") X(AXIS, "axis")

enum isn_place_word {
#define X(name, text) PW_##name,
  ISN_PLACE_WORDS(X)
#undef X
  PW_COUNT_
};

/* What a referring word refers back to. */
#define ISN_REFERS(X) \
  X(NONE, "none") X(SOURCE, "source") X(BOTH, "both") X(LAST, "last") X(GROUP, "group") X(BODY, "body") X(DOCUMENT, "document") \
  X(PLACE, "place") X(EVENT, "event") X(PERSON, "person")

enum isn_refer {
#define X(name, text) REFER_##name,
  ISN_REFERS(X)
#undef X
  REFER_COUNT_
};

#define ISN_DAY_PARTS(X) \
  X(NONE, "none") X(DAWN, "dawn") X(MORNING, "morning") X(MIDDAY, "midday") X(AFTERNOON, "afternoon") X(EVENING, "evening") \
  X(NIGHT, "night") X(MIDNIGHT, "midnight") X(NOON, "noon")

enum isn_day_part {
#define X(name, text) DP_##name,
  ISN_DAY_PARTS(X)
#undef X
  DP_COUNT_
};

/* Words that build time expressions (class TIME_MISC). */
#define ISN_TIME_WORDS(X) \
  X(NONE, "none") X(SINCE, "since") /* منذ */ X(BEFORE, "before") /* قبل */ X(AFTER, "after") /* بعد */ \
  X(UNTIL, "until") /* حتى، لغاية */ X(BY, "by") /* بحلول، قبل نهاية */ X(DURING, "during") /* خلال، في غضون */ \
  X(STARTING, "starting") /* اعتباراً من، بدءاً من */ X(FROM, "from") X(TO, "to") X(BETWEEN, "between") X(IN, "in") X(AND, "and") \
  X(AT, "at") /* عند، في تمام */ X(ABOUT, "about") /* حوالي، نحو */ X(CLOCK, "clock") /* الساعة */ X(MINUS, "minus") /* إلا */ \
  X(HALF, "half") X(QUARTER, "quarter") X(THIRD, "third") X(AM, "am") X(PM, "pm") X(SHARP, "sharp") /* تماماً */ \
  X(MATCHING, "matching") /* الموافق */ X(DATED, "dated") /* بتاريخ */ X(START, "start") /* مطلع، بداية، أوائل */ \
  X(MIDDLE, "middle") X(LATE_PART, "late-part") /* أواخر */ X(END, "end") /* نهاية، ختام */ X(LAST, "last") /* آخر */ \
  X(FIRST, "first") X(EARLY, "early") /* في ساعة مبكرة من */ X(LATE, "late") X(EVERY, "every") X(RUNNING, "running") /* على التوالي */ \
  X(NOW, "now") X(SO_FAR, "so-far") /* حتى الآن */ X(VAGUE, "vague") /* لاحقاً، مؤخراً */ X(EARLIER, "earlier") /* في وقت سابق، لاحقاً: with a day behind it that day, else vague */ \
  X(JUST_NOW, "just-now") /* قبل قليل */ X(FEW, "few") /* بضعة، عدة */ X(LASTING, "lasting") /* لمدة، على مدى */ X(WHOLE, "whole") /* طوال */ \
  X(COMPLETE, "complete") /* كامل */ X(ELAPSED, "elapsed") /* مضت */ X(SAME, "same") /* نفسه */ X(FOLLOWING, "following") /* التالي */ \
  X(PRECEDING, "preceding") /* السابق */ X(REST, "rest") /* بقية */ X(WEEKEND, "weekend") X(OPEN_END, "open-end") /* إشعار آخر */ \
  X(HIJRI, "hijri") /* هـ */ X(CIVIL, "civil") /* ميلادية */ X(ZONE, "zone") /* بتوقيت */ X(UTC, "utc") /* ت.غ */ \
  X(NOT_TIME, "not-time") /* سد تشرين، أمس الحاجة: looks like a time and is none */ X(THIS, "this") /* هذا */ X(WHICH, "which") /* اللي */ \
  X(DAILY, "daily") X(WEEKLY, "weekly") X(MONTHLY, "monthly") X(YEARLY, "yearly") X(HOURLY, "hourly") \
  X(NIGHTLY, "nightly") X(TIME_OF, "time-of") /* وقت، موعد */ X(ONWARD, "onward") /* فصاعداً */ X(ONTO, "onto") /* على */ X(THAT, "that") /* ذلك */

enum isn_time_word {
#define X(name, text) TW_##name,
  ISN_TIME_WORDS(X)
#undef X
  TW_COUNT_
};

/* Classes of nouns.tsv. */
#define ISN_NOUN_CLASSES(X) \
  X(PERSON, "person")     /* an unarmed person by age, sex, job or displacement */ \
  X(FIGHTER, "fighter")   /* a member of a force: مسلح، جندي، مقاتل، عنصر */ \
  X(CASUALTY, "casualty") /* قتيل، جريح، أسير: what counts it */ \
  X(OFFICIAL, "official") X(GROUP, "group") /* مجموعة، خلية، فصيل، قوة، دورية، رتل */ \
  X(BODY, "body")         /* وزارة، منظمة، حزب، حركة، تنظيم: an institution */ \
  X(WEAPON, "weapon") X(MUNITION, "munition") X(EXPLOSIVE, "explosive") X(AIRCRAFT, "aircraft") X(VEHICLE, "vehicle") \
  X(SHIP, "ship") X(FACILITY, "facility") X(GOODS, "goods") X(MONEY, "money") X(MEASURE, "measure") X(ANIMAL, "animal") \
  X(BUILDING, "building") X(POSITION, "position") /* موقع، نقطة، مقر، حاجز: a military position */ \
  X(EVENT, "event") X(ADJECTIVE, "adjective") X(OTHER, "other")

enum isn_noun_class {
#define X(name, text) NC_##name,
  ISN_NOUN_CLASSES(X)
#undef X
  NC_COUNT_
};

/* Classes of boilerplate.tsv: what a line (or the cell of a line between | or wide gaps) is that holds the phrase. "Whole": the
 * cell consists of such phrases, digits and marks; "opens": the phrase stands first and the rest of the line goes with it;
 * "anywhere": the line falls wherever it stands; "word": a word that helps to tell what its line is. */
#define ISN_BOILER_CLASSES(X) \
  X(NAV, "nav")                     /* whole: من نحن، اتصل بنا; skip links */ \
  X(HOME, "home")                   /* opens a path: الرئيسية » أخبار » محليات; its last cell is the section */ \
  X(SECTION, "section")             /* whole, before the headline: سياسة، عرب وعالم */ \
  X(LIVE, "live")                   /* whole, a section: تغطية مباشرة، التغطية الحية */ \
  X(FLASH, "flash")                 /* label before a headline, cut off: عاجل، تحديث */ \
  X(SHARE, "share")                 /* whole: share, print, mail, copy, font size */ \
  X(COUNTER, "counter")             /* whole, with digits: عدد القراءات، مشاهدة، دقائق للقراءة */ \
  X(READ_ALSO, "read-also")         /* opens a line, or alone a list, of other news */ \
  X(RELATED, "related")             /* the heading of a list of other news below the text */ \
  X(COMMENT, "comment")             /* opens the comments: the report ends */ \
  X(DATE_LABEL, "date-label")       /* تاريخ النشر، نشر في */ \
  X(UPDATED_LABEL, "updated-label") /* آخر تحديث */ \
  X(AUTHOR_LABEL, "author-label")   /* كتب، بقلم، إعداد وتحرير: a byline follows */ \
  X(TAG_LABEL, "tag-label")         /* الوسوم، كلمات مفتاحية: tags follow */ \
  X(SOURCE_LABEL, "source-label")   /* المصدر: the outlet follows, behind a colon */ \
  X(PHOTO_LABEL, "photo-label")     /* word: a credit or its opener: أرشيفية، عدسة، تصوير */ \
  X(CREDIT, "credit")               /* anywhere: جميع الحقوق محفوظة */ \
  X(AD, "ad")                       /* whole, or glued before a word: إعلان */ \
  X(INVITE, "invite")               /* opens: تابعونا على، اشترك في */ \
  X(COOKIE, "cookie")               /* anywhere: cookies, scripts, paywalls */ \
  X(EMBED, "embed")                 /* anywhere: an embedded post: pic.twitter.com */ \
  X(BYLINE, "byline")               /* word: stands for an author beside a dateline: متابعات، وكالات، خاص */ \
  X(END_MARK, "end-mark")           /* whole: انتهى */ \
  X(FORMULA, "formula")             /* whole: an opening formula: بسم الله الرحمن الرحيم */ \
  X(STATEMENT, "statement")         /* opens a short headline: بيان، بلاغ */ \
  X(OUTLET_WORD, "outlet-word")     /* word: a name with it is an outlet's: وكالة، شبكة، نيوز */ \
  X(ISSUER_WORD, "issuer-word")     /* word: opens the name of a body that issues statements: وزارة، قيادة */ \
  X(SUBHEAD, "subhead")             /* whole: a heading of a part: خلفية، التفاصيل */ \
  X(SHOW_LABEL, "show-label")       /* word beside a headline: بالفيديو، شاهد */ \
  X(DATE_WORD, "date-word")         /* word that may stand in a date line: الموافق، بتوقيت، العدد */ \
  X(AM, "am") X(PM, "pm")           /* word: half of the day behind a clock: ص، م */ \
  X(FOREIGN, "foreign")             /* word: a frequent word of another language in Arabic letters */ \
  X(CAPTION_LABEL, "caption-label") /* opens a caption: التعليق على الصورة */ \
  X(CREDIT_LABEL, "credit-label")   /* opens the credit of an image: مصدر الصورة */ \
  X(OLD_PHOTO, "old-photo")         /* word: the image shows another day or nothing real: أرشيفية، تعبيرية */

enum isn_boiler_class {
#define X(name, text) BC_##name,
  ISN_BOILER_CLASSES(X)
#undef X
  BC_COUNT_
};

/* Classes of markup.tsv: what an element of a web page is whose class, id, role or itemprop holds the words. */
#define ISN_MARKUP_CLASSES(X) \
  X(BODY, "body")         /* the text of the article: article-body, entry-content */ \
  X(ARTICLE, "article")   /* the article with its head: article, story, post */ \
  X(TITLE, "title") \
  X(LEAD, "lead")         /* the summary above the text */ \
  X(CAPTION, "caption")   /* of an image, with its credit */ \
  X(AUTHOR, "author") \
  X(DATE, "date") \
  X(TAGS, "tags") \
  X(SHARE, "share")       /* buttons */ \
  X(RELATED, "related")   /* other news */ \
  X(COMMENTS, "comments") \
  X(NAV, "nav")           /* menus, heads and feet of the page, sidebars */ \
  X(AD, "ad") \
  X(INVITE, "invite")     /* newsletters, subscriptions, cookies, logins */ \
  X(EMBED, "embed")       /* a post of another site */ \
  X(LIVE, "live")         /* entries of a live page */ \
  X(BIO, "bio")           /* who the author is */ \
  X(ASIDE, "aside")       /* boxes within a text: facts, quotes pulled out */ \
  X(HIDDEN, "hidden")     /* not shown, or to screen readers only */

enum isn_markup_class {
#define X(name, text) MC_##name,
  ISN_MARKUP_CLASSES(X)
#undef X
  MC_COUNT_
};

/* Flags cells: names joined by commas, bits of a set. */
#define ISN_TRIGGER_FLAGS(X) \
  X(CAPTURED, 1, "captured")       /* sets the claim's flag */ \
  X(NO_MODE, 2, "instrument-mode") /* the mode comes from the weapon beside it */ \
  X(NEGATED, 4, "negated")         /* the event it names did not come about */ \
  X(PATIENT, 8, "patient")         /* an event only with somebody hit, or somebody or something counted, beside it: لاحق */ \
  X(FORCE, 16, "force")            /* an event only with a force or a body with a name among its parties: انتزع */ \
  X(PLANNED, 32, "planned")        /* names something still to come (تهديد is not; استعداد is) */ \
  X(DOER, 64, "doer")              /* an event only where it is said who does it: ثار */ \
  X(STORM, 128, "storm")           /* goes in by force: with searches and arrests alone, troops are moved: اقتحم */ \
  X(GUN, 256, "gun")               /* tells of shots: by civilians too it is no riot: أطلق النار */ \
  X(ADDRESSED, 512, "addressed")   /* whom it is said to is always named, the speaker may not be: حث */ \
  X(DOWNS, 1024, "downs")          /* brings down what flies or was fired: whose that is was hit: أسقط مسيرة */ \
  X(IN_WORDS, 2048, "in-words")    /* in words where a man of politics does it: هاجم الوزير القرار */

enum {
#define X(name, bit, text) TRIGGER_##name = bit,
  ISN_TRIGGER_FLAGS(X)
#undef X
};

/* Flags of operators.tsv and sayings.tsv. */
#define ISN_OPERATOR_FLAGS(X) \
  X(NEGATED, 1, "negated") X(PLANNED, 2, "planned") X(PASSIVE, 4, "passive") /* used in the passive */ \
  X(IMPERSONAL, 8, "impersonal") /* تم، جرى: never with a person as subject */ \
  X(CALLED, 16, "called")        /* what somebody is called stands behind it: يطلق على نفسه */ \
  X(TALLIES, 32, "tallies")      /* with a toll for its object its subject tells the toll: رفعت الوزارة حصيلة القتلى */ \
  X(HELPS, 64, "helps")          /* who asks for it asks for help: طالب بتوفير */

enum {
#define X(name, bit, text) OPERATOR_##name = bit,
  ISN_OPERATOR_FLAGS(X)
#undef X
};

#define ISN_SAYING_FLAGS(X) \
  X(DISTANCE, 1, "distance") /* زعم، ادعى */ X(PASSIVE, 2, "passive") X(IMPERSONAL, 4, "impersonal") \
  X(CONTENT, 8, "content") /* written like a word of grammar: meant with a shadda, or with أن behind its subject (بيّن) */

enum {
#define X(name, bit, text) SAYING_##name = bit,
  ISN_SAYING_FLAGS(X)
#undef X
};

#define ISN_NOUN_FLAGS(X) \
  X(CIVILIAN, 1, "civilian")     /* takes the country's civilian id */ \
  X(COLLECTIVE, 2, "collective") /* عائلة، حشد */ \
  X(NO_COUNT, 4, "no-count")     /* a bare singular is no count */ \
  X(ARMY, 8, "army")             /* with a nationality the state's army: دبابة تركية; alone and definite the country's: الجيش */ \
  X(POLICE, 16, "police")        /* likewise its police: الشرطة العراقية */ \
  X(GOVERNMENT, 32, "government") /* likewise its government: السلطات المصرية، وزارة النقل اللبنانية */ \
  X(ANYONE, 64, "anyone")        /* says nothing of who: أشخاص; hit, it is no party */ \
  X(PRESS, 128, "press")         /* heads the name of an outlet: صحيفة، موقع */ \
  X(NEWSWIRE, 256, "newswire")   /* heads the name of a news agency */ \
  X(UNIT, 512, "unit")           /* a force that only its mention before names: القوة، الدورية */ \
  X(SIDES, 1024, "sides")        /* an adjective of those who side with another or against him: موالٍ، مناهض */ \
  X(NUMBERED, 2048, "numbered")  /* a number behind it is its name: اللواء 444، المادة 4، من طراز هيرميس 900 */ \
  X(HOME, 4096, "home")          /* where people live: hit, it is civilians who are hit */ \
  X(OWNED, 8192, "owned")        /* says whose something is: تابعة لـ، انتمائهم إلى */ \
  X(RELIEF, 16384, "relief")     /* a vehicle that serves all: hit, it is named as a party */ \
  X(COURT, 32768, "court")       /* sits in judgement: محكمة، قاضٍ; whom it «أدان» is convicted */ \
  X(ABOUT, 65536, "about")       /* is of an event and tells of none: آثار القصف، أجواء التفاوض، ذكرى المجزرة */ \
  X(SOCIETY, 131072, "society")  /* a body of civil society: منظمة، نقابة */ \
  X(TRADE, 262144, "trade")      /* a job: who acts under it acts for himself, not as the country's civilians */ \
  X(CABINET, 524288, "cabinet")  /* an office of the state's own government: وزير، رئيس الوزراء; no ambassador, no head of a club */

enum {
#define X(name, bit, text) NOUN_##name = bit,
  ISN_NOUN_FLAGS(X)
#undef X
};

/* How a saying opens its content: bits of SAYING_FRAME. */
#define ISN_FRAMES(X) \
  X(AN, 1, "an")            /* أن */ \
  X(IN, 2, "in")            /* إن */ \
  X(BI, 4, "bi")            /* بـ */ \
  X(ILA, 8, "ila")          /* إلى */ \
  X(AN_PREP, 16, "an-prep") /* عن */ \
  X(COLON, 32, "colon") X(MASDAR, 64, "masdar") \
  X(ALA, 128, "ala")        /* شدد على */ \
  X(MIN, 256, "min")        /* حذر من */ \
  X(FI, 512, "fi") X(LI, 1024, "li") X(HAWL, 2048, "hawl")

enum {
#define X(name, bit, text) FRAME_##name = bit,
  ISN_FRAMES(X)
#undef X
};

#endif
