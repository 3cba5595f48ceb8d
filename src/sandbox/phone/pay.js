// Stands where WeChat's pay sheet stands: shows the order, pays it or not, and goes back to the page that asked.
'use strict';

const asked = new URLSearchParams(location.search);
const byId = (id) => document.getElementById(id);

/** The server has checked that the page is one of ours; it is held to the origin once more. */
function goBack(answer) {
  const target = new URL(asked.get('redirect'), location.origin);
  if (target.origin !== location.origin) return;
  if (asked.has('state')) target.searchParams.set('sandbox_state', asked.get('state'));
  target.searchParams.set('pay', answer);
  location.replace(target.href);
}

async function call(path, body) {
  const request = body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`/sandbox/${path}`, request);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.detail ?? '没有办成，请再试一次');
  return answer;
}

async function act(story) {
  try {
    await story();
    byId('trouble').hidden = true;
  } catch (error) {
    byId('trouble').textContent = error instanceof TypeError ? '连不上服务器，请稍等再点。' : error.message;
    byId('trouble').hidden = false;
  }
}

/** 12345 is 123.45. */
const yuan = (fen) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

async function decide(result, answer) {
  await call('pay', { prepay_id: asked.get('prepay_id'), result });
  goBack(answer);
}

byId('pay').addEventListener('click', () => act(() => decide('pay', 'ok')));
byId('cancel').addEventListener('click', () => act(() => decide('cancel', 'cancel')));
act(async () => {
  const order = await call(`pay-order?prepay_id=${encodeURIComponent(asked.get('prepay_id'))}`);
  byId('what').textContent = order.description;
  byId('yuan').textContent = yuan(order.amount_fen);
  if (order.state === 'NOTPAY') byId('pay').disabled = false;
  else throw new Error('这笔订单不能再付了，请回到法院的页面看看');
});
