// The vote without a new page: works in any browser of the last ten years, and the page does without it too.
(function () {
  var box = document.getElementById("now"), place = location.pathname, own = location.search, key = "pdd " + place;
  var timer, misses = 0, busy;
  function kept(value) {
    try {
      if (value === undefined) return JSON.parse(localStorage.getItem(key));
      if (value) localStorage.setItem(key, JSON.stringify(value)); else localStorage.removeItem(key);
    } catch (error) { kept.here = value === undefined ? kept.here : value; }
    return kept.here;
  }
  function told(name) { return box.firstElementChild ? box.firstElementChild.getAttribute("data-" + name) : null; }
  function ask(method, where, body, done) {
    var call = new XMLHttpRequest();
    function end() {
      var fine = call.status && call.status !== 429 && call.status < 500;
      misses = fine ? 0 : misses + 1;
      document.body.className = misses > 1 || (misses && body) ? "lost" : "";
      done(fine ? call : null);
    }
    call.open(method, where);
    call.timeout = 9000;
    call.onload = call.onerror = call.ontimeout = end;
    call.setRequestHeader("X-Part", "1");
    if (body) call.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
    call.send(body);
  }
  function put(call) {
    if (call.status === 204) return;
    var at = document.activeElement, was = at && at.name === "vote" ? at.value : null, all, i;
    box.innerHTML = call.responseText;
    all = box.getElementsByTagName("button");
    for (i = 0; was !== null && i < all.length; i += 1) if (all[i].value === was) all[i].focus();
  }
  function later() {
    clearTimeout(timer);
    if (told("v") === null) return;
    var seconds = Math.max(Number(told("every")) || 3, Math.min(20, misses * 3));
    timer = setTimeout(look, 1000 * seconds * (0.8 + 0.4 * Math.random()));
  }
  function look() {
    if (kept()) return send();
    if (document.hidden) return later();
    ask("GET", place + "/now?v=" + told("v") + own.replace("?", "&"), null, function (call) {
      if (call && !busy) put(call);
      later();
    });
  }
  // A vote that does not get through is kept, and sent again until it does.
  function send() {
    var vote = kept();
    clearTimeout(timer);
    busy = true;
    ask("POST", place + own, "round=" + vote.round + "&vote=" + encodeURIComponent(vote.vote), function (call) {
      var now = kept();
      busy = false;
      if (call && now && now.vote === vote.vote) {
        kept(null);
        put(call);
      } else if (call) return send();
      later();
    });
  }
  document.addEventListener("click", function (event) {
    var button = event.target, all, i;
    while (button && button.name !== "vote") button = button.parentNode;
    if (!button) return;
    event.preventDefault();
    all = box.getElementsByTagName("button");
    for (i = 0; i < all.length; i += 1) all[i].className = all[i].className.replace(" on", "");
    button.className += " on";
    kept({ round: button.form.round.value, vote: button.value });
    if (!busy) send();
  });
  document.addEventListener("visibilitychange", function () { if (!document.hidden) look(); });
  if (box && told("v")) { if (kept()) send(); else later(); }
})();
