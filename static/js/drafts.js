/* Forms with data-keep are kept as drafts while somebody types. Without this, "Save draft" does the same. Files are
   not kept. Words come from the page, in its language. */
(function () {
  "use strict";

  var PAUSE = 1500;

  function freshKey() {
    if (window.crypto && window.crypto.randomUUID) {
      return window.crypto.randomUUID();
    }
    var numbers = window.crypto.getRandomValues(new Uint32Array(4));
    return Array.from(numbers, function (number) {
      return number.toString(16).padStart(8, "0");
    }).join("");
  }

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
      // Its answer says which draft this page has seen: until then the next keystrokes wait.
      if (running) {
        timer = window.setTimeout(keep, PAUSE);
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
              form.querySelector("[name=kept_seen]").value = told.seen;
              say("saved", told.kept_at);
            });
          } else if (answer.status === 409) {
            return answer.json().then(function (told) {
              if (status) {
                status.textContent = told.detail;
              }
            });
          } else {
            say("failed");
          }
        })
        .catch(function () {
          if (!submitted) {
            say("failed");
          }
        })
        .then(function () {
          running = null;
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
    // Back from the next page the form may be written on again: what is sent then is another text, under its own key.
    window.addEventListener("pageshow", function (event) {
      submitted = false;
      if (event.persisted) {
        form.querySelector("[name=once_key]").value = freshKey();
      }
    });
  }

  document.querySelectorAll("form[data-keep]").forEach(watch);
})();
