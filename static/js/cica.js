/* Everything here is a courtesy: the pages work without it. Menus made of <details> close on Escape and on a click elsewhere;
   filters answer to a choice. */
(function () {
  "use strict";

  function openMenus() {
    return document.querySelectorAll("details.menu[open]");
  }

  document.addEventListener("click", function (event) {
    openMenus().forEach(function (menu) {
      if (!menu.contains(event.target)) {
        menu.removeAttribute("open");
      }
    });
  });

  /* A filter narrows its list as soon as something is chosen; what is typed waits for the button. */
  document.addEventListener("change", function (event) {
    if (event.target.matches("form[hx-get] select")) {
      event.target.form.requestSubmit();
    }
  });

  /* What can't be sent any more is taken home. Without scripts it is selected and copied by hand. */
  document.addEventListener("click", function (event) {
    var id = event.target.getAttribute("data-copies");
    if (id) {
      document.getElementById(id).select();
      document.execCommand("copy");
    }
  });

  /* One box finds: Ctrl or Cmd and K, which browsers leave to the page. */
  document.addEventListener("keydown", function (event) {
    var box = document.querySelector("[data-jump]");
    if (box && box.offsetParent && (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });

  /* Under the box: arrows go through what was found, Escape takes it away. */
  document.addEventListener("keydown", function (event) {
    var jump = event.target.closest(".jump");
    if (!jump) {
      return;
    }
    var stops = [jump.querySelector("[data-jump]")].concat(Array.from(jump.querySelectorAll(".jump-found a")));
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && stops.length > 1) {
      event.preventDefault();
      stops[(stops.indexOf(event.target) + step + stops.length) % stops.length].focus();
    } else if (event.key === "Escape") {
      jump.querySelector(".jump-found").replaceChildren();
      stops[0].focus();
    }
  });

  /* What is wrong with a form is told first, and stands first under the keyboard. */
  var wrong = document.querySelector(".errors[tabindex]");
  if (wrong) {
    wrong.focus();
  }

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") {
      return;
    }
    openMenus().forEach(function (menu) {
      menu.removeAttribute("open");
      menu.querySelector("summary").focus();
    });
  });
})();
