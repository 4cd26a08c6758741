//! How a question begins, in the seven languages people bring.

use std::sync::OnceLock;

use super::phrases::{WordMap, begins_with, first_word};
use super::text::{begins_with_any, has_any, lower};

/// How a text opens, if it opens as a question does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opener {
    /// Asks for a telling by itself: "Tell me about a time …".
    Telling,
    /// An imperative that may also be an instruction: "Describe …".
    Imperative,
    /// A question word: "How do you …".
    Word,
    /// A verb first: "Have you ever …".
    Verb,
    /// The noun phrase of a question: "A time when you …".
    Fragment,
}

/// How questions that ask for a telling by themselves open.
#[rustfmt::skip]
pub const TELLING: &[&str] = &[
    "tell me", "tell us", "can you tell me", "could you tell me", "can you tell us", "can you describe",
    "could you describe", "can you give", "could you give", "can you share", "could you share",
    "can you walk", "could you walk", "can you think of a time", "can you recall", "would you describe",
    "would you tell", "can you provide", "can you explain", "could you explain", "can you talk",
    "give me", "give us", "give an example", "give examples", "provide an example", "provide examples",
    "share an example", "share a time", "share an experience", "share an instance", "share a situation",
    "share with me", "share with us", "tell the story", "walk me", "walk us", "talk me through", "talk us through",
    "talk to me about", "talk to us about", "talk about a time", "talk about an", "talk about a",
    "describe a time", "describe a situation", "describe an", "explain a time", "explain a situation",
    "explain a project", "think of a time", "think about a time", "think back to", "recall a time",
    "recall a situation", "name a time", "discuss a time", "discuss a situation", "have you ever",
    "when have you", "when did you", "when was the last time", "introduce yourself", "please describe",
    "please tell", "please give", "please share", "please provide", "please walk", "please explain",
    "please introduce", "show me an example", "illustrate a time",
    // Spanish
    "cuéntame", "cuentame", "cuénteme", "cuenteme", "cuéntanos", "cuéntenos", "háblame", "hablame",
    "hábleme", "háblanos", "descríbeme", "describe una", "describe un", "describa una", "describa un",
    "dame un ejemplo", "deme un ejemplo", "dime", "explícame", "explica una", "explica un",
    "ponme un ejemplo", "comparte un", "comparte una",
    // German
    "erzählen sie", "erzähl", "erzähle", "beschreiben sie", "beschreibe", "beschreib", "schildern sie",
    "schildere", "nennen sie", "nenne ein", "nennen sie mir", "geben sie ein beispiel", "geben sie mir",
    "gib mir ein beispiel", "gib ein beispiel", "berichten sie", "berichte", "stellen sie sich vor",
    // French
    "parlez-moi", "parlez moi", "parle-moi", "parle moi", "racontez", "raconte", "décrivez", "décris", "donnez-moi", "donne-moi",
    "donnez un exemple", "présentez-vous", "citez", "expliquez",
    // Portuguese
    "conte-me", "conte me", "me conte", "conte sobre", "conte uma", "conte um", "fale sobre", "fale-me",
    "me fale", "descreva", "dê um exemplo", "dê-me", "me dê um exemplo", "explique uma", "compartilhe",
];

/// How questions that may also be instructions open.
#[rustfmt::skip]
pub const IMPERATIVE: &[&str] = &[
    "describe", "explain how", "explain why", "explain what", "explain the most", "discuss", "share how",
    "share your", "share the", "outline a", "imagine", "suppose", "say you", "explain your", "talk about",
    "think of", "pick a", "name a", "name one", "name three", "provide a", "sell me", "rate your",
    "summarize your", "summarise your", "elaborate on",
];

/// How questions with a question word open.
#[rustfmt::skip]
pub const WORD: &[&str] = &[
    "how", "how's", "what", "what's", "what're", "why", "when", "where", "who", "who's", "which", "whose",
    "whom", "in what", "on what", "at what", "for what", "to what", "with whom", "if you", "if we",
    "if i", "if your", "if a", "in which", "under what", "from whom",
    // Spanish and Portuguese
    "¿", "cómo", "como você", "como lida", "qué", "cuál", "cuáles", "cuándo", "por qué", "quién", "o que",
    "qual", "quais", "quando você", "por que",
    // German
    "wie", "was", "warum", "wann", "welche", "welcher", "welches", "welchen", "wo haben", "wer", "wieso",
    "weshalb", "woran", "worauf", "womit",
    // French
    "comment", "pourquoi", "quel", "quelle", "quels", "quelles", "qu'est-ce", "quand avez", "qui ",
];

/// How questions with a verb first open.
#[rustfmt::skip]
pub const VERB: &[&str] = &[
    "have you", "have there", "do you", "did you", "does your", "are you", "were you", "is there",
    "was there", "can you", "could you", "would you", "will you", "should you", "has your", "has a",
    "has there", "are there", "do your", "had you", "has anyone", "have your", "haben sie", "hast du",
    "können sie", "kannst du", "sind sie", "bist du", "gab es", "würden sie", "has ", "alguna vez",
    "puedes", "puede ", "eres", "avez-vous", "êtes-vous", "pouvez-vous", "as-tu", "est-ce que", "você já",
    "já teve", "você",
];

/// How noun phrases that ask open.
#[rustfmt::skip]
pub const FRAGMENT: &[&str] = &[
    "a time", "a situation where", "a situation when", "a situation in", "an example of",
    "an example when", "example of when", "example of a time", "the last time you", "the most",
    "the toughest", "the hardest", "the biggest", "time when", "time you", "times when", "most ",
    "biggest", "greatest", "toughest", "hardest", "proudest", "worst", "best ", "situation where",
    "situation when", "an instance", "an occasion", "a project where", "a decision you", "a mistake you",
    "you ", "your ", "one time", "una vez", "una situación", "ein beispiel", "eine situation",
    "une situation", "un exemple", "uma situação", "uma vez", "an experience",
];

#[rustfmt::skip]
const CJK_TELLING: &[&str] = &[
    "教えてください", "聞かせてください", "お聞かせください", "話してください", "お話しください", "説明してください", "述べてください", "挙げてください", "教えて下さい",
    "ください。", "请描述", "请举例", "请谈谈", "请分享", "请告诉", "请讲", "请介绍", "请说明", "请说说", "请你", "请您", "自己紹介をお願い", "谈谈你", "谈一谈",
    "说说你", "说一说", "讲讲你", "讲一讲", "讲述", "描述一", "描述你", "举一个", "举个例子", "分享一", "介绍一下", "告诉我", "自我介绍", "請描述",
    "請舉例", "請分享", "請談談", "請介紹", "請說明", "請告訴", "請你", "請您", "描述一次", "說說", "談談", "聊聊",
];

/// What is asked for that is no story, before "ください".
#[rustfmt::skip]
const CJK_SENDING: &[&str] = &[
    "提出ください", "返信ください", "持ちください", "持参ください", "連絡ください", "ご覧ください", "越しください", "確認ください", "記入ください",
    "用意ください", "準備ください", "了承ください", "待ちください", "知らせください", "署名", "添付", "ご不明な点",
];

#[rustfmt::skip]
const CJK_WORD: &[&str] = &[
    "什么", "怎么", "怎样", "如何", "为什么", "哪些", "哪个", "吗", "是否", "有没有", "什麼", "怎麼", "為什麼", "嗎", "ですか", "ますか",
    "でしたか", "ましたか", "なぜ", "どのように", "どんな", "何ですか",
];

/// Each first word with the phrases that begin with it, in the order in which they are tried.
type Openers = WordMap<&'static str, Vec<(&'static str, Opener)>>;

fn openers() -> &'static Openers {
    static OPENERS: OnceLock<Openers> = OnceLock::new();
    OPENERS.get_or_init(|| {
        let mut out = Openers::default();
        for (list, opener) in [
            (TELLING, Opener::Telling),
            (IMPERATIVE, Opener::Imperative),
            (VERB, Opener::Verb),
            (WORD, Opener::Word),
            (FRAGMENT, Opener::Fragment),
        ] {
            for phrase in list {
                out.entry(first_word(phrase)).or_default().push((phrase, opener));
            }
        }
        out
    })
}

/// How the text (lower case) opens, if as a question does.
fn begins(low: &str) -> Option<Opener> {
    if low.starts_with('¿') {
        return Some(Opener::Word);
    }
    let phrases = openers().get(first_word(low))?;
    phrases.iter().find(|(phrase, _)| begins_with(low, phrase)).map(|(_, opener)| *opener)
}

/// How the text opens, if as a question does. The text has its numbers, labels and marks taken off.
pub fn opener(text: &str) -> Option<Opener> {
    if text.is_ascii() {
        return opener_of(&lower(&text[..text.len().min(160)]));
    }
    opener_of(&lower(&text.chars().take(160).collect::<String>()))
}

/// As [`opener`], for a text in lower case.
pub fn opener_of(low: &str) -> Option<Opener> {
    let low = low.char_indices().nth(160).map_or(low, |(end, _)| &low[..end]);
    if super::text::has_cjk(low)
        && let Some(found) = cjk_opener(low)
    {
        return Some(found);
    }
    let low = low.trim_start_matches(['"', '“', '„', '\'', '(', '«', '「', '[', '¡', '…', '.', ' ']);
    let low =
        ["so, ", "so ", "now, ", "and ", "or ", "okay, ", "ok, ", "please "].iter().fold(low, |t, lead| {
            t.strip_prefix(lead).map_or(t, |rest| {
                let asks = matches!(begins(rest), Some(Opener::Telling | Opener::Word | Opener::Verb))
                    || begins_with_any(rest, WORD)
                    || begins_with_any(rest, VERB);
                if asks { rest } else { t }
            })
        });
    begins(low).or_else(|| late_opener(low))
}

/// A scene first, the question after it: "We all make mistakes. Tell me about yours."
fn late_opener(low: &str) -> Option<Opener> {
    let mut rest = low;
    while let Some(at) = rest.bytes().position(|b| matches!(b, b'.' | b'!' | b',' | b':')) {
        rest = rest[at + 1..].trim_start();
        if begins_with_any(
            rest,
            &[
                "tell me",
                "tell us",
                "describe a time",
                "give me an example",
                "give an example",
                "walk me",
                "cuéntame",
                "erzählen sie",
            ],
        ) {
            return Some(Opener::Telling);
        }
    }
    None
}

fn cjk_opener(text: &str) -> Option<Opener> {
    // "ご返信ください" wants a form, a date or a document rather than a story.
    let sends = CJK_SENDING.iter().any(|p| text.contains(p));
    let tells = |p: &str| text.contains(p) && !(sends && p == "ください。");
    if CJK_TELLING.iter().any(|p| tells(p)) {
        return Some(Opener::Telling);
    }
    (CJK_WORD.iter().any(|p| text.contains(p)) && text.contains(['?', '？', '。', '吗', '嗎', 'か']))
        .then_some(Opener::Word)
}

/// Whether the text (lower case) speaks to a "you".
pub fn speaks_to_you(low: &str) -> bool {
    has_any(
        low,
        &[
            "you", "your", "you've", "you're", "you'd", "yourself", "you'll", "me", "tú", "te", "tu", "tus",
            "usted", "su", "has", "tuviste", "hiciste", "sie", "ihr", "ihre", "ihnen", "ihren", "ihrem",
            "du", "dein", "deine", "vous", "votre", "vos", "toi", "ton", "você", "seu", "sua",
        ],
    ) || !low.is_ascii() && low.contains(['你', '您', 'た', '自'])
}

/// Whether the text (lower case) is asked by the reader about themselves ("What should I expect?").
pub fn asks_as_i(low: &str) -> bool {
    has_any(
        low,
        &[
            "should i",
            "can i",
            "do i",
            "will i",
            "could i",
            "may i",
            "am i",
            "must i",
            "how i can",
            "shall i",
            "have i",
            "did i",
            "would i",
            "can we expect",
        ],
    ) && !has_any(low, &["if i", "would i see", "when i"])
}

/// Whether the text (lower case) says something in the asker's own name: "We are now going to begin."
pub fn states(low: &str) -> bool {
    begins_with_any(
        low,
        &[
            "we are",
            "we're",
            "we will",
            "we'll",
            "thank you",
            "thanks",
            "this is",
            "let's",
            "i am",
            "i'm",
            "i will",
            "i'll",
            "welcome",
        ],
    )
}

/// Whether the text (lower case) invites the reader to do something with a page or a job, rather than
/// to answer.
pub fn invites(low: &str) -> bool {
    begins_with_any(
        low,
        &[
            "want to",
            "interested in",
            "are you interested",
            "are you ready",
            "are you looking",
            "are you passionate",
            "are you excited",
            "ready to",
            "looking for",
            "looking to",
            "do you want to",
            "would you like to",
            "do you love",
            "do you thrive",
            "do you have any questions",
            "any questions",
            "have questions",
            "have a question",
            "still have questions",
            "got questions",
            "need help",
            "need more",
            "can't find",
            "didn't find",
            "was this",
            "did you find this",
            "did you know",
            "not a fit",
            "not sure",
            "new here",
            "sound like you",
            "sounds like you",
            "does this sound",
            "excited",
            "curious about",
            "forgot",
            "don't have",
            "why work",
            "why join",
            "what's next",
            "what is next",
            "enjoyed this",
            "like what you",
            "do you dream",
            "wondering",
            "are you a",
            "are you an",
            "is this you",
            "do you enjoy",
            "looking forward",
            "questions or comments",
            "do you speak",
            "would you rather work",
            "have feedback",
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openers_in_seven_languages() {
        for text in [
            "Tell me about a time you failed",
            "Cuéntame sobre una vez que fallaste",
            "Erzählen Sie von einem Konflikt",
            "Parlez-moi d'un échec",
            "Conte-me sobre um desafio",
            "请描述一次失败的经历",
            "失敗した経験を教えてください",
        ] {
            assert_eq!(opener(text), Some(Opener::Telling), "{text}");
        }
        assert_eq!(opener("How do you plan your week?"), Some(Opener::Word));
        assert_eq!(opener("Most challenging project?"), Some(Opener::Fragment));
        assert_eq!(opener("We all make mistakes. Tell me about one of yours."), Some(Opener::Telling));
        assert_eq!(opener("Led a team of nine"), None);
    }

    #[test]
    fn questions_of_the_reader_and_invitations_are_known() {
        assert!(asks_as_i("what should i expect?"));
        assert!(!asks_as_i("what should we expect of you?"));
        assert!(invites("want to print your doc?"));
        assert!(invites("are you interested in data?"));
    }
}
