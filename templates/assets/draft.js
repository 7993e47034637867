// What a script adds to the form of a draft that works without it: it saves itself, keeps its checklist true, and takes dropped files.
(() => {
  const form = document.querySelector('form.draft');
  if (!form) return;
  const SAVE_AFTER_MS = 1_500;
  const BUTTON_WAITS_MS = 10_000;
  const kept = form.querySelector('[data-kept]');
  const checks = document.querySelector('[data-checklist]');
  const id = form.elements.namedItem('submission');
  // how often something was typed, and how much of that has been saved
  let [typed, saved] = [0, 0];
  // what is being saved, so that it can be given up
  let saving;
  // the button that was pressed meanwhile: what it sends names the version that the answer gives it
  let pressed;
  // somebody else has saved, or nobody is signed in any more: nothing more is sent by itself
  let stopped = false;
  let timer;

  function tell(text, ok) {
    kept.textContent = text;
    kept.setAttribute('role', ok ? 'status' : 'alert');
  }

  async function answered(answer, upTo) {
    const json = answer.headers.get('content-type')?.includes('json') ? await answer.json() : {};
    if (json.submission !== undefined) id.value = json.submission;
    if (answer.ok && json.submission !== undefined) {
      if (json.checklist !== undefined) checks.innerHTML = json.checklist;
      // what was new has an address of its own by now
      if (json.action !== undefined && json.action !== form.getAttribute('action')) {
        form.setAttribute('action', json.action);
        history.replaceState(null, '', json.action);
      }
      if (upTo !== undefined) saved = upTo;
      tell(json.said, true);
      return true;
    }
    stopped = json.conflict === true || json.stop === true;
    tell(json.conflict ? form.dataset.other : (json.said ?? form.dataset.failed), false);
    return false;
  }

  // one save at a time, so that an older one never comes last
  async function save() {
    clearTimeout(timer);
    if (saving || stopped || saved === typed) return;
    saving = new AbortController();
    const upTo = typed;
    const fields = [...new FormData(form)].filter(([, value]) => typeof value === 'string');
    const body = new URLSearchParams([...fields, ['step', 'save']]);
    const asked = { method: 'POST', body, headers: { accept: 'application/json' }, signal: saving.signal };
    try {
      await answered(await fetch(form.action, asked), upTo);
    } catch {
      tell(form.dataset.failed, false);
    }
    saving = undefined;
    if (pressed !== undefined) {
      const button = pressed;
      pressed = undefined;
      form.requestSubmit(button);
    }
    if (typed > upTo && !stopped) timer = setTimeout(save, SAVE_AFTER_MS);
  }

  form.addEventListener('input', (event) => {
    if (event.target.type === 'file') return;
    typed += 1;
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(save, SAVE_AFTER_MS);
  });
  // what was typed last goes along when the page is left
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void save();
  });
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    if (saving) {
      event.preventDefault();
      pressed = event.submitter;
      // a line that hangs holds nobody up
      const given = saving;
      setTimeout(() => given.abort(), BUTTON_WAITS_MS);
      return;
    }
    stopped = true;
  });

  // files: sent with the whole form, so that nothing typed is lost, and the page comes back with them on their places
  function send(place, files) {
    const bar = document.createElement('progress');
    bar.max = 1;
    bar.setAttribute('aria-label', form.dataset.uploading);
    place.append(bar);
    tell(form.dataset.uploading, true);
    stopped = true;
    clearTimeout(timer);
    const input = place.querySelector('input[type="file"]');
    const body = new FormData(form);
    body.delete(input.name);
    for (const file of files) body.append(input.name, file);
    body.append('step', 'save');
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.setRequestHeader('accept', 'application/json');
    request.upload.addEventListener('progress', ({ loaded, total }) => (bar.value = loaded / total));
    request.addEventListener('load', () => {
      if (request.status < 300) {
        location.href = `${form.action}?saved=1#papers`;
        return;
      }
      let json = {};
      try {
        json = JSON.parse(request.responseText);
      } catch {
        // no words of ours: those of the form are shown
      }
      if (json.submission !== undefined) id.value = json.submission;
      failed(
        json.conflict === true ? form.dataset.other : (json.said ?? form.dataset.failed),
        json.conflict === true || json.stop === true,
      );
    });
    request.addEventListener('error', () => failed(form.dataset.failed, false));
    request.send(body);

    function failed(text, other) {
      bar.remove();
      input.value = '';
      input.dispatchEvent(new Event('change', { bubbles: true }));
      stopped = other;
      tell(text, false);
      const mark = place.querySelector('.mark') ?? document.createElement('p');
      mark.className = 'mark';
      mark.textContent = text;
      place.querySelector('legend').after(mark);
    }
  }

  for (const place of form.querySelectorAll('.place')) {
    const input = place.querySelector('input[type="file"]');
    // nothing is dragged on a phone
    if (matchMedia('(any-pointer: fine)').matches) {
      const hint = document.createElement('p');
      hint.className = 'hint';
      hint.textContent = form.dataset.drop;
      input.after(hint);
    }
    input.addEventListener('change', () => {
      if (input.files.length > 0) send(place, input.files);
    });
    const over = (on) => (event) => {
      event.preventDefault();
      place.classList.toggle('over', on);
    };
    place.addEventListener('dragover', over(true));
    place.addEventListener('dragleave', over(false));
    place.addEventListener('drop', (event) => {
      over(false)(event);
      if (event.dataTransfer.files.length > 0) send(place, event.dataTransfer.files);
    });
  }
})();
