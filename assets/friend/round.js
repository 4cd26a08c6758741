// A mock interview's round, played by a friend. Everything is made from the plan in the page as text, never as markup;
// what is entered stays on this device until it becomes a small JSON file. Nothing leaves the page by itself.
//
// One step is on the page at a time: start, then of each round r0-opening, r0-q0, r0-q1 …, r0-own, r0-closing and
// r0-vote, then finish (0 stands for the n of the round or question). What a test can take hold of:
//   every step  #heading[data-step], #back, #next, #finish-here, #all-steps [data-go="r0-q1"], #kept, #said (announced)
//   start       #by, [data-open-round="0"], #start-over (folded), #start-over-yes, #start-over-no; at the finish too
//   clocks      #timer-toggle, #timer-reset, #timer-now, #timer-word (opening, questions, own questions)
//   question    #heard-situation -task -action -result, input[name="probe-0"][value="" | "held" | "stuck"], #note,
//               input[name="score-result"][value="0" … "5"], #signs and #more-scores (folded)
//   vote        input[name="vote"][value="yes"], #reason, #cast, #take-back, #problem
//   finish      #by, #keep, #change, #make, #problem, #done, #file, #folded-text, #text, #select
(() => {
  const plan = JSON.parse(document.getElementById("plan").textContent);
  const KEY = `greenroom-round-${plan.packet}`;
  const HEARD = [
    ["situation", "Situation", "where it was, and why it mattered"],
    ["task", "Task", "what was theirs to do"],
    ["action", "Action", "what they did, step by step"],
    ["result", "Result", "what came of it"],
  ];
  const OUTCOMES = [["", "Not asked"], ["held", "Held"], ["stuck", "Did not hold"]];
  const UNSCORED = "Press Start when they begin. Nothing is scored here, and this time is not in the file.";
  const KINDS = {
    start: { name: () => "Play the interviewer", render: start },
    opening: { name: () => "Opening", render: opening },
    question: { name: (step) => `Question ${step.number} of ${step.round.questions.length}`, render: question },
    own: { name: () => "Their questions", render: own },
    closing: { name: () => "Closing", render: closing },
    vote: { name: () => "Your vote", render: ({ round }) => (entered(round).sealed ? sealed(round) : ballot(round)) },
    finish: { name: () => "Finish", render: finish },
  };
  const steps = [{ id: "start", kind: "start" }, ...plan.rounds.flatMap(stepsOf), { id: "finish", kind: "finish" }];
  const nameOf = (step) => KINDS[step.kind].name(step);
  const ordinal = (round) => `Round ${plan.rounds.indexOf(round) + 1}`;
  const stepOf = (id) => steps.find((step) => step.id === id) || steps[0];

  function stepsOf(round) {
    const step = (kind, id = kind, more = {}) => ({ id: `r${round.n}-${id}`, kind, round, ...more });
    const asked = round.questions.map((one, i) => step("question", `q${one.n}`, { question: one, number: i + 1 }));
    return [step("opening"), ...asked, step("own"), step("closing"), step("vote")];
  }

  // What was entered. The draft of a vote is in it too; only a sealed one goes into the file.
  const unstarted = () => ({ secs: 0, since: null });
  const blank = () => ({ at: "start", by: "", keep: "", change: "", rounds: {} });
  const unvoted = () => ({ vote: "", reason: "", sealed: false });
  const blankRound = () => ({ at: null, ...unvoted(), first: unstarted(), own: unstarted(), answers: {} });
  const blankAnswer = () => ({ timer: unstarted(), heard: {}, probes: {}, scores: {}, note: "" });
  const tried = (action) => {
    try {
      return action();
    } catch {
      return undefined;
    }
  };
  let state = { ...blank(), ...tried(() => JSON.parse(localStorage.getItem(KEY))) };
  const entered = (round) => (state.rounds[round.n] ??= blankRound());
  const enteredAt = (step) => (entered(step.round).answers[step.question.n] ??= blankAnswer());

  // A private window or a mail program's viewer may refuse to keep anything; the page says which it is. It tries that
  // under a key of its own: what a browser failed to read while the page came up must not be written over.
  const keeps = (key, text) => tried(() => (localStorage.setItem(key, text), true)) || false;
  let isKept = keeps("greenroom-round", "");
  const save = () => (isKept = keeps(KEY, JSON.stringify(state)));

  // Elements. A key that begins with "on" is a listener; what is null or false is left out.
  function el(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children.flat(Infinity).filter((child) => child !== null && child !== ""));
    return made;
  }
  const part = (id) => document.getElementById(id);
  const foreign = (text) => el("bdi", {}, text || "");
  const para = (...children) => el("p", {}, ...children);
  const quiet = (...children) => el("p", { class: "muted" }, ...children);
  const button = (id, label, onclick, more = {}) => el("button", { type: "button", id, onclick, ...more }, label);
  const plain = (id, label, onclick, more = {}) => button(id, label, onclick, { class: "plain", ...more });
  const list = (tag, items) => el(tag, {}, items.map((item) => el("li", { dir: "auto" }, item)));
  const folded = (id, summary, ...children) => el("details", { id }, el("summary", {}, summary), ...children);
  const headed = (title, ...children) => el("section", {}, el("h2", {}, title), ...children);
  const setText = (node, text) => node.textContent === text || (node.textContent = text);

  // What is read out, in large type: the last of the texts largest.
  function read(label, ...texts) {
    const given = texts.filter(Boolean);
    const lines = given.map((text, i) => el("p", { class: i + 1 < given.length ? "lead" : "aloud", dir: "auto" }, text));
    return given.length ? el("div", { class: "read" }, el("p", { class: "cue" }, label), lines) : null;
  }

  // A text under holder[id].
  function field(id, label, holder, { max = 300, long = false, changed = () => {} } = {}) {
    const more = { id, maxlength: max, dir: "auto", autocomplete: "off" };
    const input = long ? el("textarea", more) : el("input", { type: "text", ...more });
    input.value = holder[id];
    input.addEventListener("input", () => {
      holder[id] = input.value;
      save();
      changed();
    });
    return [el("label", { class: "field", for: id }, label), input];
  }

  // One of several: options are [value, ...what its label says].
  function choice(name, legend, options, chosen, choose, more = {}) {
    const radio = (value) =>
      el("input", { type: "radio", name, value, checked: value === chosen, onchange: () => (choose(value), save()) });
    const rows = options.map(([value, ...label]) => el("label", {}, radio(value), ...label));
    return el("fieldset", more, el("legend", { dir: "auto" }, ...legend), el("div", { class: "options" }, rows));
  }

  // Clocks. A running one keeps when it was started, so that neither a locked telephone nor a reload stops it.
  let onScreen = null;
  const spent = ({ secs, since }) => secs + (since === null ? 0 : Math.max(0, Date.now() - since) / 1000);
  const minutes = (secs) => `${Math.floor(secs / 60)}:${String(Math.floor(secs % 60)).padStart(2, "0")}`;
  const announce = (text) => setText(part("said"), text);

  function halt(timer) {
    timer.secs = spent(timer);
    timer.since = null;
  }

  function timed(timer, planned, hint) {
    const now = el("span", { id: "timer-now" });
    const word = el("span", { id: "timer-word" });
    const toggle = button("timer-toggle", "Start", press);
    const reset = plain("timer-reset", "Back to 0:00", clear);
    const of = el("span", {}, planned > 0 ? ` of ${minutes(planned)} min` : " min");
    const bar = el("div", { class: "timer", role: "group", "aria-label": "Timer" }, el("p", {}, now, of, word), toggle);
    const isOver = () => planned > 0 && Math.floor(spent(timer)) > planned;
    let wasOver = isOver();

    function draw() {
      const [secs, runs, over] = [Math.floor(spent(timer)), timer.since !== null, isOver()];
      const [said, press] = runs ? ["Running", "Stop"] : secs ? ["Stopped", "Resume the clock"] : ["Not started", "Start"];
      setText(now, minutes(secs));
      setText(word, over ? `${said}, ${minutes(secs - planned)} over the plan` : said);
      setText(toggle, press);
      // Once it has stopped, what is next is to score: it is no longer the first thing to press.
      toggle.classList.toggle("plain", !runs && secs > 0);
      bar.classList.toggle("stopped", !runs && secs > 0);
      reset.hidden = runs || !secs;
      bar.classList.toggle("over", over);
      if (over && !wasOver) announce(`The planned ${minutes(planned)} minutes are over`);
      wasOver = over;
    }
    function press() {
      if (timer.since === null) timer.since = Date.now();
      else halt(timer);
      save();
      draw();
      announce(timer.since === null ? `Timer stopped at ${minutes(timer.secs)} minutes` : "Timer running");
    }
    function clear() {
      Object.assign(timer, unstarted());
      save();
      draw();
      announce("Timer back to 0:00 minutes");
      toggle.focus();
    }
    onScreen = { timer, draw };
    draw();
    return [bar, el("p", { class: "muted hint" }, hint), reset];
  }

  // The steps: each gives what stands below its heading.
  function start() {
    const several = plan.rounds.length > 1;
    return [
      para("Somebody you know is rehearsing for a job interview and asks you to play the interviewer."),
      para("You need no experience: this page tells you what to say and what to do. ",
        `${several ? "A round takes" : "It takes"} about ${plan.rounds[0].minutes} minutes.`),
      plan.about ? para("The interview is for: ", el("strong", {}, foreign(plan.about)), ".") : null,
      several ? para(`It has ${plan.rounds.length} rounds. Do them one at a time, on one day or on several.`) : null,
      headed("How it goes", list("ol", [
        "Sit across a table, or call by video. They must not see this screen.",
        "Read out what stands in large type, as if it were yours. Keep all the rest to yourself.",
        "Press Start when they begin to answer and Stop when they end. Listen, and tick what you hear.",
        "Ask the follow-ups that fit. Then score the answer, and go on.",
        "If they have no story for a question, say “Then let us take the next one”, and go on.",
        "Say nothing about how it went until the round is over and you have voted.",
        "At the end this page makes a small file. Send it back to them.",
      ])),
      headed("What happens to what you enter",
        para("Nothing is sent anywhere, and this page works without a network. You send the file yourself.")),
      headed("You", field("by", "Your name, so that it is known whose scores these are", state, { max: 80 })),
      headed(several ? "Choose a round" : "The round", plan.rounds.map(roundCard)),
    ];
  }

  function roundCard(round) {
    const own = entered(round);
    const begun = own.at ? ["Begun, no vote yet", "Go on"] : ["Not begun", "Begin"];
    const [word, label] = own.sealed ? ["✓ Done", "Look again"] : begun;
    const title = [`${ordinal(round)}: `, foreign(round.role)];
    const enter = () => go(own.at || `r${round.n}-opening`);
    const count = round.questions.length === 1 ? "1 question" : `${round.questions.length} questions`;
    const facts = `About ${round.minutes} minutes, ${count}. ${word}.`;
    return el("div", { class: "card" }, el("h3", {}, title), quiet(facts),
      button(null, `${label}: ${ordinal(round).toLowerCase()}`, enter, { "data-open-round": round.n }));
  }

  function opening({ round }) {
    const { role, manner_line: manner, ask_first: first, ask_first_secs: planned } = round;
    return [
      para("You are: ", el("strong", {}, foreign(role)), ". ", manner ? ["How to play it. ", foreign(manner)] : null),
      read("Read out", round.opening),
      quiet("The name is made up. Say your own if you like."),
      first ? [read("When they have greeted you, read out", first), timed(entered(round).first, planned, UNSCORED)] : null,
    ];
  }

  function question(step) {
    const { text, bridge, principle, meaning, answer_secs: planned } = step.question;
    const answer = enteredAt(step);
    const about = meaning ? [": ", foreign(meaning)] : ".";
    const more = plan.rubric.dimensions.filter(({ id }) => !plan.asked_after_each.includes(id));
    return [
      read("Read out", bridge, text),
      principle ? quiet("Not to be read out. It asks about ", el("strong", {}, foreign(principle)), about) : null,
      timed(answer.timer, planned, "Start when they begin to answer, stop when they end. Follow-ups are not timed."),
      heard(answer),
      followUps(step.question.probes || [], answer),
      ifYouHear(step.question.if_you_hear || []),
      signs(step.question),
      field("note", "Note, if you like: what you would tell them about this answer", answer, { max: 4000, long: true }),
      headed("Scores",
        quiet("“I”, “my” and “mine” are the speaker's, not yours. The plan is the time beside the clock."),
        el("p", { class: "muted keys" }, "Press 1 to 5 to score what has the keyboard and go on, 0 to leave it out."),
        plan.asked_after_each.map((id) => scored(plan.rubric.dimensions.find((one) => one.id === id), step.question, answer))),
      more.length ? folded("more-scores", "More scores, if you like…", more.map((one) => scored(one, step.question, answer))) : null,
    ];
  }

  function heard(answer) {
    const box = ([id, name, means]) => {
      const tick = el("input", { type: "checkbox", id: `heard-${id}`, checked: Boolean(answer.heard[id]) });
      tick.addEventListener("change", () => {
        answer.heard[id] = tick.checked;
        save();
      });
      return el("label", {}, tick, el("span", {}, el("b", {}, name), ` ${means}`));
    };
    const title = el("legend", { class: "title" }, "Tick what you heard");
    return el("fieldset", { class: "heard" }, title, el("div", { class: "options" }, HEARD.map(box)));
  }

  function followUps(probes, answer) {
    const probe = (text, n) => {
      const choose = (value) => (answer.probes[n] = value);
      return choice(`probe-${n}`, [text], OUTCOMES, answer.probes[n] || "", choose, { class: "probe" });
    };
    const when = "Ask those that fit, when the answer has ended. ";
    const means = "Held: they could say. Did not hold: they could not, or went round it.";
    return probes.length ? headed("Follow-ups to read out", quiet(when, means), probes.map(probe)) : null;
  }

  function ifYouHear(pairs) {
    const one = ({ hear, ask }) => [el("dt", {}, "If you hear: ", foreign(hear)), el("dd", { dir: "auto" }, "Ask: ", foreign(ask))];
    return pairs.length ? headed("If you hear this, ask that", el("dl", {}, pairs.flatMap(one))) : null;
  }

  function signs({ good, weak }) {
    const of = (title, signs) => (signs && signs.length ? [el("h3", {}, title), list("ul", signs)] : []);
    const both = [...of("A strong answer", good), ...of("A weak answer", weak)];
    return both.length ? folded("signs", "What a strong answer has, and a weak one…", both) : null;
  }

  // What 1 to 5 stand for goes by the question: its principle, and the time planned for it.
  function scored({ id, name, asks }, { anchors }, answer) {
    const digit = (value) => el("span", { class: "digit" }, value);
    const option = (value, text) => [value, digit(value), el("span", { dir: "auto" }, text)];
    const options = [...anchors[id].map((anchor, i) => option(`${i + 1}`, anchor)), option("0", "Not scored")];
    const chosen = id in answer.scores ? `${answer.scores[id]}` : null;
    const choose = (value) => (answer.scores[id] = Number(value));
    return choice(`score-${id}`, [el("b", {}, name), " ", asks], options, chosen, choose, { "data-dimension": id });
  }

  function own({ round }) {
    return [
      read("Read out", round.own_line),
      para("Now they ask you. Answer briefly, as somebody at the company might, and make up what you do not know."),
      para("When the time is over, go on to the closing."),
      timed(entered(round).own, round.own_secs, UNSCORED),
    ];
  }

  function closing({ round }) {
    return [
      read("Read out", round.closing),
      para("The round is over. End the call, or ask them to leave you alone for two minutes."),
      para("Say nothing yet about how it went. Go back to any answer to score it, then go on to your vote."),
    ];
  }

  function ballot(round) {
    const own = entered(round);
    const options = plan.votes.map(({ id, name }) => [id, name]);
    return [
      para("From this round alone: would you hire them? Vote before you talk about it."),
      para("A vote that is cast stays sealed. This page does not show it again, and the file carries it to them."),
      choice("vote", ["Your vote"], options, own.vote, (value) => (own.vote = value), { class: "vote" }),
      field("reason", "Your reason, in one line", own),
      el("p", { id: "problem", role: "alert" }),
      button("cast", "Cast the vote", () => cast(own)),
    ];
  }

  function cast(own) {
    if (!own.vote) return refuse("Choose one of the four first.", document.querySelector("input[name=vote]"));
    if (!own.reason.trim()) return refuse("Write your reason first. One line is enough.", part("reason"));
    seal(own, { sealed: true }, "Cast and sealed");
  }

  function sealed(round) {
    const left = plan.rounds.some((one) => !entered(one).sealed);
    return [
      el("p", { class: "sealed" }, "✓ Cast and sealed"),
      para(`${ordinal(round)} is done. This page does not show your vote again. The file carries it.`),
      left ? para("There are rounds left. Go on when you are both ready.") : null,
      plain("take-back", "Take it back", () => seal(entered(round), unvoted(), "Vote taken back")),
    ];
  }

  function seal(own, change, said) {
    Object.assign(own, change);
    open(state.at);
    announce(said);
  }

  function finish() {
    const changed = () => {
      part("done").hidden = true;
      setText(part("problem"), "");
    };
    return [
      list("ul", plan.rounds.map((round) => [`${ordinal(round)}, `, foreign(round.role), `: ${summary(round)}.`])),
      field("keep", "Keep: one thing to keep doing", state, { changed }),
      field("change", "Change: one thing to change", state, { changed }),
      field("by", "Your name", state, { max: 80, changed }),
      el("p", { id: "problem", role: "alert" }),
      button("make", "Make the file", make),
      el("section", { id: "done", hidden: true },
        el("h2", {}, "Now save it and send it back"),
        para("Save the file and send it to the person who sent you this page, by mail or as a message. It holds your votes, ",
          "reasons and notes."),
        para(el("a", { id: "file", class: "button" }, "Save the file")),
        folded("folded-text", "If nothing is saved, send the text instead…",
          el("label", { class: "field", for: "text" }, "Copy all of this into a message. It shows your votes."),
          el("textarea", { id: "text", readonly: true, dir: "ltr" }),
          plain("select", "Select the text", () => part("text").select()))),
    ];
  }

  function summary(round) {
    const result = roundResult(round);
    if (!result) return "nothing entered, not in the file";
    const scored = result.answers.filter(({ scores }) => Object.keys(scores).length).length;
    const answers = `${result.answers.length} of ${round.questions.length} answers, ${scored} scored`;
    return `${answers}, ${result.vote ? "vote cast" : "no vote cast"}`;
  }

  // The file: only what was entered; JSON leaves out what is undefined. Less than a second on the clock was a slip.
  function answerResult({ n, text, probes = [] }, { timer, heard, probes: outcomes, scores, note }) {
    const result = {
      n,
      question: text,
      secs: timer.secs < 1 ? undefined : Math.round(timer.secs * 10) / 10,
      heard: HEARD.map(([id]) => id).filter((id) => heard[id]),
      probes: probes.map((_, at) => ({ n: at, outcome: outcomes[at] })).filter(({ outcome }) => outcome),
      scores: Object.fromEntries(Object.entries(scores).filter(([, score]) => score > 0)),
      note: note.trim() || undefined,
    };
    const lists = [result.heard, result.probes, Object.keys(result.scores)];
    return result.secs || result.note || lists.some((list) => list.length) ? result : null;
  }

  function roundResult(round) {
    const own = entered(round);
    const given = round.questions.map((one) => own.answers[one.n] && answerResult(one, own.answers[one.n])).filter(Boolean);
    if (!given.length && !own.sealed) return null;
    return { n: round.n, ...(own.sealed ? { vote: own.vote, reason: own.reason.trim() } : {}), answers: given };
  }

  const result = () => ({
    format: "greenroom-round-scores/1",
    packet: plan.packet,
    by: state.by.trim(),
    at: localNow(),
    rubric: plan.rubric.version,
    rounds: plan.rounds.map(roundResult).filter(Boolean),
    keep: state.keep.trim() || undefined,
    change: state.change.trim() || undefined,
  });

  function refuse(problem, to) {
    setText(part("problem"), problem);
    to.focus();
  }

  function make() {
    const made = result();
    const isEmpty = !made.rounds.length && !made.keep && !made.change;
    if (!made.by) return refuse("Write your name first, so that it is known whose scores these are.", part("by"));
    if (isEmpty) return refuse("Nothing is entered yet. Do a round first, or write a line here.", part("keep"));
    setText(part("problem"), "");
    const text = `${JSON.stringify(made, null, 2)}\n`;
    const link = part("file");
    URL.revokeObjectURL(link.href);
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const name = made.by.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
    link.download = `round-${name || "friend"}.json`;
    part("text").value = text;
    part("done").hidden = false;
    link.focus();
  }

  // Around each step: where one is above it, the ways on below it.
  function place({ round, id }) {
    const made = new Date(`${plan.made}T12:00:00`).toLocaleDateString("en-GB", { dateStyle: "long" });
    if (!round) return quiet("A mock interview", plan.form ? [": ", foreign(plan.form)] : "", `. Made on ${made}.`);
    const own = stepsOf(round);
    const at = own.findIndex((step) => step.id === id) + 1;
    const which = `${ordinal(round)} of ${plan.rounds.length}: `;
    return quiet(which, foreign(round.role), `, ${round.manner}. Step ${at} of ${own.length}.`);
  }

  function ways(step) {
    const [before, after] = [steps[steps.indexOf(step) - 1], steps[steps.indexOf(step) + 1]];
    const label = (one) => (one.kind === "opening" ? ordinal(one.round) : nameOf(one)).toLowerCase();
    const mayFinish = step.round && after.kind !== "finish";
    return el("nav", { "aria-label": "Steps" },
      el("div", { class: "ways" },
        before ? plain("back", "Back", () => go(before.id)) : null,
        mayFinish ? plain("finish-here", "Finish here", () => go("finish")) : null,
        step.round ? button("next", `Go on: ${label(after)}`, () => go(after.id)) : null),
      folded("all-steps", "All steps…", el("ol", {}, steps.map((one) => el("li", {}, wayTo(one, one === step))))));
  }

  function wayTo(step, isHere) {
    const label = step.round ? `${ordinal(step.round)}: ${nameOf(step).toLowerCase()}` : nameOf(step);
    return plain(null, label, () => go(step.id), { "data-go": step.id, "aria-current": isHere && "step" });
  }

  function foot(step) {
    const kept = isKept
      ? "What you enter is kept on this device only, in this browser. You can close this page and open it again."
      : "△ This browser keeps nothing. Do not close or reload this page before you have made the file and sent it.";
    return el("footer", {}, el("p", { id: "kept", class: "muted" }, kept), step.round ? null : startOver());
  }

  function startOver() {
    const keep = () => {
      part("start-over").open = false;
      part("start-over").firstChild.focus();
    };
    const clear = () => {
      state = blank();
      go("start");
      announce("All cleared");
    };
    const answers = [plain("start-over-no", "Keep it", keep), plain("start-over-yes", "Clear it", clear)];
    const asked = para("This clears all you entered, in every round.");
    return folded("start-over", "Start over…", asked, el("div", { class: "ways" }, answers));
  }

  function show(left = "") {
    const step = stepOf(state.at);
    onScreen = null;
    const heading = el("h1", { id: "heading", tabindex: -1, "data-step": step.id }, nameOf(step));
    const body = el("div", {}, place(step), left ? quiet(left) : "", heading, KINDS[step.kind].render(step), ways(step), foot(step));
    part("step").replaceChildren(body);
  }

  // A clock that was left running stops and is kept.
  function open(id) {
    const ran = onScreen && onScreen.timer.since !== null;
    if (onScreen) halt(onScreen.timer);
    const left = ran ? `The clock was still running. It was stopped at ${minutes(onScreen.timer.secs)} min.` : "";
    const step = stepOf(id);
    state.at = step.id;
    if (step.round) entered(step.round).at = step.id;
    save();
    show(left);
    // Said and shown: the time spent on scoring may have gone into the answer's.
    announce(left);
    window.scrollTo(0, 0);
    part("heading").focus({ preventScroll: true });
  }

  // Each step is an entry of the browser's history, so that a telephone's own Back goes one step back.
  function go(id) {
    open(id);
    tried(() => history.pushState(state.at, ""));
  }

  function scoreByDigit(event) {
    const writing = event.target.matches("textarea, input[type=text]");
    if (writing || event.ctrlKey || event.altKey || event.metaKey || event.repeat || !/^[0-5]$/.test(event.key)) return;
    const all = [...document.querySelectorAll("fieldset[data-dimension]")];
    const groups = all.filter((one) => !one.closest("details:not([open])"));
    const at = event.target.closest("fieldset[data-dimension]");
    const group = at || groups.find((one) => !one.querySelector("input:checked"));
    if (!group) return;
    event.preventDefault();
    group.querySelector(`input[value="${event.key}"]`).click();
    const next = groups[groups.indexOf(group) + 1];
    (next ? next.querySelector("input:checked") || next.querySelector("input") : part("next")).focus();
  }

  document.getElementById("round").replaceChildren(el("div", { id: "step" }), el("p", { id: "said", role: "status" }));
  document.addEventListener("keydown", scoreByDigit);
  window.addEventListener("popstate", (event) => open(event.state || "start"));
  setInterval(() => onScreen && onScreen.draw(), 250);
  show();
  tried(() => history.replaceState(state.at, ""));
})();
