// What a script adds to a sheet that works without it: a live count, a filter, and what is filled in saved as it is chosen.
(() => {
  const form = document.querySelector('form.sheet');
  const tally = form?.querySelector('.tally');
  if (!tally) return;
  document.documentElement.classList.add('js');

  const SAVE_AFTER_MS = 1_500;
  const lines = [...form.querySelectorAll('.line')];
  const groups = [...form.querySelectorAll('.group')];
  const find = (name) => form.querySelector(`[data-${name}]`);
  const filter = find('filter');
  const [filterText, allText] = [filter.textContent, filter.dataset.showAll];
  const kept = find('kept');
  let filtered = false;
  // how often something was chosen, and how much of that has been saved
  let [chosen, saved] = [0, 0];
  let saving = false;
  let timer;

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

  // one save at a time, so that an older one never comes last
  async function save() {
    clearTimeout(timer);
    if (saving || saved === chosen) return;
    saving = true;
    const upTo = chosen;
    const fields = [...new FormData(form)].filter(([, value]) => value !== '');
    const body = new URLSearchParams([...fields, ['step', 'draft']]);
    try {
      const answer = await fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' } });
      const { said } = answer.headers.get('content-type')?.includes('json') ? await answer.json() : {};
      if (answer.ok) saved = upTo;
      tell(said ?? kept.dataset.failed, answer.ok);
    } catch {
      tell(kept.dataset.failed, false);
    }
    saving = false;
    if (saved < chosen && chosen > upTo) timer = setTimeout(save, SAVE_AFTER_MS);
  }

  // only what went wrong is read out
  function tell(said, ok) {
    kept.setAttribute('role', ok ? 'none' : 'alert');
    kept.textContent = said;
    kept.hidden = false;
  }

  function changed() {
    chosen += 1;
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER_MS);
  }

  form.addEventListener('input', changed);
  form.addEventListener('change', (event) => {
    event.target.closest('.line')?.classList.toggle('missing', false);
    count();
  });
  filter.addEventListener('click', (event) => {
    event.preventDefault();
    show(!filtered);
  });
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    saved = chosen;
  });
  addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && save());
  addEventListener('pageshow', count);
  addEventListener('beforeunload', (event) => saved < chosen && event.preventDefault());
  count();
})();
