// A table wider than the screen scrolls inside itself; then the keyboard must be able to scroll it.

export function watchTables() {
    const watcher = new ResizeObserver((changes) => {
        for (const { target } of changes) {
            if (target.scrollWidth > target.clientWidth) {
                target.tabIndex = 0;
            } else {
                target.removeAttribute('tabindex');
            }
        }
    });
    for (const table of document.querySelectorAll('table:not(.cards)')) watcher.observe(table);
}
