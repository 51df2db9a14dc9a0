/* The "Select all" of the export page, without the inline handler that the Content-Security-Policy refuses. */
document.addEventListener("DOMContentLoaded", function () {
  "use strict";
  var toggle = document.querySelector(".select-toggle");
  if (!toggle) {
    return;
  }
  toggle.addEventListener("change", function () {
    document.querySelectorAll(".selectable-field-export-row input[type=checkbox]").forEach(function (box) {
      box.checked = toggle.checked;
    });
  });
});
