// Who somebody is: the number first, then name and paper, then one of the ways to prove it; and back to where it was asked for.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allow, withCourt } from '../steps.mjs'

const world = withCourt()

/** A film as a phone makes one, as far as its beginning goes: `ftyp`, an empty `moov`, and three megabytes of nothing. */
function film() {
  const box = (kind, ...parts) => {
    const body = Buffer.concat(parts)
    const head = Buffer.alloc(8)
    head.writeUInt32BE(body.length + 8)
    head.write(kind, 4)
    return Buffer.concat([head, body])
  }
  const brands = Buffer.from('isom\0\0\u0002\0isomiso2avc1mp41', 'latin1')
  return Buffer.concat([box('ftyp', brands), box('moov', box('mvhd', Buffer.alloc(100))), box('mdat', Buffer.alloc(3 * 1024 * 1024, 7))])
}

/** One white pixel. */
const PHOTO = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==', 'base64')

async function toRoutes(visit, person) {
  const { page } = visit
  await visit.open('pages/identity/realname')
  await visit.button('微信登录').click()
  await visit.button('我知道了，继续').click()
  await page.getByRole('radio', { name: person.name }).check()
  await allow(visit)
  await visit.button('添加手机号').click()
  await visit.button('用演示手机上的号码').click()
  await allow(visit)
  await visit.reads('先核对您是谁')
  await page.getByLabel('姓名').fill(person.name)
  await page.getByLabel('证件号码').fill(person.id_number.slice(0, -1))
  await page.getByRole('alert').filter({ hasText: '位数不对' }).waitFor()
  await visit.checkAccess('real name with an error')
  await visit.shoot('real-name')
  await page.getByLabel('证件号码').fill(person.id_number)
  await visit.button('下一步').click()
  await visit.reads('选一种方式证明是您本人')
}

test('a person proves who they are by face, after a consent of its own, and ends where they were', async () => {
  const [person] = (await world.court.state()).people
  await world.visit('face', {}, async (visit) => {
    const { page } = visit
    await toRoutes(visit, person)
    assert.equal(await page.getByRole('checkbox').getAttribute('aria-checked'), 'false', 'nothing is ticked beforehand')
    await visit.button('开始刷脸').click()
    await visit.reads(/要先同意这次使用人脸信息/)
    await visit.checkAccess('ways to prove it')
    await visit.shoot('ways')
    await page.getByRole('checkbox').click()
    await visit.button('开始刷脸').click()
    await page.waitForURL('**/sandbox/face-check?**')
    await visit.button('取消').click()
    await visit.reads(/您没有刷完，什么都没有记录/)
    await page.getByRole('checkbox').click()
    await visit.button('开始刷脸').click()
    await page.waitForURL('**/sandbox/face-check?**')
    await visit.button('是本人，通过').click()
    await visit.reads('您已经实名')
    await visit.checkAccess('proved')
    await visit.shoot('proved')
  })
})

test('another proves it by a film, which goes up in parts, and is told what comes next', async () => {
  const [, person] = (await world.court.state()).people
  await world.visit('film', {}, async (visit) => {
    const { page } = visit
    await toRoutes(visit, person)
    await page.getByRole('radio', { name: /录一段视频/ }).click()
    await visit.button('去录视频').click()
    await visit.reads('录一段视频')
    await visit.give('开始录', { name: 'me.mp4', mimeType: 'video/mp4', buffer: film() })
    await visit.give('拍证件', { name: 'image.png', mimeType: 'image/png', buffer: PHOTO })
    await page.getByText('已上传').nth(1).waitFor()
    await visit.checkAccess('film')
    await visit.shoot('film')
    await visit.button('提交给工作人员').click()
    await visit.reads('已经交给工作人员')
    await visit.checkAccess('film handed in')
    await visit.shoot('film-handed-in')
  })
})
