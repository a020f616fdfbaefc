// Help logged without a network waits on this device, for whoever logged it, until it is sent:
// once, by the key it gets here. Ids and numbers are kept, and names until somebody signs out;
// never a word of a note.

const fresh_ms = 10 * 60 * 1000;       // The page for no network is fetched anew after this.
const sure_ms = 6 * 24 * 3600 * 1000;  // The server knows a key for seven days.
const again_ms = 60 * 1000;
const shell = '/log/offline';
const as_chosen = ['team', 'building', 'began_by', 'place', 'heads', 'students', 'request'];

const viewer = document.body.dataset.viewer;
const find = (selector) => document.querySelector(selector);
const holding = find('form[data-waits]');

export function startOffline() {
    prepare();
    const log = holding ?? find('form.log');
    if (log) hold(log);
    if (holding) setOut();
    leave(find('form[data-forget]'));
    addEventListener('online', send);
    setInterval(send, again_ms);
    show().then(send);
}

// Signed out: what names anybody goes; what waits stays, without names.
export async function forgetNames() {
    for (const name of await caches.keys()) await caches.delete(name);
    for (const one of await every()) await put({ ...one, says: '' });
}

async function prepare() {
    if (!navigator.serviceWorker || !navigator.onLine) return;
    await navigator.serviceWorker.register('/worker.js', { updateViaCache: 'none' });
    const { active } = await navigator.serviceWorker.ready;
    const name = `offline ${viewer}`;
    const is_fresh = Date.now() - Number(localStorage.getItem(name)) < fresh_ms;
    if (is_fresh && await caches.match(shell)) return;
    localStorage.setItem(name, Date.now());
    active.postMessage('keep');
}

// What waits: one store of one database.
let opening = null;
function open() {
    opening ??= new Promise((done, fail) => {
        const asked = indexedDB.open('rapport', 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore('waiting', { keyPath: 'key' });
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => fail(asked.error);
    });
    return opening;
}

async function ask(mode, act) {
    const change = (await open()).transaction('waiting', mode);
    const asked = act(change.objectStore('waiting'));
    return new Promise((done, fail) => {
        change.oncomplete = () => done(asked.result);
        change.onabort = () => fail(change.error);
    });
}

const every = () => ask('readonly', (kept) => kept.getAll());
const put = (one) => ask('readwrite', (kept) => kept.put(one));
const drop = (one) => ask('readwrite', (kept) => kept.delete(one.key));
const mine = async () => (await every()).filter((one) => one.viewer === viewer)
    .sort((a, b) => a.at - b.at);

// The page for no network holds everything; the log does while there is none.
function hold(form) {
    form.addEventListener('submit', (event) => {
        if (form !== holding && navigator.onLine) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        keep(form, event.submitter);
    }, { capture: true });
}

const wordsOf = (box) => box.labels[0].querySelector('span').textContent;

async function keep(form, pressed) {
    const typed = new FormData(form, pressed);
    const contact = { person: typed.getAll('person'), focus: typed.getAll('focus'),
        kind: typed.get('kind'), on: typed.get('on') || today(),
        minutes: Number(typed.get('minutes') || typed.get('minutes_typed')) };
    for (const name of as_chosen) if (typed.get(name)) contact[name] = typed.get(name);
    if (typed.get('note') || typed.get('next_step')) return tell('words');
    if (!contact.minutes || !contact.kind) return tell('more');
    const chosen = [...form.querySelectorAll('[name=person]:checked, [name=kind]:checked')];
    const says = [...chosen.map(wordsOf), `${contact.minutes} min`].join(' · ');
    await put({ key: crypto.randomUUID(), viewer, at: Date.now(), contact, says });
    form.reset();
    tell('');
    await show();
    find('[data-waiting]').scrollIntoView({ block: 'nearest' });
    return send();
}

// The date on the wall of this device.
function today() {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

let sending = null;
function send() {
    sending ??= sendAll().finally(() => { sending = null; });
    return sending;
}

async function sendAll() {
    let token = find('form[data-forget] [name=_token]').value;
    let sent = 0;
    for (const one of await mine()) {
        if (!navigator.onLine) break;
        if (one.refused) continue;
        if (Date.now() - (one.tried ?? Infinity) > sure_ms) {
            await put({ ...one, refused: words('unsure') });
            continue;
        }
        one.tried ??= Date.now();
        await put(one);
        let reply = await post(one, token);
        if (reply?.status === 403) {  // Signed in anew since this page was made.
            token = await freshToken();
            reply = token ? await post(one, token) : null;
        }
        if (!reply || reply.status >= 500 || [401, 403, 429].includes(reply.status)) break;
        if (reply.ok) await drop(one);
        else await put({ ...one, refused: (await reply.json()).detail || words('no') });
        sent += reply.ok;
    }
    if (sent || find('[data-waiting]')) await show(sent);
}

const post = (one, token) => fetch('/api/v1/contacts', {
    method: 'POST', redirect: 'error', body: JSON.stringify(one.contact),
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': one.key,
        'X-CSRF-Token': token },
}).catch(() => null);

// Of the session as it is now, if it is the same person's.
async function freshToken() {
    const reply = await fetch(shell, { cache: 'no-store', redirect: 'error' }).catch(() => null);
    const page = new DOMParser().parseFromString(await reply?.text() ?? '', 'text/html');
    if (page.body.dataset.viewer !== viewer) return null;
    return page.querySelector('form[data-forget] [name=_token]').value;
}

// What waits, and what was sent, in the words of the page.
const said = (name) => document.getElementById('say-waiting').content
    .querySelector(`[data-say=${name}]`);
const words = (name) => said(name).textContent;
const clock = (at) => new Intl.DateTimeFormat(document.documentElement.lang,
    { hour: 'numeric', minute: '2-digit' }).format(at);

function notice(name, mark, text) {
    find(`[data-${mark}]`)?.remove();
    if (!text) return null;
    const box = said(name).cloneNode(true);
    box.removeAttribute('data-say');
    box.setAttribute(`data-${mark}`, '');
    box.querySelector('p').textContent = text;
    document.getElementById('main').prepend(box);
    return box;
}

const tell = (name) => notice('told', 'told', name && words(name))?.scrollIntoView();

async function show(sent = 0) {
    const all = await mine();
    const saved = sent ? `${words('sent')} ${clock(Date.now())}` : '';
    const box = notice('box', 'waiting', all.length ? words('waits') : saved);
    for (const one of all) {
        const row = document.createElement('li');
        row.append(...said('row').cloneNode(true).childNodes);
        row.querySelector('span').textContent =
            [clock(one.at), one.says, one.refused].filter(Boolean).join(' · ');
        const button = row.querySelector('button');
        button.hidden = !one.refused;
        button.addEventListener('click', () => drop(one).then(() => show()));
        box.querySelector('ul').append(row);
    }
}

// Signing out clears this device. What waits is sent first; what cannot be stays, without names,
// and the server is asked to leave it.
function leave(form) {
    let is_cleared = false;
    const clear = async () => {
        await send();
        await forgetNames();
        if (!(await every()).length) return;
        const field = document.createElement('input');
        Object.assign(field, { type: 'hidden', name: 'keep', value: 'waiting' });
        form.append(field);
    };
    form.addEventListener('submit', (event) => {
        if (is_cleared) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        clear().catch(() => {}).finally(() => {
            is_cleared = true;
            form.requestSubmit();
        });
    }, { capture: true });
}

// The page for no network: whom the address names is ticked, and a few letters sieve the others.
function setOut() {
    const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    const wanted = new URLSearchParams(location.search).getAll('person');
    for (const box of holding.querySelectorAll('[name=person]')) {
        box.checked = wanted.includes(box.value);
    }
    find('[data-sieve]')?.addEventListener('input', ({ target }) => {
        for (const chip of target.closest('details').querySelectorAll('.chip')) {
            chip.hidden = !plain(chip.textContent).includes(plain(target.value));
        }
    });
}
