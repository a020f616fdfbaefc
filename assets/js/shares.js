// The shares of a job description add up as they are typed, and say the hours they mean. The server
// says the same when they are kept.

export function addUp(form) {
    const week_minutes = Number(form.dataset.shares);
    const inputs = [...document.querySelectorAll('[data-share]')];
    const sum_at = document.querySelector('[data-sum-at]');
    const left_at = document.querySelector('[data-left-at]');
    const say = () => {
        let sum = 0;
        for (const input of inputs) {
            const share = Number(input.value) || 0;
            sum += share;
            const hours = input.closest('.row-margin').querySelector('[data-hours]');
            if (week_minutes) hours.textContent = inHours(share);
        }
        sum_at.textContent = form.dataset.sum.replace('{}', sum).replace('{}', inHours(sum));
        const left = 100 - sum;
        left_at.textContent = left === 0 ? ''
            : (left > 0 ? form.dataset.left : form.dataset.over).replace('{}', Math.abs(left));
    };
    const inHours = (share) => {
        const minutes = Math.round(week_minutes * share / 100);
        const [h, min] = [Math.floor(minutes / 60), minutes % 60];
        return [h ? `${h} h` : '', min || !h ? `${min} min` : ''].filter(Boolean).join(' ');
    };
    for (const input of inputs) input.addEventListener('input', say);
}
