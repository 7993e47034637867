// What a script adds to a sheet that works without it: a live count, a filter, and a word before leaving unsent choices.
(() => {
  const form = document.querySelector('form.sheet');
  const tally = form?.querySelector('.tally');
  if (!tally) return;
  document.documentElement.classList.add('js');

  const lines = [...form.querySelectorAll('.line')];
  const groups = [...form.querySelectorAll('.group')];
  const find = (name) => form.querySelector(`[data-${name}]`);
  const filter = find('filter');
  const [filterText, allText] = [filter.textContent, filter.dataset.showAll];
  let filtered = false;
  let unsent = false;

  const choiceOf = (line) => line.querySelector('input[type="radio"]:checked')?.value;
  const isBlank = (line) => !line.matches('.locked') && choiceOf(line) === undefined;

  function count() {
    const blank = lines.filter(isBlank).length;
    tally.querySelector('.blank').textContent = blank;
    find('some').hidden = blank === 0;
    find('all').hidden = blank > 0;
    filter.hidden = !filtered && (blank === 0 || blank === lines.length);
    const apart = lines.filter((line) => !isBlank(line) && choiceOf(line) !== 'yes');
    find('except').hidden = apart.length === 0;
    find('except').lastElementChild.textContent = apart.map((line) => line.dataset.label).join(', ');
  }

  // a line that is chosen while filtered stays where it is until the filter is pressed again
  function show(onlyBlank) {
    filtered = onlyBlank;
    for (const line of lines) line.hidden = onlyBlank && !isBlank(line);
    for (const group of groups) group.hidden = !group.querySelector('.line:not([hidden])');
    filter.textContent = onlyBlank ? allText : filterText;
    count();
  }

  form.addEventListener('change', (event) => {
    unsent = true;
    event.target.closest('.line')?.classList.toggle('missing', false);
    count();
  });
  filter.addEventListener('click', () => show(!filtered));
  form.addEventListener('submit', () => (unsent = false));
  addEventListener('pageshow', count);
  addEventListener('beforeunload', (event) => unsent && event.preventDefault());
  count();
})();
