// The teacher's own window. It knows the class by the token in its address, says what to say next, and moves the stage.
"use strict";

const EVERY = 1000, KEPT = "pdd-presenter", RED_MINUTES = 1;
const $ = selector => document.querySelector(selector);
const token = read();
// The words of this window, in its language: English has none.
const spoken = JSON.parse($("#language").textContent);

function say(text, values) {
  const said = spoken.words[text] || (spoken.marks ? spoken.marks.replace("{}", () => text) : text);
  return said.replace(/\{(\w+)\}/g, (place, name) => (values && name in values ? String(values[name]) : place));
}

// The form that a count asks for; {n} is the count.
function plural(count, one, many, values) {
  const all = new Intl.PluralRules(spoken.tag), names = all.resolvedOptions().pluralCategories;
  const forms = spoken.words[one];
  const order = ["zero", "one", "two", "few", "many", "other"].filter(name => names.includes(name));
  const text = Array.isArray(forms) ? forms[Math.min(order.indexOf(all.select(count)), forms.length - 1)]
    : (spoken.marks || "{}").replace("{}", () => (count === 1 ? one : many));
  return text.replace(/\{(\w+)\}/g, (place, name) => (({ n: count, ...values })[name] ?? place));
}

let state = null, notes = null, cue = 0, ending = false;

// The token leaves the address as soon as it is known, so that nobody reads it there.
function read() {
  const given = location.hash.slice(1);
  if (/^[0-9a-f]{32}$/.test(given)) {
    attempt(() => sessionStorage.setItem(KEPT, given));
    history.replaceState(null, "", location.pathname);
    return given;
  }
  return attempt(() => sessionStorage.getItem(KEPT)) || "";
}

function attempt(act) { try { return act(); } catch (error) { return null; } }

// An element with its text, its attributes and what is in it.
function make(tag, text, attributes, inner) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  Object.entries(attributes || {}).forEach(([name, value]) => { if (value !== null) made.setAttribute(name, value); });
  made.append(...(inner || []));
  return made;
}

function ask(path, data) {
  const headers = { "X-Class-Token": token, "Content-Type": "application/json" };
  return fetch(path, { cache: "no-store", headers: headers, ...(data ? { method: "POST", body: JSON.stringify(data) }
    : {}) });
}

async function act(name, more) {
  try { heard(await ask("do", { act: name, ...more })); } catch (error) { tell(say("The server does not answer.")); }
}

const order = (what, word) => act("order", { what: what, word: word });

async function look() {
  try { await heard(await ask("state")); } catch (error) { tell(say("The server does not answer.")); }
  if (document.body.dataset.state !== "over") setTimeout(look, EVERY);
}

async function heard(answer) {
  if (answer.status === 403) {
    document.body.dataset.state = "over";
    return tell(say("This class is over, or this window does not belong to it. Open it again from the lesson."));
  }
  if (!answer.ok) return;
  const before = state;
  state = await answer.json();
  tell("");
  const { lesson, step, case: now } = state.stage, was = before && before.stage;
  if (lesson && (!notes || notes.name !== lesson)) {
    const told = await ask("notes?lesson=" + encodeURIComponent(lesson));
    notes = told.ok ? await told.json() : null;
    cue = 0;
  }
  if (was && (was.step !== step || was.case !== now || was.lesson !== lesson)) cue = 0;
  if (was && asked(before.vote) !== asked(state.vote)) cue = Math.max(cue, due());
  draw();
}

const asked = vote => vote && [vote.lesson, vote.kind, vote.number, vote.open].join();

// The cue that is due once a vote has been opened or closed before the run: close it; talk, and vote again; show both.
function due() {
  const { vote, stage } = state;
  if (stage.step !== 0 || !vote || vote.lesson !== stage.lesson || vote.kind !== "predict") return 0;
  return vote.open ? 2 : vote.number > 1 ? 4 : 3;
}

function tell(text) {
  $("#message").textContent = text;
  $("#message").hidden = !text;
}

// --- what is now

const minute = seconds => Math.floor(seconds / 60) + ":" + String(Math.floor(seconds % 60)).padStart(2, "0");
const caseNow = () => notes && notes.cases.find(one => one.key === state.stage.case);
// What is said at this step; while running, what belongs to the case.
const part = () => (state.stage.step === 1 && caseNow()) || notes.steps[state.stage.step];
const cues = () => (state.stage.step === 1 && !caseNow() ? notes.cases.slice(0, 1).map(one => (
  { says: say("Run the first case: {title}", one), turn: null })) : part().cues);

function draw() {
  document.body.dataset.state = notes ? "ready" : "waiting";
  $("#linked").textContent = state.address
    ? say("linked to the stage · class {code} at {address}, ends when you close it", state)
    : say("linked to the stage · class {code}, ends when you close it", state);
  $("[data-blank]").setAttribute("aria-pressed", String(state.is_blank));
  drawVote();
  if (!notes) return $("#notes").replaceChildren(make("blockquote", say("Open a lesson on the projected page.")));
  drawStage();
  drawNotes();
  drawTime();
  $("#care").replaceChildren(make("h2", say("Care")), ...notes.care.map(text => make("p", text)));
  const votes = state.answers.predict && Object.values(state.answers.predict.counts).join(",");
  ["student", "teacher"].forEach(who => {
    const more = [votes && "votes=" + votes, spoken.code !== "en" && "lang=" + spoken.code].filter(Boolean).join("&");
    $("#sheet-" + who).href = "sheet/" + notes.name + "/" + who + (more && "?" + more);
  });
}

// Small pictures of the stage come while it stands in another window of this browser.
let mirror = null;

function drawStage() {
  mirror = mirror || new Mirrored($("#mirror"), state.code);
  const { step, turn } = state.stage, shown = caseNow(), { vote } = state;
  const lines = [make("b", notes.title), make("p", notes.steps[step].title
    + (step === 1 && shown
      ? ": " + say("{title}, at {time}", { title: shown.title, time: minute(notes.turn_seconds * turn) }) : ""))];
  if (vote && vote.open) {
    lines.push(make("p", say("The vote is open: {voted} of {all}.", { voted: vote.voted, all: state.joined })));
  } else if (vote && state.is_shown) lines.push(make("p", say("The counts are shown.")));
  if (state.is_blank) lines.push(make("p", say("The stage is blank.")));
  $("#sees").replaceChildren(...lines);
  const all = cues(), next = all[Math.min(cue, all.length - 1)];
  const passed = next && next.turn !== null && turn >= next.turn;
  const time = next && next.turn !== null ? minute(notes.turn_seconds * next.turn) : "";
  const head = !time ? say("Next cue") : passed ? say("Next cue, at {time}: now", { time })
    : say("Next cue, at {time}", { time });
  $("#cue-head").textContent = head + (all.length > 1
    ? " · " + say("{at} of {all}", { at: Math.min(cue, all.length - 1) + 1, all: all.length }) : "");
  $("#cue").textContent = next ? next.says : "";
  $("[data-cue='-1']").disabled = cue <= 0;
  $("[data-cue='1']").disabled = cue >= all.length - 1;
  const last = notes.cases[notes.cases.length - 1];
  $("[data-next-case]").disabled = step !== 1 || !shown || shown.key === last.key;
}

function drawNotes() {
  const { step } = state.stage, now = part(), told = [make("h2", step === 1 && caseNow()
    ? say("Run, case {at} of {all}", { at: 1 + notes.cases.indexOf(caseNow()), all: notes.cases.length })
    : notes.steps[step].title)];
  now.say.forEach(text => told.push(make("blockquote", text)));
  if (step === 0) told.push(make("h2", say("Expected of the model")), make("p", notes.expects.letter + ". "
    + notes.expects.says));
  if (now.watch) told.push(make("h2", say("To notice")), make("ul", "", {}, now.watch.map(text => make("li", text))));
  // Before the run these would give it away.
  if (step > 0) {
    told.push(make("h2", say("Ask, and what to listen for")), make("dl", "", {}, notes.questions.flatMap(one => [
      make("dt", one.ask), make("dd", one.answer)])));
  }
  told.push(make("h2", step === 2 ? say("Limits, to be said aloud") : say("You will hear")), make("ul", "", {},
    (step === 2 ? notes.limits : notes.mistakes).map(text => make("li", text))));
  const key = JSON.stringify([notes.name, state.stage.step, state.stage.case]);
  if ($("#notes").dataset.key === key) return;
  $("#notes").dataset.key = key;
  $("#notes").replaceChildren(...told);
}

function drawTime() {
  const total = state.times.reduce((sum, seconds) => sum + seconds, 0), { minutes } = notes, { step } = state.stage;
  const all = minutes.reduce((sum, one) => sum + one, 0);
  $("#clock").replaceChildren(minute(total) + " ", make("span", say("of {all}", { all: all + ":00" })));
  $("#steps").replaceChildren(...minutes.map((most, i) => {
    const spent = Math.floor(state.times[i] / 60), width = Math.min(100, (100 * state.times[i]) / (60 * most));
    const bar = make("u");
    bar.style.width = width + "%";
    return make("div", "", { class: i === step ? "now" : null }, [make("span", notes.steps[i].title),
      make("i", "", {}, [bar]), make("span", i > step && !spent ? String(most)
        : say("{at} of {all}", { at: spent, all: most }))]);
  }));
  // Behind is what the steps so far have taken beyond their time.
  const due = minutes.slice(0, step).reduce((sum, one) => sum + one, 0) + minutes[step];
  const behind = Math.floor(total / 60 - due);
  $("#pace").textContent = behind >= RED_MINUTES ? plural(behind, "{n} minute behind.", "{n} minutes behind.") : "";
}

function drawVote() {
  const { vote, stage } = state, kind = stage.step === 0 ? "predict" : "saw", acts = [];
  const mine = vote && vote.lesson === stage.lesson ? vote : null, told = [];
  const button = (text, name, more, main) => {
    const made = make("button", text, { type: "button", class: main ? "main" : null, "data-act": name });
    made.onclick = () => act(name, more);
    acts.push(made);
  };
  const same = { lesson: stage.lesson, kind: kind };
  if (mine) {
    const last = mine.rows.map(row => row.counts[row.counts.length - 1]), longest = Math.max(1, ...last);
    const parts = [mine.kind === "saw" ? say("what did you see") : "", mine.open ? say("open") : say("closed"),
      mine.number > 1 ? say("round {number}", mine) : ""];
    told.push(make("h2", say("Vote: {state}", { state: parts.filter(Boolean).join(", ") })));
    mine.rows.forEach((row, i) => {
      const bar = make("u");
      bar.style.width = (100 * last[i]) / longest + "%";
      told.push(make("div", "", { class: "bar" }, [make("b", row.letter), make("span", "", {}, [bar]),
        make("b", String(last[i]))]));
    });
    const passed = mine.passed[mine.passed.length - 1], also = state.answers.saw ? state.answers.saw.also : "";
    const counts = { voted: mine.voted, all: state.joined, passed };
    told.push(make("p", [
      passed ? say("{voted} of {all}, {passed} passed.", counts) : say("{voted} of {all}.", counts),
      notes && mine.kind === "predict" ? say("Expected: {letter}.", notes.expects) : "", mine.changed,
      mine.kind === "saw" ? also : "",
    ].filter(Boolean).join(" ")));
  } else {
    told.push(make("h2", say("Vote")), make("p", plural(state.joined, "{n} phone is here.", "{n} phones are here.")));
  }
  if (state.turned_away) {
    told.push(make("p", plural(state.turned_away, "{n} was turned away, as they share a connection.",
      "{n} were turned away, as they share a connection.")));
    button(say("Let them in"), "admit", {});
  }
  if (mine && mine.open) button(say("Close the vote"), "close", {}, true);
  else if (stage.lesson) {
    const asked = mine && mine.kind === kind;
    const first = kind === "saw" ? say("Ask: what did you see?") : say("Open the vote");
    button(asked ? say("Vote again") : first, asked ? "again" : "ask", same, !asked);
    const shows = state.is_shown ? say("Hide the counts") : say("Show the counts");
    if (asked) button(shows, "show", { on: !state.is_shown }, true);
    if (asked && kind === "predict" && mine.voted) {
      const run = make("button", say("Run it"), { type: "button" });
      run.onclick = () => order("run", "");
      acts.push(run);
    }
  }
  const saved = make("button", say("Counts (CSV)"), { type: "button", "data-csv": "" });
  saved.onclick = save;
  const key = JSON.stringify([told.map(one => one.outerHTML), acts.map(one => one.outerHTML)]);
  if ($("#vote").dataset.key === key) return;
  $("#vote").dataset.key = key;
  $("#vote").replaceChildren(...told, make("div", "", { class: "acts" }, [...acts, saved]));
}

async function save() {
  const blob = await (await ask("counts.csv")).blob(), link = make("a", "", { download: "counts.csv" });
  link.href = URL.createObjectURL(blob);
  link.click();
  URL.revokeObjectURL(link.href);
}

// --- what the teacher does

function nextCue(by) {
  cue = Math.max(0, cue + by);
  draw();
}

function nextCase() {
  const at = notes.cases.findIndex(one => one.key === state.stage.case);
  order("case", notes.cases[Math.min(at + 1, notes.cases.length - 1)].key);
}

document.addEventListener("click", event => {
  const button = event.target.closest("button");
  if (!button || !state) return;
  const { key, cue: by, step } = button.dataset;
  if (key) order("key", key);
  else if (by) nextCue(Number(by));
  else if (step) order("step", String(Math.max(0, Math.min(3, state.stage.step + Number(step)))));
  else if ("blank" in button.dataset) act("blank", { on: !state.is_blank });
  else if ("nextCase" in button.dataset) nextCase();
  else if ("end" in button.dataset) {
    button.textContent = ending ? say("Close the class") : say("Really close it?");
    if (ending) act("end", {}).then(look);
    ending = !ending;
  }
});

document.addEventListener("keydown", event => {
  if (event.target.closest("button, a") || event.ctrlKey || event.metaKey || event.altKey || !state || !notes) return;
  const does = {
    " ": () => order("key", " "), ArrowLeft: () => order("key", "ArrowLeft"),
    ArrowRight: () => order("key", "ArrowRight"), c: () => nextCue(1), b: () => act("blank", { on: !state.is_blank }),
  }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!does) return;
  event.preventDefault();
  does();
});

look();
