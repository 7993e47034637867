// What a script adds to the page of a blank that works without it: the picture follows what is typed.
(() => {
  const form = document.querySelector('form.blank');
  const picture = form?.querySelector('img.blank');
  if (!picture) return;
  const unfit = form.querySelector('[data-unfit]');
  const DRAW_AFTER_MS = 400;
  let timer;

  function draw() {
    const typed = [...new FormData(form)].filter(([name]) => name.includes('.') || name === 'sample');
    const next = new Image();
    next.onload = () => {
      picture.src = next.src;
      unfit.hidden = true;
    };
    next.onerror = () => {
      unfit.hidden = false;
    };
    next.src = `${form.dataset.live}&${new URLSearchParams(typed)}`;
  }

  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(draw, DRAW_AFTER_MS);
  });
})();
