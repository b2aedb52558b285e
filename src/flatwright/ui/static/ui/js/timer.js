// The running clock counts on while the page is open.
function tick() {
  for (const timer of document.querySelectorAll("[data-since]")) {
    const seconds = Math.max(0, Math.floor((Date.now() - new Date(timer.dataset.since)) / 1000));
    const two = (number) => String(number).padStart(2, "0");
    const words = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    const clock = timer.querySelector("[data-clock]") ?? timer;
    if (clock.textContent !== words) clock.textContent = words;
  }
}

if (document.querySelector("[data-since]")) {
  tick();
  setInterval(tick, 1000);
}
