/* Forms with data-keep are kept as drafts while somebody types, and what is not kept yet when they leave the page or change
   its language. Without this, "Save draft" does the same. Files are not kept. Words come from the page, in its language.
   data-kept-page is the page of a draft that has a key of its own: once it is kept, the page's address is that one. */
(function () {
  "use strict";

  var PAUSE = 1500;
  // What a browser sends yet after its page is gone, in bytes; and how long a change of language waits for the draft.
  var MOST_AFTERWARDS = 60000;
  var MOST_PATIENCE = 3000;

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
    var isKept = false;
    var status = form.querySelector("[data-keep-status]");

    function say(word, extra) {
      if (status) {
        status.textContent = status.dataset[word] + (extra ? " " + extra : "");
      }
    }

    function keep(leaves) {
      timer = null;
      if (submitted) {
        return Promise.resolve();
      }
      // Its answer says which draft this page has seen: until then the next keystrokes wait.
      if (running) {
        if (leaves) {
          return running.done.then(function () {
            return keep(leaves);
          });
        }
        later();
        return Promise.resolve();
      }
      var data = new FormData(form);
      Array.from(form.querySelectorAll("input[type=file]")).forEach(function (input) {
        data.delete(input.name);
      });
      var controller = new AbortController();
      running = { stop: controller };
      say("saving");
      running.done = fetch(form.dataset.keep, {
        method: "POST",
        body: data,
        headers: { Accept: "application/json" },
        credentials: "same-origin",
        keepalive: Boolean(leaves) && new URLSearchParams(data).toString().length < MOST_AFTERWARDS,
        signal: controller.signal,
      })
        .then(function (answer) {
          if (answer.status === 401) {
            say("signedOut");
          } else if (answer.ok) {
            return answer.json().then(function (told) {
              form.querySelector("[name=kept_seen]").value = told.seen;
              say("saved", told.kept_at);
              isKept = true;
              if (form.dataset.keptPage) {
                window.history.replaceState(window.history.state, "", form.dataset.keptPage);
              }
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
      return running.done;
    }

    function later() {
      window.clearTimeout(timer);
      timer = window.setTimeout(keep, PAUSE);
    }

    // What was typed and waits for its pause goes now. Tells when it is there.
    function flush() {
      if (timer === null) {
        return running ? running.done : Promise.resolve();
      }
      window.clearTimeout(timer);
      return keep(true);
    }

    // Whoever types before this script has come is kept as well; words that "Back" brings are another page's.
    function wasTypedBefore() {
      var way = window.performance.getEntriesByType("navigation")[0];
      return (
        !(way && way.type === "back_forward") &&
        Array.from(form.querySelectorAll("textarea, input[type=text]")).some(function (field) {
          return field.value !== field.defaultValue;
        })
      );
    }

    if (wasTypedBefore()) {
      later();
    }
    form.addEventListener("input", later);
    form.addEventListener("submit", function () {
      submitted = true;
      window.clearTimeout(timer);
      timer = null;
      if (running) {
        running.stop.abort();
      }
    });
    // Back from the next page the form may be written on again: what is sent then is another text, under its own key.
    window.addEventListener("pageshow", function (event) {
      submitted = false;
      if (event.persisted) {
        form.querySelector("[name=once_key]").value = freshKey();
      }
    });

    return {
      flush: flush,
      waits: function () {
        return timer !== null || running !== null;
      },
      page: function () {
        return isKept ? form.dataset.keptPage : "";
      },
    };
  }

  var watched = Array.from(document.querySelectorAll("form[data-keep]")).map(watch);

  function flushAll() {
    return Promise.all(
      watched.map(function (kept) {
        return kept.flush();
      })
    );
  }

  window.addEventListener("pagehide", flushAll);
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") {
      flushAll();
    }
  });

  // The page comes back in the other language with what was typed: the draft first, then the change.
  document.querySelectorAll("form.langs").forEach(function (languages) {
    function go(language) {
      var page = watched
        .map(function (kept) {
          return kept.page();
        })
        .find(Boolean);
      if (page) {
        languages.querySelector("[name=next]").value = window.location.pathname + page;
      }
      if (language) {
        var chosen = document.createElement("input");
        chosen.type = "hidden";
        chosen.name = "language";
        chosen.value = language;
        languages.appendChild(chosen);
        languages.submit();
      }
    }

    languages.addEventListener("submit", function (event) {
      var waits = watched.some(function (kept) {
        return kept.waits();
      });
      if (!waits || !event.submitter) {
        go("");
        return;
      }
      event.preventDefault();
      var patience = new Promise(function (done) {
        window.setTimeout(done, MOST_PATIENCE);
      });
      Promise.race([flushAll(), patience]).then(function () {
        go(event.submitter.value);
      });
    });
  });
})();
