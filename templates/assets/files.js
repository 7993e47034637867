// Whether a file was chosen: an empty field shows the words of the page. Without this script the browser shows its own in a field that
// may stay empty; one that is needed tells its state to the style sheet by itself.
(() => {
  'use strict';
  const inputs = document.querySelectorAll('label:has(.pick) + input');
  const tell = () => {
    for (const input of inputs) input.classList.toggle('empty', input.files.length === 0);
  };
  document.addEventListener('change', tell);
  // what was chosen may be there again after going back
  addEventListener('pageshow', tell);
  tell();
})();
