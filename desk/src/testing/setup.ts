// What jsdom lacks and every browser of a court has, and the language that the tests read.
import { beforeEach } from 'vitest'
import { language } from '@/words/language'

Element.prototype.scrollIntoView = () => undefined
HTMLDialogElement.prototype.showModal = function () { this.open = true }
HTMLDialogElement.prototype.close = function () { this.open = false }
window.matchMedia = (media) => Object.assign(new EventTarget(), { media, matches: false, onchange: null, addListener: () => undefined, removeListener: () => undefined })

URL.createObjectURL = () => 'blob:a-paper'
URL.revokeObjectURL = () => undefined

beforeEach(() => {
  document.body.innerHTML = ''
  language.value = 'zh'
})
