//! Markdown and HTML.

use super::{read_text, shown};

#[test]
fn markdown_of_a_note_app_is_read() {
    let text = "---\ntags: [prep]\n---\n# Plan\n\nSee [[Notes#Top|my notes]] and ==this== #tag ^ab12\n%% secret %%\n> [!tip] Say it short\n> Two minutes.\n\n![[map.png]]\n- [ ] one\n\t- two\n\n%%\nhidden\n%%\nend\n";
    assert_eq!(
        shown(&read_text("a.md", text)),
        [
            "4 h1: Plan",
            "6 p: See my notes and this #tag",
            "8 >p: Say it short",
            "9 >p: Two minutes.",
            "12 i0: one",
            "13 i1: two",
            "18 p: end"
        ]
    );
}

#[test]
fn a_dash_inside_the_emphasis_keeps_its_line_breaks() {
    let document = read_text("a.md", "*- When did you say no?*\n\t- The fair\n\t\t- **Situation:** Rain.\n");
    assert_eq!(shown(&document), ["1 p: - When did you say no?\\n- The fair\\n- Situation: Rain."]);
    let spans = &document.blocks[0].spans;
    assert!(spans[0].italic && spans[0].text == "- When did you say no?");
    assert!(!spans[1].italic && spans[2].bold && spans[2].text == "Situation:");
}

#[test]
fn markdown_blocks_of_every_kind_are_read() {
    let text = "Title\n=====\n\nA line that is text, with a rule right below it, and it goes on until it ends in a stop.\n---\n\n3. third\n7. seventh\n\n> > deep\n\n| Q | P |\n|---|---|\n| Why? | Own |\n\n```js\n// Ask this?\n```\n\n<details>\n<summary>What went wrong?</summary>\n\nAll.\n\n</details>\n\nA<br>B <script>x</script>c\n";
    assert_eq!(
        shown(&read_text("b.md", text)),
        [
            "1 h1: Title",
            "4 p: A line that is text, with a rule right below it, and it goes on until it ends in a stop.",
            "7 i0#3: third",
            "8 i0#7: seventh",
            "10 >>p: deep",
            "12 c0,0,0h: Q",
            "12 c0,0,1h: P",
            "14 c0,1,0: Why?",
            "14 c0,1,1: Own",
            "17 code: // Ask this?",
            "21 h6: What went wrong?",
            "23 p: All.",
            "27 p: A\\nB c"
        ]
    );
}

#[test]
fn html_keeps_what_is_seen() {
    let text = "<!doctype html><html><head><title>No</title><style>p{}</style></head><body>\n<nav><a href='/'>Home</a></nav>\n<div hidden>no</div><p style='display: none'>no<p aria-hidden=true>no</p>\n<!-- no --><script>if (a < b) { no }</script><noscript>no</noscript>\n<h2>What you&#8217;ll do</h2>\n<ul><li>Lead <b>teams</b><li>Ship</li></div></ul>\n<p>One<br><br>Two &amp; three</p>\n<dl><dt>Level</dt><dd>Senior</dd></dl>\n<footer><a href=x>Jobs</a> <a href=y>Press</a></footer></body></html>";
    let document = read_text("job.html", text);
    assert_eq!(
        shown(&document),
        [
            "5 h2: What you’ll do",
            "6 i0: Lead teams",
            "6 i0: Ship",
            "7 p: One",
            "7 p: Two & three",
            "8 h6: Level",
            "8 p: Senior"
        ]
    );
    assert!(document.blocks[1].spans[1].bold);
}

#[test]
fn html_tables_are_cells_and_layout_tables_are_not() {
    let text = "<table><tr><th>Skill<th>Senior</tr>\n<tr><td rowspan=2>Craft<td><ul><li>tests</li><li>reviews</li></ul></tr>\n<tr><td>more</table>\n<table role=presentation><tr><td><p>Hello</p><td>there</table>\n<table><tr><td><h2>Head</h2><p>Text</p></td><td></td></tr></table>";
    assert_eq!(
        shown(&read_text("t.html", &format!("<html><body>{text}</body></html>"))),
        [
            "1 c0,0,0h: Skill",
            "1 c0,0,1h: Senior",
            "2 c0,1,0: Craft",
            "2 c0,1,1: tests\\nreviews",
            "3 c0,2,1: more",
            "4 p: Hello",
            "4 p: there",
            "5 h2: Head",
            "5 p: Text"
        ]
    );
}

#[test]
fn html_deep_in_itself_is_read_in_time() {
    let deep = format!("<html><body>{}<p>Bottom?</p>", "<ul><li>".repeat(50_000));
    let document = read_text("deep.html", &deep);
    assert!(document.blocks.iter().any(|block| block.text() == "Bottom?"));
}

#[test]
fn bullets_typed_into_html_are_items() {
    let text = "<div>Needs:<br>• one<br>• two</div><p>· single</p><p>▪ sign</p>";
    assert_eq!(
        shown(&read_text("b.html", text)),
        ["1 p: Needs:", "1 i0: one", "1 i0: two", "1 p: · single", "1 i0: sign"]
    );
}
