//! Verbs in the forms that requirements use and the past tense that a question needs.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// Verbs whose past is not base + "ed": base, past. Only verbs of this table and [`REGULAR`] are turned.
#[rustfmt::skip]
const IRREGULAR: &[(&str, &str)] = &[
    ("build", "built"), ("lead", "led"), ("drive", "drove"), ("write", "wrote"), ("make", "made"),
    ("take", "took"), ("give", "gave"), ("find", "found"), ("run", "ran"), ("set", "set"),
    ("teach", "taught"), ("bring", "brought"), ("hold", "held"), ("keep", "kept"), ("win", "won"),
    ("sell", "sold"), ("grow", "grew"), ("oversee", "oversaw"), ("understand", "understood"),
    ("deal", "dealt"), ("think", "thought"), ("speak", "spoke"), ("meet", "met"), ("break", "broke"),
    ("cut", "cut"), ("rebuild", "rebuilt"), ("undertake", "undertook"), ("choose", "chose"), ("get", "got"),
    ("dive", "dived"), ("tell", "told"), ("seek", "sought"), ("stand", "stood"), ("rise", "rose"), ("send", "sent"),
    ("spend", "spent"), ("put", "put"), ("let", "let"), ("say", "said"), ("feel", "felt"), ("leave", "left"), ("lose", "lost"),
    ("come", "came"), ("go", "went"), ("know", "knew"), ("see", "saw"), ("hear", "heard"), ("draw", "drew"),
    ("fight", "fought"), ("sit", "sat"), ("spot", "spotted"), ("stop", "stopped"), ("drop", "dropped"), ("map", "mapped"),
    ("shut", "shut"), ("split", "split"), ("begin", "began"), ("become", "became"), ("feed", "fed"), ("forgive", "forgave"),
    ("overcome", "overcame"), ("rewrite", "rewrote"), ("catch", "caught"), ("buy", "bought"), ("do", "did"),
    ("commit", "committed"), ("submit", "submitted"), ("refer", "referred"), ("prefer", "preferred"), ("control", "controlled"),
    ("plug", "plugged"), ("chair", "chaired"), ("step", "stepped"), ("flag", "flagged"), ("log", "logged"), ("transfer", "transferred"),
    ("withstand", "withstood"), ("read", "read"), ("dig", "dug"), ("bet", "bet"), ("quit", "quit"), ("hit", "hit"), ("bend", "bent"), ("stick", "stuck"), ("sweep", "swept"), ("spin", "spun"), ("shoot", "shot"), ("sleep", "slept"), ("rethink", "rethought"), ("foresee", "foresaw"), ("uphold", "upheld"), ("hide", "hid"), ("shrink", "shrank"), ("steal", "stole"), ("freeze", "froze"), ("admit", "admitted"), ("regret", "regretted"), ("permit", "permitted"), ("omit", "omitted"), ("equip", "equipped"), ("trim", "trimmed"), ("cap", "capped"), ("pin", "pinned"), ("strip", "stripped"), ("wrap", "wrapped"), ("jot", "jotted"), ("occur", "occurred"), ("lend", "lent"), ("sow", "sowed"), ("thin", "thinned"), ("skip", "skipped"), ("forecast", "forecast"), ("slip", "slipped"), ("hang", "hung"), ("program", "programmed"), ("re-plan", "replanned"), ("swim", "swam"), ("throw", "threw"), ("bind", "bound"), ("lay", "laid"), ("pay", "paid"), ("sign", "signed"), ("ride", "rode"), ("wear", "wore"), ("troubleshoot", "troubleshot"), ("underpin", "underpinned"), ("redo", "redid"), ("shadow", "shadowed"),
];

/// Regular verbs of work. A word that is not here is not taken for a verb.
#[rustfmt::skip]
const REGULAR: &[&str] = &[
    "manage", "hire", "develop", "design", "deliver", "create", "define", "improve", "implement", "launch",
    "coach", "mentor", "train", "analyze", "analyse", "plan", "prioritize", "prioritise", "negotiate",
    "resolve", "influence", "present", "collaborate", "coordinate", "communicate", "establish", "execute",
    "identify", "increase", "reduce", "simplify", "scale", "ship", "solve", "support", "transform",
    "handle", "facilitate", "navigate", "partner", "balance", "automate", "migrate", "optimize", "optimise",
    "own", "guide", "direct", "lift", "front", "line-manage", "induct", "finish", "buddy", "estimate", "belong", "re-scope", "rescope", "recruit", "retain", "motivate", "persuade", "challenge", "change",
    "introduce", "organize", "organise", "evaluate", "assess", "measure", "document", "test", "deploy",
    "monitor", "debug", "troubleshoot", "investigate", "research", "review", "maintain", "operate",
    "supervise", "streamline", "align", "advise", "advocate", "adapt", "address", "adopt", "anticipate",
    "architect", "conduct", "convince", "delegate", "demonstrate", "discover", "encourage", "ensure",
    "escalate", "experiment", "explain", "foster", "generate", "initiate", "innovate", "inspire",
    "integrate", "juggle", "learn", "mediate", "mobilize", "onboard", "prepare", "produce", "propose",
    "protect", "provide", "recover", "recommend", "redesign", "replace", "shape", "standardize",
    "translate", "turn", "unblock", "uncover", "work", "build", "use", "focus", "promote", "achieve",
    "help", "apply", "follow", "offer", "pursue", "share", "clarify", "steer", "contribute", "participate",
    "engage", "forecast", "report", "serve", "track", "respond", "interview", "consult", "champion",
    "cultivate", "empower", "defend", "agree", "gather", "replan", "secure", "sponsor", "leverage", "mitigate", "orchestrate", "synthesize", "articulate",
    "accept", "account", "act", "allocate", "answer", "appraise", "approve", "arrange", "ask", "assemble", "assign", "assist",
    "attend", "attract", "audit", "author", "book", "brief", "broker", "calculate", "calibrate", "capture", "care", "carry",
    "chase", "check", "clean", "close", "collate", "collect", "commission", "compare", "compile", "complete", "compose",
    "configure", "connect", "consider", "consolidate", "construct", "contact", "contain", "convert", "cooperate", "correct",
    "counsel", "cover", "craft", "cascade", "decide", "defuse", "derive", "detect", "determine", "devise", "diagnose",
    "discuss", "dispatch", "display", "distribute", "double", "draft", "earn", "edit", "educate", "eliminate", "embed",
    "embrace", "enable", "enforce", "enhance", "enrich", "enter", "equip", "examine", "exceed", "expand", "explore", "extend",
    "extract", "familiarise", "fill", "finalise", "finalize", "find", "fix", "formulate", "forge", "fulfil", "gain", "govern",
    "greet", "halve", "harmonise", "harness", "hand", "host", "illustrate", "implement", "inform", "inspect", "install",
    "instruct", "interpret", "involve", "issue", "judge", "justify", "liaise", "limit", "link", "listen", "locate", "look",
    "lower", "maximise", "maximize", "merge", "minimise", "minimize", "model", "modernise", "modernize", "mould", "move",
    "negotiate", "nurture", "obtain", "open", "optimise", "order", "outline", "perform", "pilot", "pitch", "place", "play",
    "preserve", "prevent", "prioritise", "process", "procure", "programme", "progress", "publish", "purchase", "push",
    "question", "raise", "ramp", "rate", "reach", "react", "rebalance", "recognise", "recognize", "reconcile", "record",
    "refine", "reflect", "reform", "reject", "release", "remain", "remove", "renew", "reorganise", "repair", "represent",
    "request", "require", "resource", "restore", "restructure", "retire", "retrain", "revise", "roster", "rotate", "safeguard",
    "sample", "save", "schedule", "scope", "screen", "settle", "set", "simulate", "specify", "stabilise", "stabilize",
    "staff", "start", "stay", "strengthen", "structure", "study", "suggest", "summarise", "supply", "surface", "survey",
    "sustain", "tackle", "tailor", "target", "thrive", "tie", "tidy", "trace", "transition", "travel", "treat", "triage",
    "trial", "tune", "update", "upgrade", "upskill", "validate", "value", "verify", "visit", "visualise", "volunteer",
    "walk", "want", "join", "kill", "reorder", "re-order", "inherit", "reopen", "mend", "rank", "sort", "score", "sign", "charge", "cool", "park", "cross", "repeat", "reply", "unpick", "untie", "unravel", "nudge", "coax", "soothe", "relieve", "replenish", "dispense", "vaccinate", "weld", "wire", "drill", "harvest", "breed", "paint", "polish", "label", "archive", "catalogue", "classify", "quote", "invoice", "pay", "post", "print", "deliver", "dismantle", "decommission", "demolish", "excavate", "survey", "certify", "validate", "sequence", "trial", "pitch", "poll", "probe", "query", "refund", "register", "rehearse", "reschedule", "reset", "reuse", "revisit", "reward", "rotate", "route", "sanction", "sharpen", "signpost", "spend", "stabilise", "stage", "stitch", "summarize", "swap", "tolerate", "transcribe", "tutor", "unload", "unlock", "vet", "visualize", "voice", "assure", "apologise", "apologize", "argue", "blend", "borrow", "bundle", "cancel", "cater", "clarify", "comfort", "compete", "complain", "condense", "confide", "deescalate", "deepen", "defer", "depend", "detail", "dress", "drain", "duplicate", "evacuate", "evict", "exhibit", "expose", "flatten", "flex", "hedge", "highlight", "host", "inject", "insure", "invent", "invite", "iterate", "leak", "license", "lobby", "marshal", "mobilise", "narrow", "needle", "offset", "outsource", "pack", "patch", "pause", "phase", "ping", "police", "practise", "pre-empt", "prompt", "prune", "rally", "redirect", "redeploy", "reframe", "rehome", "relate", "relocate", "remedy", "renegotiate", "reshape", "restart", "retell", "reverse", "rig", "safeguard", "salvage", "shepherd", "shield", "shorten", "speed", "steady", "tame", "tempt", "tighten", "top", "touch", "tow", "transport", "warm", "waste", "weed", "whittle", "witness", "warn", "watch", "weigh", "welcome", "widen", "yield", "adjust", "acquire", "administer", "admit",
    "amend", "animate", "appoint", "arbitrate", "assure", "back", "benchmark", "bridge", "call", "calm", "celebrate",
    "codify", "combine", "command", "confirm", "confront", "console", "cook", "cope", "curate", "deploy", "deputise",
    "dismiss", "enjoy", "explain", "face", "handle", "hunt", "instil", "insist", "invest", "keep", "launch", "load", "recite",
    "mentor", "name", "note", "notice", "observe", "pass", "pick", "position", "promote", "protect", "pull", "quantify",
    "reassure", "rebuild", "relay", "remind", "rescue", "return", "rework", "roll", "serve", "show", "simplify", "smooth",
    "source", "spread", "stock", "stretch", "supervise", "switch", "talk", "taste", "trade", "trust", "try", "turn", "undertake",
    "unite", "untangle", "wait", "workshop", "write", "de-escalate", "co-ordinate", "co-design", "co-create",
];

/// The base form of a verb written as a gerund ("managing"), a base or a third person ("manages").
pub fn base(word: &str) -> Option<&'static str> {
    static FORMS: OnceLock<HashMap<String, &'static str>> = OnceLock::new();
    let forms = FORMS.get_or_init(|| {
        let mut forms = HashMap::new();
        for base in IRREGULAR.iter().map(|(base, _)| *base).chain(REGULAR.iter().copied()) {
            for form in [base.to_owned(), gerund(base), third(base)] {
                forms.entry(form).or_insert(base);
            }
        }
        forms
    });
    forms.get(&word.to_lowercase()).copied()
}

/// How a verb of the table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerbForm {
    /// "manage".
    Base,
    /// "managing".
    Gerund,
    /// "manages".
    Third,
}

/// How this word is written, a form of `base`.
pub fn form(word: &str, base: &str) -> VerbForm {
    let word = word.to_lowercase();
    if word == gerund(base) {
        VerbForm::Gerund
    } else if word == third(base) && word != base {
        VerbForm::Third
    } else {
        VerbForm::Base
    }
}

/// The past tense of a base form of the table.
pub fn past(base: &str) -> String {
    if let Some((_, past)) = IRREGULAR.iter().find(|(b, _)| *b == base) {
        return (*past).to_owned();
    }
    if base.ends_with('e') {
        return format!("{base}d");
    }
    if let Some(stem) = base.strip_suffix('y')
        && !stem.ends_with(['a', 'e', 'o', 'u'])
    {
        return format!("{stem}ied");
    }
    if doubles(base) {
        let last = base.chars().next_back().unwrap_or('t');
        return format!("{base}{last}ed");
    }
    format!("{base}ed")
}

/// Whether a word is what a verb of the tables is in the past ("came", "closed").
pub fn is_past(word: &str) -> bool {
    static PASTS: OnceLock<HashSet<String>> = OnceLock::new();
    let pasts = PASTS.get_or_init(|| {
        let irregular = IRREGULAR.iter().map(|(_, past)| (*past).to_owned());
        irregular.chain(REGULAR.iter().map(|base| past(base))).collect()
    });
    pasts.contains(word)
}

/// The gerund of a base form of the table.
pub fn gerund(base: &str) -> String {
    if let Some(stem) = base.strip_suffix('e')
        && !stem.ends_with('e')
    {
        return format!("{stem}ing");
    }
    if doubles(base) {
        let last = base.chars().next_back().unwrap_or('n');
        return format!("{base}{last}ing");
    }
    format!("{base}ing")
}

fn third(base: &str) -> String {
    if let Some(stem) = base.strip_suffix('y')
        && !stem.ends_with(['a', 'e', 'o', 'u'])
    {
        return format!("{stem}ies");
    }
    if base.ends_with(['s', 'x', 'z']) || base.ends_with("ch") || base.ends_with("sh") {
        format!("{base}es")
    } else {
        format!("{base}s")
    }
}

fn doubles(base: &str) -> bool {
    [
        "plan", "ship", "debug", "unplug", "swap", "run", "set", "win", "cut", "get", "put", "let", "sit",
        "spot", "stop", "drop", "map", "shut", "split", "begin", "commit", "submit", "refer", "prefer",
        "control", "plug", "step", "flag", "log", "transfer", "underpin", "dig", "bet", "quit", "hit",
        "spin", "admit", "regret", "permit", "omit", "equip", "trim", "cap", "pin", "strip", "wrap", "jot",
        "occur", "thin", "skip", "program", "vet", "rig", "reset",
    ]
    .contains(&base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_english() {
        for (word, told) in [
            ("Managing", "managed"),
            ("identify", "identified"),
            ("drives", "drove"),
            ("Building", "built"),
            ("planning", "planned"),
            ("running", "ran"),
            ("overseeing", "oversaw"),
            ("coaches", "coached"),
            ("debugging", "debugged"),
            ("hires", "hired"),
        ] {
            assert_eq!(base(word).map(past).as_deref(), Some(told), "{word}");
        }
        assert_eq!(base("string"), None);
        assert_eq!(base("marketing"), None);
    }
}
