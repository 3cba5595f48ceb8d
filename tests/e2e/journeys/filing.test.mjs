// The main job of this stage, from both sides of the counter: a claim is filed on the phone, sent back once, corrected, docketed,
// paid for, and is a case. Whoever is sued knows nothing of it yet.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESK } from '../browser.mjs'
import { photographs } from '../photographs.mjs'
import { logIn, logInAtDesk, withCourt } from '../steps.mjs'

/** What the wizard may ask of a finger, the album's own taps counted too. */
const MOST_TAPS = 60
const PLAINTIFF = 0
const DEFENDANT = 1
const COMPANY = '福州云杉商贸有限公司'
const CASE_NUMBER = /（20\d\d）京0491民初\d+号/
const clerk = { username: 'zhou', roles: ['filing_clerk'], name: '周立安', password: 'correct horse battery staple 7' }

const world = withCourt(async ({ court, browser }) => {
  clerk.secret = await court.addStaff(clerk)
  await court.proveByFace(PLAINTIFF)
  world.people = (await court.state()).people
  world.photographs = await photographs(browser, ['订单详情', '检测报告', '聊天记录', '检测报告（重拍）'])
})

test('a claim is filed, corrected, docketed and paid for, and the other side sees nothing yet', async () => {
  await world.visit('filing', {}, async (phone) => {
    await world.visit('filing-desk', { viewport: DESK }, async (desk) => {
      await file(phone)
      await sendBack(desk)
      await correct(phone)
      const number = await docket(desk)
      await pay(phone, number)
      await seeCase(phone, number)
      await seeNothing(phone.page.url())
    })
  })
})

async function file(visit) {
  const { page } = visit
  await visit.open('pages/identity/login')
  await logIn(visit, world.people[PLAINTIFF].name)
  await page.getByRole('button', { name: '我要立案' }).click()
  await visit.button('开始立案').click()

  const taps = await visit.countTaps()
  const clock = stopwatch()
  const look = (name, where = name) => clock.apart(async () => {
    await visit.checkAccess(`filing: ${where}`)
    await visit.shoot(name, { full: true })
  })
  await visit.button('看过了，开始填写').waitFor()
  await look('rights')
  await visit.button('看过了，开始填写').click()
  await page.getByRole('radio', { name: '网上买东西出了问题' }).click()
  await visit.reads('本院可以受理')
  await look('cause')
  await visit.button('下一步：当事人').click()
  await fillParties(visit, look)
  await fillClaims(visit, look)
  await tellFacts(visit, look)
  const album = await addEvidence(visit, look)
  await chooseService(visit, look)
  await signAndSubmit(visit, look)
  const [count, seconds] = [taps() + album, clock.seconds()]
  console.log(`filing: ${count} taps, ${seconds.toFixed(1)} s of pages and court`)
  assert.ok(count <= MOST_TAPS, `${count} taps are more than ${MOST_TAPS}`)
  await look('submitted')
}

async function fillParties(visit, look) {
  const person = world.people[PLAINTIFF]
  await visit.reads('谁告谁？')
  // Who files has proved it: of them the court asks only where they live.
  await visit.reads('已实名')
  await visit.reads(person.name)
  await look('parties-empty')
  await visit.type('住址', '北京市东城区景山前街 4 号')
  await visit.type('统一社会信用代码（选填）', '91350100M000100Y43')
  await visit.type('单位名称', COMPANY.replace('福州', ''))
  await visit.reads('校验通过')
  await look('parties')
  await visit.button('下一步：请求与事实').click()
}

async function fillClaims(visit, look) {
  const { page } = visit
  await page.getByRole('checkbox', { name: /退还货款/ }).click()
  await visit.type('金额', '1280')
  await page.getByRole('checkbox', { name: /诉讼费由被告承担/ }).click()
  await visit.reads('25.00 元')
  await look('claims')
  await visit.button('下一步：说说经过').click()
}

async function tellFacts(visit, look) {
  const { page } = visit
  const answer = async (question, words) => {
    await visit.type(question, words)
    await visit.button('下一问').click()
  }
  await answer('在哪个平台买的？', '某宝，云杉数码旗舰店')
  await answer('哪天下的单？', '2026-08-20')
  await answer('订单号是多少？', '2026082011820491')
  await look('facts')
  await answer('买的是什么？', '手机一部，云杉 X5 256G')
  await answer('一共付了多少钱？', '1280')
  await page.getByRole('radio', { name: /假货/ }).click()
  await answer('哪天收到的？', '2026-08-23')
  await answer(/怎么交涉的/, '联系过三次，客服说拆封了不能退。')
  await visit.type(/错在哪里/, '商品页写着全新未拆封，寄来的是激活过的旧机，这是欺骗，应当退款。')
  await look('facts-last')
  await visit.button('下一步：证据').click()
}

/** Answers the taps in the phone's own album: one a photograph and one to be done. */
async function addEvidence(visit, look) {
  const { page } = visit
  await visit.reads('放上证据')
  await look('evidence-empty')
  const photos = world.photographs.slice(0, 3)
  await visit.give('相册', photos)
  await visit.button('写上证明什么').nth(photos.length - 1).waitFor()
  await look('evidence-unnamed')
  for (const what of [/^订单截图/, /^商品照片/, /^聊天记录/]) {
    await visit.button('写上证明什么').first().click()
    if (what.source.includes('订单')) await look('evidence-sheet')
    await page.getByRole('radio', { name: what }).click()
  }
  await visit.reads(/已保存/)
  await look('evidence')
  await visit.button('下一步：送达方式').click()
  return photos.length + 1
}

async function chooseService(visit, look) {
  const { page } = visit
  await page.getByRole('radio', { name: /送到这个小程序/ }).click()
  await page.getByRole('radio', { name: /不愿意，直接立案/ }).click()
  await page.getByRole('radio', { name: /^可以/ }).click()
  await look('service')
  await visit.button('下一步：核对签名').click()
}

async function signAndSubmit(visit, look) {
  const { page } = visit
  await visit.reads('核对一遍，签上名字')
  await visit.reads(/预计 25.00 元/)
  await sign(page)
  await page.getByRole('checkbox', { name: /以上内容属实/ }).click()
  await look('sign')
  await visit.button('提交给法院').click()
  await visit.reads('法院收到了您的立案材料')
}

/** A name in two strokes. */
async function sign(page) {
  const pad = page.locator('#signature')
  await pad.scrollIntoViewIfNeeded()
  const { x, y, width, height } = await pad.boundingBox()
  for (const [from, rise] of [[0.2, -1], [0.5, 1]]) {
    await page.mouse.move(x + width * from, y + height / 2)
    await page.mouse.down()
    for (let at = 0; at <= 1; at += 0.1) await page.mouse.move(x + width * (from + at * 0.25), y + height * (0.5 + rise * 0.25 * Math.sin(at * 6)))
    await page.mouse.up()
  }
}

async function sendBack(visit) {
  const { page } = visit
  await page.goto('/desk/')
  await logInAtDesk(visit, clerk)
  await visit.reads(/^周立安，/)
  await visit.shoot('home')
  await page.getByRole('navigation', { name: '各个房间' }).first().getByRole('link', { name: '收案' }).click()
  await page.getByRole('link', { name: /云杉商贸/ }).waitFor()
  await visit.checkAccess('desk: queue')
  await visit.shoot('queue')
  await page.getByRole('link', { name: /云杉商贸/ }).click()
  await visit.button('开始审查').click()
  await visit.reads('补正通知')
  await page.locator('.sheet canvas').first().waitFor()
  await visit.checkAccess('desk: review')
  await visit.shoot('review')
  await tie(visit, '写补正：被告的名称', '名称和执照上的不一样，执照写的是“福州云杉商贸有限公司”，请补上“福州”。')
  await page.getByRole('button', { name: /商品照片/ }).click()
  await tie(visit, '补正这份材料', '检测报告看不清，请重新拍一张，四个角都拍到。')
  await visit.reads('第 4 步 · 商品照片或开箱录像')
  await visit.button('到这一格').nth(1).click()
  for (const paper of [/^起诉状.*补正第 1 条/, /^商品照片.*补正第 2 条/]) await page.getByRole('button', { name: paper }).waitFor()
  await visit.checkAccess('desk: correction')
  await visit.shoot('correction')
  await visit.button('发出补正通知（2 条）').click()
  await visit.reads('发出补正通知？')
  await visit.checkAccess('desk: send correction')
  await visit.shoot('send-correction')
  await visit.button('发出').click()
  await visit.reads('等当事人补正')
  await visit.shoot('correction-sent')
}

async function tie(visit, button, words) {
  await visit.button(button).click()
  await visit.page.getByLabel(/第 \d 条要怎么改/).last().fill(words)
}

async function correct(visit) {
  const { page } = visit
  await visit.open('pages/notices/index')
  await visit.reads(/补正/)
  await visit.checkAccess('filing: notices')
  await visit.shoot('notices')
  await page.getByText(/补正/).first().click()
  await visit.reads('改 2 处就可以了')
  await visit.checkAccess('filing: correction')
  await visit.shoot('correction', { full: true })
  await page.getByRole('textbox', { name: /名称/ }).fill(COMPANY)
  await visit.give('换一份', world.photographs[3])
  await page.getByText('改好了').nth(1).waitFor()
  await visit.checkAccess('filing: corrected')
  await visit.shoot('corrected', { full: true })
  await visit.button('提交补正').click()
  await visit.reads('法院收到了您的补正')
  await visit.shoot('resubmitted')
}

async function docket(visit) {
  const { page } = visit
  await page.getByRole('link', { name: '收案' }).first().click()
  await page.getByRole('link', { name: /云杉商贸/ }).waitFor()
  await visit.shoot('queue-again')
  await page.getByRole('link', { name: /云杉商贸/ }).click()
  await visit.button('开始审查').click()
  await visit.button('登记立案').click()
  await visit.reads('适用程序')
  await visit.checkAccess('desk: accept')
  await visit.shoot('accept')
  await visit.button('登记立案，生成案号').click()
  await visit.reads('已登记立案')
  const number = await page.locator('.case-number').first().innerText()
  assert.match(number, CASE_NUMBER)
  await visit.checkAccess('desk: accepted')
  await visit.shoot('accepted')
  return number
}

async function pay(visit, number) {
  const { page } = visit
  await visit.open('pages/home/index')
  await visit.reads(/25.00 元/)
  await visit.checkAccess('filing: home with a fee')
  await visit.shoot('home-fee')
  await visit.button(/交费/).first().click()
  await visit.reads('没交会怎样')
  await visit.reads(number)
  await visit.checkAccess('filing: fee')
  await visit.shoot('fee', { full: true })
  await visit.button('微信支付 25.00 元').click()
  await page.waitForURL('**/sandbox/pay-sheet?**')
  await visit.reads('25.00')
  await visit.checkAccess('demo phone: pay sheet')
  await visit.shoot('pay-sheet')
  await visit.button('确认付款').click()
  await visit.reads(/交费成功/)
  await visit.checkAccess('filing: paid')
  await visit.shoot('paid', { full: true })
  await visit.page.getByText('交费凭证').first().click()
  await page.locator('.paper-sheet canvas').first().waitFor()
  await visit.shoot('receipt')
  await page.goBack()
  await visit.reads(/交费成功/)
}

async function seeCase(visit, number) {
  const { page } = visit
  await visit.open('pages/cases/index')
  await visit.reads(number)
  await visit.reads(/^到\d+月\d+日$/)
  await visit.checkAccess('filing: my cases')
  await visit.shoot('cases')
  await page.getByText(number).first().click()
  await visit.reads('经过')
  await visit.reads(/第一百二十八条/)
  await visit.checkAccess('filing: case')
  await visit.shoot('case', { full: true })
}

/** Somebody else, with the address of the case in hand. */
async function seeNothing(address) {
  await world.visit('filing-other', {}, async (visit) => {
    await visit.open('pages/identity/login')
    await logIn(visit, world.people[DEFENDANT].name)
    await visit.reads('您现在不用做什么')
    await visit.open('pages/cases/index')
    await visit.reads('这里还没有案件')
    await visit.checkAccess('filing: no cases')
    await visit.shoot('no-cases')
    await visit.page.goto(address)
    await visit.reads(/没有找到/)
    await visit.checkAccess('filing: not found')
    await visit.shoot('not-found')
  })
}

/** Measures what the person waits for, not what the checks beside it take. */
function stopwatch() {
  const begun = performance.now()
  let besides = 0
  return {
    seconds: () => (performance.now() - begun - besides) / 1000,
    async apart(work) {
      const from = performance.now()
      await work()
      besides += performance.now() - from
    },
  }
}
