//! Plain text and tables of values.

use super::{read_text, shown};

#[test]
fn headings_stages_and_bullets_are_read() {
    let text = "ABOUT THE ROLE\n==============\nYou run the night desk.\n\n1. Phone call\n-------------\nA short talk.\n\nWHAT NOT TO DO\n\n- Ramble\n  * Blame\n    o Guess\n• Rush\n\n(2) Second\nQ3: Third?\n\n------------------------------\nThe end\n";
    assert_eq!(
        shown(&read_text("role.txt", text)),
        [
            "1 h1: ABOUT THE ROLE",
            "3 p: You run the night desk.",
            "5 h2: 1. Phone call",
            "7 p: A short talk.",
            "9 h2: WHAT NOT TO DO",
            "11 i0: Ramble",
            "12 i1: Blame",
            "13 i2: Guess",
            "14 i0: Rush",
            "16 i0#2: Second",
            "17 i0#3: Third?",
            "20 p: The end"
        ]
    );
}

#[test]
fn drawn_tables_join_rows_that_go_on() {
    let text = "+-------+---------+\n| Area  | Share   |\n+-------+---------+\n| Craft | 40 % of |\n|       | it      |\n| Team  | 60 %    |\n+-------+---------+\nDone.\n";
    assert_eq!(
        shown(&read_text("t.txt", text)),
        [
            "2 c0,0,0h: Area",
            "2 c0,0,1h: Share",
            "4 c0,1,0: Craft",
            "4 c0,1,1: 40 % of it",
            "6 c0,2,0: Team",
            "6 c0,2,1: 60 %",
            "8 p: Done."
        ]
    );
}

#[test]
fn wrapped_lines_are_joined_and_lists_of_lines_are_not() {
    let wrapped = "When the harbour master asked whether the ferry could leave before dawn, I\nsaid that we would need two more people on deck and a second look at the\nforecast. He agreed after a while. Then we planned the shifts anew, and the\nferry left on time.\n\nTell me about a time a plan of yours fell apart in front of\nthe people who had trusted it?\n";
    let document = read_text("w.txt", wrapped);
    assert_eq!(document.blocks.len(), 2, "{:?}", shown(&document));
    let list = "Tell me about a time you had to say no to someone senior.\nDescribe a mistake that cost money.\nHow do you plan a week in which everything is urgent?\nWhat is the hardest feedback you have given to a friend?\n";
    assert_eq!(read_text("l.txt", list).blocks.len(), 4);
}

#[test]
fn a_pasted_web_table_stays_one_cell_a_line() {
    let text = "Table 1\nColumn 1\nJunior\nSenior\n1\nScope\nowns small, well described pieces of work\nowns a whole area and its plan for the year\n2\nTeam\nasks for help\nhelps others grow\n";
    let document = read_text("levels.txt", text);
    assert_eq!(document.blocks.len(), 12, "{:?}", shown(&document));
}

#[test]
fn tree_branches_are_items() {
    assert_eq!(
        shown(&read_text("tree.txt", "Loop\n├── Screen\n│   ├── Coding\n└── Onsite\n")),
        ["1 p: Loop", "2 i0: Screen", "3 i1: Coding", "4 i0: Onsite"]
    );
}

#[test]
fn csv_finds_its_delimiter_and_keeps_line_breaks() {
    let text = "Frage;Prinzip\n\"Wann haben Sie\nnein gesagt?\";Mut\n=1+1;\"x \"\"y\"\"\"\nkurz\n";
    assert_eq!(
        shown(&read_text("f.csv", text)),
        [
            "1 c0,0,0h: Frage",
            "1 c0,0,1h: Prinzip",
            "2 c0,1,0: Wann haben Sie\\nnein gesagt?",
            "2 c0,1,1: Mut",
            "4 c0,2,0: =1+1",
            "4 c0,2,1: x \"y\"",
            "5 c0,3,0: kurz"
        ]
    );
    assert_eq!(
        shown(&read_text("one.csv", "Why, then, leave?\nWhy stay?\nWhat, if not this, now?\nHow?\n")),
        ["1 i0: Why, then, leave?", "2 i0: Why stay?", "3 i0: What, if not this, now?", "4 i0: How?"]
    );
    let tabs = "Question\tTag\nWhy?\tOwn\n";
    assert_eq!(read_text("q.tsv", tabs).kind, "tsv");
    assert_eq!(read_text("pasted text", tabs).kind, "tsv");
}

#[test]
fn an_anki_export_is_read_by_its_header() {
    let text = "#separator:tab\n#html:true\n#guid column:1\n#tags column:4\nabc\tWhy <b>you</b>?<br>Say.\t<div>Because</div>\tgrit\n";
    assert_eq!(
        shown(&read_text("deck.txt", text)),
        [
            "1 c0,0,0h: front",
            "1 c0,0,1h: back",
            "1 c0,0,2h: tags",
            "5 c0,1,0: Why you?\\nSay.",
            "5 c0,1,1: Because",
            "5 c0,1,2: grit"
        ]
    );
}

#[test]
fn a_mail_is_read_once_with_its_quotes() {
    let text = "From: a@example.org\r\nTo: b@example.org\r\nSubject: Your visit\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=xx\r\n\r\n--xx\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nBring examples =E2=80=94 two.\r\n--xx\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Bring <b>examples</b> =E2=80=94 two=\r\n.</p><blockquote>old</blockquote>\r\n--xx--\r\n";
    let document = read_text("m.eml", text);
    let lines: Vec<String> =
        shown(&document).iter().map(|line| line.split_once(' ').unwrap().1.to_owned()).collect();
    assert_eq!(lines, ["h1: Your visit", "p: Bring examples — two.", ">p: old"]);
    let plain =
        "From: a@example.org\nSubject: Re: x\nContent-Type: text/plain\n\nYes.\n\n> Will you\n>> come?\n";
    let lines = shown(&read_text("n.eml", plain));
    assert_eq!(lines[1..], ["5 p: Yes.", "7 >p: Will you", "8 >>p: come?"]);
}
