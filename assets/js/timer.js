// The timer beside the minutes: press to start, press to stop, and it has become a button that
// logs what it counted. It runs on through other pages and a locked phone, since only the moment
// it began is kept.

export function startTimer(viewer) {
    const name = `timer ${viewer}`;
    const button = document.querySelector('[data-timer]');
    const idle = button.textContent;
    let ticking = 0;

    const begun_at = () => Number(localStorage.getItem(name) ?? 0);
    const tick = () => {
        const seconds = Math.max(0, Math.floor((Date.now() - begun_at()) / 1000));
        button.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    };
    const run = () => {
        button.setAttribute('aria-pressed', 'true');
        tick();
        ticking = setInterval(tick, 1000);
    };
    const stop = () => {
        const minutes = Math.min(1440, Math.max(1, Math.round((Date.now() - begun_at()) / 60000)));
        clearInterval(ticking);
        localStorage.removeItem(name);
        button.removeAttribute('aria-pressed');
        button.replaceChildren(`${minutes} `, minuteWord(button));
        button.classList.add('counted');
        // From now on a press saves, as on any other number of minutes.
        button.type = 'submit';
        button.name = 'minutes';
        button.value = minutes;
    };

    button.hidden = false;
    button.title = idle.trim();
    if (begun_at()) run();
    button.addEventListener('click', (event) => {
        if (button.type === 'submit') return;
        // Turning into a submit button must not make this same press submit.
        event.preventDefault();
        if (begun_at()) {
            stop();
        } else {
            localStorage.setItem(name, Date.now());
            run();
        }
    });
    button.form?.addEventListener('submit', (event) => {
        if (!event.defaultPrevented) localStorage.removeItem(name);
    });
}

function minuteWord(button) {
    return button.parentElement.querySelector('small')?.cloneNode(true) ?? '';
}
