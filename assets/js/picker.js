// Choosing a person by typing: a combobox over a search field. The server finds and ranks (it
// forgives spelling); here is only the list and the keyboard. What a choice does is said on the
// field: data-picker-goes (follow an address), -adds (a chosen chip) or -fills (a hidden field).

import { addChip, set } from './chips.js';

const pause_ms = 120;
const answers = new Map();
let last_number = 0;

export function startPickers() {
    for (const input of document.querySelectorAll('[data-picker]')) start(input);
}

function start(input) {
    const list = document.createElement('ul');
    list.id = `people-${++last_number}`;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', input.getAttribute('aria-label') ?? input.labels[0].textContent);
    list.hidden = true;
    input.closest('.picker').append(list);
    set(input, { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false',
        'aria-controls': list.id, autocomplete: 'off', autocapitalize: 'words', spellcheck: 'false' });

    const picker = { input, list, people: [], active: -1, timer: 0, asked: 0 };
    input.addEventListener('input', () => {
        clearTimeout(picker.timer);
        picker.timer = setTimeout(() => ask(picker), pause_ms);
    });
    input.addEventListener('click', () => ask(picker));
    input.addEventListener('keydown', (event) => press(picker, event));
    input.addEventListener('blur', () => close(picker));
    // The press must not take the focus from the field, or the list closes under the finger.
    list.addEventListener('pointerdown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => {
        const option = event.target.closest('[role=option]');
        if (option) choose(picker, Number(option.dataset.number));
    });
    if ('pickerFirst' in input.dataset && matchMedia('(min-width: 60rem) and (pointer: fine)').matches &&
        !document.querySelector('[data-refused]')) {
        input.focus({ preventScroll: true });
    }
}

async function ask(picker) {
    const asked = ++picker.asked;
    const people = await find(picker.input.dataset.picker, picker.input.value.trim());
    if (asked !== picker.asked || document.activeElement !== picker.input) return;
    picker.people = people;
    picker.active = people.length && picker.input.value.trim() ? 0 : -1;
    show(picker);
}

// Of the server, or of what it said before. A network that fails leaves the plain search field.
async function find(address, words) {
    const url = `${address}?q=${encodeURIComponent(words)}`;
    if (!answers.has(url)) {
        try {
            const reply = await fetch(url, { headers: { Accept: 'application/json' } });
            if (!reply.ok) return [];
            answers.set(url, (await reply.json()).people);
        } catch {
            return [];
        }
    }
    return answers.get(url);
}

function show({ input, list, people, active }) {
    list.replaceChildren(...people.map((person, number) => {
        const option = document.createElement('li');
        set(option, { id: `${list.id}-${number}`, role: 'option', 'aria-selected': number === active });
        option.dataset.number = number;
        const detail = document.createElement('small');
        detail.textContent = person.detail ?? '';
        option.append(`${person.name} `, detail);
        return option;
    }));
    list.hidden = !people.length;
    input.setAttribute('aria-expanded', String(!list.hidden));
    if (active >= 0) {
        input.setAttribute('aria-activedescendant', `${list.id}-${active}`);
        list.children[active].scrollIntoView({ block: 'nearest' });
    } else {
        input.removeAttribute('aria-activedescendant');
    }
}

function close(picker) {
    clearTimeout(picker.timer);
    ++picker.asked;
    picker.people = [];
    picker.active = -1;
    show(picker);
}

function press(picker, event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const is_open = !picker.list.hidden;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !is_open) {
        event.preventDefault();
        ask(picker);
    } else if (step) {
        event.preventDefault();
        const count = picker.people.length;
        picker.active = picker.active < 0 ? (step > 0 ? 0 : count - 1) : (picker.active + step + count) % count;
        show(picker);
    } else if (event.key === 'Enter' && is_open && picker.active >= 0) {
        event.preventDefault();
        choose(picker, picker.active);
    } else if (event.key === 'Escape' && is_open) {
        event.preventDefault();
        close(picker);
    }
}

function choose(picker, number) {
    const person = picker.people[number];
    const { pickerGoes, pickerAdds, pickerFills } = picker.input.dataset;
    close(picker);
    if (pickerGoes) {
        location.assign(person.goes ?? pickerGoes + encodeURIComponent(person.id));
    } else if (pickerAdds) {
        addChip(person.field ?? pickerAdds, person);
        picker.input.value = '';
    } else if (pickerFills) {
        document.querySelector(`[name="${CSS.escape(pickerFills)}"]`).value = person.id;
        picker.input.value = person.name;
    }
}
