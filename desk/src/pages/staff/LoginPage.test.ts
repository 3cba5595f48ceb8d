import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import { sessionKey, type Session } from '@/session/session'
import LoginPage from './LoginPage.vue'

beforeEach(() => { vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] }) })
afterEach(() => { vi.useRealTimers() })

function page(open = vi.fn(async () => undefined), ending: string | null = null) {
  const session = { state: { ending }, open } as unknown as Session
  const wrapper = mount(LoginPage, { attachTo: document.body, global: { provide: { [sessionKey as symbol]: session } } })
  const submit = async () => {
    await wrapper.get('form').trigger('submit')
    await flushPromises()
  }
  const toCode = async () => {
    await wrapper.get('input[name=username]').setValue(' chenjing ')
    await wrapper.get('input[name=password]').setValue('a password')
    await submit()
  }
  const enterCode = async (code: string) => {
    await wrapper.get('input[name=totp]').setValue(code)
    await flushPromises()
  }
  return { wrapper, open, submit, toCode, enterCode, alert: () => wrapper.get('[role=alert]').text() }
}

it('asks for account and password before the code, and names what is missing', async () => {
  const { wrapper, submit } = page()
  await submit()
  const username = wrapper.get('input[name=username]')
  expect(username.attributes('aria-invalid')).toBe('true')
  expect(wrapper.get(`#${username.attributes('aria-describedby')}`).text()).toBe('请填账号')
  expect(document.activeElement).toBe(username.element)
})

it('sends all three at once with the sixth digit', async () => {
  const { open, toCode, enterCode } = page()
  await toCode()
  expect(open).not.toHaveBeenCalled()
  await enterCode('407123')
  expect(open).toHaveBeenCalledTimes(1)
  expect(open).toHaveBeenCalledWith({ username: 'chenjing', password: 'a password', totp: '407123' })
})

it('shows the server’s sentence, empties the code and stays ready for the next one', async () => {
  const { wrapper, toCode, enterCode, alert } = page(vi.fn(async () => { throw new Problem(401, 'desk.credentials_wrong', '账号、密码或动态口令不对。', 'r', null, []) }))
  await toCode()
  await enterCode('407123')
  expect(alert()).toBe('账号、密码或动态口令不对。')
  const code = wrapper.get<HTMLInputElement>('input[name=totp]')
  expect(code.element.value).toBe('')
  expect(document.activeElement).toBe(code.element)
})

it('waits as long as the server says, with the seconds on the button', async () => {
  const open = vi.fn(async () => { throw new Problem(429, 'rate.too_many', '试得太多了，请 30 秒后再试', 'r', 30, []) })
  const { wrapper, toCode, enterCode } = page(open)
  await toCode()
  await enterCode('407123')
  const button = () => wrapper.get<HTMLButtonElement>('button[type=submit]')
  expect(button().text()).toBe('30 秒后可以再试')
  await enterCode('111111')
  expect(open).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(30_000)
  await flushPromises()
  expect(button().text()).toBe('登录')
  expect(button().element.disabled).toBe(false)
})

it('gives a long wait in minutes, and to that account only', async () => {
  const { wrapper, toCode, enterCode } = page(vi.fn(async () => { throw new Problem(429, 'rate.too_many', '试错次数太多', 'r', 898, []) }))
  await toCode()
  await enterCode('407123')
  expect(wrapper.get('button[type=submit]').text()).toBe('约 15 分钟后可以再试')
  await wrapper.get('aside button').trigger('click')
  await flushPromises()
  await toCode()
  expect(wrapper.get('button[type=submit]').text()).toBe('登录')
})

it('says how many digits are missing', async () => {
  const { toCode, enterCode, submit, alert, open } = page()
  await toCode()
  await enterCode('4071')
  await submit()
  expect(alert()).toBe('还少 2 位，请对照手机再看一遍')
  expect(open).not.toHaveBeenCalled()
})

it('says why one has to log in again', () => {
  expect(page(undefined, 'idle').wrapper.text()).toContain('您离开了 15 分钟')
})
