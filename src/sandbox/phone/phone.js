// The demo person's phone. Everything shown comes from /sandbox/state and is set as text, never as markup.
'use strict';

const CHOSEN = 'sandbox.person';
const REFRESH_MS = 3000;
const FAULTS = {
  slow: '慢，30 秒后才回答', busy: '忙，回答“系统繁忙”', broken: '断，连接中断或 502', html: '错，回来的是网页', token_killed: '令牌作废',
};

const PAY_FAULTS = {
  away: '断，不回答', slow: '慢，办了以后 30 秒才回答', lost_notice: '付款通知丢了', double_notice: '付款通知来两次', wrong_amount: '付款通知的金额不对',
  forged_signature: '付款通知是假的', success_after_close: '订单关了，钱还是付了', bill_extra: '账单多一笔', bill_short: '账单少一笔',
};

const ROLES = {
  filing_clerk: '立案人员', judge: '法官', peoples_assessor: '人民陪审员', judge_assistant: '法官助理', court_clerk: '书记员', enforcement_judge: '执行法官',
  division_head: '庭长', archivist: '档案员', administrator: '管理员', auditor: '审计员', mediator: '调解员',
};

const byId = (id) => document.getElementById(id);
let chosen = localStorage.getItem(CHOSEN);
let shown = '';

/** An element with a class and children; strings become text. */
function element(name, className, ...children) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

function icon(id, className) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  svg.setAttribute('class', className);
  svg.setAttribute('aria-hidden', 'true');
  use.setAttribute('href', `#${id}`);
  svg.append(use);
  return svg;
}

/** The answer's JSON; a refusal is thrown with the sentence the server gave. */
async function call(path, body) {
  const request = body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`/sandbox/${path}`, request);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.detail ?? '没有办成，请再试一次');
  return answer;
}

/** Runs an act; what goes wrong is said at the top of the page. */
async function act(story) {
  const trouble = byId('trouble');
  try {
    await story();
    trouble.hidden = true;
  } catch (error) {
    trouble.textContent = error instanceof TypeError ? '连不上服务器。它停了吗？开起来以后这一页会自己接上。' : error.message;
    trouble.hidden = false;
  }
}

const dateTime = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai', year: 'numeric', month: 'numeric', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});

/** 2026年11月24日 周二 09:41, in the court's time whatever the browser's. */
function inWords(instant) {
  const parts = Object.fromEntries(dateTime.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${parts.year}年${parts.month}月${parts.day}日 ${parts.weekday} ${parts.hour}:${parts.minute}`;
}

const maskedPhone = (phone) => `${phone.slice(0, 3)} **** ${phone.slice(-4)}`;

function personOption(group, person, number) {
  const radio = element('input', '');
  radio.type = 'radio';
  radio.name = group;
  radio.value = person.id;
  radio.checked = person.id === chosen;
  radio.addEventListener('change', () => {
    chosen = person.id;
    localStorage.setItem(CHOSEN, chosen);
    act(refresh);
  });
  return element('label', 'option', radio, element('span', 'grow', person.name), element('span', 'phone-number', number));
}

function showPeople(state, kind) {
  if (!state.people.some((person) => person.id === chosen)) chosen = state.people[0].id;
  for (const group of document.querySelectorAll('[data-people]')) {
    const name = group.dataset.people;
    const number = name === 'choose' && kind === 'login' ? maskedPhone : (phone) => phone;
    const had = group.contains(document.activeElement);
    group.replaceChildren(...state.people.map((person) => personOption(name, person, number(person.phone))));
    if (had) group.querySelector(':checked').focus();
  }
}

/** As WeChat shows it: the template's title, and its fields below. */
function messageCell(message) {
  const title = element('b', '', TEMPLATES[message.template] ?? '服务通知');
  const fields = message.text.split('\n').map((field) => element('span', 'line', field));
  const words = element('span', 'grow', title, ...fields, element('small', '', inWords(message.at)));
  if (!message.page) return element('div', 'cell message', icon('i-bell', 'icon accent'), words);
  const cell = element('a', 'cell message', icon('i-bell', 'icon accent'), words, icon('i-next', 'icon small'));
  cell.href = `/#/${message.page}`;
  return cell;
}

function showMessages(state, me) {
  const mine = state.messages.filter((message) => message.to === me.openid);
  const empty = element('div', 'cell empty', '还没有消息。法院发来的微信通知会出现在这里。');
  byId('messages').replaceChildren(...(mine.length ? mine.slice(0, 50).map(messageCell) : [empty]));
}

/** The number that goes with the name, for the real-name page. */
function showPapers(me) {
  byId('papers').hidden = !me.id_number;
  byId('papers').replaceChildren(element('div', 'cell', element('span', 'grow', '身份证号码', element('small', '', me.id_number ?? ''))));
}

function showSms(state, me) {
  const mine = state.sms.filter((sms) => sms.to === `+86${me.phone}`);
  const empty = element('div', 'cell empty', '还没有短信。微信通知到不了、又关系到期限的事，会发短信。');
  const cells = mine.slice(0, 50).map((sms) => element(
    'div', 'cell message', icon('i-phone', 'icon accent'), element('span', 'grow', element('span', 'line', sms.text), element('small', '', inWords(sms.at))),
  ));
  byId('sms').replaceChildren(...(cells.length ? cells : [empty]));
}

function showSubscriptions(state, me) {
  const left = state.subscriptions[me.openid] ?? {};
  byId('subscriptions-section').hidden = state.templates.length === 0;
  byId('subscriptions').replaceChildren(...state.templates.map((template) => {
    const button = element('button', 'button second slim', '再允许一次');
    button.type = 'button';
    button.addEventListener('click', () => act(async () => {
      await call('subscriptions', { openid: me.openid, template_id: template.template_id, count: 1 });
      await refresh();
    }));
    return element('div', 'cell', element('span', 'grow', TEMPLATES[template.name] ?? template.name, element('small', '', `还能收 ${left[template.template_id] ?? 0} 条`)), button);
  }));
}

function showStaff(state) {
  byId('staff-section').hidden = state.staff.length === 0;
  byId('staff').replaceChildren(...state.staff.map((member) => element(
    'div', 'cell',
    element('span', 'grow', `${member.name} · ${ROLES[member.role] ?? member.role}`, element('small', '', `账号 ${member.username}`), element('small', '', `密码 ${member.password}`)),
    element('b', 'digits', member.code ?? '没有口令'),
  )));
}

function showTrouble(state) {
  const { mode, remaining } = state.fault;
  byId('fault').textContent = mode === 'none' ? '现在一切正常。' : `现在：${FAULTS[mode]}。还有 ${remaining} 次。`;
  const pay = state.pay_fault;
  byId('pay-fault').textContent = pay.mode === 'none' ? '现在一切正常。' : `现在：${PAY_FAULTS[pay.mode] ?? pay.mode}。还有 ${pay.remaining} 次。`;
  byId('unknown-section').hidden = state.unknown_calls.length === 0;
  byId('unknown').replaceChildren(...state.unknown_calls.map((unknown) => element(
    'div', 'cell', element('span', 'grow', `${unknown.method} ${unknown.path}`, element('small', '', unknown.why)),
  )));
}

/** Draws only when something changed, so that nothing moves under a finger. */
async function refresh() {
  const state = await call('state');
  byId('now').textContent = inWords(state.now);
  const { now, ...rest } = state;
  const next = JSON.stringify([rest, chosen]);
  if (next === shown) return;
  showPeople(state);
  const me = state.people.find((person) => person.id === chosen);
  showPapers(me);
  showMessages(state, me);
  showSms(state, me);
  showSubscriptions(state, me);
  showStaff(state);
  showTrouble(state);
  shown = JSON.stringify([rest, chosen]);
}

async function addPerson(event) {
  event.preventDefault();
  const form = event.target;
  const error = byId('person-error');
  try {
    const person = await call('people', {
      name: form.elements.name.value, phone: form.elements.phone.value, id_number: form.elements.id_number.value || null,
    });
    chosen = person.id;
    localStorage.setItem(CHOSEN, chosen);
    form.reset();
    form.closest('details').open = false;
    error.hidden = true;
    await refresh();
  } catch (problem) {
    error.textContent = problem.message;
    error.hidden = false;
  }
}

async function showCode(kind) {
  const { code } = await call('codes', { person_id: chosen, kind });
  byId('code-text').textContent = code;
  byId('copy').textContent = '复制';
  byId('code').hidden = false;
}

async function copyCode() {
  await navigator.clipboard.writeText(byId('code-text').textContent);
  byId('copy').textContent = '已复制';
}

function startHome() {
  byId('authorize').remove();
  byId('home').hidden = false;
  byId('add-person').addEventListener('submit', addPerson);
  byId('copy').addEventListener('click', () => act(copyCode));
  for (const button of document.querySelectorAll('[data-code]')) {
    button.addEventListener('click', () => act(() => showCode(button.dataset.code)));
  }
  for (const button of document.querySelectorAll('[data-advance]')) {
    button.addEventListener('click', () => act(async () => {
      await call('clock', { advance_s: Number(button.dataset.advance) });
      await refresh();
    }));
  }
  const setFault = (fault) => act(async () => {
    await call('faults', fault);
    await refresh();
  });
  byId('faults').addEventListener('submit', (event) => {
    event.preventDefault();
    setFault({ mode: byId('mode').value, times: Number(byId('times').value) });
  });
  byId('pay-faults').addEventListener('submit', (event) => {
    event.preventDefault();
    setFault({ of: 'pay', mode: byId('pay-mode').value, times: Number(byId('pay-times').value) });
  });
  byId('pay-mend').addEventListener('click', () => setFault({ of: 'pay', mode: 'none' }));
  byId('mend').addEventListener('click', () => setFault({ mode: 'none' }));
  act(refresh);
  setInterval(() => document.hidden || act(refresh), REFRESH_MS);
}

/** Back to the page that asked, with the answer in its query. The server has checked that it is one of ours. */
function goBack(asked, answer) {
  const target = new URL(asked.get('redirect'), location.origin);
  if (target.origin !== location.origin) return;
  target.searchParams.set('sandbox_state', asked.get('state') ?? '');
  for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
  location.replace(target.href);
}

function startAuthorize() {
  const asked = new URLSearchParams(location.search);
  const kind = asked.get('kind');
  document.title = kind === 'login' ? '微信登录 · 演示手机' : '手机号码 · 演示手机';
  byId('home').remove();
  byId('authorize').hidden = false;
  byId(`ask-${kind}`).hidden = false;
  byId('deny').addEventListener('click', () => goBack(asked, { sandbox_error: 'denied' }));
  byId('allow').addEventListener('click', () => act(async () => {
    localStorage.setItem(CHOSEN, chosen);
    const { code } = await call('codes', { person_id: chosen, kind });
    goBack(asked, { sandbox_code: code });
  }));
  act(async () => showPeople(await call('state'), kind));
}

if (location.pathname === '/sandbox/authorize') startAuthorize();
else startHome();
