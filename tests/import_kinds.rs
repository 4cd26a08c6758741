//! Small files of the kinds that importers trip over, each with what has to come out of it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use greenroom::domain::{catalog::Catalog, profile::Profile};
use greenroom::import::draft::{Draft, Origin};
use greenroom::import::{formats, recognise};

fn draft(name: &str, bytes: &[u8]) -> Draft {
    let catalog = Catalog::new(greenroom::banks::built_in().unwrap(), &Profile::default());
    recognise::recognise(&formats::read(name, bytes).expect(name), &catalog)
}

/// Each question asked with its principles joined by "+".
fn asked(name: &str, text: &str) -> Vec<(String, String)> {
    asked_in(&draft(name, text.as_bytes()))
}

fn asked_in(draft: &Draft) -> Vec<(String, String)> {
    let asked = draft.questions.iter().filter(|q| q.origin == Origin::Asked);
    asked.map(|q| (q.text.clone(), q.principles.join("+"))).collect()
}

fn pairs(wanted: &[(&str, &str)]) -> Vec<(String, String)> {
    wanted.iter().map(|(text, names)| ((*text).to_owned(), (*names).to_owned())).collect()
}

const DOUBT: &str = "Tell me about a time you doubted a count.";
const LEFT: &str = "When have you had to leave a job half done?";

#[test]
fn lists_in_cells_are_read_whatever_the_files_name() {
    let wanted = pairs(&[(DOUBT, "Dive Deep"), (LEFT, "Ownership")]);
    for (name, text) in [
        ("list.txt", format!("Principle\tQuestion\nDive Deep\t{DOUBT}\nOwnership\t{LEFT}\n")),
        ("list.txt", format!("Principle,Question\nDive Deep,{DOUBT}\nOwnership,{LEFT}\n")),
        ("cards.txt", format!("{DOUBT}\tThe seed store\tDive Deep\n{LEFT}\tThe bridge\tOwnership\n")),
        (
            "deck.txt",
            format!(
                "#separator:tab\n#html:true\n#tags column:3\n{DOUBT}\tx\tlp::dive-deep\n{LEFT}\tx\tlp::ownership\n"
            ),
        ),
        (
            "data.json",
            format!(
                "{{\"a\": {{\"q\": \"{DOUBT}\", \"lp\": \"Dive Deep\"}}, \"b\": {{\"q\": \"{LEFT}\", \"lp\": \"Ownership\"}}}}"
            ),
        ),
        (
            "late.csv",
            format!("From the spring,,\n,,\nnr,competency,prompt\n1,Dive Deep,{DOUBT}\n2,Ownership,{LEFT}\n"),
        ),
    ] {
        assert_eq!(asked(name, &text), wanted, "{text}");
    }
}

#[test]
fn a_column_of_questions_holds_other_things_too() {
    assert_eq!(
        asked(
            "a.csv",
            "id,question\n1,We will now start.\n2,Tell me about a row you had.\n3,Thank you for coming.\n"
        )
        .len(),
        1
    );
    assert_eq!(
        asked("a.md", "| Topic | Questions |\n|---|---|\n| Conflict | 2, 8, 11 |\n| Failure | 4, 9 |\n"),
        []
    );
    let yaml = "questions:\n  - id: a-1\n    text: \"How do you train a new hand?\"\n    red_flags:\n      - \"one way for all\"\n    green_flags:\n      - \"names what changed\"\n  - id: a-2\n    text: \"Describe how you helped someone grow.\"\n    red_flags:\n      - \"only friends\"\n";
    assert_eq!(asked("a.yaml", yaml).len(), 2);
}

#[test]
fn principles_head_lists_in_many_dresses() {
    for text in [
        format!("1. Dive Deep\n- {DOUBT}\n\n2. Ownership\n- {LEFT}\n"),
        format!(
            "1. Dive Deep (look for yourself)\nLeaders look for themselves.\n- {DOUBT}\n\n2. Ownership (stay with it)\n- {LEFT}\n"
        ),
        format!(
            "Dive Deep: Leaders look for themselves and doubt figures that fit too well.\n- {DOUBT}\n\nOwnership: Leaders stay with it.\n- {LEFT}\n"
        ),
        format!("- #dive-deep {DOUBT}\n- #ownership {LEFT}\n"),
    ] {
        assert_eq!(asked("a.md", &text), pairs(&[(DOUBT, "Dive Deep"), (LEFT, "Ownership")]), "{text}");
    }
    for heading in [
        "Some examples:",
        "One more:",
        "**Usable for questions about:**",
        "### Interviewer asks",
        "## FORMATO DE RESPUESTA",
    ] {
        let found = asked("a.md", &format!("{heading}\n- {DOUBT}\n"));
        assert_eq!(found, pairs(&[(DOUBT, "")]), "{heading}");
    }
    assert_eq!(
        asked("a.md", &format!("## Growth & Learning\n- {DOUBT}\n")),
        pairs(&[(DOUBT, "Growth & Learning")])
    );
}

#[test]
fn words_are_read_through_what_cannot_be_seen() {
    let wanted = pairs(&[("Tell me about a time you were under pressure. What helped you?", "")]);
    for text in [
        "\u{200E}Tell me about a time you were under pressure. What helped you？\u{FEFF}",
        "Tell me ab\u{200B}out a time you were under pres\u{AD}sure. What helped you?",
        "Ｔｅｌｌ　ｍｅ　ａｂｏｕｔ　ａ　ｔｉｍｅ　ｙｏｕ　ｗｅｒｅ　ｕｎｄｅｒ　ｐｒｅｓｓｕｒｅ．　Ｗｈａｔ　ｈｅｌｐｅｄ　ｙｏｕ？",
        "Notes of the talk.\n\n\u{2212} Tell me about a time you were under pressure. What helped you?\n",
    ] {
        assert_eq!(asked("a.txt", text), wanted, "{text}");
    }
    let divided = "Dive Deep\n- Tell me about a time you found the under-\nlying cause of a stubborn prob-\nlem at work.\n- Describe a cross-\nteam choice you made.\n";
    let texts: Vec<String> = asked("a.txt", divided).into_iter().map(|(text, _)| text).collect();
    assert_eq!(
        texts,
        [
            "Tell me about a time you found the underlying cause of a stubborn problem at work.",
            "Describe a cross-team choice you made."
        ]
    );
}

#[test]
fn several_questions_on_a_line_are_several() {
    let line = "Tell me about a time you kept a secret. Describe a time you told one. What came of it? Give me an example of a time you were late.";
    assert_eq!(asked("a.txt", line).len(), 3);
    let one = "Tell me about a time you failed. What did you do then, and what would you do now?";
    assert_eq!(asked("a.txt", one).len(), 1);
}

#[test]
fn follow_ups_and_the_candidates_own_questions_are_told_apart() {
    let found = draft("a.md", b"### Question\n> \"Tell me about a time you led a crew through a hard week.\"\n\n**Follow-up questions to ask:**\n- What was your own part?\n- What would you change?\n");
    assert!(found.ask_them.is_empty());
    assert_eq!(found.questions[0].probes.len(), 2);
    let found = draft("a.md", b"## Do you have any questions for us?\n- What is the work like here?\n- How will you know in a year that I was the right choice?\n");
    assert_eq!((found.ask_them.len(), asked_in(&found).len()), (2, 0));
}

#[test]
fn source_files_ask_in_comments_and_strings() {
    let python = "# 1. Describe a situation where you took charge of a fault, even\n#  if it was not yours.\n# (Ownership)\n\nmore = [\n    \"Who was your hardest guest?\",\n    \"Tell me about a time you said no.\",\n]\nname = \"x\"\n";
    let found = asked("a.py", python);
    assert_eq!(
        found[0],
        (
            "Describe a situation where you took charge of a fault, even if it was not yours.".to_owned(),
            "Ownership".to_owned()
        )
    );
    assert_eq!(found.len(), 3, "{found:?}");
    let script = "// Questions for the call\nconst list = [\n  'Tell me about a time you said no.',\n  \"How have you handled a guest who shouted?\",\n];\n/* Tell me about a promise you broke. */\n";
    assert_eq!(asked("a.js", script).len(), 3);
}

#[test]
fn a_transcript_is_read_without_its_times() {
    let vtt = "WEBVTT\n\nNOTE made by hand\n\n1\n00:00:01.000 --> 00:00:04.000\n<v Dana>Tell me about a time\n\n2\n00:00:04.000 --> 00:00:06.000\n<v Dana>you disagreed with your manager.\n\n3\n00:00:07.000 --> 00:00:09.000\n<v Sam>In spring we had two depots.\n";
    assert_eq!(
        asked("call.vtt", vtt),
        pairs(&[("Tell me about a time you disagreed with your manager.", "")])
    );
    let srt = "1\n00:00:01,000 --> 00:00:04,000\nDana: Tell me about a time\n\n2\n00:00:04,000 --> 00:00:06,000\nyou disagreed with your manager.\n\n3\n00:00:07,000 --> 00:00:09,000\nSam: In spring we had two depots.\n";
    let found = draft("call.srt", srt.as_bytes());
    assert_eq!(asked_in(&found).len(), 1);
    assert!(found.expectations.is_empty());
}

/// Title, question, and which of the four sections have words.
fn stories(name: &str, text: &str) -> Vec<(String, String, [bool; 4])> {
    let found = draft(name, text.as_bytes()).stories;
    found
        .into_iter()
        .map(|s| {
            let told = [&s.situation, &s.task, &s.action, &s.result].map(|part| !part.is_empty());
            (s.title, s.question, told)
        })
        .collect()
}

#[test]
fn stories_in_the_forms_that_people_keep() {
    let all = [true; 4];
    let told = |title: &str, question: &str| vec![(title.to_owned(), question.to_owned(), all)];
    let helped = "Tell me about a time you helped a colleague.";
    let letters = format!(
        "### 1. {helped}\n(S) A colleague was stuck on the rota. (T) It was due on Friday. (A) I sat with her for two hours. (R) It was done a day early.\n"
    );
    assert_eq!(stories("a.md", &letters)[0].1, helped);
    assert_eq!(stories("a.md", &letters)[0].2, all);
    let table = "## The late count\n\n| | |\n|---|---|\n| **Situation** | The count was late. |\n| **Task** | Finish it in 10 days. |\n| **Action** | I asked the port office for keys. |\n| **Result** | Done in 9 days. |\n";
    assert_eq!(stories("a.md", table), told("The late count", ""));
    let heading = format!(
        "# Three days at the depot\n\n> **Question:** {helped}\n\n## Situation\nThe depot had three days.\n## Task\nI had to find drivers.\n## Action\nI rang eleven people.\n## Result\nAll crates moved.\n"
    );
    assert_eq!(stories("a.md", &heading), told("Three days at the depot", helped));
    let tied = format!(
        "## Question 1: \"{helped}\"\n\n**Story: The rota**\n\n* **S (Situation):** A colleague was stuck.\n* **T (Task):** It was due on Friday.\n* **A (Action):** I sat with her.\n* **R (Result):** Done a day early.\n"
    );
    assert_eq!(stories("a.md", &tied), told("The rota", helped));
    let beside = format!(
        "## Hire and Develop the Best\n\n- *{helped}*\n\t- Night desk\n\t- **Situation:** There was no night desk.\n\t- **Task:** Hire 3 people.\n\t- **Actions:** I held nine talks.\n\t- **Result:** 400 crates a night.\n"
    );
    assert_eq!(stories("a.md", &beside), told("Night desk", helped));
    let long = format!(
        "## Invent and Simplify\n\n- *{helped}*\n\t- Ticket figures at the depot that turned a loss of two in a hundred into a gain nobody had thought of\n\t\t- **Situation:** Nobody knew which adverts sold.\n\t\t- **Task:** I had to find out.\n\t\t- **Action:** I wrote a note.\n\t\t- **Result:** Fares rose by 12 percent.\n"
    );
    assert!(stories("a.md", &long)[0].0.starts_with("Ticket figures"));
    let columns = "| Principle | Situation | Task | Action | Result |\n|---|---|---|---|---|\n| Dive Deep | The feed failed. | Make it hold. | I read the logs. | No failure since. |\n| Ownership | The count had no owner. | Finish it. | I took it. | Done in 9 days. |\n";
    let found = draft("a.md", columns.as_bytes());
    assert_eq!((found.stories.len(), found.expectations.len()), (2, 0));
}

#[test]
fn forms_timings_and_definitions_are_no_stories() {
    for text in [
        "**Situation:**\n\"At [Company], my lead wanted [Technology].\"\n\n**Task:**\n\"I was responsible for [your role].\"\n\n**Action:**\n\"I [what you did].\"\n\n**Result:**\n\"We [outcome].\"\n",
        "## Tiempos\n\n- Situación: 15-20 segundos\n- Tarea: 15-20 segundos (lo que tenías)\n- Acción: 60 segundos (el centro)\n- Resultado: 20 segundos\n",
    ] {
        assert_eq!(stories("a.md", text), [], "{text}");
    }
}

#[test]
fn a_sheet_for_each_competency_is_a_guide() {
    let guide = "## Delivery\n\n| Beginner | Intermediate | Advanced |\n|---|---|---|\n| Ships small changes with help. | Ships small changes alone. | Owns a service. |\n\n## Communication\n\n| Beginner | Intermediate | Advanced |\n|---|---|---|\n| Writes short notes. | Writes notes that others use. | Explains choices outside the team. |\n";
    let found = draft("a.md", guide.as_bytes()).expectations;
    assert_eq!(found.len(), 6);
    assert_eq!((found[4].competency.as_str(), found[4].level.as_str()), ("Communication", "Intermediate"));
}

#[test]
fn a_quoted_letter_is_read_once() {
    let letter = "Hi Noor,\n\nUse \"I\" where it was you, not \"we\". The loop is 4 rounds of 50 minutes.\n\nRae\n\n-----Original Message-----\nFrom: Rae\nSent: Monday\nTo: Noor\n\nUse \"I\" where it was you, not \"we\". The loop is 3 rounds of 45 minutes.\nTell me about a time you were quoted.\n";
    let found = draft("a.txt", letter.as_bytes());
    assert_eq!(found.interview.len(), 1, "{:?}", found.interview);
    assert_eq!(found.interview[0].rounds, Some([4, 4]));
    assert!(found.tips.len() < 2, "{:?}", found.tips);
    assert_eq!(asked_in(&found).len(), 1, "what stands only there is kept");
}

#[test]
fn what_notes_apps_write_for_themselves_is_no_part_of_a_question() {
    let found = asked(
        "cards.md",
        "- #dive-deep Tell me about a time a number surprised you.\n\
         - What did you learn from a bad week? #card card-last-interval:: 4\n\
         - Describe a deadline you moved. ✅ 2026-03-01\n\
         - Tell me about a process you simplified [a]\n\
         - When did you {{c1::argue with your manager}} in public?\n",
    );
    let texts: Vec<&str> = found.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "Tell me about a time a number surprised you.",
            "What did you learn from a bad week?",
            "Describe a deadline you moved.",
            "Tell me about a process you simplified",
            "When did you argue with your manager in public?",
        ]
    );
    assert_eq!(found[0].1, "Dive Deep");
}

#[test]
fn latex_is_read_without_its_commands() {
    let found = asked(
        "list.tex",
        "\\documentclass{article}\n\\usepackage{x}\n\\begin{document}\n\\section{Ownership}\n\\begin{enumerate}\n\
         \\item Tell me about a time you \\textbf{failed}. % hard\n\\item Describe a conflict with a colleague.\n\
         \\end{enumerate}\n\\end{document}\n",
    );
    assert_eq!(
        found,
        pairs(&[
            ("Tell me about a time you failed.", "Ownership"),
            ("Describe a conflict with a colleague.", "Ownership"),
        ])
    );
}

#[test]
fn nothing_is_made_of_a_language_that_is_not_read() {
    let korean = "면접 질문\n1. 실패했던 경험을 말씀해 주세요.\n2. 동료와 갈등을 어떻게 해결했습니까?";
    let dutch = "Vragen voor het gesprek. Vertel eens over een keer dat je het oneens was met je leidinggevende. Hoe ga je om met een klant \
                 die boos is? Wij zoeken iemand die zelfstandig kan werken en die graag met mensen omgaat, ook als het druk is en er weinig tijd overblijft.";
    for (text, language) in [(korean, "Korean"), (dutch, "Dutch")] {
        let draft = draft("notes.txt", text.as_bytes());
        assert!(draft.warnings.iter().any(|warning| warning.contains(language)), "{:?}", draft.warnings);
        assert!(draft.questions.iter().all(|q| q.origin == greenroom::import::draft::Origin::Asked));
    }
}

#[test]
fn rich_text_is_read_by_its_words() {
    let source = "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Helvetica;}}\\b Ownership\\b0\\par\n\
                  \\bullet\\tab Tell me about a caf\\'e9 you ran alone.\\par\n\
                  \\bullet\\tab Describe a promise you could not keep.\\par}";
    let found = asked("notes.rtf", source);
    let texts: Vec<&str> = found.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(texts, ["Tell me about a café you ran alone.", "Describe a promise you could not keep."]);
    assert_eq!(found[0].1, "Ownership");
}

#[test]
fn a_numbered_topic_has_the_marked_lines_below_it_as_its_points() {
    let text = "KNOWLEDGE TOPICS\n\n1. YARD SAFETY\n- Keeping vehicles and people apart\n- Looking into a near miss\n- What to do when a gate fails\n\n2. NIGHT PLANNING\n- Reading the arrivals\n- Hours from a forecast\n";
    let draft = draft("brief.txt", text.as_bytes());
    let points: Vec<(String, Vec<String>)> =
        draft.questions.iter().map(|q| (q.text.clone(), q.checklist.clone())).collect();
    assert_eq!(points.len(), 2, "{points:?}");
    assert!(points[0].0.contains("yard safety") && points[0].1.len() == 3, "{points:?}");
    assert!(points[1].0.contains("night planning") && points[1].1.len() == 2, "{points:?}");
    assert!(draft.ask_them.is_empty(), "{:?}", draft.ask_them);
}

#[test]
fn a_schedule_of_beginnings_has_lengths_and_a_list_of_dates_has_none() {
    let read = |text: &str| -> Vec<_> {
        let draft = draft("day.txt", text.as_bytes());
        draft.interview.into_iter().map(|s| (s.stage, s.minutes)).collect()
    };
    let day = "Your interview day\n\n9:30 Written exercise, alone\n10:15 Break\n10:30 Interview with the panel\n11:20 Close\n";
    let lengths: Vec<_> = read(day).into_iter().filter_map(|(_, minutes)| minutes).collect();
    assert!(lengths.contains(&[45, 45]) && lengths.contains(&[50, 50]), "{lengths:?}");
    let dates = "Termine\n\n12.05. Telefoninterview\n14.05. Fachgespräch\n";
    assert_eq!(read(dates), []);
}
