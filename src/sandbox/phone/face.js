// Stands where WeChat's face check stands: says what came of it, and goes back to the page that asked.
'use strict';

const asked = new URLSearchParams(location.search);

/** The server has checked that the page is one of ours; it is held to the origin once more. */
function goBack(answer) {
  const target = new URL(asked.get('redirect'), location.origin);
  if (target.origin !== location.origin) return;
  if (asked.has('state')) target.searchParams.set('sandbox_state', asked.get('state'));
  target.searchParams.set('face', answer);
  location.replace(target.href);
}

async function decide(result) {
  const trouble = document.getElementById('trouble');
  try {
    const response = await fetch('/sandbox/face', {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ verify_id: asked.get('verify_id'), result }),
    });
    if (!response.ok) throw new Error((await response.json()).detail);
    goBack(result === 'cancel' ? 'cancel' : 'done');
  } catch (error) {
    trouble.textContent = error instanceof TypeError ? '连不上服务器，请稍等再点。' : error.message;
    trouble.hidden = false;
  }
}

for (const button of document.querySelectorAll('[data-result]')) {
  button.addEventListener('click', () => decide(button.dataset.result));
}
