// Stands where wx.requestSubscribeMessage stands: which messages the demo person accepts, one of each.
'use strict';

const asked = new URLSearchParams(location.search);
const wanted = asked.get('templates').split(',');
const trouble = document.getElementById('trouble');

async function call(path, body) {
  const request = body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`/sandbox/${path}`, request);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail);
  return answer;
}

/** The server has checked that the page is one of ours; it is held to the origin once more. */
function goBack(accepted) {
  const target = new URL(asked.get('redirect'), location.origin);
  if (target.origin !== location.origin) return;
  target.searchParams.set('sandbox_state', asked.get('state') ?? '');
  target.searchParams.set('sandbox_accepted', accepted.join(','));
  location.replace(target.href);
}

async function act(story) {
  try {
    await story();
    trouble.hidden = true;
  } catch (error) {
    trouble.textContent = error instanceof TypeError ? '连不上服务器，请稍等再点。' : error.message;
    trouble.hidden = false;
  }
}

function option({ name, template_id: id }) {
  const label = document.createElement('label');
  label.className = 'option';
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.value = id;
  box.checked = true;
  const text = document.createElement('span');
  text.className = 'grow';
  text.textContent = TEMPLATES[name] ?? name;
  label.append(box, text);
  return label;
}

act(async () => {
  const state = await call('state');
  const chosen = localStorage.getItem('sandbox.person');
  const me = state.people.find((person) => person.id === chosen) ?? state.people[0];
  document.getElementById('who').textContent = `现在的人：${me.name}`;
  const form = document.getElementById('templates');
  form.replaceChildren(...state.templates.filter((template) => wanted.includes(template.template_id)).map(option));
  document.getElementById('deny').addEventListener('click', () => goBack([]));
  document.getElementById('allow').addEventListener('click', () => act(async () => {
    const accepted = [...form.querySelectorAll(':checked')].map((box) => box.value);
    for (const id of accepted) await call('subscriptions', { openid: me.openid, template_id: id, count: 1 });
    goBack(accepted);
  }));
});
