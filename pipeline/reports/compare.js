(function () {
  "use strict";
  var places = document.querySelectorAll(".pair.diff");
  var at = -1;
  document.querySelectorAll(".step").forEach(function (button) {
    button.disabled = !places.length;
    button.addEventListener("click", function () {
      if (at >= 0) { places[at].classList.remove("at"); }
      at = at < 0 && button.dataset.step < 0 ? places.length - 1
        : (at + Number(button.dataset.step) + places.length) % places.length;
      places[at].classList.add("at");
      places[at].scrollIntoView({ block: "center" });
    });
  });
})();
