(function () {
  "use strict";
  document.documentElement.classList.add("scripted");
  document.querySelectorAll(".toggle[data-hide]").forEach(function (button) {
    button.addEventListener("click", function () {
      var on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      document.body.classList.toggle(button.dataset.hide, button.hasAttribute("data-inverse") ? on : !on);
    });
  });
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (item) { item.open = true; });
  });
})();
