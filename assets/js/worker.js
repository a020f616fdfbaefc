// The worker that opens the log without a network, and does nothing else: every page comes from the
// network as if it were not there. Only where that fails, Today and the log answer with the page
// that was fetched for it, as long as the session it was fetched in would have lasted.
// The server writes `release` and `assets` above this.

const shell = '/log/offline';
const places = new Set(['/', '/today', '/log', shell]);
const kept = `log ${release}`;
const patience_ms = 5000;

addEventListener('install', () => skipWaiting());

addEventListener('activate', (event) => event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== kept) await caches.delete(name);
    await clients.claim();
})()));

// A page tells when somebody who logs is there.
addEventListener('message', (event) => {
    if (event.data === 'keep') event.waitUntil(keep());
});

async function keep() {
    const asked = fetch(shell, { cache: 'no-store', redirect: 'error' });
    const page = await asked.catch(() => null);
    if (!page?.ok) return;
    const cache = await caches.open(kept);
    const missing = [];
    for (const asset of assets) if (!(await cache.match(asset))) missing.push(asset);
    await cache.addAll(missing);
    await cache.put(shell, page);
}

addEventListener('fetch', (event) => {
    const { method, mode, url } = event.request;
    const { origin, pathname } = new URL(url);
    if (method !== 'GET' || origin !== location.origin) return;
    if (mode === 'navigate' && places.has(pathname)) event.respondWith(page(event.request));
    if (assets.includes(pathname)) event.respondWith(asset(event.request));
});

async function page(request) {
    const answer = fetch(request);
    const spare = await open();
    if (!spare) return answer;
    const late = new Promise((_, fail) => { setTimeout(fail, patience_ms); });
    return Promise.race([answer, late]).catch(() => spare);
}

// Looked for without opening: what was forgotten when somebody signed out is not begun anew.
const find = (what) => caches.match(what, { cacheName: kept });

async function open() {
    const found = await find(shell);
    if (!found || Number(found.headers.get('Kept-Until')) > Date.now()) return found;
    await (await caches.open(kept)).delete(shell);
    return undefined;
}

// Named by their content: what is kept is what would be fetched.
async function asset(request) {
    return (await find(request)) ?? fetch(request);
}
