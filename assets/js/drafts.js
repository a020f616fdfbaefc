// What is typed stays until it is saved: through a closed lid, a lost network, an ended session.
// Kept in this tab only (sessionStorage), for the person who typed it, and forgotten on leaving.
// A draft without words is no draft: a tap on a name alone must not come back another day.

const pause_ms = 400;
const worded = 'textarea, input:not([type]), input[type=text], input[type=search]';

export function keepDrafts(viewer) {
    const store = openStore();
    if (!store) return;
    forgetWhatWasSaved(store);
    for (const form of document.querySelectorAll('form[data-draft]')) {
        const name = `draft ${viewer} ${form.dataset.draft}`;
        // A refused form comes back from the server with what was typed; that is newer.
        if (!document.querySelector('[data-refused]')) restore(form, name, store);
        watch(form, name, store);
    }
    for (const form of document.querySelectorAll('form[data-forget]')) {
        form.addEventListener('submit', () => forgetAll(store));
    }
}

function openStore() {
    try {
        sessionStorage.setItem('draft?', '1');
        sessionStorage.removeItem('draft?');
        return sessionStorage;
    } catch {
        return null;  // Storage is switched off; the page works without.
    }
}

// A form that was sent is saved when the next page says so, or when it is another page that knows
// its outcome. After "we are not sure" the draft stays.
function forgetWhatWasSaved(store) {
    const sent = store.getItem('draft sent');
    if (!sent || 'unsure' in document.body.dataset) return;
    const is_here = [...document.querySelectorAll('form[data-draft]')]
        .some((form) => sent.endsWith(` ${form.dataset.draft}`));
    if (!is_here || document.querySelector('[data-saved]')) store.removeItem(sent);
    store.removeItem('draft sent');
}

function forgetAll(store) {
    for (const name of Object.keys(store)) {
        if (name.startsWith('draft ')) store.removeItem(name);
    }
}

function watch(form, name, store) {
    let timer = 0;
    let field = null;
    const keep = () => {
        clearTimeout(timer);
        if (!field) return;
        const typed = entries(form);
        if (typed) {
            store.setItem(name, JSON.stringify({ at: Date.now(), typed }));
            sayKept(field);
        } else {
            store.removeItem(name);
        }
    };
    form.addEventListener('input', (event) => {
        field = event.target;
        clearTimeout(timer);
        timer = setTimeout(keep, pause_ms);
    });
    addEventListener('pagehide', keep);
    form.addEventListener('submit', (event) => {
        if (event.defaultPrevented) return;
        keep();
        store.setItem('draft sent', name);
        field = null;
    });
}

// Null when no words differ from those the page came with.
function entries(form) {
    const has_words = [...form.querySelectorAll(worded)]
        .some((field) => field.name && field.value !== field.defaultValue);
    if (!has_words) return null;
    return [...form.elements]
        .filter((field) => field.name && 'value' in field && field.type !== 'submit' &&
            !['hidden', 'password', 'file', 'button'].includes(field.type))
        .map((field) => ['checkbox', 'radio'].includes(field.type)
            ? [field.name, field.value, field.checked] : [field.name, field.value]);
}

function restore(form, name, store) {
    let kept = null;
    try {
        kept = JSON.parse(store.getItem(name));
    } catch {
        store.removeItem(name);
    }
    if (!kept) return;
    for (const [field_name, value, checked] of kept.typed) {
        const fields = [...form.elements].filter((field) => field.name === field_name);
        if (checked === undefined) {
            if (fields[0]) fields[0].value = value;
        } else {
            for (const field of fields) if (field.value === value) field.checked = checked;
        }
    }
    sayRestored(form, name, store);
}

function sayRestored(form, name, store) {
    const words = document.getElementById('say-draft');
    if (!words) return;
    const notice = words.content.firstElementChild.cloneNode(true);
    notice.querySelector('button').addEventListener('click', () => {
        store.removeItem(name);
        form.reset();
        notice.remove();
        form.querySelector(worded)?.focus();
    });
    form.prepend(notice);
}

function sayKept(field) {
    const words = document.getElementById('say-kept');
    const home = field.closest('.field');
    if (!words || !home) return;
    const line = document.getElementById('kept') ?? words.content.firstElementChild.cloneNode(true);
    line.id = 'kept';
    line.querySelector('time').textContent = new Intl.DateTimeFormat(
        document.documentElement.lang, { hour: 'numeric', minute: '2-digit' }).format(new Date());
    if (line.parentElement !== home) home.append(line);
}
