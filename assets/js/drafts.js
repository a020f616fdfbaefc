// What is typed stays until it is saved: through a closed lid, a lost network, an ended session.
// Kept in this tab only (sessionStorage), for the person who typed it and the page it was typed on,
// and forgotten on signing out. A draft without words is no draft: a tap on a name alone must not
// come back another day.

import { addChip } from './chips.js';

const pause_ms = 400;
const worded = 'textarea, input:not([type]), input[type=text], input[type=search]';

export function keepDrafts(viewer) {
    const store = openStore();
    if (!store) return;
    const forms = [...document.querySelectorAll('form[data-draft]')];
    const is_refused = document.querySelector('[data-refused]') !== null;
    const sent = store.getItem('draft sent');
    forget(sent, forms, store);
    for (const form of forms) {
        // The search is part of the name: words about one person must not turn up beside another.
        const own = `draft ${viewer} ${form.dataset.draft} ${location.search}`;
        // A refused form comes back under another address; it goes on with the draft it sent.
        const name = is_refused && isOf(form, sent) ? sent : own;
        if (!is_refused) restore(form, name, store);
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

function isOf(form, name) {
    return name !== null && name.split(' ')[2] === form.dataset.draft;
}

// A form that was sent is saved when the next page says so, or when it is another page that knows
// its outcome. After "we are not sure" the draft stays.
function forget(sent, forms, store) {
    if (!sent || 'unsure' in document.body.dataset) return;
    const is_here = forms.some((form) => isOf(form, sent));
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
            store.setItem(name, JSON.stringify(typed));
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
    const fields = [...form.elements].filter((field) => field.name && field.form === form &&
        !['hidden', 'password', 'file', 'button', 'submit', 'fieldset'].includes(field.type));
    const has_words = fields.some((field) => field.matches(worded) &&
        field.value !== field.defaultValue);
    if (!has_words) return null;
    return fields.map((field) => (isChoice(field)
        ? { name: field.name, value: field.value, is_chosen: field.checked, label: labelOf(field) }
        : { name: field.name, value: field.value }));
}

function isChoice(field) {
    return field.type === 'checkbox' || field.type === 'radio';
}

function labelOf(field) {
    return field.labels[0]?.querySelector('span')?.textContent ?? '';
}

function restore(form, name, store) {
    let kept = null;
    try {
        kept = JSON.parse(store.getItem(name));
    } catch {
        store.removeItem(name);
    }
    if (!kept) return;
    const free = [...form.elements];  // Each is filled once: some share a name.
    for (const entry of kept) {
        const { value, is_chosen } = entry;
        const at = free.findIndex((field) => field.name === entry.name &&
            (is_chosen === undefined || field.value === value));
        if (at < 0) {
            if (is_chosen) addChip(entry.name, { id: value, name: entry.label });
            continue;
        }
        const [field] = free.splice(at, 1);
        if (is_chosen === undefined) field.value = value;
        else field.checked = is_chosen;
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
