// A person who was not among the choices of a page becomes one more, ticked.

export function addChip(name, person) {
    const home = document.querySelector('[data-picked]');
    if (!home) return;
    let box = [...home.querySelectorAll('input')].find((input) => input.value === person.id);
    if (!box) {
        const chip = document.createElement('label');
        chip.className = 'chip';
        box = document.createElement('input');
        set(box, { type: 'checkbox', name, value: person.id });
        chip.append(box, words('span', person.name));
        if (person.next_step) {
            const last = words('small', person.next_step);
            last.className = 'last';
            chip.append(last);
        }
        home.append(chip);
    }
    box.checked = true;
    box.dispatchEvent(new Event('input', { bubbles: true }));
}

export function set(element, attributes) {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

function words(element_name, text) {
    const element = document.createElement(element_name);
    element.textContent = text;
    return element;
}
