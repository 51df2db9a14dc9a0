/* Forms with data-keep are kept as drafts while somebody types. Without this, "Save draft" does the same. Files are
   not kept. Words come from the page, in its language. */
(function () {
  "use strict";

  var PAUSE = 1500;

  function watch(form) {
    var timer = null;
    var running = null;
    var submitted = false;
    var status = form.querySelector("[data-keep-status]");

    function say(word, extra) {
      if (status) {
        status.textContent = status.dataset[word] + (extra ? " " + extra : "");
      }
    }

    function keep() {
      timer = null;
      if (submitted) {
        return;
      }
      var data = new FormData(form);
      Array.from(form.querySelectorAll("input[type=file]")).forEach(function (input) {
        data.delete(input.name);
      });
      running = new AbortController();
      say("saving");
      fetch(form.dataset.keep, {
        method: "POST",
        body: data,
        headers: { Accept: "application/json" },
        credentials: "same-origin",
        signal: running.signal,
      })
        .then(function (answer) {
          if (answer.status === 401) {
            say("signedOut");
          } else if (answer.ok) {
            return answer.json().then(function (told) {
              say("saved", told.kept_at);
            });
          } else {
            say("failed");
          }
        })
        .catch(function () {
          if (!submitted) {
            say("failed");
          }
        });
    }

    form.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(keep, PAUSE);
    });
    form.addEventListener("submit", function () {
      submitted = true;
      window.clearTimeout(timer);
      if (running) {
        running.abort();
      }
    });
    // Back from the next page the form may be written on again.
    window.addEventListener("pageshow", function () {
      submitted = false;
    });
  }

  document.querySelectorAll("form[data-keep]").forEach(watch);
})();
