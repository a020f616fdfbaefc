// The week with a mouse: a visit is taken by its card and tried where it hovers; the server says
// what it would cost, or what is in the way. The keyboard's way is the visit's page: Move.

export function startWeek(week) {
    const said = document.querySelector('[data-trial]');
    const form = document.querySelector('[data-drop]');
    let held, place, over;

    const leave = () => {
        delete over?.dataset.over;
        over = place = null;
    };
    for (const card of week.querySelectorAll('[data-moves]')) card.draggable = true;
    week.addEventListener('dragstart', ({ target }) => {
        held = target.closest('[data-moves]');
    });
    week.addEventListener('dragover', async (event) => {
        const stretch = held && event.target.closest('[data-begins]');
        if (!stretch) return leave();
        event.preventDefault();
        const wanted = placeAt(stretch, event.clientY, held.dataset.minutes);
        if (wanted === place) return;
        leave();
        place = wanted;
        over = stretch;
        const { wish, minutes } = held.dataset;
        const url = `/week/trial?wish=${wish}&minutes=${minutes}&place=${wanted}`;
        const reply = await fetch(url).catch(() => null);
        const answer = reply?.ok && (await reply.json());
        if (place !== wanted || !answer) return;
        over.dataset.over = said.dataset.fits = answer.fits ? 'yes' : 'no';
        said.textContent = answer.says;
        said.hidden = false;
    });
    week.addEventListener('dragend', () => {
        leave();
        held = null;
        said.hidden = true;
    });
    week.addEventListener('drop', (event) => {
        if (!place) return;
        event.preventDefault();
        form.elements.visit.value = held.dataset.moves;
        form.elements.place.value = place;
        form.requestSubmit();
    });
}

// The further down in a free stretch, the later; in steps of five minutes.
function placeAt(stretch, y, minutes) {
    const { top, height } = stretch.getBoundingClientRect();
    const { begins, ends } = stretch.dataset;
    const room = Math.max(0, ends - begins - minutes);
    const steps = Math.round(room * (y - top) / height / 5);
    const at = Number(begins) + steps * 5;
    const { coach, on } = stretch.closest('td').dataset;
    return `${coach}.${on}.${at}`;
}

// A proposal in the making says by itself how far it is; when it is ready, the page is the other.
export function keepLooking(live) {
    setInterval(async () => {
        const reply = document.hidden || (await fetch(location.href).catch(() => null));
        if (!reply?.ok) return;
        const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
        const now = page.querySelector('[data-live]');
        if (now) live.replaceChildren(...now.childNodes);
        else location.reload();
    }, 1000);
}

// The shares of a job description add up as they are typed, and say the hours they mean. The server
// says the same, and their sum, when they are kept.
export function addUp({ dataset: { shares, left, over } }) {
    const left_at = document.querySelector('[data-left-at]');
    addEventListener('input', () => {
        let rest = 100;
        for (const { value, parentElement } of document.querySelectorAll('[data-share]')) {
            rest -= value;
            const minutes = Math.round(shares * value / 100);
            const hours = parentElement.nextElementSibling;
            if (shares > 0) hours.textContent = `${minutes / 60 | 0} h ${minutes % 60} min`;
        }
        left_at.textContent = rest ? (rest > 0 ? left : over).replace('{}', Math.abs(rest)) : '';
    });
}
