/* A file that is larger than its field takes is told before it travels. Without scripts the house says so afterwards. */
(function () {
  "use strict";

  function largest(field) {
    var size = 0;
    Array.prototype.forEach.call(field.files || [], function (file) {
      size = Math.max(size, file.size);
    });
    return size;
  }

  function told(field) {
    var line = document.getElementById(field.id + "-too-large");
    if (!line) {
      line = document.createElement("p");
      line.id = field.id + "-too-large";
      line.className = "field-errors errornote";
      line.setAttribute("role", "alert");
      field.insertAdjacentElement("afterend", line);
    }
    return line;
  }

  /* Says whether the field's file may travel, and why not beside it. */
  function look(field) {
    var isTooLarge = largest(field) > Number(field.getAttribute("data-most"));
    var line = told(field);
    line.hidden = !isTooLarge;
    line.textContent = isTooLarge ? field.getAttribute("data-too-large") : "";
    if (isTooLarge) {
      field.setAttribute("aria-invalid", "true");
    } else {
      field.removeAttribute("aria-invalid");
    }
    return !isTooLarge;
  }

  document.addEventListener("change", function (event) {
    if (event.target.matches("input[type=file][data-most]")) {
      look(event.target);
    }
  });

  document.addEventListener("submit", function (event) {
    if (event.submitter && event.submitter.hasAttribute("formaction")) {
      return; /* A draft is kept without its files. */
    }
    event.target.querySelectorAll("input[type=file][data-most]").forEach(function (field) {
      if (!look(field)) {
        event.preventDefault();
        field.focus();
      }
    });
  });
})();
