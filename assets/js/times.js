// "20 minutes ago" stays true while the page is open.

const steps = [['year', 31536000], ['month', 2592000], ['week', 604800], ['day', 86400],
    ['hour', 3600], ['minute', 60]];

export function keepTimes() {
    const times = document.querySelectorAll('[data-ago] time');
    if (!times.length) return;
    const language = document.documentElement.lang;
    const opened_at = Date.now();
    const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
    setInterval(() => {
        if (document.hidden) return;
        for (const time of times) {
            const then = Date.parse(time.dateTime);
            // Only what has moved since the page was made; else the server's words stand.
            const [was, now] = [opened_at, Date.now()].map((at) => inWords(words, at - then));
            if (was !== now) time.textContent = now;
        }
    }, 30000);
}

function inWords(words, ms) {
    const seconds = ms / 1000;
    for (const [unit, length] of steps) {
        if (Math.abs(seconds) >= length) return words.format(-Math.trunc(seconds / length), unit);
    }
    return words.format(0, 'minute');
}
