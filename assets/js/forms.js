// One press is one act. The server keeps that promise by the key in each form; this spares the
// person the second answer.

const patience_ms = 8000;  // After this a second press goes through: the first may be lost.

export function guardForms() {
    document.addEventListener('submit', (event) => {
        const form = event.target;
        if (event.defaultPrevented || form.method !== 'post') return;
        const pressed_at = Number(form.dataset.pressedAt ?? 0);
        if (Date.now() - pressed_at < patience_ms) {
            event.preventDefault();
            return;
        }
        form.dataset.pressedAt = Date.now();
        form.setAttribute('aria-busy', 'true');
    });
    // Back from the next page, the form may be pressed again.
    addEventListener('pageshow', () => {
        for (const form of document.querySelectorAll('form[data-pressed-at]')) {
            delete form.dataset.pressedAt;
            form.removeAttribute('aria-busy');
        }
    });
}

// Brings a refusal before the person: what is folded opens, and the summary has the focus.
export function showRefusal() {
    for (const field of document.querySelectorAll('[aria-invalid=true]')) {
        for (let fold = field.closest('details'); fold; fold = fold.parentElement.closest('details')) {
            fold.open = true;
        }
    }
    document.querySelector('[data-refused] a')?.focus();
}
