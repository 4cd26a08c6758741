//! Words that put some things above others: a sign of a sentence for the labels' model.

/// How a text puts some principles above others.
#[rustfmt::skip]
pub const STRONG: &[&str] = &[
    "most", "heaviest", "heavily", "heavier", "heavy", "decide", "decides", "decisive", "deciding", "matter", "matters", "count", "counts", "weight", "weigh", "weighs", "weighted", "key",
    "lead behaviour", "lead behavior", "lead competency", "particularly", "particular", "especially", "above all", "core", "focus", "focusing", "focused", "priority", "priorities", "critical", "double", "twice", "above", "first", "emphasis", "emphasise", "emphasize", "important", "tip the scale", "make or break", "non-negotiable", "carry", "carries", "more than", "stand out", "hardest", "closest", "tie", "marked on", "scored twice", "press", "make the difference", "hiring for", "tip the balance", "weighted", "outweigh", "outweighs", "must each", "cannot be appointed", "makes the difference", "tips the balance",
    "am meisten", "wichtigsten", "besonders", "entscheidend", "entscheiden", "entscheidet", "zählt", "zählen", "vor allem", "ausschlaggebend", "gewicht", "schwerpunkt", "doppelt", "am schwersten", "schwerer", "wichtig", "den unterschied", "den ausschlag",
    "surtout", "passe avant", "passent avant", "n'en retenir", "j'y ajouterais", "avant tout", "priorité", "prioritaires", "comptent", "compte", "pèsent", "pèse", "déterminant", "déterminants", "essentiel", "décisif", "décisifs", "importants", "importantes", "plus que", "le plus", "double", "la différence", "tranchent",
    "sobre todo", "inclinar la balanza", "inclina la balanza", "lo primero", "quita el sueño", "más", "pesan", "pesa", "importan", "importa", "decisivas", "decisivos", "clave", "prioridad", "fundamentales", "especialmente", "ante todo", "doble", "mandan", "deciden", "la diferencia",
    "mais", "sobretudo", "pesam", "decidem", "principal", "principais", "acima de tudo", "essenciais", "dobro", "contam", "prioridade", "importantes", "especial", "a diferença",
];
/// The same in Japanese.
pub const STRONG_CJK: &[&str] = &[
    "重視",
    "特に",
    "最も",
    "一番",
    "重要",
    "中心",
    "重点",
    "主に",
    "重く",
    "重き",
    "大切",
    "大事",
    "とりわけ",
    "なかでも",
];

/// How a text says that some count less, whatever else it says.
#[rustfmt::skip]
pub const WEAK: &[&str] = &[
    "lose sleep", "count less", "counts less", "matter less", "matters less", "weigh less", "weighs less", "less weight", "less so", "as read", "at the edge", "least", "not assessed", "not scored", "lighter", "light touch",
    "no need", "ignore", "weniger", "am rande", "moins", "pèsent moins", "menos", "not so much", "baseline", "hygiene",
];
