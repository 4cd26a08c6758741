// A scoring packet: digits score, and the form becomes a small JSON file. Nothing leaves the page by itself.
(() => {
  const form = document.getElementById("form");
  const part = (id) => document.getElementById(id);
  const groups = [...form.querySelectorAll("fieldset")];
  const chosen = (group) => group.querySelector("input:checked");

  function count() {
    const scored = groups.filter((group) => chosen(group) && chosen(group).value !== "0").length;
    part("count").textContent = `${scored} of ${groups.length} scored`;
  }

  // What was made before a change no longer says what the form says.
  function changed() {
    part("done").hidden = true;
    part("problem").textContent = "";
    count();
  }

  function focusAfter(group) {
    const next = groups[groups.indexOf(group) + 1];
    const to = next ? chosen(next) || next.querySelector("input") : part("by");
    to.focus();
  }

  document.addEventListener("keydown", (event) => {
    const writing = event.target.matches("textarea, input:not([type=radio])");
    if (writing || event.ctrlKey || event.altKey || event.metaKey || event.repeat || !/^[0-5]$/.test(event.key)) {
      return;
    }
    const group = event.target.closest("fieldset") || groups.find((one) => !chosen(one));
    if (!group) return;
    event.preventDefault();
    group.querySelector(`input[value="${event.key}"]`).checked = true;
    changed();
    focusAfter(group);
  });

  function answer() {
    const scores = {};
    for (const group of groups) {
      const radio = chosen(group);
      if (radio && radio.value !== "0") scores[group.dataset.dimension] = Number(radio.value);
    }
    const note = part("note").value.trim();
    return {
      format: "greenroom-scores/1",
      packet: form.dataset.packet,
      attempt: form.dataset.attempt,
      question: form.dataset.question,
      by: part("by").value.trim(),
      at: localNow(),
      rubric: Number(form.dataset.rubric),
      scores,
      ...(note ? { note } : {}),
    };
  }

  function missing(made) {
    if (Object.keys(made.scores).length === 0) {
      return ["Score at least one of the six first.", chosen(groups[0]) || groups[0].querySelector("input")];
    }
    if (!made.by) return ["Write your name first, so that it is known whose scores these are.", part("by")];
    return null;
  }

  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const made = answer();
    const problem = missing(made);
    if (problem) {
      part("problem").textContent = problem[0];
      problem[1].focus();
      return;
    }
    part("problem").textContent = "";
    const text = `${JSON.stringify(made, null, 2)}\n`;
    const link = part("file");
    URL.revokeObjectURL(link.href);
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const name = made.by.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
    link.download = `scores-${name || "friend"}.json`;
    part("text").value = text;
    part("done").hidden = false;
    link.focus();
  });
  part("select").addEventListener("click", () => {
    part("text").focus();
    part("text").select();
  });
  count();
})();
