import { mount } from '@vue/test-utils'
import { nextTick, ref } from 'vue'
import { expect, it } from 'vitest'
import TotpInput from './TotpInput.vue'

function codeField(busy = false) {
  const code = ref('')
  const completed: string[] = []
  const wrapper = mount(TotpInput, {
    attachTo: document.body,
    props: { label: '6 位动态口令', busy, modelValue: code.value, 'onUpdate:modelValue': (value: string) => { code.value = value; void wrapper.setProps({ modelValue: value }) }, onComplete: (value: string) => completed.push(value) },
  })
  const input = wrapper.get('input')
  const enter = async (text: string) => {
    input.element.value = text
    await input.trigger('input')
    await nextTick()
  }
  return { wrapper, input, code, completed, enter, cells: () => wrapper.findAll('.cell').map((cell) => cell.text()) }
}

it('is one field that the browser can fill with a code', () => {
  const { input } = codeField()
  expect(input.attributes()).toMatchObject({ autocomplete: 'one-time-code', inputmode: 'numeric', 'aria-label': '6 位动态口令' })
})

it('fills cell by cell and moves the marked cell on', async () => {
  const { wrapper, input, enter, cells, completed } = codeField()
  await input.trigger('focus')
  await enter('40')
  expect(cells()).toEqual(['4', '0', '', '', '', ''])
  expect(wrapper.findAll('.cell').findIndex((cell) => cell.classes('active'))).toBe(2)
  expect(completed).toEqual([])
})

it('completes once, with the sixth digit', async () => {
  const { enter, completed } = codeField()
  await enter('40712')
  await enter('407123')
  await enter('4071239')
  expect(completed).toEqual(['407123'])
})

it.each([['407 123', '407123'], ['407-123\n', '407123'], ['４０７１２３', '407123'], ['your code: 407123.', '407123'], ['abc', '']])('takes the digits of a pasted %j', async (pasted, digits) => {
  const { enter, code, input } = codeField()
  await enter(pasted)
  expect(code.value).toBe(digits)
  expect(input.element.value).toBe(digits)
})

it('waits for a Chinese keyboard to finish', async () => {
  const { input, code } = codeField()
  input.element.value = '4'
  input.element.dispatchEvent(new InputEvent('input', { isComposing: true }))
  expect(code.value).toBe('')
  await input.trigger('compositionend')
  expect(code.value).toBe('4')
})

it('takes nothing while a try is under way', () => {
  expect(codeField(true).input.element.readOnly).toBe(true)
})
