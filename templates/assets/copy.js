// Copies what an element says; without this script the text is selected by hand.
(() => {
  'use strict';
  for (const button of document.querySelectorAll('button[data-copy]')) {
    const source = document.getElementById(button.dataset.copy);
    const status = document.getElementById(button.dataset.status);
    if (!source || !status || !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener('click', () => {
      status.textContent = '';
      navigator.clipboard.writeText(source.textContent.trim()).then(
        () => (status.textContent = button.dataset.done),
        () => {
          // not allowed here: the text is selected, so that the keys of the system copy it
          getSelection().selectAllChildren(source);
          status.textContent = button.dataset.failed;
        },
      );
    });
  }
})();
